package dev.attune.deploy.explain;

import dev.attune.deploy.explain.CatalogHistory.Change;
import dev.attune.deploy.explain.UserLog.Entry;
import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.audit.Trigger;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.BatteryBucket;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NetworkType;
import dev.attune.schemas.usage.PlaceClass;
import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.audit.Digests;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.consent.ConsentBook;
import dev.attune.topology.engine.AcceptedEvent;
import dev.attune.topology.engine.DecisionSettings;
import dev.attune.topology.engine.DecisionSink;
import dev.attune.topology.engine.PersonalizationEngine;
import dev.attune.topology.engine.Refresh;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.release.ModelChoice;
import dev.attune.topology.release.RankingWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/**
 * A user whose decisions are recorded as a cluster has them: by the production engine, on releases
 * and catalogs that change, with nothing of that in the log.
 */
final class Recording implements DecisionSink, ModelChoice {

  private static final Pseudonym USER = Pseudonym.of(new byte[Pseudonym.BYTES]);
  private static final Vocabulary VOCABULARY =
      Vocabulary.of(IntStream.range(0, 30).mapToObj(i -> "app:" + i).toList());
  private static final long START = 1_767_600_000;

  private final DecisionSettings settings;
  private final PersonalizationEngine engine;
  private final Profile profile = new Profile();
  private final Random random = new Random(11);
  private final Map<String, UsageModel> models = new LinkedHashMap<>();
  private final Map<String, CatalogItem> items = new TreeMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Entry> log = new ArrayList<>();
  private final List<RecordedDecision> decisions = new ArrayList<>();
  private RecommendationList list = new RecommendationList();
  private SpecificRecord output = list;
  private Catalog catalog = Catalog.EMPTY;
  private String release = "r1";
  private long now = START;

  Recording() {
    this(DecisionSettings.defaults().recommendations().interval());
  }

  Recording(Duration interval) {
    settings = DecisionSettings.defaults().withInterval(interval).withControlPermille(0);
    engine = new PersonalizationEngine(settings, this, RankingWatch.NONE);
    models.put("r1", new FakeModel("r1", VOCABULARY));
    models.put("r2", new FakeModel("r2", VOCABULARY));
    for (int i = 0; i < 30; i++) {
      put("app:" + i, ModerationState.APPROVED);
    }
    ConsentRecord consent =
        new ConsentRecord(
            START, new ConsentChanged(List.of(Purpose.PERSONALIZATION), "1", "eu", AgeBand.ADULT));
    log.add(new Entry(consent, 0, -1, START * 1000));
    new ConsentBook().apply(profile, consent);
  }

  /** Events of all kinds. */
  void lives(int events) {
    for (int i = 0; i < events; i++) {
      Object payload =
          switch (random.nextInt(8)) {
            case 0, 1, 2 -> new DeviceUnlocked();
            case 3 -> new RecommendationAccepted(list.getDecision(), item());
            case 4 ->
                random.nextInt(6) == 0
                    ? new RecommendationDismissed(list.getDecision(), item())
                    : new DeviceUnlocked();
            default -> open();
          };
      boolean answer =
          payload instanceof RecommendationAccepted || payload instanceof RecommendationDismissed;
      happens(answer && list.getItems() == null ? open() : payload);
    }
  }

  /** Events that call for no list. */
  void opens(int events) {
    for (int i = 0; i < events; i++) {
      happens(open());
    }
  }

  private AppOpened open() {
    return new AppOpened("app:" + (int) Math.min(29, Math.abs(random.nextGaussian() * 5)));
  }

  private String item() {
    List<RecommendedItem> offered = list.getItems();
    return offered == null || offered.isEmpty() ? "app:1" : offered.get(0).getItem();
  }

  private void happens(Object payload) {
    now += 20 + random.nextInt(900);
    Context context =
        new Context(
            (int) (now / 3600 % 24),
            0,
            NetworkType.WIFI,
            BatteryBucket.HIGH,
            false,
            PlaceClass.HOME);
    long offset = log.size();
    UsageEvent event =
        new UsageEvent(new DevicePseudonym(new byte[8]), offset, now, context, payload);
    log.add(new Entry(event, 0, offset, now * 1000));
    engine.run(
        catalog, List.of(new AcceptedEvent(USER, profile, event, now * 1000, 0, offset)), this);
  }

  /** From now on the user is on another release. */
  void moveTo(String other) {
    release = other;
  }

