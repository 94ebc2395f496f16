package io.sisom.demo.world;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can stand before a camera. The bundled network was trained on the known kinds only. */
public enum ObjectKind {
  CONE(true, KnownShapes::cone),
  BALL(true, KnownShapes::ball),
  CRATE(true, KnownShapes::crate),
  TREE(true, KnownShapes::tree),
  CAR(true, KnownShapes::car),
  PERSON(true, KnownShapes::person),
  SIGN(true, KnownShapes::sign),
  BARREL(true, KnownShapes::barrel),
  UMBRELLA(false, UnknownShapes::umbrella),
  GIRAFFE(false, UnknownShapes::giraffe),
  KITE(false, UnknownShapes::kite);

  private static final List<ObjectKind> KNOWN =
      Arrays.stream(values()).filter(ObjectKind::known).toList();
  private static final List<ObjectKind> UNKNOWN =
      Arrays.stream(values()).filter(kind -> !kind.known()).toList();

  private final boolean known;
  private final Drawing drawing;

  ObjectKind(boolean known, Drawing drawing) {
    this.known = known;
    this.drawing = drawing;
  }

  /** The kinds the bundled network knows, in a fixed order. */
  public static List<ObjectKind> knownKinds() {
    return KNOWN;
  }

  /** The kinds it has never seen. */
  public static List<ObjectKind> unknownKinds() {
    return UNKNOWN;
  }

  /** Whether the bundled network was trained on this kind. */
  public boolean known() {
    return known;
  }

  /** The label of the kind: its lower-case name. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  void draw(Brush brush, Look look) {
    drawing.draw(brush, look);
  }

  @FunctionalInterface
  private interface Drawing {
    void draw(Brush brush, Look look);
  }
}
