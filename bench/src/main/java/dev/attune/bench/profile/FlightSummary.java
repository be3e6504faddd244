package dev.attune.bench.profile;

import dev.attune.bench.jvm.ThreadKind;
import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.report.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Says where a recorded run spent its time and what it allocated, by {@link Part}: the stream
 * threads, and everybody else.
 */
public final class FlightSummary {

  private static final Pattern STREAM = Pattern.compile(".*-StreamThread-\\d+");
  private static final int METHODS = 25;
  private static final double MICRO = 1e3;
  private static final List<String> CALLS = List.of("update", "readout", "rank");
  private static final String MODEL = "dev.attune.models.onnx.OnnxUsageModel.";

  private final FlightFile file;
  private final Shares<Part> stream = new Shares<>();
  private final Shares<Part> inNative = new Shares<>();
  private final Shares<Part> others = new Shares<>();
  private final Shares<Line> methods = new Shares<>();
  private final Shares<String> calls = new Shares<>();
  private final Shares<Part> bytes = new Shares<>();
  private final Shares<Part> otherBytes = new Shares<>();

  /** A method in which time went by, and whose it is. */
  private record Line(String innermost, Part.Owner owner) {}

  private FlightSummary(FlightFile file) {
    this.file = file;
    Looks looks = Looks.of(file.samples());
    file.samples().forEach(sample -> add(sample, looks.weight(sample)));
    for (FlightFile.Allocation one : file.allocations()) {
      Shares<Part> into = isStream(one.thread()) ? bytes : otherBytes;
      into.add(Part.owner(one.methods()).part(), one.bytes());
    }
  }

  /**
   * Of a file.
   *
   * @param startedAt when measuring began
   * @throws IllegalArgumentException if it is not a recording of a bench
   */
  public static Report of(Path file, long seed, Instant startedAt) {
    return new FlightSummary(FlightFile.read(file)).report(seed, startedAt);
  }

  private static boolean isStream(String thread) {
    return STREAM.matcher(thread).matches();
  }

  private void add(Sampled sample, double weight) {
    Part.Owner owner = Part.owner(sample.methods());
    Part part = owner.part();
    if (!isStream(sample.thread())) {
      others.add(part, weight);
      return;
    }
    stream.add(part, weight);
    if (sample.inNative()) {
      inNative.add(part, weight);
    }
    if (!sample.methods().isEmpty()) {
      methods.add(new Line(sample.methods().get(0), owner), weight);
    }
    for (String call : CALLS) {
      if (sample.methods().contains(MODEL + call)) {
        calls.add(call, weight);
      }
    }
  }

  private Report report(long seed, Instant startedAt) {
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("profile.rate", file.records() * 1e9 / file.nanos(), "events/s"));
    figures.add(new Figure("profile.cpu_stream", streamMicros(), "us"));
    figures.add(new Figure("profile.bytes_stream", bytesOfEvent(), "bytes"));
    stream
        .keys()
        .forEach(
            part ->
                figures.add(
                    new Figure("profile.share." + part.word(), stream.share(part), "share")));
    return new Report(
        "bench profile",
        seed,
        startedAt,
        figures,
        Map.of(),
        List.of(parts(), calls(), methods(), threads(), others()));
  }

  private double streamMicros() {
    return micros(file.streamNanos());
  }

  private double micros(long nanos) {
    return nanos / MICRO / file.records();
  }

  private double bytesOfEvent() {
    return (double) file.bytes() / file.records();
  }

  private double sampledMicros(double cores) {
    return cores * file.nanos() / MICRO / file.records();
  }

  private Table parts() {
    List<List<?>> rows = new ArrayList<>();
    List<Part> all = new ArrayList<>(stream.keys());
    bytes.keys().stream().filter(part -> !all.contains(part)).forEach(all::add);
    for (Part part : all) {
      rows.add(
          List.of(
              part.word(),
              stream.share(part),
              stream.share(part) * streamMicros(),
              stream.all() == 0 ? 0.0 : inNative.amount(part) / stream.all(),
              bytes.share(part),
              bytes.share(part) * bytesOfEvent()));
    }
    return new Table(
        "stream threads",
        List.of(
            "part",
            "share of time",
            "us an event",
            "share in native code",
            "share of bytes",
            "bytes an event"),
        rows);
  }

  private Table calls() {
    List<List<?>> rows = new ArrayList<>();
    for (String call : CALLS) {
      double share = stream.all() == 0 ? 0 : calls.amount(call) / stream.all();
      rows.add(List.of(call, share, share * streamMicros()));
    }
    return new Table(
        "calls of the model with all that is below them",
        List.of("call", "share of time", "us an event"),
        rows);
  }

  private Table methods() {
    List<List<?>> rows = new ArrayList<>();
    methods.keys().stream()
        .limit(METHODS)
        .forEach(
            line ->
                rows.add(
                    List.of(
                        line.innermost(),
                        line.owner().method(),
                        line.owner().part().word(),
                        methods.share(line),
                        methods.share(line) * streamMicros())));
    return new Table(
        "innermost methods of stream threads",
        List.of("method", "for", "part", "share of time", "us an event"),
        rows);
  }

  private Table threads() {
    List<List<?>> rows = new ArrayList<>();
    rows.add(List.of("stream threads", streamMicros()));
    file.threadNanos()
        .forEach(
            (kind, nanos) ->
                rows.add(
                    kind.equals(ThreadKind.OTHER.word())
                        ? List.of("other threads", micros(nanos - file.streamNanos()))
                        : List.of(kind, micros(nanos))));
    rows.add(List.of("stream threads, by samples", sampledMicros(stream.all())));
    rows.add(List.of("others in Java, by samples", sampledMicros(others.all())));
    return new Table("time on a core", List.of("threads", "us an event"), rows);
  }

  private Table others() {
    List<List<?>> rows = new ArrayList<>();
    for (Part part : others.keys()) {
      rows.add(
          List.of(
              part.word(),
              others.share(part),
              sampledMicros(others.amount(part)),
              otherBytes.share(part)));
    }
    return new Table(
        "other threads in Java",
        List.of("part", "share of their time", "us an event", "share of their bytes"),
        rows);
  }
}
