package dev.attune.deploy.training;

import dev.attune.device.simulate.NextAppDistribution;
import dev.attune.device.simulate.SimulatedEvent;
import dev.attune.schemas.usage.AppOpened;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes beside a training set how well an oracle does that knows the simulated user: for each
 * token one unsigned byte, the place from 0 that the true distribution gave to the app that was
 * then opened; {@link #LATER} for that place and all after it, {@link #NO_CHOICE} for every token
 * that is no freely chosen app.
 */
final class OracleRanks implements Closeable {

  /** The file's name. */
  static final String FILE = "oracle_rank.u8";

  /** The last place that is told apart. */
  static final int LATER = 254;

  /** Nothing was chosen freely. */
  static final int NO_CHOICE = 255;

  private final DataOutputStream out;

  OracleRanks(Path folder) throws IOException {
    Files.createDirectories(folder);
    out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(folder.resolve(FILE)), 1 << 16));
  }

  /** Adds the next token. */
  void add(SimulatedEvent event) throws IOException {
    Optional<NextAppDistribution> truth = event.truth();
    int rank = NO_CHOICE;
    if (truth.isPresent() && event.payload() instanceof AppOpened opened) {
      int place = truth.get().apps().indexOf(opened.getApp());
      rank = place < 0 ? LATER : Math.min(place, LATER);
    }
    out.writeByte(rank);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
