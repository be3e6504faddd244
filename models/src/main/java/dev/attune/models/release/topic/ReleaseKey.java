package dev.attune.models.release.topic;

import dev.attune.models.release.ReleaseManifest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of a record on the topic of releases. Names hold no slash, so that every key has one
 * reading.
 */
public sealed interface ReleaseKey {

  /** The key of the rollout. */
  String ROLLOUT = "rollout";

  /** The key as it is written. */
  String text();

  /** Reads a key; nothing if it is none. */
  static Optional<ReleaseKey> parse(String text) {
    if (text.equals(ROLLOUT)) {
      return Optional.of(new OfRollout());
    }
    String[] parts = text.split("/", -1);
    return switch (parts.length) {
      case 1 -> known(parts[0]).map(OfManifest::new);
      case 2 ->
          parts[0].equals(OfTakenBack.PREFIX)
              ? known(parts[1]).map(OfTakenBack::new)
              : Optional.empty();
      case 3 ->
          known(parts[0])
              .filter(id -> ReleaseManifest.isFileName(parts[1]))
              .filter(id -> OfChunk.NUMBER.matcher(parts[2]).matches())
              .map(id -> new OfChunk(id, parts[1], Integer.parseInt(parts[2])));
      default -> Optional.empty();
    };
  }

  private static Optional<String> known(String id) {
    return ReleaseManifest.isReleaseId(id) ? Optional.of(id) : Optional.empty();
  }

  /** The key of the decision who gets what. */
  record OfRollout() implements ReleaseKey {
    @Override
    public String text() {
      return ROLLOUT;
    }
  }

  /** The key of a release's manifest. */
  record OfManifest(String releaseId) implements ReleaseKey {
    @Override
    public String text() {
      return releaseId;
    }
  }

  /** The key of a piece of a file of a release. */
  record OfChunk(String releaseId, String file, int number) implements ReleaseKey {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,5}");

    @Override
    public String text() {
      return releaseId + "/" + file + "/" + number;
    }
  }

  /** The key of the note that a release was taken back. */
  record OfTakenBack(String releaseId) implements ReleaseKey {
    private static final String PREFIX = "taken-back";

    @Override
    public String text() {
      return PREFIX + "/" + releaseId;
    }
  }
}
