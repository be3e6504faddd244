package dev.attune.models.neighbor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Files of neighbors for tests. */
public final class Tables {

  private Tables() {}

  /** The bytes of a table of relations, each of entries {row, neighbor, weight}. */
  public static byte[] bytes(int rows, float[][]... relations) {
    ByteBuffer out = ByteBuffer.allocate(100_000).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {'A', 'T', 'N', 'B'}).putInt(1).putInt(rows).putInt(relations.length);
    for (float[][] entries : relations) {
      float[][] sorted = entries.clone();
      Arrays.sort(sorted, (a, b) -> Float.compare(a[0], b[0]));
      for (int row = 0; row <= rows; row++) {
        int bound = row;
        out.putInt((int) Arrays.stream(sorted).filter(entry -> entry[0] < bound).count());
      }
      for (float[] entry : sorted) {
        out.putChar((char) entry[1]);
      }
      for (float[] entry : sorted) {
        out.putFloat(entry[2]);
      }
    }
    return Arrays.copyOf(out.array(), out.position());
  }
}
