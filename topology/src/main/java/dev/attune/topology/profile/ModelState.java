package dev.attune.topology.profile;

import dev.attune.models.usage.Fp16;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The recurrent state of the model: 256 half-precision numbers, and a tag of the release they
 * belong to.
 *
 * <p>Kept in half precision in memory too, so that it does not matter how often a profile goes
 * through the store.
 */
public final class ModelState {

  /** How many numbers the state has. */
  public static final int SIZE = 256;

  private final short[] values = new short[SIZE];
  private int release;

  /** A state of no release: what a user starts with. */
  public ModelState() {}

  /** The tag of a release id; 0 is the tag of no release. */
  public static int tag(String releaseId) {
    int hash = 0x811C9DC5;
    for (int i = 0; i < releaseId.length(); i++) {
      hash = (hash ^ releaseId.charAt(i)) * 0x01000193;
    }
    return hash == 0 ? 1 : hash;
  }

  /** The tag of the release the state belongs to; 0 for a new state. */
  public int release() {
    return release;
  }

  /** Writes the state as floats to {@code rows} from {@code offset}. */
  public void copyTo(float[] rows, int offset) {
    for (int i = 0; i < SIZE; i++) {
      rows[offset + i] = Fp16.toFloat(values[i]);
    }
  }

  /**
   * Takes the state from {@code rows}, rounded to half precision, as of the release with this tag.
   */
  public void copyFrom(float[] rows, int offset, int releaseTag) {
    for (int i = 0; i < SIZE; i++) {
      values[i] = Fp16.fromFloat(rows[offset + i]);
    }
    release = releaseTag;
  }

  boolean isBlank() {
    return release == 0;
  }

  void clear() {
    Arrays.fill(values, (short) 0);
    release = 0;
  }

  void write(ByteBuffer out) {
    out.putInt(release);
    out.asShortBuffer().put(values);
    out.position(out.position() + values.length * Short.BYTES);
  }

  void read(ByteBuffer in) {
    release = in.getInt();
    in.asShortBuffer().get(values);
    in.position(in.position() + values.length * Short.BYTES);
  }
}
