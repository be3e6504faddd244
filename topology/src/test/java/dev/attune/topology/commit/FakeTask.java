package dev.attune.topology.commit;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.jspecify.annotations.Nullable;

/**
 * The task around a processor, as far as a processor sees it, with commits where a test wants them.
 * The test driver can't do this: it commits after each record.
 */
public final class FakeTask {

  /** A record that was forwarded, and to which sink. */
  public record Forwarded(String sink, Record<?, ?> record) {}

  private final Map<String, StateStore> stores = new HashMap<>();
  private final List<Forwarded> forwarded = new ArrayList<>();
  private final List<Punctuator> punctuators = new ArrayList<>();
  private final Map<String, Long> carried = new HashMap<>();
  private final Map<String, Long> committed = new HashMap<>();
  private final ProcessorNode<?, ?, ?, ?> node = new ProcessorNode<>("node");
  private @Nullable ProcessorNode<?, ?, ?, ?> currentNode = node;
  private long streamTime = -1;
  private Optional<RecordMetadata> metadata = Optional.empty();
  private final InternalProcessorContext<?, ?> context =
      (InternalProcessorContext<?, ?>)
          Proxy.newProxyInstance(
              FakeTask.class.getClassLoader(),
              new Class<?>[] {InternalProcessorContext.class},
              (proxy, method, arguments) -> call(method, arguments));

  /** Adds a store of the processor. */
  public FakeTask with(StateStore store) {
    stores.put(store.name(), store);
    return this;
  }

  /** What the processor's {@code init} is given. */
  @SuppressWarnings("unchecked") // the proxy takes what it is given
  public <K, V> ProcessorContext<K, V> context() {
    return (ProcessorContext<K, V>) context;
  }

  /** Runs something as {@code StreamTask.process} does: with a current node and a record. */
  public void process(RecordMetadata record, Runnable processing) {
    metadata = Optional.of(record);
    currentNode = node;
    try {
      processing.run();
    } finally {
      currentNode = null;
    }
  }

  /** Runs everything that is scheduled at a time, as a thread does between two records. */
  public void punctuate(long wallTime, long streamTime) {
    this.streamTime = streamTime;
    currentNode = node;
    try {
      List.copyOf(punctuators).forEach(punctuator -> punctuator.punctuate(wallTime));
    } finally {
      currentNode = null;
    }
  }

  /** Lets the thread take a turn without a commit. */
  public void turn() {
    List.copyOf(punctuators).forEach(punctuator -> punctuator.punctuate(0));
  }

  /** Prepares a commit as {@code StreamTask.prepareCommit} does. */
  public void prepareCommit() {
    currentNode = null;
    for (StateStore store : stores.values()) {
      if (store instanceof PreCommitStore preCommit) {
        preCommit.flushCache();
      }
    }
    committed.putAll(carried);
  }

  /** What was forwarded so far. */
  public List<Forwarded> forwarded() {
    return forwarded;
  }

  boolean hasCurrentNode() {
    return currentNode != null;
  }

  private @Nullable Object call(Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "currentNode" -> currentNode;
      case "setCurrentNode" -> {
        currentNode = (ProcessorNode<?, ?, ?, ?>) arguments[0];
        yield null;
      }
      case "getStateStore" -> stores.get((String) arguments[0]);
      case "recordMetadata" -> metadata;
      case "currentSystemTimeMs" -> 0L;
      case "currentStreamTimeMs" -> streamTime;
      case "taskId" -> new TaskId(0, 0);
      case "processorMetadataForKey" -> committed.get((String) arguments[0]);
      case "addProcessorMetadataKeyValue" -> {
        carried.put((String) arguments[0], (Long) arguments[1]);
        yield null;
      }
      case "schedule" -> schedule((Punctuator) arguments[2]);
      case "forward" -> forward((Record<?, ?>) arguments[0], (String) arguments[1]);
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }

  private Cancellable schedule(Punctuator punctuator) {
    punctuators.add(punctuator);
    return () -> punctuators.remove(punctuator);
  }

  private @Nullable Object forward(Record<?, ?> record, String sink) {
    if (currentNode == null) {
      throw new IllegalStateException("Current node is unknown");
    }
    forwarded.add(new Forwarded(sink, record));
    return null;
  }
}
