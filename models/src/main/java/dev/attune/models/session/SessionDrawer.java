package dev.attune.models.session;

import dev.attune.models.sample.UsageSampler;
import dev.attune.models.token.EventKind;
import dev.attune.models.token.EventType;
import dev.attune.models.usage.Fp16;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a {@link UsageSampler} write sessions, all of them an event further at a time. Every session
 * has numbers of its own, so that none depends on how many there are. Not thread-safe.
 */
final class SessionDrawer {

  private static final int HOURS = 24;
  private static final int SECONDS_PER_HOUR = 3600;
  private static final int HOURS_OF_WEEK = 168;

  private final UsageModel model;
  private final UsageSampler sampler;
  private final int width;

  SessionDrawer(UsageModel model, UsageSampler sampler) {
    this.model = model;
    this.sampler = sampler;
    this.width = model.shape().state();
  }

  /** A session on its way. */
  private static final class Draft {
    final PublicNumbers numbers;
    final int begin;
    final int place;
    final List<WrittenEvent> events = new ArrayList<>();
    final int[] hours = new int[SessionWriter.LONGEST];
    final int[] categories = new int[SessionWriter.LONGEST];
    int second;
    int done;

    Draft(PublicNumbers numbers, int begin, int place) {
      this.numbers = numbers;
      this.begin = begin;
      this.place = place;
      this.second = (int) (numbers.next() * SECONDS_PER_HOUR);
    }

    int hourOfWeek() {
      return (begin + second / SECONDS_PER_HOUR) % HOURS_OF_WEEK;
    }
  }

  /**
   * Draws sessions; one in which nothing is done is left out.
   *
   * @param hours how often sessions begin in each local hour, in proportion
   * @param condition what is known of the cohort
   */
  Candidates draw(
      int sessions, double[] hours, float[] condition, DayOfWeek day, PublicNumbers numbers) {
    List<Draft> drafts = new ArrayList<>(sessions);
    for (int i = 0; i < sessions; i++) {
      PublicNumbers own = numbers.fork();
      int begin = day.ordinal() * HOURS + own.draw(hours);
      drafts.add(new Draft(own, begin, own.draw(sampler.cohorts().places(begin))));
    }
    write(drafts, condition);
    Candidates candidates = new Candidates(sampler.cohorts().cells(), sessions);
    for (Draft draft : drafts) {
      if (draft.done > 0) {
        WrittenSession session =
            new WrittenSession(draft.begin % HOURS, draft.events.subList(0, draft.done));
        candidates.add(session, draft.hours, draft.categories);
      }
    }
    return candidates;
  }

  /** A session that ends makes room for the next one, so that calls are full until the last. */
  private void write(List<Draft> drafts, float[] condition) {
    Rows rows = new Rows(Math.min(drafts.size(), UsageModel.MAX_ROWS), width, condition);
    List<Draft> live = new ArrayList<>();
    int begun = 0;
    while (begun < drafts.size() || !live.isEmpty()) {
      int more = Math.min(drafts.size() - begun, rows.last.length - live.size());
      // Not for every one: the call that begins sessions is better full, too.
      if (more >= rows.last.length / 4 || live.isEmpty()) {
        begin(drafts.subList(begun, begun + more), rows, live.size());
        live.addAll(drafts.subList(begun, begun + more));
        begun += more;
      }
      int n = live.size();
      for (int i = 0; i < n; i++) {
        rows.how[i] = live.get(i).hourOfWeek();
        for (int k = 0; k < UsageSampler.NUMBERS; k++) {
          rows.uniform[i * UsageSampler.NUMBERS + k] = (float) live.get(i).numbers.next();
        }
      }
      sampler.sample(
          n,
          rows.state,
          rows.last,
          rows.how,
          rows.place,
          rows.condition,
          rows.uniform,
          rows.item,
          rows.type,
          rows.gap);
      Fp16.round(rows.state, 0, n * width);
      List<Draft> going = new ArrayList<>(n);
      for (int i = 0; i < n; i++) {
        Draft draft = live.get(i);
        if (rows.type[i] != UsageSampler.END) {
          add(draft, rows.item[i], EventType.ofOrdinal(rows.type[i]), rows.gap[i]);
          if (draft.events.size() < SessionWriter.LONGEST - 1) {
            rows.keep(i, going.size());
            going.add(draft);
          }
        }
      }
      live = going;
    }
  }

  /** Folds the unlocks of sessions into rows from a place on. */
  private void begin(List<Draft> drafts, Rows rows, int from) {
    int n = drafts.size();
    int[] kind = new int[n];
    int[] how = new int[n];
    float[] state = new float[n * width];
    for (int i = 0; i < n; i++) {
      Draft draft = drafts.get(i);
      kind[i] = EventKind.of(EventType.DEVICE_UNLOCKED.ordinal(), draft.place);
      how[i] = draft.begin;
      rows.place[from + i] = draft.place;
      rows.last[from + i] = Vocabulary.NONE;
    }
    int[] none = new int[n];
    model.update(n, none, kind, none, how, state);
    Fp16.round(state, 0, n * width);
    System.arraycopy(state, 0, rows.state, from * width, n * width);
  }

  private void add(Draft draft, int item, EventType type, int gap) {
    int at = draft.events.size();
    int category = sampler.cohorts().category(item);
    String name =
        category >= 0 ? sampler.cohorts().cells().categories().get(category) : notification(item);
    draft.hours[at] = draft.hourOfWeek() % HOURS;
    draft.categories[at] = category;
    int seconds = seconds(gap, draft.numbers.next());
    draft.second += seconds;
    draft.events.add(
        new WrittenEvent(type, sampler.vocabulary().item(item).orElse(""), name, seconds));
    if (type != EventType.NOTIFICATION_POSTED) {
      draft.done = draft.events.size();
    }
  }

  /** What kind of notification a row stands for; empty for others. */
  private static String notification(int item) {
    return Vocabulary.notification(item).map(Enum::name).orElse("");
  }

  /** A bucket holds 2^gap to 2^(gap + 1) - 1 seconds; the first one also what is shorter. */
  private static int seconds(int gap, double number) {
    int least = gap <= 1 ? 1 : 1 << gap;
    int most = (1 << gap + 1) - 1;
    return Math.min(most, (int) (least * StrictMath.pow((double) (most + 1) / least, number)));
  }

  /** The arrays of a call. */
  private static final class Rows {
    final float[] state;
    final int[] last;
    final int[] how;
    final int[] place;
    final float[] condition;
    final float[] uniform;
    final int[] item;
    final int[] type;
    final int[] gap;
    private final int width;

    Rows(int n, int width, float[] of) {
      this.width = width;
      state = new float[n * width];
      last = new int[n];
      how = new int[n];
      place = new int[n];
      condition = new float[n * of.length];
      for (int i = 0; i < n; i++) {
        System.arraycopy(of, 0, condition, i * of.length, of.length);
      }
      uniform = new float[n * UsageSampler.NUMBERS];
      item = new int[n];
      type = new int[n];
      gap = new int[n];
    }

    /** Moves the row of a session that goes on; all have the same condition. */
    void keep(int from, int to) {
      System.arraycopy(state, from * width, state, to * width, width);
      last[to] = item[from];
      place[to] = place[from];
    }
  }
}
