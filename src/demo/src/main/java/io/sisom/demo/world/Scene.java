package io.sisom.demo.world;

/**
 * All that one picture shows.
 *
 * @param x the object's center, as a share of the width
 * @param y the object's feet, as a share of the height
 * @param size the object's height, as a share of the picture's
 * @param turn the object's tilt in radians
 * @param light brightness; 1 leaves colors as they are, 0 is black
 * @param drift how far the ground has moved, in tiles
 */
record Scene(
    Backdrop backdrop,
    ObjectKind kind,
    Look look,
    double x,
    double y,
    double size,
    double turn,
    double light,
    double drift) {}
