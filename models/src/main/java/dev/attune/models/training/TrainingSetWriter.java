package dev.attune.models.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.attune.models.habit.Habits;
import dev.attune.models.habit.RankEvidence;
import dev.attune.models.habit.RankFeatures;
import dev.attune.models.habit.RecentTokens;
import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.token.EventType;
import dev.attune.models.token.Token;
import dev.attune.models.token.Tokenizer;
import dev.attune.models.usage.Fp16;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.NotificationPosted;
import dev.attune.schemas.usage.UsageEvent;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes events as a training set: a folder of little-endian arrays, described in the module's
 * README. Tokens, vocabulary rows, habits and features come from the same classes that serve, so
 * that training and serving can't disagree. The same events and settings give the same bytes.
 *
 * <p>{@link #finish()} writes {@code meta.json} last: a folder without it is not a training set.
 * Not thread-safe.
 */
public final class TrainingSetWriter implements Closeable {

  /** The version of the folder's form, in {@code meta.json}. */
  public static final int FORMAT_VERSION = 2;

  private static final int NO_CATEGORY = 255;
  private static final String VOCABULARY_FILE = "vocabulary.txt";

  private final Path folder;
  private final Vocabulary vocabulary;
  private final TrainingSetSettings settings;
  private final CandidateSet candidates;
  // The neighbors are learned from the set, so the trainer computes what they say.
  private final RankEvidence evidence = new RankEvidence();
  private final float[] features = new float[RankFeatures.COUNT];
  private final List<LittleEndianFile> files = new ArrayList<>();
  private final LittleEndianFile offsets;
  private final LittleEndianFile item;
  private final LittleEndianFile type;
  private final LittleEndianFile gap;
  private final LittleEndianFile how;
  private final LittleEndianFile place;
  private final LittleEndianFile category;
  private final LittleEndianFile answer;
  private final LittleEndianFile hour;
  private final LittleEndianFile sampleToken;
  private final LittleEndianFile sampleCandidate;
  private final LittleEndianFile sampleFeature;
  private long users;
  private long tokens;
  private long samples;

  /**
   * Starts a training set.
   *
   * @param folder where to write; made if it is missing, files in it are replaced
   */
  public TrainingSetWriter(Path folder, Vocabulary vocabulary, TrainingSetSettings settings)
      throws IOException {
    this.folder = folder;
    this.vocabulary = vocabulary;
    this.settings = settings;
    this.candidates = new CandidateSet(vocabulary, settings.candidates());
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve("meta.json"));
    Files.write(folder.resolve(VOCABULARY_FILE), vocabulary.file());
    this.offsets = open("offsets.i64");
    this.item = open("item.i32");
    this.type = open("type.u8");
    this.gap = open("gap.u8");
    this.how = open("how.u8");
    this.place = open("place.u8");
    this.category = open("category.u8");
    this.answer = open("answer.u8");
    this.hour = open("hour.u8");
    this.sampleToken = open("sample_token.i64");
    this.sampleCandidate = open("sample_cand.i32");
    this.sampleFeature = open("sample_feat.f16");
    offsets.putLong(0);
  }

  /**
   * Adds one user.
   *
   * @param events all events of the user, in any order; those of one second keep theirs
   */
  public void add(List<UsageEvent> events) throws IOException {
    List<UsageEvent> ordered = new ArrayList<>(events);
    ordered.sort(Comparator.comparingLong(UsageEvent::getOccurredAt));
    byte[] answers = NotificationAnswers.of(ordered);
    // java.util.Random, since its sequence is part of its specification.
    Random random = new Random(settings.seed() + users * 0x9E3779B97F4A7C15L);
    Habits habits = new Habits();
    RecentTokens recent = new RecentTokens();
    long previous = Tokenizer.NO_PREVIOUS;
    int opensLeft = opensAfterFirst(ordered);
    int samplesLeft = Math.min(opensLeft, settings.samplesPerUser());
    for (int i = 0; i < ordered.size(); i++) {
      UsageEvent event = ordered.get(i);
      Token token = Tokenizer.token(event, previous);
      if (i > 0 && token.type() == EventType.APP_OPENED) {
        // Each set of so many openings is equally likely (Knuth's algorithm S).
        if (random.nextInt(opensLeft) < samplesLeft) {
          writeSample(token, habits, recent);
          samplesLeft--;
        }
        opensLeft--;
      }
      writeToken(token, event, answers[i]);
      if (token.type() == EventType.APP_OPENED) {
        long at = event.getOccurredAt();
        long day = Tokenizer.localDay(at, event.getContext().getUtcOffsetMinutes());
        habits.observe(token, day, at, recent.previousApp(token));
      }
      recent.add(token);
      previous = event.getOccurredAt();
      tokens++;
    }
    users++;
    offsets.putLong(tokens);
  }

  /** Writes all there is and {@code meta.json}. */
  public void finish() throws IOException {
    close();
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("formatVersion", FORMAT_VERSION);
    meta.put("vocabularySize", vocabulary.size());
    meta.put("vocabulary", VOCABULARY_FILE);
    meta.put("vocabularySha256", vocabulary.digest());
    meta.put("users", users);
    meta.put("tokens", tokens);
    meta.put("samples", samples);
    meta.put("candidates", settings.candidates());
    meta.put("features", RankFeatures.COUNT);
    meta.put("featureNames", RankFeatures.NAMES);
    meta.put("notificationCategories", Vocabulary.NOTIFICATION_CATEGORIES);
    meta.put("seed", settings.seed());
    meta.put("source", settings.source());
    meta.put("dataClass", settings.dataClass().label());
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    Files.write(folder.resolve("meta.json"), json.writeValueAsBytes(meta));
  }

  /** Closes the files; without {@link #finish()} before, the folder stays incomplete. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (LittleEndianFile file : files) {
      try {
        file.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    files.clear();
    if (failure != null) {
      throw failure;
    }
  }

  private LittleEndianFile open(String name) throws IOException {
    LittleEndianFile file = new LittleEndianFile(folder.resolve(name));
    files.add(file);
    return file;
  }

  private void writeToken(Token token, UsageEvent event, byte answered) throws IOException {
    item.putInt(vocabulary.indexOfHash(token.itemHash()));
    type.putByte(token.type().ordinal());
    gap.putByte(token.gapBucket());
    how.putByte(token.hourOfWeek());
    place.putByte(token.place());
    category.putByte(categoryOf(event));
    answer.putByte(answered);
    hour.putByte(token.hourOfWeek() % 24);
  }

  /** What is known after the last event before the token, as a decision would be made there. */
  private void writeSample(Token token, Habits habits, RecentTokens recent) throws IOException {
    int now = recent.size() - 1;
    evidence.of(
        vocabulary, ItemNeighbors.NONE, habits, recent, recent.hourOfWeek(now), recent.place(now));
    candidates.fill(token.itemHash(), habits);
    sampleToken.putLong(tokens);
    for (int i = 0; i < candidates.capacity(); i++) {
      sampleCandidate.putInt(candidates.index(i));
      evidence.features(candidates.hash(i), candidates.index(i), features, 0);
      for (float feature : features) {
        sampleFeature.putShort(Fp16.fromFloat(feature));
      }
    }
    samples++;
  }

  private static int categoryOf(UsageEvent event) {
    Object payload = event.getPayload();
    if (payload instanceof NotificationPosted posted) {
      return posted.getCategory().ordinal();
    } else if (payload instanceof NotificationAnswered answered) {
      return answered.getCategory().ordinal();
    }
    return NO_CATEGORY;
  }

  private static int opensAfterFirst(List<UsageEvent> ordered) {
    int opens = 0;
    for (int i = 1; i < ordered.size(); i++) {
      if (EventType.of(ordered.get(i)) == EventType.APP_OPENED) {
        opens++;
      }
    }
    return opens;
  }
}
