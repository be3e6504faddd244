package dev.attune.topology.stream;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Folds usage events and consents into profiles, and decides.
 *
 * <p>Kafka Streams may initialize one processor several times, also without closing it before:
 * after a corrupted task, say. All state is that of a {@link PersonalizationTask}, and each {@code
 * init} makes a new one.
 */
final class PersonalizationProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private final PersonalizationParts parts;
  private @Nullable PersonalizationTask task;

  PersonalizationProcessor(PersonalizationParts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    close();
    task = new PersonalizationTask(context, parts);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (task == null) {
      throw new IllegalStateException("process before init");
    }
    task.process(record);
  }

  @Override
  public void close() {
    if (task != null) {
      task.close();
      task = null;
    }
  }
}
