package dev.attune.privacy.budget;

import dev.attune.privacy.noise.ParameterCheck;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * A release that asks for its cost.
 *
 * @param releaseId names the release for all time; asked for again, it is refused
 * @param month the calendar month (UTC) that pays
 * @param window start of the window, seconds since 1970
 * @param cohort the users in the release; in one window a user's data is in one cohort only
 * @param cost above zero
 */
public record ReleaseRequest(
    String releaseId, YearMonth month, long window, String cohort, PrivacyCost cost) {

  /** Checks. */
  public ReleaseRequest {
    ParameterCheck.of("release request")
        .that(!releaseId.isBlank(), "releaseId", "must not be blank")
        .that(!cohort.isBlank(), "cohort", "must not be blank")
        .that(
            cost.rho().signum() > 0,
            "cost",
            "must be above zero: nothing is released without noise")
        .that(
            month.equals(month(Instant.ofEpochSecond(window))),
            "window",
            "must start in " + month + " (UTC), was " + window)
        .throwIfAny();
  }

  /**
   * A release of one window.
   *
   * @throws dev.attune.privacy.noise.ParameterException if the window reaches from one calendar
   *     month into another: a pseudonym is renewed in between, and one person would be two in it
   */
  public static ReleaseRequest of(
      String releaseId, Instant start, Instant end, String cohort, PrivacyCost cost) {
    ParameterCheck.of("release request")
        .that(
            start.isBefore(end) && month(start).equals(month(end.minusNanos(1))),
            "window",
            "must lie within one calendar month (UTC), was " + start + " to " + end)
        .that(start.getNano() == 0, "window", "must start on a full second, was " + start)
        .throwIfAny();
    return new ReleaseRequest(releaseId, month(start), start.getEpochSecond(), cohort, cost);
  }

  private static YearMonth month(Instant time) {
    return YearMonth.from(time.atZone(ZoneOffset.UTC));
  }
}
