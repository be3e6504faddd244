package dev.attune.deploy.view;

/** Shows nothing: a program reads what comes at the end. */
public final class SilentView implements DemoView {
  private static final long INTERVAL_MILLIS = 1_000;

  @Override
  public void show(DemoSnapshot now) {}

  @Override
  public long intervalMillis() {
    return INTERVAL_MILLIS;
  }
}
