package dev.attune.deploy.view;

import java.io.PrintStream;
import java.util.List;

/** Prints a line now and then, the story as it goes on, and what becomes of releases. */
public final class PlainView implements DemoView {
  private static final long INTERVAL_MILLIS = 5_000;
  private static final int STORY_LINES = 3;

  private final PrintStream out;
  private List<String> told = List.of();
  private List<String> toldReleases = List.of();

  /** A view that prints to {@code out}. */
  public PlainView(PrintStream out) {
    this.out = out;
  }

  @Override
  public void show(DemoSnapshot now) {
    out.println(DemoText.line(now));
    List<String> fresh = now.story().stream().filter(line -> !told.contains(line)).toList();
    fresh
        .subList(Math.max(0, fresh.size() - STORY_LINES), fresh.size())
        .forEach(line -> out.println("          one user, " + line));
    told = now.story();
    List<String> releases = now.releases().stream().map(ReleaseLine::what).toList();
    releases.stream()
        .filter(release -> !toldReleases.contains(release))
        .forEach(release -> out.println("          release " + release));
    toldReleases = releases;
    out.flush();
  }

  @Override
  public long intervalMillis() {
    return INTERVAL_MILLIS;
  }
}
