package io.sisom.testkit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.testcontainers.DockerClientFactory;

/** Asks for a Docker engine once a test run, and for no longer than a few seconds. */
final class DockerCondition implements ExecutionCondition {
  private static final long PATIENCE_SECONDS = 20;

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(DockerCondition.class))
        .getOrComputeIfAbsent("engine", key -> ask(), ConditionEvaluationResult.class);
  }

  private static ConditionEvaluationResult ask() {
    try {
      String version =
          CompletableFuture.supplyAsync(DockerCondition::engineVersion)
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return ConditionEvaluationResult.enabled("Docker engine " + version + " answers");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return disabled(String.valueOf(cause == null ? e : cause.getMessage()));
    } catch (TimeoutException e) {
      return disabled("no answer in " + PATIENCE_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return disabled("interrupted");
    }
  }

  private static String engineVersion() {
    return DockerClientFactory.instance().client().versionCmd().exec().getVersion();
  }

  private static ConditionEvaluationResult disabled(String why) {
    return ConditionEvaluationResult.disabled("no Docker engine answers: " + why);
  }
}
