package dev.attune.testkit;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.consent.ErasureRequested;
import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.AppClosed;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.BatteryBucket;
import dev.attune.schemas.usage.ContentSeen;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NetworkType;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.NotificationPosted;
import dev.attune.schemas.usage.NotificationSettingChosen;
import dev.attune.schemas.usage.PlaceClass;
import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.RecommendationShown;
import dev.attune.schemas.usage.UsageEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user with a phone. Each method sends one record, which the topology has worked off when it
 * returns; events happen, and are sent, at the time given.
 */
public final class TestUser {

  private static final String POLICY = "2026-01";
  private static final int SECONDS_PER_HOUR = 3600;
  private static final int HOURS_PER_DAY = 24;

  private final AttuneTestKit kit;
  private final Pseudonym pseudonym;
  private final byte[] device;
  private long sequence;
  private @Nullable UsageEvent last;

  TestUser(AttuneTestKit kit, Pseudonym pseudonym, byte[] device) {
    this.kit = kit;
    this.pseudonym = pseudonym;
    this.device = device;
  }

  /** The key of everything about this user. */
  public Pseudonym pseudonym() {
    return pseudonym;
  }

  /** The user allows personalization. */
  public TestUser consents(String region, AgeBand ageBand) {
    return consents(region, ageBand, List.of(Purpose.PERSONALIZATION), AttuneTestKit.START);
  }

  /** The user allows exactly these purposes. */
  public TestUser consents(String region, AgeBand ageBand, List<Purpose> purposes, Instant at) {
    return consent(new ConsentChanged(purposes, POLICY, region, ageBand), at);
  }

  /** The user wants everything about them erased. */
  public TestUser asksForErasure(long request, Instant at) {
    return consent(new ErasureRequested(request), at);
  }

  private TestUser consent(Object change, Instant at) {
    kit.send(TopicCatalog.CONSENTS, pseudonym, new ConsentRecord(at.getEpochSecond(), change), at);
    return this;
  }

  /** The user unlocks the phone. */
  public TestUser unlocks(Instant at) {
    return does(new DeviceUnlocked(), at);
  }

  /** An app comes to the foreground. */
  public TestUser opens(String app, Instant at) {
    return does(new AppOpened(app), at);
  }

  /** An app leaves the foreground after so many seconds. */
  public TestUser closes(String app, int seconds, Instant at) {
    return does(new AppClosed(app, seconds), at);
  }

  /** The user looks at a piece of content for so many seconds. */
  public TestUser sees(String content, int seconds, Instant at) {
    return does(new ContentSeen(content, seconds), at);
  }

  /** An app posts a notification. */
  public TestUser isNotified(String app, NotificationCategory category, Instant at) {
    return does(new NotificationPosted(app, category, NotificationDelivery.IMMEDIATE), at);
  }

  /** The user answers a notification after 30 seconds. */
  public TestUser answers(
      String app, NotificationCategory category, NotificationAnswer answer, Instant at) {
    return does(new NotificationAnswered(app, category, answer, 30), at);
  }

  /** The user chooses how loud a category is. */
  public TestUser chooses(
      NotificationCategory category, NotificationImportance importance, Instant at) {
    return does(new NotificationSettingChosen(category, importance, true), at);
  }

  /** The phone shows the list's first item. */
  public TestUser isShown(RecommendationList list, Instant at) {
    return does(new RecommendationShown(list.getDecision(), firstItem(list), 0), at);
  }

  /** The user takes the list's first item. */
  public TestUser accepts(RecommendationList list, Instant at) {
    return does(new RecommendationAccepted(list.getDecision(), firstItem(list)), at);
  }

  /** The user dismisses an item of a list. */
  public TestUser dismisses(DecisionId decision, String item, Instant at) {
    return does(new RecommendationDismissed(decision, item), at);
  }

  private static String firstItem(RecommendationList list) {
    return list.getItems().get(0).getItem();
  }

  /** Anything else: one of the payloads of {@link UsageEvent}, on a phone in UTC. */
  public TestUser does(Object payload, Instant at) {
    sequence++;
    int hour = Math.floorMod(Math.floorDiv(at.getEpochSecond(), SECONDS_PER_HOUR), HOURS_PER_DAY);
    Context context =
        new Context(hour, 0, NetworkType.WIFI, BatteryBucket.HIGH, false, PlaceClass.HOME);
    return sends(
        new UsageEvent(
            new DevicePseudonym(device), sequence, at.getEpochSecond(), context, payload),
        at);
  }

  /** The phone sends its last event again, as after a time-out. */
  public TestUser retries(Instant at) {
    if (last == null) {
      throw new IllegalStateException("nothing was sent yet");
    }
    return sends(last, at);
  }

  /** The phone sends this very event. */
  public TestUser sends(UsageEvent event, Instant at) {
    last = event;
    kit.send(TopicCatalog.USAGE_EVENTS, pseudonym, event, at);
    return this;
  }
}
