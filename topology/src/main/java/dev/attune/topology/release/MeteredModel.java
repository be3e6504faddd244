package dev.attune.topology.release;

import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.topology.release.SpeedProfile.Call;
import java.util.function.LongSupplier;

/** Times the calls of a model. Owns and closes it. */
final class MeteredModel implements UsageModel {

  private final UsageModel model;
  private final CallMeter meter;
  private final LongSupplier nanos;

  MeteredModel(UsageModel model, CallMeter meter, LongSupplier nanos) {
    this.model = model;
    this.meter = meter;
    this.nanos = nanos;
  }

  @Override
  public String release() {
    return model.release();
  }

  @Override
  public boolean fallback() {
    return model.fallback();
  }

  @Override
  public Vocabulary vocabulary() {
    return model.vocabulary();
  }

  @Override
  public ItemNeighbors neighbors() {
    return model.neighbors();
  }

  @Override
  public ModelShape shape() {
    return model.shape();
  }

  @Override
  public void update(int n, int[] item, int[] kind, int[] gap, int[] hourOfWeek, float[] state) {
    long start = nanos.getAsLong();
    try {
      model.update(n, item, kind, gap, hourOfWeek, state);
    } finally {
      meter.took(Call.UPDATE, n, nanos.getAsLong() - start);
    }
  }

  @Override
  public void readout(
      int n,
      float[] state,
      int[] lastItem,
      int[] hourOfWeek,
      int[] place,
      float[] representation,
      float[] engagement) {
    long start = nanos.getAsLong();
    try {
      model.readout(n, state, lastItem, hourOfWeek, place, representation, engagement);
    } finally {
      meter.took(Call.READOUT, n, nanos.getAsLong() - start);
    }
  }

  @Override
  public void rank(
      int n,
      int candidates,
      float[] representation,
      int[] candidate,
      float[] features,
      float[] score) {
    long start = nanos.getAsLong();
    try {
      model.rank(n, candidates, representation, candidate, features, score);
    } finally {
      meter.took(Call.RANK, n, nanos.getAsLong() - start);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
