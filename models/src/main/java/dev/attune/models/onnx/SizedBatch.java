package dev.attune.models.onnx;

import java.util.List;

/** A graph with buffers for a fixed number of rows. */
interface SizedBatch extends AutoCloseable {

  /** How many rows one run takes. */
  int rows();

  @Override
  void close();

  /** The smallest batch that holds so many rows, else the largest. */
  static <T extends SizedBatch> T fitting(List<T> ascending, int rows) {
    for (T batch : ascending) {
      if (rows <= batch.rows()) {
        return batch;
      }
    }
    return ascending.get(ascending.size() - 1);
  }
}
