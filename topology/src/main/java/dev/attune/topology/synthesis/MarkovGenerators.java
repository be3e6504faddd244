package dev.attune.topology.synthesis;

import dev.attune.models.session.MarkovWriter;
import dev.attune.models.session.SessionWriter;
import dev.attune.schemas.ledger.Generator;
import dev.attune.schemas.ledger.GeneratorKind;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The chain, which has learned from nothing and is always at hand. */
public final class MarkovGenerators implements Generators {

  private final int sessions;

  /**
   * @param sessions how many sessions are written of each summary
   */
  public MarkovGenerators(int sessions) {
    this.sessions = sessions;
  }

  @Override
  public Generator current() {
    return new Generator(
        GeneratorKind.MARKOV, MarkovWriter.VERSION, ByteBuffer.allocate(0), sessions);
  }

  @Override
  public String trainedOn(Generator generator) {
    return "nothing";
  }

  @Override
  public Optional<SessionWriter> open(Generator generator) {
    boolean known =
        generator.getKind() == GeneratorKind.MARKOV
            && generator.getRelease().equals(MarkovWriter.VERSION);
    return known ? Optional.of(new MarkovWriter()) : Optional.empty();
  }
}
