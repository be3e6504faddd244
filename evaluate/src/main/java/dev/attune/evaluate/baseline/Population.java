package dev.attune.evaluate.baseline;

import dev.attune.evaluate.history.Apps;
import dev.attune.evaluate.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What many users do, counted. Filled once, then only read. */
public final class Population {

  private static final int CATEGORIES = 256;

  private final Apps apps;
  private final double[] openings;
  private final double[][] openingsByDaypart;
  private final List<Map<Integer, Double>> followers = new ArrayList<>();
  private final List<Map<Integer, Double>> users = new ArrayList<>();
  private final double[] posted = new double[CATEGORIES];
  private final double[] answered = new double[CATEGORIES];

  /** Of nobody yet. */
  public Population(Apps apps) {
    this.apps = apps;
    this.openings = new double[apps.size()];
    this.openingsByDaypart = new double[Moment.DAYPARTS][apps.size()];
    for (int i = 0; i < apps.size(); i++) {
      followers.add(new TreeMap<>());
    }
  }

  /**
   * Counts one user.
   *
   * @param events only so many of the user's first events
   */
  public void add(History history, int events) {
    Map<Integer, Double> used = new TreeMap<>();
    int last = Apps.NONE;
    for (int i = 0; i < events; i++) {
      int category = history.answeredCategory(i);
      if (category != History.NOTHING) {
        posted[category]++;
        answered[category] += history.opened(i) ? 1 : 0;
      }
      int column = history.opensApp(i) ? apps.column(history.token(i).itemHash()) : Apps.NONE;
      if (column == Apps.NONE) {
        continue;
      }
      Moment at = new Moment(history.token(i).hourOfWeek(), history.place(i));
      openings[column]++;
      openingsByDaypart[at.daypart()][column]++;
      used.merge(column, 1.0, Double::sum);
      if (last != Apps.NONE) {
        followers.get(last).merge(column, 1.0, Double::sum);
      }
      last = column;
    }
    if (!used.isEmpty()) {
      users.add(used);
    }
  }

  /** The apps that are counted. */
  public Apps apps() {
    return apps;
  }

  /** How many users opened something. */
  public int users() {
    return users.size();
  }

  /** The share of openings of each app, with one opening more for each so that none is 0. */
  public double[] popularity() {
    return shares(openings, new double[apps.size()], 0);
  }

  /**
   * The same within a part of the day, drawn towards the whole day as if by {@code strength}
   * openings.
   */
  public double[] popularity(int daypart, double strength) {
    return shares(openingsByDaypart[daypart], popularity(), strength);
  }

  /** How often which app was opened after the app of this column. */
  public Map<Integer, Double> followers(int column) {
    return followers.get(column);
  }

  /** For each user how often which app was opened. */
  public List<Map<Integer, Double>> uses() {
    return users;
  }

  /** The share of a category's notifications that are opened; one half where none is known. */
  public double openRate(int category) {
    return (answered[category] + 1) / (posted[category] + 2);
  }

  private static double[] shares(double[] counts, double[] prior, double strength) {
    double sum = 0;
    double[] shares = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      shares[i] = strength > 0 ? counts[i] + strength * prior[i] : counts[i] + 1;
      sum += shares[i];
    }
    for (int i = 0; i < counts.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }
}
