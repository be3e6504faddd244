package dev.attune.bench.pipeline;

import dev.attune.device.simulate.SimulatedEvent;
import dev.attune.device.simulate.SimulatedUser;
import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.UsageEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * What many users do, in the order of time. A few thousand people are simulated; everybody else
 * lives like one of them, under a pseudonym and on a phone of their own, some minutes later. So a
 * log of a million users is made in seconds, and the events of each user are those of a simulated
 * person, with their hours, sessions and habits.
 *
 * <p>Everyone allows everything. The same seed, numbers and day give the same log.
 */
public final class CrowdLog {

  private static final int MOST_LIVES = 2_000;
  private static final long SPREAD_SECONDS = 3_600;
  private static final int INDEX_BITS = 36;
  private static final double EVENTS_PER_DAY = 90;
  private static final int USER_BYTES = 16;
  private static final int DEVICE_BYTES = 8;

  private final long seed;
  private final int users;
  private final int events;
  private final int copies;
  private final Simulation world;
  private final List<SimulatedEvent> lived;

  /** Told of each event, in the order of time. */
  @FunctionalInterface
  public interface EventSink {

    /**
     * Takes an event.
     *
     * @param user the user's pseudonym, 16 bytes
     * @param event what happened
     */
    void event(byte[] user, UsageEvent event);
  }

  /** Told what each user allows. */
  @FunctionalInterface
  public interface ConsentSink {

    /**
     * Takes a consent.
     *
     * @param user the user's pseudonym, 16 bytes
     * @param consent what they allow
     * @param recordedAt when they said so, in seconds since 1970-01-01T00:00Z
     */
    void consent(byte[] user, ConsentChanged consent, long recordedAt);
  }

  /**
   * Simulates.
   *
   * @param seed decides who the users are and what they do
   * @param users how many users there are
   * @param events how many events there are, of all users together
   * @param now events happened before; the log begins at a midnight
   */
  public CrowdLog(long seed, int users, int events, Instant now) {
    if (users < 1 || events < 1) {
      throw new IllegalArgumentException("a log has users and events");
    }
    this.seed = seed;
    this.users = users;
    this.events = events;
    int lives = Math.min(users, MOST_LIVES);
    copies = (users + lives - 1) / lives;
    int days = 1 + (int) Math.ceil(1.5 * events / EVENTS_PER_DAY / users);
    Instant start = now.truncatedTo(ChronoUnit.DAYS).minus(days, ChronoUnit.DAYS);
    world = new Simulation(SimulationConfig.of(seed, lives, start).withDenyShare(0));
    lived = live(lives);
  }

  /** The first events of all that were simulated, in the order of time; some more than needed. */
  private List<SimulatedEvent> live(int lives) {
    PriorityQueue<SimulatedUser> waiting =
        new PriorityQueue<>(
            Comparator.<SimulatedUser>comparingLong(user -> user.peek().occurredAt())
                .thenComparingInt(SimulatedUser::number));
    for (int number = 0; number < lives; number++) {
      waiting.add(world.user(number));
    }
    int needed = (int) Math.min(Integer.MAX_VALUE / 2, 64 + 2L * events / copies);
    List<SimulatedEvent> all = new ArrayList<>(needed);
    while (all.size() < needed) {
      SimulatedUser user = waiting.remove();
      all.add(user.next());
      waiting.add(user);
    }
    return all;
  }

  /** How many events there are. */
  public int events() {
    return events;
  }

  /** Tells what every user allows, from before the first event. */
  public void consents(ConsentSink sink) {
    long recordedAt = world.config().start().getEpochSecond() - 1;
    int lives = world.users();
    for (int user = 0; user < users; user++) {
      sink.consent(pseudonym(user), world.user(user % lives).consent(), recordedAt);
    }
  }

  /** Tells of all events. */
  public void events(EventSink sink) {
    long start = world.config().start().getEpochSecond();
    long[] order = new long[Math.multiplyExact(lived.size(), copies)];
    int size = 0;
    for (int i = 0; i < lived.size(); i++) {
      for (int copy = 0; copy < copies; copy++) {
        if (number(lived.get(i), copy) < users) {
          long time = lived.get(i).occurredAt() - start + shift(copy);
          order[size++] = time << INDEX_BITS | (long) i * copies + copy;
        }
      }
    }
    Arrays.sort(order, 0, size);
    for (int i = 0; i < events; i++) {
      long index = order[i] & (1L << INDEX_BITS) - 1;
      SimulatedEvent event = lived.get((int) (index / copies));
      int copy = (int) (index % copies);
      int user = number(event, copy);
      sink.event(
          pseudonym(user),
          new UsageEvent(
              device(user, event.device()),
              event.sequence(),
              event.occurredAt() + shift(copy),
              event.context(),
              event.payload()));
    }
  }

  private int number(SimulatedEvent event, int copy) {
    return copy * world.users() + event.user();
  }

  private long shift(int copy) {
    return SPREAD_SECONDS * copy / copies;
  }

  private byte[] pseudonym(int user) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + user);
    return ByteBuffer.allocate(USER_BYTES)
        .putLong(random.nextLong())
        .putLong(random.nextLong())
        .array();
  }

  private DevicePseudonym device(int user, int device) {
    SplittableRandom random =
        new SplittableRandom(~seed * 0x9E3779B97F4A7C15L + 2L * user + device);
    return new DevicePseudonym(
        ByteBuffer.allocate(DEVICE_BYTES).putLong(random.nextLong()).array());
  }
}
