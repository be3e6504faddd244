package dev.attune.deploy.demo;

import dev.attune.deploy.provision.ClusterException;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.consent.ConsentChanged;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Watches what comes out of a target while events go in. Closed by whoever opened it. */
final class Observation implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Target target;
  private final Tally tally;
  private final Deliveries deliveries;
  private final OutputReader reader;
  private final Optional<Progress> progress;

  /**
   * Starts watching.
   *
   * @param consents what the users that matter allow
   * @param log gets every decision, where one is kept
   */
  Observation(
      Target target,
      Function<Pseudonym, Optional<ConsentChanged>> consents,
      Tally tally,
      Optional<DecisionLog> log) {
    this.target = target;
    this.tally = tally;
    this.deliveries =
        new Deliveries(
            target.cluster().registry(), consents, new OfferCheck(target.catalog()), tally, log);
    this.progress = target.progress(PATIENCE);
    this.reader =
        new OutputReader(
            target.cluster(), deliveries::arrived, error -> tally.wentWrong(error.toString()));
  }

  /** What came out and waits for the phones. */
  Deliveries deliveries() {
    return deliveries;
  }

  /** Waits until all that was sent is processed and was seen, where an application is there. */
  void settle() {
    progress.ifPresent(known -> known.awaitAll(reader));
  }

  /** Throws if something went wrong, here or there. */
  void requireAlive() {
    target.requireAlive();
    String problem = tally.problem();
    if (problem != null) {
      throw new ClusterException(problem, null);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
