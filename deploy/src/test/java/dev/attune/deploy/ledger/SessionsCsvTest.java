package dev.attune.deploy.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.synthetic.PrivacyStatement;
import dev.attune.schemas.synthetic.SyntheticEvent;
import dev.attune.schemas.synthetic.SyntheticEventType;
import dev.attune.schemas.synthetic.SyntheticSession;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsCsvTest {

  private static SyntheticSession session(int number) {
    return new SyntheticSession(
        "2026-11-01T00:00:00Z/PT24H/eu",
        number,
        "eu",
        1_793_491_200L,
        1_793_577_600L,
        9,
        List.of(
            new SyntheticEvent(SyntheticEventType.APP_OPENED, "", "news, local", -1),
            new SyntheticEvent(SyntheticEventType.CONTENT_SEEN, "content:x", "games", 12)),
        new PrivacyStatement("4", "1E-9", "u", "p", "2026-11", "0.7", "m", "markov-1", "", "x"));
  }

  @Test
  void shouldWriteARowForEachEventAndEachSessionOnce() throws IOException {
    StringBuilder out = new StringBuilder();
    SessionsCsv csv = new SessionsCsv(out);

    csv.write(session(0));
    csv.write(session(1));
    csv.write(session(0));

    assertThat(out.toString().lines())
        .hasSize(5)
        .startsWith(
            "release_id,session,cohort,window_start,window_end,local_hour,position,type,item,"
                + "category,gap_seconds,epsilon,delta,month,generator",
            "2026-11-01T00:00:00Z/PT24H/eu,0,eu,2026-11-01T00:00:00Z,2026-11-02T00:00:00Z,9,0,"
                + "APP_OPENED,,\"news, local\",,4,1E-9,2026-11,markov-1",
            "2026-11-01T00:00:00Z/PT24H/eu,0,eu,2026-11-01T00:00:00Z,2026-11-02T00:00:00Z,9,1,"
                + "CONTENT_SEEN,content:x,games,12,4,1E-9,2026-11,markov-1");
  }
}
