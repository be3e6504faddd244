package dev.attune.device.simulate;

import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.UsageEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened on a simulated phone.
 *
 * @param user the user's number
 * @param device which of the user's phones, from 0
 * @param sequence the event's number on that phone: 1, 2, 3 and so on
 * @param occurredAt seconds since 1970-01-01T00:00Z; never decreases from one event of a user to
 *     the next
 * @param context the circumstances
 * @param payload what happened: one of the variants of {@link UsageEvent}'s payload
 * @param choice the distribution a freely chosen app was drawn from; see {@link #truth()}
 */
public record SimulatedEvent(
    int user,
    int device,
    long sequence,
    long occurredAt,
    Context context,
    Object payload,
    @Nullable NextAppDistribution choice) {

  /**
   * For an app that the user chose freely, the exact distribution it was drawn from, given
   * everything hidden right before the choice; empty for every other event, for apps opened from a
   * notification or a recommendation (there was no free choice), and whenever {@link
   * SimulationConfig#truth()} is off.
   */
  public Optional<NextAppDistribution> truth() {
    return Optional.ofNullable(choice);
  }

  /** The event as it travels, from a phone with this pseudonym. */
  public UsageEvent toUsageEvent(DevicePseudonym pseudonym) {
    return new UsageEvent(pseudonym, sequence, occurredAt, context, payload);
  }
}
