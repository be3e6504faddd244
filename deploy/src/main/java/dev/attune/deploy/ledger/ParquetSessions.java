package dev.attune.deploy.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaBuilder.FieldAssembler;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.jspecify.annotations.Nullable;

/**
 * Apache Parquet, compressed with gzip, which every reader knows; times are UTC timestamps in
 * milliseconds. Whatever of the library would want Hadoop's classes is not used.
 */
final class ParquetSessions implements SessionFile {

  private static final SessionColumn[] COLUMNS = SessionColumn.values();
  private static final Schema SCHEMA = schema();

  private final ParquetWriter<GenericRecord> writer;

  /** Replaces the file. */
  ParquetSessions(Path file) throws IOException {
    writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withSchema(SCHEMA)
            .withDataModel(GenericData.get())
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new GzipPages())
            .withCompressionCodec(CompressionCodecName.GZIP)
            .withWriteMode(Mode.OVERWRITE)
            .build();
  }

  private static Schema schema() {
    FieldAssembler<Schema> fields =
        SchemaBuilder.record("session_event").namespace("dev.attune").fields();
    for (SessionColumn column : COLUMNS) {
      fields =
          switch (column.type()) {
            case TEXT -> fields.requiredString(column.title());
            case NUMBER -> fields.requiredInt(column.title());
            case OPTIONAL_NUMBER -> fields.optionalInt(column.title());
            case TIME ->
                fields
                    .name(column.title())
                    .type(
                        LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
                    .noDefault();
          };
    }
    return fields.endRecord();
  }

  @Override
  public void write(SessionRow row) throws IOException {
    GenericRecord record = new GenericData.Record(SCHEMA);
    for (SessionColumn column : COLUMNS) {
      record.put(column.title(), stored(column.of(row)));
    }
    writer.write(record);
  }

  private static @Nullable Object stored(@Nullable Object value) {
    return value instanceof Instant time ? (Object) time.toEpochMilli() : value;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
