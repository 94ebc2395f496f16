package io.sisom.it.crash;

/** What is done to a running scorer or to the group of scorers. */
enum Disturbance {
  /** One scorer gets SIGKILL and comes again. */
  KILL,
  /** All scorers get SIGKILL and come again. */
  KILL_ALL,
  /** A stream thread of one scorer throws. */
  FAIL_THREAD,
  /** One more scorer joins the group and is stopped a little later. */
  REBALANCE,
  /** One scorer gets SIGTERM and comes again. */
  STOP,
  /** A new reference set is published. */
  SWAP
}
