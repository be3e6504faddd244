package dev.attune.models.release.topic;

import dev.attune.schemas.release.ReleaseChunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Files of releases in pieces that fit into a message. */
final class ReleaseChunks {

  /** The most bytes of a chunk. */
  static final int MAX_BYTES = 65_536;

  private ReleaseChunks() {}

  /** In how many chunks a file of so many bytes is sent; an empty one in none. */
  static int count(long size) {
    return Math.toIntExact((size + MAX_BYTES - 1) / MAX_BYTES);
  }

  /**
   * The chunks of a file, in order.
   *
   * @param sha256 of the whole file
   * @param bytes not copied: only to be read from then on
   */
  static List<ReleaseChunk> of(String file, byte[] sha256, byte[] bytes) {
    List<ReleaseChunk> chunks = new ArrayList<>();
    for (int number = 0; number < count(bytes.length); number++) {
      int from = number * MAX_BYTES;
      int length = Math.min(MAX_BYTES, bytes.length - from);
      chunks.add(
          new ReleaseChunk(
              file,
              ByteBuffer.wrap(sha256),
              number,
              ByteBuffer.wrap(bytes, from, length).slice().asReadOnlyBuffer()));
    }
    return chunks;
  }
}
