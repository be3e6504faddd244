package dev.attune.deploy.training;

import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.schemas.catalog.CatalogItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes beside a training set of which category each item of its vocabulary is, one a line, empty
 * where the catalog does not say. Cohorts are summarized by category, so without it a release can
 * write no sessions of its own.
 */
final class ItemCategories {

  /** The file's name. */
  static final String FILE = "categories.txt";

  private ItemCategories() {}

  static void write(Path folder, Vocabulary vocabulary, Collection<CatalogItem> catalog)
      throws IOException {
    Map<String, String> categories = new HashMap<>();
    catalog.forEach(item -> categories.put(item.getId(), item.getCategory()));
    StringBuilder text = new StringBuilder();
    for (String item : vocabulary.items()) {
      text.append(categories.getOrDefault(item, "").replace('\n', ' ')).append('\n');
    }
    Files.writeString(folder.resolve(FILE), text);
  }
}
