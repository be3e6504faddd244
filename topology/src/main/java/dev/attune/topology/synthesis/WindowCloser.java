package dev.attune.topology.synthesis;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.ledger.CohortSums;
import dev.attune.schemas.ledger.WindowPartial;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.RecordEncoder;
import dev.attune.topology.profile.CorruptProfileException;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import dev.attune.topology.summary.PartitionSums;
import dev.attune.topology.summary.SummarySettings;
import dev.attune.topology.summary.WindowSchedule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Closes windows of one partition by the public schedule: goes through the stored profiles, some at
 * a time, adds up what its users have in the window, and sends the sums, whatever they are.
 *
 * <p>Sums and the note that the window is closed are one transaction. If the task ends before, what
 * was added up is lost with it and the window is closed anew: its sums are sent once. A window
 * whose sums would come too late to be waited for is passed over. Not thread-safe.
 */
public final class WindowCloser {

  /** How many profiles are looked at in one turn: some tens of milliseconds. */
  static final int PROFILES_PER_TURN = 2_000;

  private static final Bytes CLOSED = Bytes.wrap("closed".getBytes(StandardCharsets.UTF_8));
  private static final long MILLIS = 1000;

  private final ProcessorContext<byte[], byte[]> context;
  private final SummarySettings settings;
  private final WindowSchedule schedule;
  private final KeyValueStore<Bytes, byte[]> profiles;
  private final KeyValueStore<Bytes, byte[]> windows;
  private final RecordEncoder<WindowPartial> encoder;
  private final ProfileCodec codec = new ProfileCodec();
  private final Profile looked = new Profile();
  private @Nullable PartitionSums sums;
  private long closing;
  private @Nullable Bytes next;

  /** Nothing is read from the stores before {@link #isDue}. */
  public WindowCloser(
      ProcessorContext<byte[], byte[]> context,
      SynthesisParts parts,
      KeyValueStore<Bytes, byte[]> profiles) {
    this.context = context;
    this.settings = parts.settings();
    this.schedule = settings.schedule();
    this.profiles = profiles;
    this.windows = context.getStateStore(SynthesisNames.WINDOWS_STORE);
    this.encoder =
        new RecordEncoder<>(parts.registry(), WindowPartial.class, TopicCatalog.PARTIALS);
  }

  /**
   * Whether there is something to do; profiles must then be written before {@link #turn}.
   *
   * @param now milliseconds since 1970-01-01T00:00Z
   */
  public boolean isDue(long now) {
    if (sums != null) {
      return true;
    }
    byte[] closed = windows.get(CLOSED);
    return closed == null || schedule.closesAt(schedule.next(number(closed))) <= seconds(now);
  }

  /** Goes on; sends the sums if that was the last of a window. */
  public void turn(long now) {
    if (sums == null && !begin(seconds(now))) {
      return;
    }
    if (addSome()) {
      send(now);
    }
  }

  /** Begins with the next window that can still be settled, if there is one to close. */
  private boolean begin(long second) {
    byte[] stored = windows.get(CLOSED);
    if (stored == null) {
      // What was before this partition's first start is not known here.
      close(schedule.latestClosable(second));
      return false;
    }
    long closed = number(stored);
    long latest = schedule.latestClosable(second);
    if (schedule.publishesAt(schedule.next(closed)) <= second) {
      boolean tooLate = schedule.publishesAt(latest) <= second;
      closed = tooLate ? latest : latest - schedule.length().toSeconds();
      close(closed);
    }
    if (schedule.next(closed) > latest) {
      return false;
    }
    closing = schedule.next(closed);
    sums = new PartitionSums(settings, closing);
    next = null;
    return true;
  }

  /** Whether it came to the end. */
  private boolean addSome() {
    int count = 0;
    try (KeyValueIterator<Bytes, byte[]> all = profiles.range(next, null)) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> stored = all.next();
        if (count++ == PROFILES_PER_TURN) {
          next = stored.key;
          return false;
        }
        add(stored.key.get(), stored.value);
      }
    }
    return true;
  }

  private void add(byte[] key, byte[] profile) {
    if (sums == null || !ProfileCodec.contributes(profile)) {
      return;
    }
    try {
      codec.decode(profile, looked);
      sums.add(Pseudonym.of(key), looked);
    } catch (CorruptProfileException e) {
      // Whoever touches it next tells of it; it adds nothing.
      return;
    }
  }

  private void send(long now) {
    if (sums == null) {
      return;
    }
    List<CohortSums> cohorts = new ArrayList<>();
    sums.take()
        .forEach(
            (cohort, cells) -> {
              List<Long> values = new ArrayList<>(cells.length);
              for (long cell : cells) {
                values.add(cell);
              }
              cohorts.add(new CohortSums(cohort, values));
            });
    sums = null;
    int partition = context.taskId().partition();
    WindowPartial partial =
        new WindowPartial(
            closing, partition, seconds(now), ByteBuffer.wrap(settings.digest()), cohorts);
    byte[] key = Integer.toString(partition).getBytes(StandardCharsets.UTF_8);
    close(closing);
    context.forward(new Record<>(key, encoder.encode(partial), now), SynthesisNames.PARTIALS_SINK);
  }

  private void close(long start) {
    windows.put(CLOSED, ByteBuffer.allocate(Long.BYTES).putLong(start).array());
  }

  private static long number(byte[] stored) {
    return ByteBuffer.wrap(stored).getLong();
  }

  private static long seconds(long millis) {
    return Math.floorDiv(millis, MILLIS);
  }
}
