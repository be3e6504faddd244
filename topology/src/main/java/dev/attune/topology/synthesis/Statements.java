package dev.attune.topology.synthesis;

import dev.attune.models.session.WrittenEvent;
import dev.attune.models.session.WrittenSession;
import dev.attune.schemas.ledger.Generator;
import dev.attune.schemas.ledger.LedgerEntry;
import dev.attune.schemas.ledger.Mechanism;
import dev.attune.schemas.ledger.Sealed;
import dev.attune.schemas.synthetic.PrivacyStatement;
import dev.attune.schemas.synthetic.SyntheticEvent;
import dev.attune.schemas.synthetic.SyntheticEventType;
import dev.attune.schemas.synthetic.SyntheticSession;
import java.util.HexFormat;
import java.util.List;

/** Puts what is promised into every session of a release. */
final class Statements {

  private static final String UNIT =
      "one pseudonym: everything of it in the period, added or removed";
  private static final String PERIOD = "one calendar month (UTC), renewing";

  private final LedgerEntry entry;
  private final PrivacyStatement statement;

  Statements(LedgerEntry entry, Sealed sealed, String trainedOn) {
    this.entry = entry;
    Generator generator = sealed.getGenerator();
    byte[] sha256 = new byte[generator.getManifestSha256().remaining()];
    generator.getManifestSha256().duplicate().get(sha256);
    statement =
        new PrivacyStatement(
            sealed.getMonthEpsilon(),
            sealed.getMonthDelta(),
            UNIT,
            PERIOD,
            entry.getMonth(),
            sealed.getWindowEpsilon(),
            mechanism(sealed),
            generator.getRelease(),
            HexFormat.of().formatHex(sha256),
            trainedOn);
  }

  private static String mechanism(Sealed sealed) {
    Mechanism of = sealed.getMechanism();
    return "discrete Gaussian noise of sigma^2 = "
        + of.getVarianceNumerator()
        + (of.getVarianceDenominator() == 1 ? "" : "/" + of.getVarianceDenominator())
        + " on sums of vectors of L2 norm at most "
        + of.getMaxNorm()
        + ", "
        + sealed.getRho()
        + "-zCDP; sessions are post-processing";
  }

  SyntheticSession session(int number, WrittenSession written) {
    List<SyntheticEvent> events = written.events().stream().map(Statements::event).toList();
    return new SyntheticSession(
        entry.getReleaseId(),
        number,
        entry.getCohort(),
        entry.getWindowStart(),
        entry.getWindowEnd(),
        written.localHour(),
        events,
        statement);
  }

  private static SyntheticEvent event(WrittenEvent event) {
    SyntheticEventType type =
        switch (event.type()) {
          case APP_OPENED -> SyntheticEventType.APP_OPENED;
          case APP_CLOSED -> SyntheticEventType.APP_CLOSED;
          case NOTIFICATION_POSTED -> SyntheticEventType.NOTIFICATION_POSTED;
          case NOTIFICATION_OPENED -> SyntheticEventType.NOTIFICATION_OPENED;
          case NOTIFICATION_DISMISSED -> SyntheticEventType.NOTIFICATION_DISMISSED;
          case NOTIFICATION_IGNORED -> SyntheticEventType.NOTIFICATION_IGNORED;
          case SETTING_CHANGED -> SyntheticEventType.SETTING_CHANGED;
          case CONTENT_SEEN -> SyntheticEventType.CONTENT_SEEN;
          default -> SyntheticEventType.UNKNOWN;
        };
    return new SyntheticEvent(type, event.item(), event.category(), event.gapSeconds());
  }
}
