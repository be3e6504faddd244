package dev.attune.deploy.training;

import dev.attune.deploy.provision.CatalogReader;
import dev.attune.deploy.provision.Cluster;
import dev.attune.device.replay.RecordedLog;
import dev.attune.models.token.ItemKey;
import dev.attune.models.training.TrainingSetSettings;
import dev.attune.models.training.TrainingSetWriter;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.usage.UsageEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Writes what people did, from a recorded log or from the topics of a cluster, as a training set.
 * Equal events and requests give equal bytes.
 */
public final class RecordedExport {

  private static final String APP = "app:";
  private static final String NOTIFICATION = "notification";

  private final RecordedRequest request;
  private final Consumer<String> say;

  /**
   * Nothing is read yet.
   *
   * @param say gets what happens, a line each
   */
  public RecordedExport(RecordedRequest request, Consumer<String> say) {
    this.request = request;
    this.say = say;
  }

  /** Writes what a log tells; an item of too few users is known by hash only. */
  public void run(RecordedLog log) throws IOException {
    RecordedEvents events = new RecordedEvents();
    say.accept(RecordedLogEvents.read(log, events).text().stripTrailing());
    write(events, List.of());
  }

  /**
   * Writes what is on a cluster, of those who allow it. Everything in its catalog is known by name.
   *
   * @param region whose users to take; empty for all
   */
  public void run(Cluster cluster, String region) throws IOException {
    RecordedEvents events = new RecordedEvents();
    TopicEvents.Found found = new TopicEvents(cluster, region).read(events);
    say.accept(
        "%,d users allow training; %,d with events left out: they don't%s; %,d records could not be read"
            .formatted(
                found.users(),
                found.leftOut(),
                region.isEmpty() ? "" : ", or live elsewhere",
                found.unreadable()));
    write(events, CatalogReader.read(cluster));
  }

  private void write(RecordedEvents events, List<CatalogItem> catalog) throws IOException {
    if (events.users().isEmpty()) {
      throw new IllegalArgumentException("there are no events to learn from");
    }
    Set<String> known = new TreeSet<>();
    catalog.forEach(item -> known.add(item.getId()));
    Vocabulary vocabulary = vocabulary(events, known);
    int apps = (int) vocabulary.items().stream().filter(item -> item.startsWith(APP)).count();
    if (apps < 2) {
      throw new IllegalArgumentException(
          "too few apps are used by "
              + request.minUsers()
              + " users each to learn from: there "
              + (apps == 1 ? "is 1" : "are " + apps));
    }
    TrainingSetSettings settings =
        TrainingSetSettings.recorded(
            request.seed(),
            Math.min(apps, request.candidates()),
            request.samplesPerUser(),
            request.dataClass());
    Files.createDirectories(request.out());
    if (!catalog.isEmpty()) {
      ItemCategories.write(request.out(), vocabulary, catalog);
    }
    try (TrainingSetWriter writer = new TrainingSetWriter(request.out(), vocabulary, settings)) {
      for (String user : events.users()) {
        writer.add(events.of(user));
      }
      writer.finish();
    }
  }

  private Vocabulary vocabulary(RecordedEvents events, Set<String> known) {
    Map<String, Integer> users = new HashMap<>();
    for (String user : events.users()) {
      Set<String> items = new HashSet<>();
      for (UsageEvent event : events.of(user)) {
        String item = ItemKey.of(event);
        if (isName(item)) {
          items.add(item);
        }
      }
      items.forEach(item -> users.merge(item, 1, Integer::sum));
    }
    List<String> chosen = new ArrayList<>(known);
    List<String> others = new ArrayList<>(users.keySet());
    others.removeIf(item -> known.contains(item) || users.get(item) < request.minUsers());
    others.sort(Comparator.<String>comparingInt(users::get).reversed().thenComparing(item -> item));
    chosen.addAll(others);
    int room = Vocabulary.MAX_SIZE - Vocabulary.FIRST_KNOWN;
    List<String> items = chosen.subList(0, Math.min(room, chosen.size()));
    long rare = users.keySet().stream().filter(Predicate.not(Set.copyOf(items)::contains)).count();
    say.accept(
        "%,d items known by name, %,d by hash only%s"
            .formatted(
                items.size(),
                rare,
                rare == 0 ? "" : " (fewer than " + request.minUsers() + " users)"));
    return Vocabulary.of(items);
  }

  private static boolean isName(String item) {
    return !item.isEmpty()
        && !item.startsWith(NOTIFICATION)
        && item.chars().noneMatch(Character::isISOControl);
  }
}
