package dev.attune.topology.memory;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/**
 * What this JVM may take, and what there is.
 *
 * @param heap the most the heap may take, in bytes
 * @param direct the most direct buffers may take, in bytes
 * @param machine the memory of the machine, or of the container, in bytes; 0 if unknown
 */
public record JvmMemory(long heap, long direct, long machine) {

  /** Of the JVM this is called in. */
  public static JvmMemory current() {
    long heap = Runtime.getRuntime().maxMemory();
    return new JvmMemory(heap, direct(heap), machineBytes());
  }

  /** The memory of the machine, or of the container, in bytes; 0 if unknown. */
  public static long machineBytes() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof com.sun.management.OperatingSystemMXBean known
        ? known.getTotalMemorySize()
        : 0;
  }

  /** Unless it is set, direct buffers may take as much as the heap. */
  private static long direct(long heap) {
    HotSpotDiagnosticMXBean diagnostics =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (diagnostics == null) {
      return heap;
    }
    long set = Long.parseLong(diagnostics.getVMOption("MaxDirectMemorySize").getValue());
    return set == 0 ? heap : set;
  }
}
