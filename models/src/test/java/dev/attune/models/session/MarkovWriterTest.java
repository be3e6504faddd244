package dev.attune.models.session;

import dev.attune.models.sample.CohortCells;
import java.util.List;

class MarkovWriterTest extends SessionWriterContract {

  @Override
  protected SessionWriter newWriter() {
    return new MarkovWriter();
  }

  @Override
  protected CohortCells cells() {
    return new CohortCells(List.of("games", "news", "social"));
  }
}
