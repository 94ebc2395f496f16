package io.sisom.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test that every landing must pass, though not every build: it takes long, and what it shows is
 * shown in a shorter form by another test. {@code mvn verify} leaves it out, {@code mvn verify
 * -Pthorough} runs such tests alone, and {@code .ci/run} does both.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("thorough")
public @interface Thorough {}
