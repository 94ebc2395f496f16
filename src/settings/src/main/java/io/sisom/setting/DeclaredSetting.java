package io.sisom.setting;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A setting as its record declares it.
 *
 * @param key the whole key
 * @param value the default, as one would write it
 * @param type reads it
 * @param unit empty where there is none
 * @param meaning for the settings page
 * @param secret whether values are neither shown nor told
 */
public record DeclaredSetting(
    String key, String value, SettingType<?> type, String unit, String meaning, boolean secret) {

  /** By component. Kept, because a record's class parses its annotations whenever it is asked. */
  private static final ClassValue<Map<String, DeclaredSetting>> BY_COMPONENT =
      new ClassValue<>() {
        @Override
        protected Map<String, DeclaredSetting> computeValue(Class<?> group) {
          Map<String, DeclaredSetting> declared = new HashMap<>();
          for (RecordComponent component : group.getRecordComponents()) {
            Setting setting = component.getAnnotation(Setting.class);
            if (setting != null) {
              declared.put(component.getName(), declared(component, setting));
            }
          }
          return Map.copyOf(declared);
        }
      };

  /** All of a record, with those of records within it, in the order of its components. */
  public static List<DeclaredSetting> allOf(Class<? extends Record> group) {
    return Arrays.stream(group.getRecordComponents()).flatMap(DeclaredSetting::within).toList();
  }

  private static Stream<DeclaredSetting> within(RecordComponent component) {
    DeclaredSetting declared = of(component);
    if (declared != null) {
      return Stream.of(declared);
    }
    return component.getType().isRecord()
        ? allOf(component.getType().asSubclass(Record.class)).stream()
        : Stream.empty();
  }

  /** That of one component; null where it is no setting. */
  static @Nullable DeclaredSetting of(RecordComponent component) {
    return BY_COMPONENT.get(component.getDeclaringRecord()).get(component.getName());
  }

  private static DeclaredSetting declared(RecordComponent component, Setting setting) {
    String unit = component.getType() == Duration.class ? "ms" : setting.unit();
    return new DeclaredSetting(
        setting.key(),
        setting.value(),
        SettingTypes.of(component, setting),
        unit,
        Objects.requireNonNull(component.getAnnotation(Meaning.class), setting.key()).value(),
        setting.secret());
  }

  /**
   * The value of a text.
   *
   * @throws SettingException where the text is not accepted
   */
  Object read(String text) {
    try {
      return type.read(text.trim());
    } catch (IllegalArgumentException e) {
      throw new SettingException(
          "Setting %s is %s, accepted: %s"
              .formatted(key, secret ? "[hidden]" : text, type.accepted()));
    }
  }
}
