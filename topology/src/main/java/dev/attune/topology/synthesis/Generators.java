package dev.attune.topology.synthesis;

import dev.attune.models.session.SessionWriter;
import dev.attune.schemas.ledger.Generator;
import java.util.Optional;

/** What can write sessions. */
public interface Generators {

  /** What writes the sessions of summaries that are sealed from now on. */
  Generator current();

  /** What this generator has learned from, as a word for the privacy statement. */
  String trainedOn(Generator generator);

  /**
   * Opens a writer for one task, closed by it.
   *
   * @return empty if exactly this generator is not at hand: then nothing must be published, as
   *     another one would write other sessions for the same release
   */
  Optional<SessionWriter> open(Generator generator);
}
