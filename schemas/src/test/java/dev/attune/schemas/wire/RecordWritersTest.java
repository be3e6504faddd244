package dev.attune.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;

class RecordWritersTest {
  static {
    AvroLimits.apply();
  }

  @Test
  void shouldWriteTheBytesThatAvroWritesOfEveryRecord() throws IOException {
    for (TopicSpec topic : TopicCatalog.all()) {
      Schema schema = SpecificData.get().getSchema(topic.type());
      DatumWriter<SpecificRecord> writer = RecordWriters.of(schema, topic.type());
      for (Object made : new RandomData(schema, 50, 7L)) {
        byte[] expected = bytes(new GenericDatumWriter<>(schema), made);
        SpecificRecord record =
            new SpecificDatumReader<SpecificRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(expected, null));

        assertThat(bytes(writer, record)).as("%s", topic.name()).isEqualTo(expected);
      }
    }
  }

  private static <T> byte[] bytes(DatumWriter<T> writer, T record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    writer.write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
