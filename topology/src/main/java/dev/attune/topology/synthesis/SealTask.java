package dev.attune.topology.synthesis;

import dev.attune.privacy.bounding.CellSums;
import dev.attune.privacy.budget.BudgetDecision;
import dev.attune.privacy.budget.BudgetDecision.Reason;
import dev.attune.privacy.budget.BudgetFilter;
import dev.attune.privacy.budget.PrivacyCost;
import dev.attune.privacy.budget.ReleaseRequest;
import dev.attune.privacy.noise.DiscreteGaussian;
import dev.attune.privacy.noise.RandomBits;
import dev.attune.schemas.ledger.CohortSums;
import dev.attune.schemas.ledger.LedgerEntry;
import dev.attune.schemas.ledger.Mechanism;
import dev.attune.schemas.ledger.RefusalReason;
import dev.attune.schemas.ledger.Refused;
import dev.attune.schemas.ledger.Sealed;
import dev.attune.schemas.ledger.WindowPartial;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.schemas.wire.RecordEncoder;
import dev.attune.topology.summary.SpentBudget;
import dev.attune.topology.summary.SummarySettings;
import dev.attune.topology.summary.WindowSchedule;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One life of the task that settles windows: adds up the sums of all partitions, draws noise once,
 * and seals the result in the ledger.
 *
 * <p><b>Never twice.</b> Before it works it knows everything that the ledger says: what its store
 * holds, written in the transactions of the seals and restored before the task runs, and what is on
 * the topic, which outlives a reset of the application. Noise is drawn while a record is processed,
 * never by the clock, so that the transaction of a seal commits the record's offset: an instance
 * that lost the partition without knowing is refused by the broker.
 *
 * <p><b>Rules</b>, all public. Windows are settled one after another. A window is sealed when the
 * sums of all partitions are there; the first sums of a later window refuse those before that are
 * incomplete, and so do sums that were taken after the time of publication. A refused window stays
 * refused. Not thread-safe.
 */
final class SealTask {

  private static final Logger LOG = LoggerFactory.getLogger(SealTask.class);
  private static final String NOISE = "discrete-gaussian";
  private static final MathContext UP = new MathContext(6, RoundingMode.CEILING);
  private static final long NONE = Long.MIN_VALUE;
  private static final long MILLIS = 1000;

  private final ProcessorContext<byte[], byte[]> context;
  private final SynthesisParts parts;
  private final SummarySettings settings;
  private final WindowSchedule schedule;
  private final byte[] digest;
  private final BudgetFilter filter;
  private final DiscreteGaussian noise;
  private final PrivacyCost cost;
  private final BigDecimal ofWindow;
  private final RandomBits bits = RandomBits.secure();
  private final RecordDecoder<WindowPartial> partials;
  private final RecordDecoder<LedgerEntry> entries;
  private final RecordEncoder<LedgerEntry> encoder;
  private final KeyValueStore<Bytes, byte[]> waiting;
  private final KeyValueStore<Bytes, byte[]> ledger;
  private final SpentBudget spent = new SpentBudget();
  private long settled = NONE;

  SealTask(ProcessorContext<byte[], byte[]> context, SynthesisParts parts) {
    this.context = context;
    this.parts = parts;
    settings = parts.settings();
    schedule = settings.schedule();
    digest = settings.digest();
    filter = new BudgetFilter(settings.budget());
    noise = filter.budget().noiseFor(SummarySettings.CELLS, settings.releases());
    cost = PrivacyCost.gaussian(SummarySettings.CELLS, noise);
    ofWindow = filter.budget().guaranteeOf(cost).epsilon();
    partials = new RecordDecoder<>(parts.registry(), WindowPartial.class);
    entries = new RecordDecoder<>(parts.registry(), LedgerEntry.class);
    encoder = new RecordEncoder<>(parts.registry(), LedgerEntry.class, TopicCatalog.LEDGER);
    waiting = context.getStateStore(SynthesisNames.PARTIALS_STORE);
    ledger = context.getStateStore(SynthesisNames.LEDGER_STORE);
    remember();
  }

