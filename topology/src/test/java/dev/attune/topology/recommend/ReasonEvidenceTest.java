package dev.attune.topology.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.decision.Reason;
import dev.attune.schemas.decision.ReasonCode;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.engine.DecisionSettings;
import dev.attune.topology.fixture.FakeUsageModel;
import dev.attune.topology.fixture.Items;
import dev.attune.topology.fixture.Phone;
import dev.attune.topology.fixture.Stage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For every reason: it is given when its evidence is there, and not when that alone is missing. */
class ReasonEvidenceTest {

  private static final String UNHEARD_OF = "app:unheard-of";
  private static final long HOUR = 3600;

  private static final List<CatalogItem> ITEMS =
      List.of(
          Items.item("app:a1", "travel"),
          Items.item("app:a2", "social"),
          Items.item("app:a3", "games"),
          Items.item(UNHEARD_OF, "finance"),
          Items.item("content:c1", "travel"));

  private enum Evidence {
    THERE,
    MISSING
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNSPECIFIED")
  void shouldGiveAReasonOnlyWhileItsEvidenceIsThere(ReasonCode code) {
    assertThat(story(code, Evidence.THERE)).map(Reason::getCode).contains(code);
    assertThat(story(code, Evidence.MISSING)).map(Reason::getCode).isNotEqualTo(Optional.of(code));
  }

  @Test
  void shouldSayWhatItWasTold() {
    assertThat(story(ReasonCode.SIMILAR_USE, Evidence.THERE))
        .contains(
            new Reason(
                ReasonCode.SIMILAR_USE,
                "It is used much like a1, in the data the model was trained on.",
                0,
                0,
                "app:a1"));
    assertThat(story(ReasonCode.COMMON_AT_THIS_HOUR, Evidence.THERE).orElseThrow().getText())
        .isEqualTo("It is often used at this hour, in the data the model was trained on.");
    assertThat(story(ReasonCode.NOT_PERSONAL, Evidence.THERE).orElseThrow().getText())
        .isEqualTo("It was picked without looking at what you do.");
  }

  @Test
  void shouldCountWhatItSays() {
    Tale tale =
        new Tale().opens(3, "app:a1", "app:a2").opens(1, "app:a1", "app:a3").opens(1, "app:a1");

    assertThat(tale.later(60).reason("app:a2"))
        .contains(
            new Reason(
                ReasonCode.USUALLY_NEXT,
                "You opened it after a1 3 of the last 4 times.",
                3,
                4,
                "app:a1"));
  }

  @Test
  void shouldSpeakOfOffersThatWereTakenOnlyIfSomeWere() {
    assertThat(new Tale().accepts("app:a1").later(60).reason("content:c1"))
        .contains(
            new Reason(ReasonCode.LIKED_CATEGORY, "You took offers of travel before.", 1, 0, ""));
    assertThat(new Tale().later(60).reason("content:c1"))
        .map(Reason::getCode)
        .contains(ReasonCode.EXPLORING);
  }

  /** The reason of the item that the story is about; empty if it is not offered. */
  private static Optional<Reason> story(ReasonCode code, Evidence evidence) {
    boolean there = evidence == Evidence.THERE;
    switch (code) {
      case USED_AT_THIS_HOUR:
        return new Tale().opens(4, "app:a1").later(there ? 60 : 7 * HOUR).reason("app:a1");
      case USED_OFTEN:
        return new Tale().opens(there ? 4 : 1, "app:a1").later(7 * HOUR).reason("app:a1");
      case USUALLY_NEXT:
        return new Tale()
            .opens(3, "app:a1", there ? "app:a2" : "app:a3")
            .opens(1, "app:a1")
            .later(60)
            .reason("app:a2");
      case LIKED_CATEGORY:
        return new Tale().opens(5, there ? "app:a1" : "app:a2").later(60).reason("content:c1");
      case EXPLORING:
        return new Tale().opens(there ? 0 : 1, UNHEARD_OF).later(60).reason(UNHEARD_OF);
      case USED_BEFORE:
        return new Tale().opens(there ? 1 : 0, UNHEARD_OF).later(60).reason(UNHEARD_OF);
      case COMMON_AT_THIS_HOUR:
        return new Tale(0, there ? new Plain() : new Broken()).later(60).reason("app:a3");
      case SIMILAR_USE:
        return new Tale(0, there ? new Neighbors("app:a1", "app:a3") : new Plain())
            .opens(4, "app:a1")
            .later(60)
            .reason("app:a3");
      case NOT_PERSONAL:
        return new Tale(there ? 1000 : 0, new Plain()).later(60).reason(UNHEARD_OF);
      default:
        throw new IllegalArgumentException("a reason without a story: " + code);
    }
  }

  /** What a user does before a list is made. */
  private static final class Tale {

    private final Stage stage;

    Tale() {
      this(0, new Plain());
    }

    Tale(int controlPermille, FakeUsageModel model) {
      stage =
          new Stage(
              new Phone(1),
              Phone.consenting("eu", AgeBand.ADULT),
              Catalog.of(ITEMS),
              DecisionSettings.defaults().withMaximumItems(20).withControlPermille(controlPermille),
              model);
    }

    Tale opens(int times, String... apps) {
      for (int i = 0; i < times; i++) {
        for (String app : apps) {
          stage.play(stage.phone().after(60).open(app));
        }
      }
      return this;
    }

    Tale accepts(String item) {
      stage.play(stage.phone().after(60).accept(item));
      return this;
    }

    Tale later(long seconds) {
      stage.phone().after(seconds);
      return this;
    }

    Optional<Reason> reason(String item) {
      stage.play(stage.phone().unlock());
      return stage.sink().lastList().getItems().stream()
          .filter(offered -> offered.getItem().equals(item))
          .map(RecommendedItem::getReason)
          .findFirst();
    }
  }

  private static class Plain extends FakeUsageModel {

    @Override
    protected float score(float state, int candidate, float[] features, int offset) {
      return 0;
    }
  }

  private static final class Broken extends Plain {

    @Override
    public boolean fallback() {
      return true;
    }
  }

  /** Knows one pair of neighbors. */
  private static final class Neighbors extends Plain {

    private final ItemNeighbors neighbors;

    Neighbors(String of, String neighbor) {
      Vocabulary vocabulary = vocabulary();
      neighbors = table(vocabulary, vocabulary.index(of), vocabulary.index(neighbor));
    }

    @Override
    public ItemNeighbors neighbors() {
      return neighbors;
    }

    private static ItemNeighbors table(Vocabulary vocabulary, int of, int neighbor) {
      int rows = vocabulary.size();
      ByteBuffer file = ByteBuffer.allocate(64 + 8 * (rows + 1)).order(ByteOrder.LITTLE_ENDIAN);
      file.put("ATNB".getBytes(StandardCharsets.US_ASCII));
      file.putInt(1).putInt(rows).putInt(ItemNeighbors.RELATIONS);
      for (int relation = 0; relation < ItemNeighbors.RELATIONS; relation++) {
        List<Integer> neighbors = new ArrayList<>();
        for (int row = 0; row <= rows; row++) {
          file.putInt(relation == ItemNeighbors.BESIDE && row > of ? 1 : 0);
        }
        if (relation == ItemNeighbors.BESIDE) {
          neighbors.add(neighbor);
        }
        neighbors.forEach(row -> file.putChar((char) row.intValue()));
        neighbors.forEach(row -> file.putFloat(1f));
      }
      file.flip();
      byte[] bytes = new byte[file.remaining()];
      file.get(bytes);
      return ItemNeighbors.parse(bytes, rows);
    }
  }
}
