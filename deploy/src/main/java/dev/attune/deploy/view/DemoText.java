package dev.attune.deploy.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A snapshot of the demo in words. */
final class DemoText {
  /** The story takes as many lines from the start as it will have, so that nothing jumps. */
  private static final int STORY_LINES = 8;

  private static final int RELEASE_LINES = 4;

  private DemoText() {}

  /** The dashboard, one string a line, always as many lines. */
  static List<String> dashboard(DemoSnapshot now) {
    List<String> lines = new ArrayList<>();
    lines.add(
        format(
            "Attune   %s elapsed   simulated time %s   %,d users   release %s",
            clock(now.elapsed()), now.simulatedTime(), now.users(), now.release()));
    lines.add("");
    lines.add(
        format(
            "  events       %,10d sent   %,10d accepted   %,8d rejected   %,8.0f a second",
            now.sent(), now.accepted(), now.rejectedInAll(), now.eventsPerSecond()));
    lines.add("  rejected     " + reasons(now.rejected()));
    lines.add(
        format(
            "  decisions    %,10d lists  %,10d items      %,8d notification settings   %d invalid",
            now.lists(), now.items(), now.settings(), now.invalid()));
    lines.add(
        format(
            "  users        %,10d shown  %,10d taken      %7.1f %% acceptance%s",
            now.shown(), now.taken(), 100 * now.acceptanceRate(), shares(now)));
    lines.add(
        format(
            "  latency      %,10d ms p50 %,10d ms p99     from event to visible output",
            now.p50Millis(), now.p99Millis()));
    lines.add(
        format(
            "  model        %10.1f %% answered by the statistical fallback",
            100 * now.fallbackShare()));
    for (int i = 0; i < RELEASE_LINES; i++) {
      lines.add((i == 0 ? "  releases     " : "               ") + release(now, i));
    }
    lines.add("");
    lines.add("  One user's story");
    int from = Math.max(0, now.story().size() - STORY_LINES);
    List<String> story = now.story().subList(from, now.story().size());
    for (int i = 0; i < STORY_LINES; i++) {
      lines.add(i < story.size() ? "    " + story.get(i) : "");
    }
    return lines;
  }

  /** One line that says the same in short. */
  static String line(DemoSnapshot now) {
    return format(
        "%s  %,d sent, %.0f/s, %,d accepted, %,d rejected (%s), %,d lists, %,d items, %,d settings,"
            + " %.1f %% acceptance, latency %d/%d ms p50/p99, release %s",
        clock(now.elapsed()),
        now.sent(),
        now.eventsPerSecond(),
        now.accepted(),
        now.rejectedInAll(),
        reasons(now.rejected()),
        now.lists(),
        now.items(),
        now.settings(),
        100 * now.acceptanceRate(),
        now.p50Millis(),
        now.p99Millis(),
        now.release());
  }

  /** A release with what it does, the last ones if there are many. */
  private static String release(DemoSnapshot now, int line) {
    int from = Math.max(0, now.releases().size() - RELEASE_LINES);
    if (from + line >= now.releases().size()) {
      return "";
    }
    ReleaseLine release = now.releases().get(from + line);
    return release.how().isEmpty() ? release.what() : release.what() + ", " + release.how();
  }

  /** What personal decisions are worth, once the control share has seen something. */
  private static String shares(DemoSnapshot now) {
    return now.controlShown() == 0
        ? ""
        : format(
            "   personal %.1f %%, control share %.1f %%",
            100 * now.treatedRate(), 100 * now.controlRate());
  }

  private static String reasons(Map<String, Long> rejected) {
    String reasons =
        rejected.entrySet().stream()
            .filter(reason -> reason.getValue() > 0)
            .map(reason -> format("%s %,d", reason.getKey(), reason.getValue()))
            .collect(Collectors.joining(", "));
    return reasons.isEmpty() ? "none" : reasons;
  }

  private static String clock(Duration time) {
    return format("%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
