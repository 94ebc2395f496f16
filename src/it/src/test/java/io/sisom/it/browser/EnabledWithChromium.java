package io.sisom.it.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test class, and says so, where no Chromium is installed. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EnabledWithChromium.Condition.class)
public @interface EnabledWithChromium {
  /** Looks for the browser. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return Chromium.find()
          .map(path -> ConditionEvaluationResult.enabled("Chromium is " + path))
          .orElseGet(
              () ->
                  ConditionEvaluationResult.disabled(
                      "browser tests need Chromium: install the package chromium, or set"
                          + " SISOM_TEST_CHROMIUM to the program"));
    }
  }
}