  private void remember() {
    try (KeyValueIterator<Bytes, byte[]> stored = ledger.all()) {
      while (stored.hasNext()) {
        know(decode(stored.next().value));
      }
    }
    for (byte[] value : parts.history().read()) {
      LedgerEntry entry = decode(value);
      if (!spent.decided(entry.getReleaseId())) {
        know(entry);
        ledger.put(key(entry.getReleaseId()), value);
      }
    }
  }

  private LedgerEntry decode(byte[] value) {
    try {
      return entries.decode(value);
    } catch (DecodingException e) {
      throw new IllegalStateException(
          TopicCatalog.LEDGER.name()
              + " holds what can't be read. Nothing is released before it can: noise might be drawn"
              + " twice.",
          e);
    }
  }

  private void know(LedgerEntry entry) {
    spent.add(entry);
    long length = entry.getWindowEnd() - entry.getWindowStart();
    if (length == schedule.length().toSeconds()) {
      settled = Math.max(settled, entry.getWindowStart());
    }
  }

  void process(Record<byte[], byte[]> record) {
    WindowPartial partial;
    try {
      partial = partials.decode(record.value());
    } catch (DecodingException e) {
      LOG.error("event=partial-unusable error=\"{}\"", e.getMessage());
      return;
    }
    long start = partial.getWindowStart();
    if (!fits(partial) || (settled != NONE && start <= settled)) {
      LOG.info("event=partial-passed-over window={}", Instant.ofEpochSecond(start));
      return;
    }
    refuseBefore(start);
    if (partial.getClosedAt() >= schedule.publishesAt(start)) {
      LOG.warn("event=partial-late window={}", Instant.ofEpochSecond(start));
      return;
    }
    Bytes key = key(start + "/" + partial.getPartition());
    if (waiting.get(key) == null) {
      waiting.put(key, record.value());
    }
    List<WindowPartial> there = waiting(start);
    if (there.size() == parts.partitions()) {
      seal(start, there);
    }
  }

  /** Sums of other settings mean something else. */
  private boolean fits(WindowPartial partial) {
    List<String> cohorts = partial.getCohorts().stream().map(CohortSums::getCohort).toList();
    int cells = settings.cells().count();
    return partial.getSettingsDigest().equals(ByteBuffer.wrap(digest))
        && schedule.startOf(partial.getWindowStart()) == partial.getWindowStart()
        && partial.getPartition() >= 0
        && partial.getPartition() < parts.partitions()
        && cohorts.equals(settings.cohorts())
        && partial.getCohorts().stream().allMatch(sums -> sums.getSums().size() == cells);
  }

  private void refuseBefore(long start) {
    long first = settled == NONE ? firstWaiting(start) : schedule.next(settled);
    for (long window = first; window < start; window = schedule.next(window)) {
      int there = waiting(window).size();
      for (String cohort : settings.cohorts()) {
        String sentence =
            "At the public deadline, "
                + there
                + " of "
                + parts.partitions()
                + " partitions had sent their sums; nothing was drawn.";
        refuse(window, cohort, RefusalReason.INCOMPLETE, sentence);
      }
      forget(window);
    }
  }

  private long firstWaiting(long start) {
    long first = start;
    try (KeyValueIterator<Bytes, byte[]> all = waiting.all()) {
      while (all.hasNext()) {
        first = Math.min(first, windowOf(all.next().key));
      }
    }
    return first;
  }

  private static long windowOf(Bytes key) {
    String text = new String(key.get(), StandardCharsets.UTF_8);
    return Long.parseLong(text.substring(0, text.indexOf('/')));
  }

  private List<WindowPartial> waiting(long start) {
    List<WindowPartial> found = new ArrayList<>();
    for (int partition = 0; partition < parts.partitions(); partition++) {
      byte[] value = waiting.get(key(start + "/" + partition));
      if (value != null) {
        try {
          found.add(partials.decode(value));
        } catch (DecodingException e) {
          throw new IllegalStateException("sums that could be read can't be any more", e);
        }
      }
    }
    return found;
  }

  private void forget(long start) {
    for (int partition = 0; partition < parts.partitions(); partition++) {
      waiting.delete(key(start + "/" + partition));
    }
    settled = Math.max(settled, start);
  }

