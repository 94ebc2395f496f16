package io.sisom.learning;

/** How the learning rate goes down while a network learns. */
enum RateSchedule {
  /** Stays. */
  CONSTANT {
    @Override
    public double factor(double done) {
      return 1;
    }
  },
  /** Half a cosine, from 1 to 0. */
  COSINE {
    @Override
    public double factor(double done) {
      return (1 + Math.cos(Math.PI * Math.min(1, done))) / 2;
    }
  },
  /** A tenth after half of the steps, a hundredth after three quarters. */
  MULTISTEP {
    @Override
    public double factor(double done) {
      return done < 0.5 ? 1 : done < 0.75 ? 0.1 : 0.01;
    }
  };

  /**
   * What the rate is multiplied by.
   *
   * @param done share of the steps that is behind, 0 to 1
   */
  public abstract double factor(double done);
}
