package dev.attune.topology.stream;

import dev.attune.topology.commit.PreCommitStore;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Counts the commits of a task twice: in its profile store, and with its committed offsets. Both
 * are written in one transaction, so a store that was restored as far as was committed says the
 * same; one that says less would count on profiles of the past, and is refused.
 *
 * <p>That was seen to happen in Kafka Streams 4.3.1: a restoration that was interrupted left
 * offsets in the store that were newer than its values. Not thread-safe.
 */
final class CommitMark {

  /** Where the count is stored: no pseudonym is that short, and no profile starts with a zero. */
  static final Bytes KEY = Bytes.wrap(new byte[] {0});

  private static final String NAME = "attune.commits";

  private final KeyValueStore<Bytes, byte[]> store;
  private final PreCommitStore commits;
  private long count;

  /**
   * Compares.
   *
   * @param commits bound to the processor that is being initialized
   * @throws StaleStoreException if the store is behind what was committed
   */
  CommitMark(ProcessorContext<?, ?> context, PreCommitStore commits) {
    this.store = context.getStateStore(TopologyNames.PROFILE_STORE);
    this.commits = commits;
    byte[] stored = store.get(KEY);
    count = stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
    check(context.taskId(), commits.carried(NAME));
  }

  private void check(TaskId task, OptionalLong committed) {
    if (committed.isPresent() && count < committed.getAsLong()) {
      throw new StaleStoreException(task, count, committed.getAsLong());
    }
  }

  /** Counts the commit that comes; to be called right before it. */
  void advance() {
    count++;
    store.put(KEY, ByteBuffer.allocate(Long.BYTES).putLong(count).array());
    commits.carry(NAME, count);
  }
}
