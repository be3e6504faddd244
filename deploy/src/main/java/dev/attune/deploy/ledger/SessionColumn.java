package dev.attune.deploy.ledger;

import dev.attune.schemas.synthetic.PrivacyStatement;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns of exported sessions, in their order. Names never change; more may come at the end.
 */
enum SessionColumn {
  RELEASE_ID(Type.TEXT, row -> row.session().getReleaseId()),
  /** The number of the session in its release. */
  SESSION(Type.NUMBER, row -> row.session().getNumber()),
  COHORT(Type.TEXT, row -> row.session().getCohort()),
  WINDOW_START(Type.TIME, SessionRow::windowStart),
  WINDOW_END(Type.TIME, SessionRow::windowEnd),
  LOCAL_HOUR(Type.NUMBER, row -> row.session().getLocalHour()),
  POSITION(Type.NUMBER, SessionRow::position),
  TYPE(Type.TEXT, row -> row.event().getType().toString()),
  ITEM(Type.TEXT, row -> row.event().getItem()),
  CATEGORY(Type.TEXT, row -> row.event().getCategory()),
  GAP_SECONDS(
      Type.OPTIONAL_NUMBER,
      row -> row.gapSeconds().isPresent() ? row.gapSeconds().getAsInt() : null),
  EPSILON(Type.TEXT, row -> privacy(row).getEpsilon()),
  DELTA(Type.TEXT, row -> privacy(row).getDelta()),
  MONTH(Type.TEXT, row -> privacy(row).getMonth()),
  GENERATOR(Type.TEXT, row -> privacy(row).getGenerator());

  /** What a value is: a String, an Integer (or null) or an Instant. */
  enum Type {
    TEXT,
    NUMBER,
    OPTIONAL_NUMBER,
    TIME
  }

  private final Type type;
  private final Function<SessionRow, @Nullable Object> value;

  SessionColumn(Type type, Function<SessionRow, @Nullable Object> value) {
    this.type = type;
    this.value = value;
  }

  /** As it stands in files. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  Type type() {
    return type;
  }

  /** Its value, null if there is none. */
  @Nullable Object of(SessionRow row) {
    return value.apply(row);
  }

  private static PrivacyStatement privacy(SessionRow row) {
    return row.session().getPrivacy();
  }
}
