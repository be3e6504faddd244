package dev.attune.topology.app;

/** Where in its life an application is. */
public enum ApplicationState {
  /** Not started. */
  NEW,
  /** Started; partitions are being assigned or restored. */
  STARTING,
  /** Processing. */
  RUNNING,
  /** Stopping. */
  STOPPING,
  /** Stopped because it was asked to. */
  STOPPED,
  /** Stopped because it failed. */
  FAILED
}
