package dev.attune.models.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attune.models.release.TestReleases;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ItemNeighborsTest {

  private static final byte[] TABLE =
      Tables.bytes(5, new float[][] {{1, 2, 0.5f}, {1, 4, 0.25f}}, new float[][] {{3, 0, -2f}});

  @Test
  void shouldFindTheNeighborsOfARow() {
    ItemNeighbors neighbors = ItemNeighbors.parse(TABLE, 5);

    int begin = neighbors.begin(ItemNeighbors.BESIDE, 1);
    assertThat(neighbors.end(ItemNeighbors.BESIDE, 1) - begin).isEqualTo(2);
    assertThat(neighbors.row(ItemNeighbors.BESIDE, begin)).isEqualTo(2);
    assertThat(neighbors.weight(ItemNeighbors.BESIDE, begin)).isEqualTo(0.5f);
    assertThat(neighbors.row(ItemNeighbors.BESIDE, begin + 1)).isEqualTo(4);
    assertThat(neighbors.begin(ItemNeighbors.BESIDE, 3))
        .isEqualTo(neighbors.end(ItemNeighbors.BESIDE, 3));
    assertThat(neighbors.weight(ItemNeighbors.AFTER, neighbors.begin(ItemNeighbors.AFTER, 3)))
        .isEqualTo(-2f);
  }

  @Test
  void shouldHaveNoneWithoutATable() {
    assertThat(ItemNeighbors.NONE.begin(ItemNeighbors.AFTER, 7))
        .isEqualTo(ItemNeighbors.NONE.end(ItemNeighbors.AFTER, 7));
  }

  @Test
  void shouldReadWhatPythonWrites() throws IOException {
    byte[] file = Files.readAllBytes(TestReleases.tiny().resolve("neighbors.bin"));

    ItemNeighbors neighbors = ItemNeighbors.parse(file, 117);

    int beside = neighbors.begin(ItemNeighbors.BESIDE, 98);
    assertThat(neighbors.row(ItemNeighbors.BESIDE, beside)).isEqualTo(99);
    assertThat(neighbors.weight(ItemNeighbors.BESIDE, beside)).isEqualTo(0.5f);
    assertThat(neighbors.row(ItemNeighbors.AFTER, neighbors.begin(ItemNeighbors.AFTER, 98)))
        .isEqualTo(97);
  }

  @Test
  void shouldRefuseBytesThatAreNoTable() {
    refuses(new byte[0], 5, "it ends too early");
    refuses(new byte[20], 5, "it is no table of neighbors");
    refuses(TABLE, 6, "it has 5 rows, the vocabulary has 6");
    refuses(Arrays.copyOf(TABLE, TABLE.length - 1), 5, "it ends too early");
    refuses(Arrays.copyOf(TABLE, TABLE.length + 1), 5, "it is too long");
    refuses(Tables.bytes(5, new float[0][]), 5, "it has other relations");
    refuses(changed(16, 1), 5, "the places of row 0 do not rise");
    refuses(changed(20, -1), 5, "the places of row 1 do not rise");
    refuses(changed(36, 1 << 30), 5, "it ends too early");
    refuses(Tables.bytes(5, new float[][] {{1, 5, 1f}}, new float[0][]), 5, "it refers to row 5");
    refuses(
        Tables.bytes(5, new float[][] {{1, 2, Float.NaN}}, new float[0][]),
        5,
        "a weight is not finite");
  }

  private static byte[] changed(int at, int value) {
    byte[] bytes = TABLE.clone();
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >>> 8 * i);
    }
    return bytes;
  }

  private static void refuses(byte[] file, int rows, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemNeighbors.parse(file, rows))
        .withMessage(message);
  }
}
