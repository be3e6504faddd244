package dev.attune.deploy.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * The files of a store whose application has ended. Only values are touched: the offsets that Kafka
 * Streams keeps beside them, in a column family of their own, stay.
 */
record StoreFiles(Path folder) {

  /** All values of a store. */
  record Values(Map<String, byte[]> byKey) {}

  @FunctionalInterface
  private interface Work<T> {
    T on(RocksDB store, ColumnFamilyHandle values) throws RocksDBException;
  }

  /** The only store of that name below a state folder. */
  static StoreFiles find(Path state, String store) throws IOException {
    try (Stream<Path> below = Files.walk(state)) {
      return new StoreFiles(
          below.filter(path -> path.endsWith(Path.of("rocksdb", store))).findAny().orElseThrow());
    }
  }

  Values read() throws RocksDBException {
    return open((store, values) -> new Values(all(store, values)));
  }

  /** Makes these the only values of the store. */
  void write(Values wanted) throws RocksDBException {
    open(
        (store, values) -> {
          for (String key : all(store, values).keySet()) {
            store.delete(values, bytes(key));
          }
          for (Map.Entry<String, byte[]> entry : wanted.byKey().entrySet()) {
            store.put(values, bytes(entry.getKey()), entry.getValue());
          }
          try (FlushOptions flush = new FlushOptions()) {
            store.flush(flush, values);
          }
          return wanted;
        });
  }

  private static Map<String, byte[]> all(RocksDB store, ColumnFamilyHandle values) {
    Map<String, byte[]> all = new TreeMap<>();
    try (RocksIterator iterator = store.newIterator(values)) {
      for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
        all.put(new String(iterator.key(), StandardCharsets.ISO_8859_1), iterator.value());
      }
    }
    return all;
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.ISO_8859_1);
  }

  private <T> T open(Work<T> work) throws RocksDBException {
    RocksDB.loadLibrary();
    List<ColumnFamilyDescriptor> families = new ArrayList<>();
    try (Options options = new Options()) {
      for (byte[] name : RocksDB.listColumnFamilies(options, folder.toString())) {
        families.add(new ColumnFamilyDescriptor(name));
      }
    }
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (DBOptions options = new DBOptions();
        RocksDB store = RocksDB.open(options, folder.toString(), families, handles)) {
      try {
        return work.on(store, handles.get(0));
      } finally {
        handles.forEach(ColumnFamilyHandle::close);
      }
    }
  }
}
