package dev.attune.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ONNX_RUNTIME | ai.onnxruntime.OrtSession.run dev.attune.models.onnx.Batch.run",
        "MODEL | dev.attune.models.folded.FoldedUpdate.blend dev.attune.topology.engine.ModelSteps.fold",
        "MODEL | java.nio.Bits.copy dev.attune.models.onnx.RankBatch.fill",
        "PROFILE_CODEC | dev.attune.models.habit.Habits.writeTo dev.attune.topology.profile.ProfileCodec.encode",
        "PROFILE_CODEC | dev.attune.topology.profile.Feedback.read dev.attune.topology.profile.ProfileCodec.read",
        "PROFILE | dev.attune.models.habit.Habits.observe dev.attune.topology.engine.Observer.observe",
        "PROFILE | dev.attune.models.usage.Fp16.toFloat dev.attune.topology.profile.ModelState.copyTo",
        "FEATURES | dev.attune.models.habit.RankEvidence.of dev.attune.topology.engine.DecisionMaker.ask",
        "DECIDING | java.util.TimSort.sort dev.attune.topology.recommend.ListComposer.ordered",
        "DECIDING | dev.attune.topology.engine.DecisionMaker.decide",
        "BATCHES | java.util.HashMap.get dev.attune.topology.engine.Waves.next",
        "STORE | org.rocksdb.RocksDB.put org.apache.kafka.streams.state.internals.RocksDBStore.put",
        "STORE | java.util.HashMap.get dev.attune.topology.stream.WriteBackCache.get",
        "PRODUCER | java.util.zip.CRC32C.update org.apache.kafka.common.record.X.y"
            + " org.apache.kafka.clients.producer.KafkaProducer.send"
            + " org.apache.kafka.streams.state.internals.StoreChangeLogger.log",
        "CONSUMER | org.apache.kafka.common.record.X.y"
            + " org.apache.kafka.clients.consumer.KafkaConsumer.poll",
        "AVRO | java.io.ByteArrayOutputStream.write org.apache.avro.io.BinaryEncoder.write"
            + " dev.attune.topology.engine.Outputs.send",
        "AUDIT | sun.security.provider.SHA2.implCompress dev.attune.topology.audit.Sha256.of",
        "COUNTING | dev.attune.privacy.bounding.SipHash.of dev.attune.topology.summary.CohortCounter.x",
        "STREAMS | org.apache.kafka.streams.processor.internals.StreamTask.process",
        "INTAKE | dev.attune.topology.ingest.Gate.check",
        "OTHER | java.lang.Thread.run",
      })
  void shouldAssignAStackByItsInnermostMethodOfAPart(Part part, String methods) {
    assertThat(Part.owner(List.of(methods.split(" +"))).part()).isEqualTo(part);
  }

  @Test
  void shouldSayByWhichMethod() {
    assertThat(Part.owner(List.of("java.util.HashMap.get", "org.rocksdb.RocksDB.put", "x.Y.z")))
        .isEqualTo(new Part.Owner(Part.STORE, "org.rocksdb.RocksDB.put"));
    assertThat(Part.owner(List.of("java.util.HashMap.get", "java.lang.Thread.run")))
        .isEqualTo(new Part.Owner(Part.OTHER, "java.lang.Thread.run"));
    assertThat(Part.owner(List.of()).part()).isEqualTo(Part.OTHER);
  }
}
