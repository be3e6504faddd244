package dev.attune.topology.commit;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A store that stores nothing: it lets a processor run work right before each commit of its task,
 * in the transaction of that commit, and to let the commit carry numbers with its offsets.
 *
 * <p>Kafka Streams 4.3.1 has no public hook for this. {@code StateStore.flush()} is never called
 * (KIP-1035), {@code StateStore.commit(Map)} is called after the offsets are committed, and a
 * punctuator does not run on revocation and close: each of them lost events when the process was
 * killed. {@link CachedStateStore#flushCache()} is called in {@code StreamTask.prepareCommit},
 * before the producer is flushed and the offsets are collected, also on revocation and on a clean
 * close. It is internal, so this class is the only one that touches it, and it distrusts it:
 *
 * <ul>
 *   <li>{@link #proven()} is false until the hook has been seen after {@link #bind}; a processor
 *       must leave nothing behind in memory until then (it works without batching, which needs no
 *       hook);
 *   <li>if records come and the hook does not, {@link #expectCommit()} fails, so that an upgrade
 *       that moves the hook stops the application instead of slowing it down unseen.
 * </ul>
 *
 * <p>Work that throws fails the commit: the transaction is aborted, the thread ends, and the
 * records are processed again. Such an exception bypasses {@code processing.exception.handler}.
 *
 * <p>Stores that the work writes must not be cached by Kafka Streams, because the order in which
 * stores of one processor are flushed is not defined. Not thread-safe; used by one task.
 */
public final class PreCommitStore implements StateStore, CachedStateStore<Object, Object> {

  /** How many turns of the stream thread may pass after a record without a commit. */
  static final int TURNS = 20;

  private final String name;
  private boolean open;
  private boolean proven;
  private boolean expected;
  private int turnsWithoutCommit;
  private Runnable work = () -> {};
  private @Nullable InternalProcessorContext<?, ?> context;
  private @Nullable ProcessorNode<?, ?, ?, ?> node;
  private @Nullable Cancellable watch;

  private PreCommitStore(String name) {
    this.name = name;
  }

  /**
   * Runs {@code work} before each commit from now on, as the processor that is being initialized:
   * it may forward records (with explicit timestamps) and write the processor's stores.
   *
   * @param context what {@code Processor.init} was given; call this from there
   * @param commitInterval how often the application commits
   */
  public void bind(ProcessorContext<?, ?> context, Duration commitInterval, Runnable work) {
    this.context = (InternalProcessorContext<?, ?>) context;
    this.node = this.context.currentNode();
    this.work = work;
    proven = false;
    expected = false;
    turnsWithoutCommit = 0;
    Duration turn =
        commitInterval.compareTo(Duration.ofSeconds(1)) > 0
            ? commitInterval
            : Duration.ofSeconds(1);
    watch = context.schedule(turn, PunctuationType.WALL_CLOCK_TIME, now -> countTurn());
  }

  /** Whether the hook has been seen since {@link #bind}. */
  public boolean proven() {
    return proven;
  }

  /**
   * Says that a record was processed, so that a commit must follow.
   *
   * @throws IllegalStateException if commits are not announced by this version of Kafka Streams
   */
  public void expectCommit() {
    expected = true;
    if (turnsWithoutCommit > TURNS) {
      throw new IllegalStateException(
          "This version of Kafka Streams does not call CachedStateStore.flushCache before a commit;"
              + " Attune would lose events with it. Use the version that Attune was built with.");
    }
  }

  /**
   * The number that the last commit of this task carried under a name, as it was when the task
   * began; empty if none did, or if the offsets were set by hand since.
   *
   * @throws IllegalStateException outside of {@link #bind} and {@link #unbind}
   */
  public OptionalLong carried(String name) {
    Long number = bound().processorMetadataForKey(name);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /**
   * Lets the next commit carry a number with its offsets, in its transaction, as metadata of every
   * input partition.
   *
   * @param number not below the one before: of several partitions' the largest is read
   * @throws IllegalStateException outside of {@link #bind} and {@link #unbind}
   */
  public void carry(String name, long number) {
    bound().addProcessorMetadataKeyValue(name, number);
  }

  private InternalProcessorContext<?, ?> bound() {
    if (context == null) {
      throw new IllegalStateException("no processor is bound");
    }
    return context;
  }

  private void countTurn() {
    if (expected && !proven) {
      turnsWithoutCommit++;
    }
  }

  @Override
  public void flushCache() {
    proven = true;
    cancelWatch();
    if (context == null) {
      return;
    }
    // Outside of process() there is no current node, and forward() refuses to work without one.
    ProcessorNode<?, ?, ?, ?> before = context.currentNode();
    context.setCurrentNode(node);
    try {
      work.run();
    } finally {
      context.setCurrentNode(before);
    }
  }

  private void cancelWatch() {
    if (watch != null) {
      watch.cancel();
      watch = null;
    }
  }

  @Override
  public void clearCache() {
    // Called when a task becomes a standby; the processor was closed before, so nothing is held.
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, (key, value) -> {});
    open = true;
  }

  /** Forgets the work; called by the processor's {@code close} too. */
  public void unbind() {
    cancelWatch();
    work = () -> {};
    context = null;
    node = null;
  }

  @Override
  public void close() {
    open = false;
    unbind();
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  /** A builder of such a store, to be connected to one processor; there is no changelog. */
  public static StoreBuilder<PreCommitStore> builder(String name) {
    return new Builder(name);
  }

  private record Builder(String name) implements StoreBuilder<PreCommitStore> {

    @Override
    public StoreBuilder<PreCommitStore> withCachingEnabled() {
      throw new UnsupportedOperationException("a pre-commit store holds nothing to cache");
    }

    @Override
    public StoreBuilder<PreCommitStore> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<PreCommitStore> withLoggingEnabled(Map<String, String> config) {
      throw new UnsupportedOperationException("a pre-commit store holds nothing to log");
    }

    @Override
    public StoreBuilder<PreCommitStore> withLoggingDisabled() {
      return this;
    }

    @Override
    public PreCommitStore build() {
      return new PreCommitStore(name);
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }
  }
}
