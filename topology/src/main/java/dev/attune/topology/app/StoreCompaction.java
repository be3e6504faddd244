package dev.attune.topology.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Does at once what the stores of a stopped application do to themselves within a day: writes every
 * file anew, without what was deleted. Uncompressed, so that anyone can look into the files.
 */
public final class StoreCompaction {

  private StoreCompaction() {}

  /**
   * Compacts every store under a folder.
   *
   * @return how many stores there were
   * @throws IOException if one can't be
   */
  public static int compactAll(Path stateDir) throws IOException {
    RocksDB.loadLibrary();
    List<Path> stores;
    try (Stream<Path> files = Files.walk(stateDir)) {
      stores =
          files
              .filter(file -> file.getFileName().toString().equals("CURRENT"))
              .map(Path::getParent)
              .toList();
    }
    for (Path store : stores) {
      try {
        open(store, true);
        // The list of files names the first and last key of each it ever had; opening begins anew.
        open(store, false);
      } catch (RocksDBException e) {
        throw new IOException("The store " + store + " can't be compacted: " + e.getMessage(), e);
      }
    }
    return stores.size();
  }

  private static void open(Path store, boolean compact) throws RocksDBException {
    String path = store.toString();
    List<ColumnFamilyHandle> families = new ArrayList<>();
    try (Options plain = new Options();
        ColumnFamilyOptions uncompressed =
            new ColumnFamilyOptions()
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setBottommostCompressionType(CompressionType.NO_COMPRESSION);
        DBOptions options = new DBOptions();
        CompactRangeOptions all =
            new CompactRangeOptions()
                .setBottommostLevelCompaction(BottommostLevelCompaction.kForce)) {
      List<ColumnFamilyDescriptor> descriptors =
          RocksDB.listColumnFamilies(plain, path).stream()
              .map(name -> new ColumnFamilyDescriptor(name, uncompressed))
              .toList();
      try (RocksDB database = RocksDB.open(options, path, descriptors, families)) {
        if (compact) {
          for (ColumnFamilyHandle family : families) {
            database.compactRange(family, null, null, all);
          }
        }
        families.forEach(ColumnFamilyHandle::close);
      }
    }
  }
}
