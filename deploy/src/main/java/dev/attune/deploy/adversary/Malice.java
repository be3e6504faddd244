package dev.attune.deploy.adversary;

/** How a model misbehaves. */
enum Malice {
  /** Any numbers. */
  RANDOM,
  /** The same number for everything. */
  CONSTANT,
  /** Numbers at the ends of what there is. */
  HUGE,
  /** NaN, now and then between numbers. */
  NOT_A_NUMBER,
  /** Infinity, either way. */
  INFINITE,
  /** Wants what must not be: items that rules forbid, silence for alarms. */
  FORBIDDEN,
  /** Fails now and then. */
  THROWING
}
