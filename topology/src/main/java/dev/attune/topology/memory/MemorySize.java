package dev.attune.topology.memory;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory as people write them: {@code 1280m}, {@code 2g}, {@code 40%}. */
public final class MemorySize {

  /** Bytes of a MiB. */
  public static final long MIB = 1L << 20;

  private static final Pattern FORM = Pattern.compile("(\\d{1,12})([kmg%]?)");
  private static final int ALL = 100;

  private MemorySize() {}

  /**
   * The bytes that a text means.
   *
   * @param text a whole number of bytes, or one with k, m, g (of 1024) or %
   * @param machine the bytes that a percentage is of
   * @throws IllegalArgumentException if the text is none; its message says what one looks like
   */
  public static long parse(String text, long machine) {
    Matcher matcher = FORM.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "not an amount of memory; write auto, or a whole number and k, m, g or %, such as 1280m");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "k" -> number << 10;
      case "m" -> Math.multiplyExact(number, MIB);
      case "g" -> Math.multiplyExact(number, 1024 * MIB);
      case "%" -> percent(number, machine);
      default -> number;
    };
  }

  private static long percent(long number, long machine) {
    if (number < 1 || number > ALL) {
      throw new IllegalArgumentException("a share of the machine's memory is from 1% to 100%");
    }
    return machine / ALL * number;
  }
}
