package io.sisom.evaluation.report;

import java.util.Random;

/** The two directions of greatest variance (principal component analysis), by power iteration. */
final class Projection {
  private static final int ROUNDS = 200;

  private final double[] mean;
  private final double[][] directions;

  private Projection(double[] mean, double[][] directions) {
    this.mean = mean;
    this.directions = directions;
  }

  /** Fits on rows of one width, at least one. */
  static Projection of(float[][] rows) {
    int width = rows[0].length;
    double[] mean = new double[width];
    for (float[] row : rows) {
      for (int k = 0; k < width; k++) {
        mean[k] += row[k] / (double) rows.length;
      }
    }
    double[][] covariance = new double[width][width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        double di = row[i] - mean[i];
        for (int j = 0; j <= i; j++) {
          covariance[i][j] += di * (row[j] - mean[j]);
        }
      }
    }
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < i; j++) {
        covariance[j][i] = covariance[i][j];
      }
    }
    double[] first = largest(covariance, new double[width]);
    return new Projection(mean, new double[][] {first, largest(covariance, first)});
  }

  private static double[] largest(double[][] matrix, double[] without) {
    double[] v = new Random(1).doubles(without.length, -1, 1).toArray();
    for (int round = 0; round < ROUNDS; round++) {
      double along = dot(v, without);
      double[] next = new double[v.length];
      for (int i = 0; i < v.length; i++) {
        v[i] -= along * without[i];
      }
      for (int i = 0; i < v.length; i++) {
        next[i] = dot(matrix[i], v);
      }
      double length = Math.sqrt(dot(next, next));
      if (length == 0) {
        break;
      }
      for (int i = 0; i < v.length; i++) {
        v[i] = next[i] / length;
      }
    }
    return v;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Where a row lies: two coordinates. */
  double[] place(float[] row) {
    double[] centered = new double[row.length];
    for (int k = 0; k < row.length; k++) {
      centered[k] = row[k] - mean[k];
    }
    return new double[] {dot(centered, directions[0]), dot(centered, directions[1])};
  }
}
