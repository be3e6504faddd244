package dev.attune.peer;

import dev.attune.models.usage.UsageModel;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.schemas.wire.RegistryClients;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Folds events into keyed state in bundles, as Flink's own mini-batches do: a bundle is worked off
 * when it is full, before a checkpoint, and when it has waited, so that state is read and written
 * once for each user of a bundle, and the model sees many events together.
 */
final class PersonalizeOperator extends AbstractStreamOperator<Tuple2<byte[], byte[]>>
    implements OneInputStreamOperator<Tuple3<Long, Long, byte[]>, Tuple2<byte[], byte[]>> {

  /** Events worked off by all operators of this process. */
  static final LongAdder PROCESSED = new LongAdder();

  private static final long serialVersionUID = 1;
  private static final long WAIT_MILLIS = 100;

  private final String registryUrl;
  private transient @Nullable Parts parts;

  /** What lives as long as the operator runs. */
  private static final class Parts {
    final RecordDecoder<UsageEvent> decoder;
    final Personalizer personalizer = new Personalizer();
    final ValueState<byte[]> states;
    final List<Tuple3<Long, Long, byte[]>> bundle = new ArrayList<>(UsageModel.MAX_ROWS);
    final ByteBuffer buffer = UserState.buffer();

    Parts(String registryUrl, ValueState<byte[]> states) {
      this.states = states;
      decoder = new RecordDecoder<>(RegistryClients.create(registryUrl), UsageEvent.class);
    }
  }

  /** A user of a bundle. */
  private static final class User {
    final Tuple2<Long, Long> key;
    final List<UsageEvent> events = new ArrayList<>(2);
    @Nullable UserState state;

    User(Tuple2<Long, Long> key) {
      this.key = key;
    }

    UserState state() {
      if (state == null) {
        throw new IllegalStateException("not read yet");
      }
      return state;
    }
  }

  PersonalizeOperator(String registryUrl) {
    this.registryUrl = registryUrl;
  }

  @Override
  public void open() throws Exception {
    super.open();
    ValueStateDescriptor<byte[]> user =
        new ValueStateDescriptor<>("user", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    parts = new Parts(registryUrl, getRuntimeContext().getState(user));
    wake();
  }

  private void wake() {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    getProcessingTimeService()
        .registerTimer(
            now + WAIT_MILLIS,
            time -> {
              finishBundle();
              wake();
            });
  }

  private Parts parts() {
    if (parts == null) {
      throw new IllegalStateException("not open");
    }
    return parts;
  }

  @Override
  public void processElement(StreamRecord<Tuple3<Long, Long, byte[]>> element) throws Exception {
    List<Tuple3<Long, Long, byte[]>> bundle = parts().bundle;
    bundle.add(element.getValue());
    if (bundle.size() >= UsageModel.MAX_ROWS) {
      finishBundle();
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    finishBundle();
  }

  @Override
  public void finish() throws Exception {
    finishBundle();
    super.finish();
  }

  private void finishBundle() throws Exception {
    Parts own = parts();
    if (own.bundle.isEmpty()) {
      return;
    }
    List<User> users = decode(own);
    int waves = 0;
    for (User user : users) {
      setCurrentKey(user.key);
      byte[] stored = own.states.value();
      int size = own.personalizer.stateSize();
      user.state = stored == null ? new UserState(size) : UserState.of(stored, size);
      waves = Math.max(waves, user.events.size());
    }
    for (int wave = 0; wave < waves; wave++) {
      own.personalizer.run(steps(users, wave), this::emit);
    }
    for (User user : users) {
      setCurrentKey(user.key);
      own.states.update(user.state().bytes(own.buffer));
    }
    PROCESSED.add(own.bundle.size());
    own.bundle.clear();
  }

  private static List<User> decode(Parts own) {
    Map<Tuple2<Long, Long>, User> users = new LinkedHashMap<>();
    for (Tuple3<Long, Long, byte[]> record : own.bundle) {
      try {
        UsageEvent event = own.decoder.decode(record.f2);
        users.computeIfAbsent(Tuple2.of(record.f0, record.f1), User::new).events.add(event);
      } catch (DecodingException e) {
        LOG.debug("an event is dropped", e);
      }
    }
    return List.copyOf(users.values());
  }

  private static List<Step> steps(List<User> users, int wave) {
    List<Step> steps = new ArrayList<>(users.size());
    for (User user : users) {
      if (wave < user.events.size()) {
        steps.add(new Step(user.key.f0, user.key.f1, user.state(), user.events.get(wave)));
      }
    }
    return steps;
  }

  /** The pseudonym, and when, and the hashes of the apps. */
  private void emit(Step step, int[] hashes) {
    ByteBuffer key = ByteBuffer.allocate(2 * Long.BYTES).putLong(step.high).putLong(step.low);
    ByteBuffer value = ByteBuffer.allocate(Long.BYTES + hashes.length * Integer.BYTES);
    value.putLong(step.event.getOccurredAt());
    for (int hash : hashes) {
      value.putInt(hash);
    }
    output.collect(new StreamRecord<>(Tuple2.of(key.array(), value.array())));
  }

  @Override
  public void close() throws Exception {
    super.close();
    if (parts != null) {
      parts.personalizer.close();
      parts = null;
    }
  }
}
