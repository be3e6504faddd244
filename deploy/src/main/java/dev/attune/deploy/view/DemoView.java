package dev.attune.deploy.view;

/** Where the demo shows itself. Used by one thread. */
public interface DemoView {

  /** Shows how things are now. */
  void show(DemoSnapshot now);

  /** How often it wants to show something, in milliseconds. */
  long intervalMillis();
}