  /** From now on moderation says something else of an item. */
  void moderate(String item, ModerationState state) {
    put(item, state);
  }

  private void put(String id, ModerationState state) {
    CatalogItem item =
        CatalogItem.newBuilder()
            .setId(id)
            .setKind(ItemKind.APP)
            .setCategory("category " + id.charAt(id.length() - 1))
            .setTitle(id)
            .setModeration(state)
            .build();
    items.put(id, item);
    changes.add(new Change(id, item));
    catalog = Catalog.of(items.values());
  }

  /** The list is decided again if it must be. */
  void refreshes() {
    if (engine.isOutdated(catalog, profile)) {
      engine.refresh(catalog, List.of(new Refresh(USER, profile, now * 1000, 0)), this);
    }
  }

  /** The id of an item of the last list. */
  String offered(int place) {
    return list.getItems().get(place).getItem();
  }

  List<RecordedDecision> decisions() {
    return decisions;
  }

  /** The releases that decided, without repetition. */
  List<String> releases() {
    List<String> releases = new ArrayList<>();
    for (RecordedDecision decision : decisions) {
      String id = decision.entry().getRelease();
      if (releases.isEmpty() || !releases.get(releases.size() - 1).equals(id)) {
        releases.add(id);
      }
    }
    return releases;
  }

  long byCatalog() {
    return decisions.stream()
        .filter(decision -> decision.entry().getTrigger() == Trigger.CATALOG)
        .count();
  }

  /** The release is gone. */
  void lose(String id) {
    models.remove(id);
  }

  void loseConsents() {
    log.removeIf(entry -> entry.value() instanceof ConsentRecord);
  }

  /** Only the latest of each item is left on the topic. */
  void compactCatalog() {
    changes.clear();
    items.forEach((id, item) -> changes.add(new Change(id, item)));
  }

  /** Someone writes another list into the log than was decided. */
  void forgeLast() {
    RecordedDecision last = decisions.remove(decisions.size() - 1);
    RecommendationList forged =
        RecommendationList.newBuilder((RecommendationList) last.output()).build();
    forged.getItems().get(0).setItem("app:bought");
    DecisionMade entry = DecisionMade.newBuilder(last.entry()).build();
    entry.setOutputSha256(new Digests().ofOutput(forged));
    decisions.add(new RecordedDecision(USER, entry, 0, forged));
  }

  /** Someone makes of an event another one. */
  void changeAnEvent(int index) {
    Entry entry = log.get(index);
    UsageEvent changed = UsageEvent.newBuilder((UsageEvent) entry.value()).build();
    changed.setPayload(new AppOpened("app:29"));
    log.set(index, new Entry(changed, 0, entry.offset(), entry.timestamp()));
  }

  List<Verdict> replay() {
    return replay(settings);
  }

  List<Verdict> replay(DecisionSettings with) {
    return new Replayer(
            with,
            Duration.ofMinutes(10),
            new Shelf(),
            new CatalogHistory(changes),
            UserLog.of(USER, log))
        .replay(USER, decisions);
  }

  @Override
  public void recommendations(AcceptedEvent cause, RecommendationList out) {
    list = out;
    output = out;
  }

  @Override
  public void notificationSettings(AcceptedEvent cause, NotificationSettings out) {
    output = out;
  }

  @Override
  public void audit(AcceptedEvent cause, DecisionMade entry) {
    decisions.add(new RecordedDecision(USER, entry, 0, output));
  }

  @Override
  public void failed(AcceptedEvent cause, Exception error) {
    throw new AssertionError(error);
  }

  @Override
  public void startBatch() {
    // Moves come when the test says so.
  }

  @Override
  public Optional<UsageModel> sole() {
    return Optional.empty();
  }

  @Override
  public UsageModel modelOf(Pseudonym user, String region, int stateTag) {
    return models.get(release);
  }

  /** The releases that are left. */
  private final class Shelf implements Models {

    private final UsageModel counts = new StatisticalUsageModel(Vocabulary.of(List.of()));

    @Override
    public Optional<UsageModel> of(String releaseId) {
      return releaseId.equals(StatisticalUsageModel.RELEASE)
          ? Optional.of(counts)
          : Optional.ofNullable(models.get(releaseId));
    }

    @Override
    public List<String> known() {
      return List.copyOf(models.keySet());
    }

    @Override
    public String missing(String releaseId) {
      return "There is no " + releaseId + ".";
    }
  }
}
