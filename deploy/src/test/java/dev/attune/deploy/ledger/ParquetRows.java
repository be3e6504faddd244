package dev.attune.deploy.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** A Parquet file, read by the library without what its writer knows. */
final class ParquetRows implements AutoCloseable {
  private final ParquetFileReader reader;

  ParquetRows(Path file) throws IOException {
    reader =
        ParquetFileReader.open(
            new LocalInputFile(file),
            ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Gunzip())
                .build());
  }

  MessageType schema() {
    return reader.getFooter().getFileMetaData().getSchema();
  }

  /** The next row group, null after the last. */
  PageReadStore next() throws IOException {
    return reader.readNextRowGroup();
  }

  List<Group> rows(PageReadStore group) {
    RecordReader<Group> records =
        new ColumnIOFactory()
            .getColumnIO(schema())
            .getRecordReader(group, new GroupRecordConverter(schema()));
    List<Group> rows = new ArrayList<>();
    for (long row = 0; row < group.getRowCount(); row++) {
      rows.add(records.read());
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static final class Gunzip implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      throw new UnsupportedOperationException();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      return new BytesInputDecompressor() {
        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
          try (InputStream in = new GZIPInputStream(bytes.toInputStream())) {
            return BytesInput.from(in.readNBytes(size));
          }
        }

        @Override
        public void decompress(ByteBuffer in, int compressed, ByteBuffer out, int size) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void release() {
          // Nothing is held.
        }
      };
    }

    @Override
    public void release() {
      // Nothing is held.
    }
  }
}
