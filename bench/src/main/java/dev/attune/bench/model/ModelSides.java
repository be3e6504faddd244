package dev.attune.bench.model;

import dev.attune.bench.model.Events.EventBatch;
import dev.attune.bench.reencode.Reencoder;
import dev.attune.bench.round.Side;
import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.onnx.OnnxUsageModel;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import dev.attune.topology.profile.ModelState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The calls that are measured, each with arrays of its own. Owns the models and the transformers.
 */
final class ModelSides implements AutoCloseable {

  /** Rows of a call. */
  static final int[] SIZES = {1, 8, 32, 64, 256};

  /** Rows of a call to the transformer, which takes milliseconds. */
  private static final int[] REENCODED = {1, 64};

  private final ModelShape shape;
  private final int items;
  private final Events lived;
  private final Events spread;
  private final SplittableRandom random;
  private final OnnxUsageModel served;
  private final OnnxUsageModel reference;
  private final List<Reencoder> reencoders = new ArrayList<>();

  ModelSides(OnnxRelease release, long seed) {
    this.shape = release.manifest().shape();
    this.items = release.vocabulary().size();
    this.lived = Events.lived(seed, release.vocabulary());
    this.spread = Events.spread(seed, release.vocabulary());
    this.random = new SplittableRandom(seed);
    this.served = release.newModel();
    this.reference = release.newReferenceModel();
  }

  /** All sides; those that ratios compare stand beside each other. */
  List<Side> all(int candidates) {
    List<Side> sides = new ArrayList<>();
    for (int rows : SIZES) {
      sides.add(update("served", served, rows, lived));
      sides.add(update("onnx", reference, rows, lived));
    }
    sides.add(update("spread", served, 64, spread));
    for (int rows : REENCODED) {
      sides.add(reencode(rows));
    }
    sides.add(updateFromHalves(64));
    sides.add(halves());
    for (int rows : SIZES) {
      sides.add(readout(rows));
    }
    for (int rows : SIZES) {
      sides.add(rank(rows, candidates));
    }
    return sides;
  }

  private Side update(String name, UsageModel model, int rows, Events from) {
    Events events = from.anew();
    EventBatch batch = new EventBatch(rows);
    float[] states = new float[rows * shape.state()];
    return new Side(
        "update." + name + "." + rows,
        rows,
        () -> {
          events.fill(batch, rows);
          model.update(rows, batch.item, batch.kind, batch.gap, batch.hourOfWeek, states);
        });
  }

  /** The update as the stream does it: from the halves of a profile and back to them. */
  private Side updateFromHalves(int rows) {
    Events events = lived.anew();
    EventBatch batch = new EventBatch(rows);
    float[] states = new float[rows * ModelState.SIZE];
    ModelState[] profiles = new ModelState[rows];
    Arrays.setAll(profiles, i -> new ModelState());
    return new Side(
        "update.profile." + rows,
        rows,
        () -> {
          events.fill(batch, rows);
          for (int row = 0; row < rows; row++) {
            profiles[row].copyTo(states, row * ModelState.SIZE);
          }
          served.update(rows, batch.item, batch.kind, batch.gap, batch.hourOfWeek, states);
          for (int row = 0; row < rows; row++) {
            profiles[row].copyFrom(states, row * ModelState.SIZE, 1);
          }
        });
  }

  /** A state from halves to floats and back. */
  private Side halves() {
    ModelState profile = new ModelState();
    float[] state = floats(ModelState.SIZE);
    return new Side(
        "halves",
        1,
        () -> {
          profile.copyFrom(state, 0, 1);
          profile.copyTo(state, 0);
        });
  }

  private Side readout(int rows) {
    Events events = lived.anew();
    EventBatch batch = new EventBatch(rows);
    float[] states = floats(rows * shape.state());
    float[] representations = new float[rows * shape.representation()];
    float[] engagements = new float[rows * shape.engagement()];
    return new Side(
        "readout." + rows,
        rows,
        () -> {
          events.fill(batch, rows);
          served.readout(
              rows,
              states,
              batch.item,
              batch.hourOfWeek,
              batch.place,
              representations,
              engagements);
        });
  }

  private Side rank(int rows, int candidates) {
    float[] representations = floats(rows * shape.representation());
    int[] candidate = random.ints((long) rows * candidates, 1, items).toArray();
    float[] features = floats(rows * candidates * shape.features());
    float[] scores = new float[rows * candidates];
    return new Side(
        "rank." + rows,
        rows,
        () -> served.rank(rows, candidates, representations, candidate, features, scores));
  }

  private Side reencode(int rows) {
    Reencoder reencoder = new Reencoder(rows);
    reencoders.add(reencoder);
    int[] events = random.ints((long) rows * Reencoder.EVENTS, 0, Reencoder.ITEMS).toArray();
    float[] representations = new float[rows * Reencoder.width()];
    return new Side("reencode." + rows, rows, () -> reencoder.encode(events, representations));
  }

  private float[] floats(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-0.25, 1);
    }
    return values;
  }

  @Override
  public void close() {
    served.close();
    reference.close();
    reencoders.forEach(Reencoder::close);
  }
}
