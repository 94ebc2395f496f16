package io.sisom.setting;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds how text is read for a component's type. */
final class SettingTypes {
  private SettingTypes() {}

  private record Reads<T>(String accepted, Function<String, T> reader) implements SettingType<T> {
    @Override
    public T read(String text) {
      return reader.apply(text);
    }
  }

  /** Of one component. */
  static SettingType<?> of(RecordComponent component, Setting setting) {
    if (setting.type() != SettingType.class) {
      return Reflected.make(setting.type());
    }
    return component.getGenericType() instanceof ParameterizedType of
        ? generic((Class<?>) of.getRawType(), of.getActualTypeArguments()[0], setting)
        : single(component.getType(), setting);
  }

  private static SettingType<?> generic(Class<?> container, Type of, Setting setting) {
    SettingType<?> element = single((Class<?>) of, setting);
    if (container == Optional.class) {
      return new Reads<>(
          element.accepted(),
          text -> text.isEmpty() ? Optional.empty() : Optional.of(element.read(text)));
    }
    String accepted = "list of " + element.accepted().replaceFirst("^one of ", "");
    if (container == List.class) {
      return new Reads<>(
          accepted, text -> SettingType.items(text).<Object>map(element::read).toList());
    }
    return new Reads<>(
        accepted, text -> distinct(SettingType.items(text).<Object>map(element::read).toList()));
  }

  private static SettingType<?> single(Class<?> type, Setting setting) {
    if (type == int.class) {
      NumberRange range = NumberRange.of(setting, Integer.MAX_VALUE);
      return new Reads<>(
          "whole number" + range.words(), text -> (int) range.require(Integer.parseInt(text)));
    }
    if (type == long.class || type == Duration.class) {
      NumberRange range = NumberRange.of(setting, Double.POSITIVE_INFINITY);
      Function<String, Long> reader = text -> range.requireLong(Long.parseLong(text));
      String accepted = "whole number" + range.words();
      return type == long.class
          ? new Reads<>(accepted, reader)
          : new Reads<>(accepted, reader.andThen(Duration::ofMillis));
    }
    if (type == double.class) {
      NumberRange range = NumberRange.of(setting, Double.POSITIVE_INFINITY);
      return new Reads<>("number" + range.words(), text -> range.require(Double.parseDouble(text)));
    }
    if (type == boolean.class) {
      return new Reads<>("true or false", SettingTypes::truth);
    }
    if (type.isEnum()) {
      Map<String, Object> byKey = new LinkedHashMap<>();
      for (Object constant : type.getEnumConstants()) {
        byKey.put(((Enum<?>) constant).name().toLowerCase(Locale.ROOT), constant);
      }
      return new Reads<>(
          "one of " + String.join(", ", byKey.keySet()),
          text -> accepted(byKey.containsKey(text), byKey.get(text)));
    }
    if (type == Path.class) {
      return text("path", setting, Path::of);
    }
    if (type == String.class) {
      return text(setting.secret() ? "secret text" : "text", setting, text -> text);
    }
    throw new IllegalArgumentException(setting.key() + " needs a SettingType that reads " + type);
  }

  private static <T> SettingType<T> text(String name, Setting setting, Function<String, T> reader) {
    List<String> choices = List.of(setting.oneOf());
    if (!choices.isEmpty()) {
      return new Reads<>(
          "one of " + String.join(", ", choices),
          text -> reader.apply(accepted(choices.contains(text), text)));
    }
    if (setting.value().isEmpty()) {
      return new Reads<>(name, reader);
    }
    return new Reads<>(name + ", not empty", text -> reader.apply(accepted(!text.isEmpty(), text)));
  }

  private static boolean truth(String text) {
    boolean truth = text.equalsIgnoreCase("true");
    return accepted(truth || text.equalsIgnoreCase("false"), truth);
  }

  private static Set<Object> distinct(List<Object> items) {
    Set<Object> distinct = new LinkedHashSet<>(items);
    return accepted(distinct.size() == items.size(), distinct);
  }

  private static <T> T accepted(boolean isAccepted, @Nullable T value) {
    if (!isAccepted || value == null) {
      throw new IllegalArgumentException("not accepted");
    }
    return value;
  }
}
