package io.sisom.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of the class where a Docker engine answers and reports them as skipped, with the
 * reason, elsewhere. {@code .ci/run} finds the Testcontainers tests by this annotation and fails
 * when none of them ran.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DockerCondition.class)
public @interface EnabledWithDocker {}
