package dev.attune.bench.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where time can go. A stack trace belongs to the part of its innermost method that is of a part;
 * methods of the JDK and of what several parts use are of none, so their callers decide. Of several
 * parts that a method fits, it is of the first one here.
 */
enum Part {
  /** Calls of ONNX Runtime, its Java side included. */
  ONNX_RUNTIME("ai\\.onnxruntime\\."),
  /** Profiles to bytes and back. */
  PROFILE_CODEC(
      "dev\\.attune\\.topology\\.profile\\.(ProfileCodec|Varints)",
      "dev\\.attune\\.(topology\\.profile|models\\.habit)\\..*\\.(read|write)[A-Za-z]*$"),
  /** What ranking is told of each candidate. */
  FEATURES(
      "dev\\.attune\\.models\\.habit\\.(RankEvidence|RankFeatures|LogCount)",
      "dev\\.attune\\.topology\\.recommend\\.Candidates\\.(features|indexes)"),
  /** Profiles as objects: habits, tokens, states from halves to floats and back. */
  PROFILE(
      "dev\\.attune\\.models\\.(habit|token)\\.",
      "dev\\.attune\\.models\\.usage\\.Fp16",
      "dev\\.attune\\.topology\\.profile\\."),
  /** The model in plain Java: the update, and what is around ONNX Runtime. */
  MODEL("dev\\.attune\\.(models|topology\\.release)\\."),
  /** Candidates, rules, lists, settings, routines, outputs. */
  DECIDING(
      "dev\\.attune\\.topology\\.(recommend|notify|catalog)\\.",
      "dev\\.attune\\.topology\\.engine\\.(DecisionMaker|ControlShare|Outputs|PendingDecision"
          + "|PublicDefaults|Refresh|RoutineMaker)"),
  /** Waves, steps, the model's inputs, observing. */
  BATCHES("dev\\.attune\\.topology\\.engine\\."),
  /** Digests and ids of decisions. */
  AUDIT("dev\\.attune\\.topology\\.audit\\."),
  /** Counting for private summaries. */
  COUNTING(
      "dev\\.attune\\.topology\\.(summary|synthesis)\\.",
      "dev\\.attune\\.privacy\\.(bounding|noise|budget|selection)\\."),
  /** The store, its cache, RocksDB. */
  STORE(
      "org\\.rocksdb\\.",
      "org\\.apache\\.kafka\\.streams\\.state\\.",
      "dev\\.attune\\.topology\\.(commit\\.|stream\\.(ProfileStore|ProfileRoom|WriteBackCache))"),
  /** Sending outputs and changelog records, transactions. */
  PRODUCER(
      "org\\.apache\\.kafka\\.clients\\.producer\\.",
      "org\\.apache\\.kafka\\.streams\\.processor\\.internals\\.(RecordCollector|StreamsProducer)"),
  /** Fetching records. */
  CONSUMER("org\\.apache\\.kafka\\.clients\\.consumer\\."),
  /** Events, consents and outputs from bytes and to bytes. */
  AVRO("org\\.apache\\.avro\\.", "dev\\.attune\\.schemas\\.", "io\\.confluent\\."),
  /** Kafka Streams around it. */
  STREAMS("org\\.apache\\.kafka\\.streams\\."),
  /** The gate, consents, and Attune's processors around all of this. */
  INTAKE("dev\\.attune\\.topology\\."),
  /** The processors of sides without Attune, and the model's stand-in there. */
  BENCH("dev\\.attune\\.bench\\.(pipeline\\.(Value|History)Processor|reencode\\.)"),
  /** Nothing of these. */
  OTHER;

  private final List<Pattern> methods;

  Part(String... methods) {
    this.methods = Arrays.stream(methods).map(Pattern::compile).toList();
  }

  /** Its stable name, such as {@code profile-codec}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whose time it is.
   *
   * @param part the part of the stack trace
   * @param method the method that it was found by; the outermost if none is of any part
   */
  record Owner(Part part, String method) {}

  /**
   * The part of a stack trace.
   *
   * @param methods such as {@code java.util.HashMap.get}, the innermost first
   */
  static Owner owner(List<String> methods) {
    for (String method : methods) {
      Optional<Part> part = of(method);
      if (part.isPresent()) {
        return new Owner(part.get(), method);
      }
    }
    return new Owner(OTHER, methods.isEmpty() ? "" : methods.get(methods.size() - 1));
  }

  private static Optional<Part> of(String method) {
    return Arrays.stream(values()).filter(part -> part.fits(method)).findFirst();
  }

  private boolean fits(String method) {
    return methods.stream().anyMatch(pattern -> pattern.matcher(method).lookingAt());
  }
}
