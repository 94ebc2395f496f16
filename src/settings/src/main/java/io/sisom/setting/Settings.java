package io.sisom.setting;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Settings as they were given, and the records they become. */
public final class Settings {
  private final Map<String, String> given;

  private Settings(Map<String, String> given) {
    this.given = Map.copyOf(given);
  }

  /** Texts by key; keys that a record does not declare are left to others. */
  public static Settings of(Map<String, String> given) {
    return new Settings(given);
  }

  /** A record with its defaults. */
  public static <R extends Record> R defaults(Class<R> type) {
    return of(Map.of()).bind(type);
  }

  /** Keys of the settings that were given. */
  public Set<String> given() {
    return given.keySet();
  }

  /**
   * A record of what was given, and of defaults.
   *
   * @param parts values of components that are neither settings nor records of settings
   * @throws SettingException that names all values that are not accepted, or what the record's own
   *     constructor refuses
   */
  public <R extends Record> R bind(Class<R> type, Object... parts) {
    SettingException.throwAll(complaints(DeclaredSetting.allOf(type)));
    return made(type, component -> valueOf(component, parts));
  }

  /**
   * A copy of a record with some settings changed.
   *
   * @param values by key, of the type the record holds; only the record's constructor checks them
   */
  public static <R extends Record> R changed(R config, Map<String, ?> values) {
    Set<String> left = new HashSet<>(values.keySet());
    R changed = changed(config, values, left);
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(config.getClass().getSimpleName() + " has no " + left);
    }
    return changed;
  }

  /** What is wrong with the values given for these. */
  List<String> complaints(List<DeclaredSetting> declared) {
    List<String> complaints = new ArrayList<>();
    for (DeclaredSetting setting : declared) {
      try {
        setting.read(textOf(setting));
      } catch (SettingException e) {
        complaints.add(e.getMessage());
      }
    }
    return complaints;
  }

  private String textOf(DeclaredSetting setting) {
    return given.getOrDefault(setting.key(), setting.value());
  }

  private Object valueOf(RecordComponent component, Object... parts) {
    DeclaredSetting setting = DeclaredSetting.of(component);
    if (setting != null) {
      return setting.read(textOf(setting));
    }
    return Arrays.stream(parts)
        .filter(component.getType()::isInstance)
        .findFirst()
        .orElseGet(() -> bind(component.getType().asSubclass(Record.class), parts));
  }

  private static <R extends Record> R changed(R config, Map<String, ?> values, Set<String> left) {
    return made(
        typeOf(config),
        component -> {
          Setting setting = component.getAnnotation(Setting.class);
          Object value = Reflected.value(config, component);
          if (setting == null) {
            return value instanceof Record within ? changed(within, values, left) : value;
          }
          left.remove(setting.key());
          Object other = values.get(setting.key());
          return other == null ? value : other;
        });
  }

  private static <R extends Record> R made(
      Class<R> type, Function<RecordComponent, Object> valueOf) {
    return Reflected.make(type, Arrays.stream(type.getRecordComponents()).map(valueOf).toArray());
  }

  @SuppressWarnings("unchecked") // a record's class is that of the record
  private static <R extends Record> Class<R> typeOf(R config) {
    return (Class<R>) config.getClass();
  }
}
