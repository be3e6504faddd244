package dev.attune.evaluate.result;

import dev.attune.evaluate.baseline.Baseline;
import dev.attune.evaluate.baseline.Population;
import dev.attune.evaluate.history.Histories;
import dev.attune.evaluate.history.History;
import dev.attune.evaluate.ranking.BaselineRanker;
import dev.attune.evaluate.ranking.Wave;
import dev.attune.evaluate.served.ModelAnswers;
import dev.attune.evaluate.served.ServedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * All questions with everybody's answers. Rankers are numbered: first the models, then the
 * baselines, then the oracle, if there is one.
 */
public final class Sheet {

  /** The name of the ranker that knows the simulated user. */
  public static final String ORACLE = "oracle";

  private final List<ServedModel> models;
  private final List<Baseline> baselines;
  private final Population population;
  private final List<Person> people = new ArrayList<>();
  private final List<Question> questions = new ArrayList<>();
  private final List<Notification> notifications = new ArrayList<>();
  private boolean oracle = true;

  /** An empty sheet for these rankers. */
  public Sheet(List<ServedModel> models, List<Baseline> baselines, Population population) {
    this.models = List.copyOf(models);
    this.baselines = List.copyOf(baselines);
    this.population = population;
  }

  /**
   * Asks everybody about some users.
   *
   * @param group what to call these users, such as the simulation's seed
   * @param progress is told how many of the users are done
   */
  public void ask(String group, Histories histories, IntConsumer progress) {
    List<History> waiting = new ArrayList<>();
    int[] done = {0};
    histories.forEach(
        history -> {
          waiting.add(history);
          if (waiting.size() == ServedModel.WAVE) {
            done[0] += waiting.size();
            ask(group, waiting);
            progress.accept(done[0]);
          }
        });
    ask(group, waiting);
    progress.accept(histories.users());
  }

  /** The names of all rankers, in the order of their numbers. */
  public List<String> rankers() {
    List<String> names = new ArrayList<>();
    models.forEach(model -> names.add(model.release()));
    baselines.forEach(baseline -> names.add(baseline.name()));
    if (hasOracle()) {
      names.add(ORACLE);
    }
    return names;
  }

  /** How many of them are models. */
  int models() {
    return models.size();
  }

  /** How many of them are baselines. */
  int baselines() {
    return baselines.size();
  }

  /** Whether an oracle answered every question. */
  public boolean hasOracle() {
    return oracle && !questions.isEmpty();
  }

  /** The number of the oracle. */
  int oracle() {
    return models.size() + baselines.size();
  }

  /** How many questions there are. */
  public int size() {
    return questions.size();
  }

  List<Question> questions() {
    return questions;
  }

  List<Person> people() {
    return people;
  }

  List<Notification> notifications() {
    return notifications;
  }

  private void ask(String group, List<History> waiting) {
    if (waiting.isEmpty()) {
      return;
    }
    Wave wave = new Wave(population.apps(), waiting);
    waiting.clear();
    List<ModelAnswers> answers = models.stream().map(model -> model.answer(wave)).toList();
    List<int[]> places = new ArrayList<>();
    answers.forEach(answer -> places.add(answer.place()));
    baselines.forEach(baseline -> places.add(new BaselineRanker(baseline).places(wave)));
    for (int i = 0; i < wave.users().size(); i++) {
      History user = wave.users().get(i);
      int question = wave.firstQuestion(i);
      int notification = wave.firstNotification(i);
      for (int event = 0; event < user.size(); event++) {
        if (user.asked(event)) {
          questions.add(question(user, event, question++, answers, places));
        }
        if (Wave.notified(user, event)) {
          notifications.add(notification(user, event, notification++, answers));
        }
      }
      people.add(new Person(group, user.region(), user.eventsPerDay()));
    }
  }

  private Question question(
      History user, int event, int number, List<ModelAnswers> answers, List<int[]> places) {
    int[] place = new int[places.size() + 1];
    for (int i = 0; i < places.size(); i++) {
      place[i] = places.get(i)[number];
    }
    place[places.size()] = user.oracle(event);
    oracle &= user.oracle(event) != History.NO_PLACE;
    float[] first = new float[answers.size()];
    float[] five = new float[answers.size()];
    for (int i = 0; i < first.length; i++) {
      first[i] = answers.get(i).first()[number];
      five[i] = answers.get(i).five()[number];
    }
    return new Question(
        people.size(),
        event,
        event - user.testFrom(),
        event == user.lastQuestion(),
        place,
        first,
        five);
  }

  private Notification notification(
      History user, int event, int number, List<ModelAnswers> answers) {
    float[] predicted = new float[answers.size()];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = answers.get(i).opened()[number];
    }
    return new Notification(
        event >= user.testFrom(),
        user.opened(event),
        predicted,
        population.openRate(user.answeredCategory(event)));
  }
}
