package dev.attune.evaluate.served;

import dev.attune.evaluate.history.Apps;
import dev.attune.evaluate.history.History;
import dev.attune.evaluate.ranking.Wave;
import dev.attune.models.habit.Habits;
import dev.attune.models.habit.RecentTokens;
import dev.attune.models.token.EventType;
import dev.attune.models.token.Token;
import dev.attune.models.usage.Fp16;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Asks a usage model as the stream application does: all users of a wave go through their events
 * side by side, the k-th events together in one batch; states are rounded to 16 bits after every
 * event; habits are observed by the class that serves. Readout and ranking happen only where
 * something is asked, from what was known after the event before.
 *
 * <p>Not thread-safe: owns arrays that every wave uses again.
 */
public final class ServedModel {

  /** The most users of a wave. */
  public static final int WAVE = UsageModel.MAX_ROWS / 2;

  private final UsageModel model;
  private final ModelShape shape;
  private final int[] item = new int[WAVE];
  private final int[] kind = new int[WAVE];
  private final int[] gap = new int[WAVE];
  private final int[] hourOfWeek = new int[WAVE];
  private final int[] place = new int[WAVE];
  private final float[] state;
  private final float[] askedState;
  private final float[] representation;
  private final float[] engagement;
  private final AppScorer scorer;

  /**
   * @param model what is asked; it stays the caller's to close
   * @param apps what it ranks
   */
  public ServedModel(UsageModel model, Apps apps) {
    this.model = model;
    this.shape = model.shape();
    this.state = new float[WAVE * shape.state()];
    this.askedState = new float[WAVE * shape.state()];
    this.representation = new float[WAVE * shape.representation()];
    this.engagement = new float[WAVE * shape.engagement()];
    this.scorer = new AppScorer(model, apps);
  }

  /** The release that answers. */
  public String release() {
    return model.release();
  }

  /**
   * Answers all questions of a wave.
   *
   * @throws IllegalArgumentException if it has more than {@link #WAVE} users
   */
  public ModelAnswers answer(Wave wave) {
    int count = wave.users().size();
    if (count > WAVE) {
      throw new IllegalArgumentException("a wave has at most " + WAVE + " users, not " + count);
    }
    // The longest first, so that those still going on are the first rows.
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> -wave.users().get(i).size()));
    Row[] rows = new Row[count];
    for (int i = 0; i < count; i++) {
      rows[i] = new Row(wave, order[i]);
    }
    Arrays.fill(state, 0f);
    ModelAnswers answers = new ModelAnswers(wave.questions(), wave.notifications());
    int live = count;
    for (int event = 0; live > 0; event++) {
      while (live > 0 && rows[live - 1].user.size() <= event) {
        live--;
      }
      ask(rows, live, event, answers);
      update(rows, live, event);
    }
    return answers;
  }

  private void ask(Row[] rows, int live, int event, ModelAnswers answers) {
    Row[] asked = new Row[live];
    int count = 0;
    for (int i = 0; i < live; i++) {
      History user = rows[i].user;
      if (user.asked(event) || Wave.notified(user, event)) {
        Token before = user.token(event - 1);
        item[count] = model.vocabulary().indexOfHash(before.itemHash());
        hourOfWeek[count] = before.hourOfWeek();
        place[count] = before.place();
        System.arraycopy(
            state, i * shape.state(), askedState, count * shape.state(), shape.state());
        asked[count++] = rows[i];
      }
    }
    if (count == 0) {
      return;
    }
    model.readout(count, askedState, item, hourOfWeek, place, representation, engagement);
    for (int i = 0; i < count; i++) {
      Row row = asked[i];
      if (Wave.notified(row.user, event)) {
        int category = row.user.answeredCategory(event);
        int hour = row.user.token(event).hourOfWeek() % shape.hours();
        answers.opened()[row.notification++] =
            engagement[i * shape.engagement() + category * shape.hours() + hour];
      }
      if (row.user.asked(event)) {
        scorer.add(
            row.habits,
            row.recent,
            row.user.token(event - 1),
            representation,
            i * shape.representation(),
            row.user.token(event).itemHash(),
            row.question++);
      }
    }
    scorer.answer(answers);
  }

  private void update(Row[] rows, int live, int event) {
    for (int i = 0; i < live; i++) {
      Token token = rows[i].user.token(event);
      item[i] = model.vocabulary().indexOfHash(token.itemHash());
      kind[i] = token.kind();
      gap[i] = token.gapBucket();
      hourOfWeek[i] = token.hourOfWeek();
      if (token.type() == EventType.APP_OPENED) {
        History user = rows[i].user;
        int previous = rows[i].recent.previousApp(token);
        rows[i].habits.observe(token, user.localDay(event), user.occurredAt(event), previous);
      }
      rows[i].recent.add(token);
    }
    model.update(live, item, kind, gap, hourOfWeek, state);
    Fp16.round(state, 0, live * shape.state());
  }

  /** A user on the way through the events. */
  private static final class Row {
    final History user;
    final Habits habits = new Habits();
    final RecentTokens recent = new RecentTokens();
    int question;
    int notification;

    Row(Wave wave, int number) {
      this.user = wave.users().get(number);
      this.question = wave.firstQuestion(number);
      this.notification = wave.firstNotification(number);
    }
  }
}
