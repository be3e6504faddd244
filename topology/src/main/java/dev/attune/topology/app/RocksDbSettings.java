package dev.attune.topology.app;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompactionOptionsUniversal;
import org.rocksdb.CompressionType;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Gives all RocksDB stores of the process one bounded cache, out of which write buffers are paid
 * too, and point look-ups a bloom filter. Indexes and filters are in it as well, so that its size
 * is the ceiling of all that the stores hold.
 *
 * <p>Kafka Streams creates this class by name, once a store. The cache is sized by the first store
 * that opens and lives as long as the process: it is shared, so no store may close it.
 */
public final class RocksDbSettings implements RocksDBConfigSetter {

  /** The key under which the ceiling, in bytes, is found among the Streams settings. */
  static final String MEMORY_BYTES = "attune.store.memory.bytes";

  private static final int BLOOM_BITS_PER_KEY = 10;
  private static final int WRITE_BUFFERS_PART = 3;
  private static final long WRITE_BUFFER_BYTES = 16L << 20;

  /**
   * What of a write buffer is a filter of its keys, so that the profile of a user who comes back is
   * not looked for in it in vain.
   */
  private static final double WRITE_BUFFER_FILTER = 0.01;

  /**
   * Of a store that is compacted: what may be added to it, in percent, before all of it is merged.
   * RocksDB's own 200 is for who has three times the disk.
   */
  private static final int MOST_ADDED_PERCENT = 25;

  /** So that the bytes of an erased profile leave the disk although nothing else is written. */
  private static final long COMPACT_EVERY_SECONDS = 86_400;

  /** Owns the native memory that the stores share. */
  private record Shared(Cache cache, WriteBufferManager writeBuffers, BloomFilter bloom) {

    private static volatile Shared instance;

    static Shared get(long bytes) {
      synchronized (Shared.class) {
        if (instance == null) {
          RocksDB.loadLibrary();
          Cache cache = new LRUCache(bytes);
          instance =
              new Shared(
                  cache,
                  new WriteBufferManager(bytes / WRITE_BUFFERS_PART, cache),
                  new BloomFilter(BLOOM_BITS_PER_KEY, false));
        }
        return instance;
      }
    }
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    Shared shared = Shared.get(Long.parseLong(String.valueOf(configs.get(MEMORY_BYTES))));
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(shared.cache());
    table.setCacheIndexAndFilterBlocks(true);
    table.setPinL0FilterAndIndexBlocksInCache(true);
    table.setFilterPolicy(shared.bloom());
    table.setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(shared.writeBuffers());
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(3);
    options.setMemtablePrefixBloomSizeRatio(WRITE_BUFFER_FILTER);
    options.setMemtableWholeKeyFiltering(true);
    options.setCompressionType(CompressionType.LZ4_COMPRESSION);
    options.setCompactionOptionsUniversal(
        new CompactionOptionsUniversal().setMaxSizeAmplificationPercent(MOST_ADDED_PERCENT));
    options.setPeriodicCompactionSeconds(COMPACT_EVERY_SECONDS);
  }

  @Override
  public void close(String storeName, Options options) {
    // What is set above is shared by all stores and closed by none.
  }
}
