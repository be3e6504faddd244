package dev.attune.topology.stream;

import org.apache.kafka.streams.processor.TaskId;

/**
 * A task's profiles are older than its committed offsets. The instance stops; as the task is not
 * closed cleanly, Kafka Streams removes its files, and the next start restores them from the
 * changelog.
 */
final class StaleStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StaleStoreException(TaskId task, long stored, long committed) {
    super(
        "The profiles of task "
            + task
            + " are those of commit "
            + stored
            + ", but commit "
            + committed
            + " was made. Their files are removed now; start again to restore them from the"
            + " changelog. If this comes back, the changelog itself has lost records.");
  }
}
