package dev.attune.topology.profile;

import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.Purpose;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The binary form of a {@link Profile}: a version (1 byte), which sections follow (2 bytes, a bit
 * each), then these sections in a fixed order, big-endian. A section that holds nothing takes no
 * room, so that a user who only denied consent costs about 20 bytes; a busy user costs about 1.1
 * KiB.
 *
 * <p>Not thread-safe: it reuses one buffer.
 */
public final class ProfileCodec {

  /** The version this code writes. */
  public static final int VERSION = 1;

  private static final int CONSENT = 1;
  private static final int NEWEST_EVENT = 1 << 1;
  private static final int WATERMARKS = 1 << 2;
  private static final int MODEL_STATE = 1 << 3;
  private static final int HABITS = 1 << 4;
  private static final int RECENT_TOKENS = 1 << 5;
  private static final int ENGAGEMENT = 1 << 6;
  private static final int FEEDBACK = 1 << 7;
  private static final int DISMISSALS = 1 << 8;
  private static final int NOTIFICATION_CHOICES = 1 << 9;
  private static final int OUTBOX = 1 << 10;
  private static final int CONTRIBUTIONS = 1 << 11;
  private static final int ARRIVAL = 1 << 12;
  private static final int ALL = (1 << 13) - 1;

  private static final int LARGEST = 8192;
  private static final Purpose[] PURPOSES = Purpose.values();
  private static final AgeBand[] AGE_BANDS = AgeBand.values();

  /** The purposes granted, by their bits: profiles share these sets. */
  private static final List<Set<Purpose>> GRANTED = grantable();

