package dev.attune.topology.synthesis;

import java.util.List;

/**
 * All that is committed on the topic of the ledger now. It is asked before anything is drawn, since
 * a store of ours may have been reset while the ledger was not.
 */
@FunctionalInterface
public interface LedgerHistory {

  /**
   * The values in their order, in the registry's wire format.
   *
   * @throws RuntimeException if they can't be read; then nothing may be drawn
   */
  List<byte[]> read();
}
