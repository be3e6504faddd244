package dev.attune.bench.profile;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Amounts by key, and what part of all of them each is.
 *
 * @param <K> such as {@link Part}
 */
final class Shares<K> {

  private final Map<K, Double> amounts = new HashMap<>();
  private double all;

  void add(K key, double amount) {
    amounts.merge(key, amount, Double::sum);
    all += amount;
  }

  /** Of all keys. */
  double all() {
    return all;
  }

  double amount(K key) {
    return amounts.getOrDefault(key, 0.0);
  }

  /** From 0 to 1; 0 if there is nothing at all. */
  double share(K key) {
    return all == 0 ? 0 : amount(key) / all;
  }

  /** Keys that have something, the largest first. */
  List<K> keys() {
    return amounts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(Map.Entry.<K, Double>comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
