package dev.attune.deploy.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTextTest {

  @Test
  void shouldSayEverythingOnTheDashboard() {
    String text = String.join("\n", DemoText.dashboard(Snapshots.withStory("Mon 12:00  opens X")));

    assertThat(text)
        .contains("1:02:05 elapsed", "Mon 4 Mar 12:00", "200 users", "release r1")
        .contains("12,345 sent", "11,000 accepted", "1,300 rejected", "500 a second")
        .contains("no-consent 1,300")
        .doesNotContain("malformed")
        .contains("321 lists", "1,500 items", "77 notification settings", "0 invalid")
        .contains("400 shown", "100 taken", "25.0 % acceptance")
        .contains("personal 26.7 %, control share 10.0 %")
        .contains("120 ms p50", "340 ms p99")
        .contains("25.0 % answered by the statistical fallback")
        .contains("r1 configured, next app among its first five 61.0 % of 500 times")
        .contains("r2 refused: wrong_hash (a file is another one)")
        .contains("Mon 12:00  opens X");
  }

  @Test
  void shouldAlwaysHaveAsManyLines() {
    List<String> none = DemoText.dashboard(Snapshots.withStory());
    List<String> many =
        DemoText.dashboard(
            Snapshots.withStory(Collections.nCopies(50, "line").toArray(String[]::new)));

    assertThat(many).hasSameSizeAs(none);
  }

  @Test
  void shouldSayItShortInALine() {
    assertThat(DemoText.line(Snapshots.withStory()))
        .isEqualTo(
            "1:02:05  12,345 sent, 500/s, 11,000 accepted, 1,300 rejected (no-consent 1,300),"
                + " 321 lists, 1,500 items, 77 settings, 25.0 % acceptance,"
                + " latency 120/340 ms p50/p99, release r1");
  }
}