  private void seal(long start, List<WindowPartial> there) {
    Map<String, CellSums> sums = new HashMap<>();
    for (WindowPartial partial : there) {
      for (CohortSums of : partial.getCohorts()) {
        long[] cells = of.getSums().stream().mapToLong(Long::longValue).toArray();
        sums.merge(of.getCohort(), CellSums.of(cells), SealTask::added);
      }
    }
    for (String cohort : settings.cohorts()) {
      CellSums exact = sums.get(cohort);
      if (exact == null) {
        throw new IllegalStateException("a partial without " + cohort + " was let in");
      }
      decide(start, cohort, exact);
    }
    forget(start);
  }

  private static CellSums added(CellSums all, CellSums more) {
    all.add(more);
    return all;
  }

  private void decide(long start, String cohort, CellSums exact) {
    String releaseId = settings.releaseId(start, cohort);
    if (spent.decided(releaseId)) {
      return;
    }
    ReleaseRequest request =
        ReleaseRequest.of(
            releaseId,
            Instant.ofEpochSecond(start),
            Instant.ofEpochSecond(schedule.endOf(start)),
            cohort,
            cost);
    BudgetDecision decision = spent.decide(filter, request);
    if (decision instanceof BudgetDecision.Refused refused) {
      RefusalReason reason =
          refused.reason() == Reason.MONTH_STOPPED
              ? RefusalReason.MONTH_STOPPED
              : RefusalReason.BUDGET_SPENT;
      String sentence =
          "The budget of "
              + request.month()
              + " is spent: "
              + cost.rho().toPlainString()
              + " more would exceed "
              + filter.budget().rho().toPlainString()
              + ". Nothing was drawn; releases go on with the next month.";
      refuse(start, cohort, reason, sentence);
      return;
    }
    long[] noisy = noise.draw(settings.cells().count(), bits).addTo(exact.take());
    List<Long> values = new ArrayList<>(noisy.length);
    for (long value : noisy) {
      values.add(value);
    }
    Sealed sealed =
        new Sealed(
            settings.categories(),
            values,
            new Mechanism(
                NOISE,
                noise.varianceNumerator(),
                noise.varianceDenominator(),
                SummarySettings.CELLS.maxCells(),
                SummarySettings.CELLS.maxPerCell(),
                SummarySettings.CELLS.maxNorm(),
                SummarySettings.UNIT),
            cost.rho().toPlainString(),
            settings.epsilon().toPlainString(),
            settings.delta().toString(),
            ofWindow.round(UP).toPlainString(),
            schedule.publishesAt(start),
            parts.generators().current());
    String total = decision.after().spent().rho().toPlainString();
    write(entry(start, cohort, total, sealed));
  }

  private void refuse(long start, String cohort, RefusalReason reason, String sentence) {
    if (spent.decided(settings.releaseId(start, cohort))) {
      return;
    }
    String total = spent.state(month(start)).spent().rho().toPlainString();
    write(entry(start, cohort, total, new Refused(reason, sentence)));
    // The ledger tells of each; that a month is over is worth more than a line of many.
    LOG.atLevel(reason == RefusalReason.BUDGET_SPENT ? Level.WARN : Level.INFO)
        .log(
            "event=release-refused window={} cohort={} reason={}",
            Instant.ofEpochSecond(start),
            cohort,
            reason);
  }

  private LedgerEntry entry(long start, String cohort, String total, Object decision) {
    return new LedgerEntry(
        settings.releaseId(start, cohort),
        cohort,
        month(start).toString(),
        start,
        schedule.endOf(start),
        Math.floorDiv(context.currentSystemTimeMs(), MILLIS),
        total,
        filter.budget().rho().toPlainString(),
        decision);
  }

  private static YearMonth month(long start) {
    return YearMonth.from(Instant.ofEpochSecond(start).atZone(ZoneOffset.UTC));
  }

  private void write(LedgerEntry entry) {
    byte[] value = encoder.encode(entry);
    know(entry);
    Bytes key = key(entry.getReleaseId());
    ledger.put(key, value);
    context.forward(
        new Record<>(key.get(), value, context.currentSystemTimeMs()), SynthesisNames.LEDGER_SINK);
  }

  private static Bytes key(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
