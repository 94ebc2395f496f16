package io.sisom.setting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a setting at the record component that holds it; {@link Meaning} says what for. The
 * component's type says how the text is read: whole number, number, boolean, text, path, duration
 * (milliseconds), enum (by its name in lower case), list or set of texts or enums; {@link #type}
 * reads what is none of these.
 *
 * <p>Settings are read once, when a process starts; none is reloaded.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** The whole key, for example {@code alert.k}. */
  String key();

  /** The default, as one would write it. Text and paths may be empty only where this is. */
  String value();

  /** The unit, where there is one; durations have {@code ms}. */
  String unit() default "";

  /** Least number. */
  double min() default Double.NEGATIVE_INFINITY;

  /** Numbers must be greater than this. */
  double above() default Double.NEGATIVE_INFINITY;

  /** Greatest number. */
  double max() default Double.POSITIVE_INFINITY;

  /** The texts that are accepted; none: all. */
  String[] oneOf() default {};

  /** Whether the value is neither shown nor told. */
  boolean secret() default false;

  /**
   * Reads what the component's type does not say how to read; has a constructor without arguments.
   */
  @SuppressWarnings("rawtypes")
  Class<? extends SettingType> type() default SettingType.class;
}