  private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST);

  /** Creates a codec. */
  public ProfileCodec() {}

  /** The profile's bytes. */
  public byte[] encode(Profile profile) {
    buffer.clear();
    encode(profile, buffer);
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /**
   * Writes the profile's bytes.
   *
   * @throws BufferOverflowException if there is no room; 8 KiB are always enough
   */
  public void encode(Profile profile, ByteBuffer out) {
    encode(profile, sections(profile), out);
  }

  /**
   * Writes what decisions are made from: everything but what goes into private summaries, and the
   * watermarks, which the gate moves for all events of a batch before the first of them is decided
   * on.
   *
   * @throws BufferOverflowException if there is no room; 8 KiB are always enough
   */
  public void encodeWithoutWatermarks(Profile profile, ByteBuffer out) {
    encode(profile, sections(profile) & ~(WATERMARKS | CONTRIBUTIONS | ARRIVAL), out);
  }

  private static void encode(Profile profile, int sections, ByteBuffer out) {
    out.put((byte) VERSION).putShort((short) sections);
    if (profile.consent().isPresent()) {
      write(profile.consent().get(), out);
    }
    if (has(sections, NEWEST_EVENT)) {
      Varints.put(out, profile.newestEventAt());
    }
    if (has(sections, ARRIVAL)) {
      Varints.put(out, profile.arrivalDay());
    }
    if (has(sections, WATERMARKS)) {
      profile.watermarks().write(out, profile.newestEventAt());
    }
    if (has(sections, MODEL_STATE)) {
      profile.modelState().write(out);
    }
    if (has(sections, HABITS)) {
      profile.habits().writeTo(out);
    }
    if (has(sections, RECENT_TOKENS)) {
      profile.recentTokens().writeTo(out, profile.habits());
    }
    if (has(sections, ENGAGEMENT)) {
      profile.engagement().write(out, profile.newestEventAt());
    }
    if (has(sections, FEEDBACK)) {
      profile.feedback().write(out, profile.newestEventAt());
    }
    if (has(sections, DISMISSALS)) {
      profile.dismissals().write(out, profile.newestEventAt());
    }
    if (has(sections, NOTIFICATION_CHOICES)) {
      profile.notificationChoices().write(out, profile.newestEventAt());
    }
    if (has(sections, OUTBOX)) {
      profile.outbox().write(out, profile.newestEventAt(), profile.habits());
    }
    if (has(sections, CONTRIBUTIONS)) {
      profile.contributions().write(out);
    }
  }

  /**
   * The profile of these bytes.
   *
   * @throws CorruptProfileException if they are none, or of a later version
   */
  public Profile decode(byte[] bytes) {
    Profile profile = new Profile();
    decode(bytes, profile);
    return profile;
  }

  /**
   * Replaces all that a profile holds by what these bytes say. Where profiles come and go that
   * saves kilobytes of garbage for each.
   *
   * @throws CorruptProfileException if they are none, or of a later version; what the profile then
   *     holds is undefined
   */
  public void decode(byte[] bytes, Profile into) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      int version = in.get();
      if (version != VERSION) {
        throw new CorruptProfileException(
            "a profile of version " + version + "; this code reads version " + VERSION);
      }
      into.clear();
      read(in, into);
      if (in.hasRemaining()) {
        throw new CorruptProfileException(in.remaining() + " bytes too many");
      }
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new CorruptProfileException("a profile of " + bytes.length + " bytes is damaged", e);
    }
  }

  /**
   * Whether the profile of these bytes holds anything for private summaries, without reading it.
   */
  public static boolean contributes(byte[] bytes) {
    return bytes.length > 2 && (bytes[1] << Byte.SIZE & CONTRIBUTIONS) != 0;
  }

  /**
   * When the user of a profile with these bytes was last heard of, without reading all of it: as
   * {@link Profile#lastSeenAt}.
   *
   * @throws CorruptProfileException if they are none, or of a later version
   */
  public static long lastSeenAt(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      if (in.get() != VERSION) {
        throw new CorruptProfileException("a profile of version " + bytes[0]);
      }
      int sections = in.getShort();
      long seen = has(sections, CONSENT) ? readConsent(in).recordedAt() : 0;
      if (has(sections, NEWEST_EVENT)) {
        seen = Math.max(seen, Varints.get(in));
      }
      if (has(sections, ARRIVAL)) {
        seen = Math.max(seen, Varints.get(in) * Profile.SECONDS_PER_DAY);
      }
      return seen;
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new CorruptProfileException("a profile of " + bytes.length + " bytes is damaged", e);
    }
  }

  private static int sections(Profile profile) {
    return bit(CONSENT, profile.consent().isPresent())
        | bit(NEWEST_EVENT, profile.newestEventAt() != 0)
        | bit(ARRIVAL, profile.arrivalDay() != 0)
        | bit(WATERMARKS, profile.watermarks().devices() > 0)
        | bit(MODEL_STATE, !profile.modelState().isBlank())
        | bit(HABITS, profile.habits().size() > 0)
        | bit(RECENT_TOKENS, profile.recentTokens().size() > 0)
        | bit(ENGAGEMENT, !profile.engagement().isBlank())
        | bit(FEEDBACK, !profile.feedback().isBlank())
        | bit(DISMISSALS, !profile.dismissals().isBlank())
        | bit(NOTIFICATION_CHOICES, !profile.notificationChoices().isBlank())
        | bit(OUTBOX, !profile.outbox().isBlank())
        | bit(CONTRIBUTIONS, !profile.contributions().isBlank());
  }

  private static void read(ByteBuffer in, Profile profile) {
    int sections = in.getShort();
    if ((sections & ~ALL) != 0) {
      throw new CorruptProfileException("unknown sections: " + Integer.toHexString(sections));
    }
    if (has(sections, CONSENT)) {
      profile.consentTo(readConsent(in));
    }
    if (has(sections, NEWEST_EVENT)) {
      profile.setNewestEventAt(Varints.get(in));
    }
    if (has(sections, ARRIVAL)) {
      profile.setArrivalDay(Varints.get(in));
    }
    if (has(sections, WATERMARKS)) {
      profile.watermarks().read(in, profile.newestEventAt());
    }
    if (has(sections, MODEL_STATE)) {
      profile.modelState().read(in);
    }
    if (has(sections, HABITS)) {
      profile.habits().readFrom(in);
    }
    if (has(sections, RECENT_TOKENS)) {
      profile.recentTokens().readFrom(in, profile.habits());
    }
    if (has(sections, ENGAGEMENT)) {
      profile.engagement().read(in, profile.newestEventAt());
    }
    if (has(sections, FEEDBACK)) {
      profile.feedback().read(in, profile.newestEventAt());
    }
    if (has(sections, DISMISSALS)) {
      profile.dismissals().read(in, profile.newestEventAt());
    }
    if (has(sections, NOTIFICATION_CHOICES)) {
      profile.notificationChoices().read(in, profile.newestEventAt());
    }
    if (has(sections, OUTBOX)) {
      profile.outbox().read(in, profile.newestEventAt(), profile.habits());
    }
    if (has(sections, CONTRIBUTIONS)) {
      profile.contributions().read(in);
    }
  }

  private static void write(Consent consent, ByteBuffer out) {
    int granted = 0;
    for (Purpose purpose : PURPOSES) {
      granted |= bit(1 << purpose.ordinal(), consent.allows(purpose));
    }
    out.put((byte) granted).put((byte) consent.ageBand().ordinal());
    Varints.put(out, consent.recordedAt());
    writeText(consent.policyVersion(), out);
    writeText(consent.region(), out);
  }

  private static Consent readConsent(ByteBuffer in) {
    int bits = in.get();
    int ageBand = in.get();
    Set<Purpose> granted = GRANTED.get(bits & GRANTED.size() - 1);
    return new Consent(Varints.get(in), granted, readText(in), readText(in), AGE_BANDS[ageBand]);
  }

  private static List<Set<Purpose>> grantable() {
    List<Set<Purpose>> sets = new ArrayList<>();
    for (int bits = 0; bits < 1 << PURPOSES.length; bits++) {
      Set<Purpose> granted = EnumSet.noneOf(Purpose.class);
      for (Purpose purpose : PURPOSES) {
        if (has(bits, 1 << purpose.ordinal())) {
          granted.add(purpose);
        }
      }
      sets.add(Set.copyOf(granted));
    }
    return sets;
  }

  private static void writeText(String text, ByteBuffer out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Varints.put(out, bytes.length);
    out.put(bytes);
  }

  private static String readText(ByteBuffer in) {
    byte[] bytes = new byte[Varints.get(in, in.remaining(), "the length of a text")];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int bit(int bit, boolean set) {
    return set ? bit : 0;
  }

  private static boolean has(int bits, int bit) {
    return (bits & bit) != 0;
  }
}
