package dev.attune.models.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attune.models.token.ItemHash;
import dev.attune.models.token.ItemKey;
import dev.attune.models.token.NotificationOutcome;
import dev.attune.schemas.notification.NotificationCategory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {

  private final Vocabulary vocabulary = Vocabulary.of(List.of("app:a", "app:b", "content:größe"));

  @Test
  void shouldPutKnownItemsInTheOrderOfTheFile() {
    assertThat(vocabulary.size()).isEqualTo(100);
    assertThat(vocabulary.index("app:a")).isEqualTo(97);
    assertThat(vocabulary.index("content:größe")).isEqualTo(99);
    assertThat(vocabulary.indexOfHash(ItemHash.of("app:b"))).isEqualTo(98);
    assertThat(vocabulary.item(98)).contains("app:b");
    assertThat(vocabulary.items()).containsExactly("app:a", "app:b", "content:größe");
  }

  @Test
  void shouldNumberNotificationsByCategoryAndOutcome() {
    assertThat(vocabulary.index("notification:UNKNOWN:posted")).isEqualTo(1);
    assertThat(vocabulary.index("notification:MESSAGE:posted")).isEqualTo(5);
    assertThat(vocabulary.index("notification:EMERGENCY:ignored")).isEqualTo(64);
    assertThat(NotificationCategory.values()).hasSize(Vocabulary.NOTIFICATION_CATEGORIES);
    for (NotificationCategory category : NotificationCategory.values()) {
      for (NotificationOutcome outcome : NotificationOutcome.values()) {
        String key = ItemKey.notification(category, outcome);
        assertThat(vocabulary.indexOfHash(ItemHash.of(key)))
            .isEqualTo(1 + category.ordinal() * 4 + outcome.ordinal())
            .isEqualTo(vocabulary.index(key));
      }
    }
  }

  @Test
  void shouldGiveUnknownItemsABucket() {
    assertThat(IntStream.range(0, 1000).map(i -> vocabulary.index("app:new-" + i)).distinct())
        .hasSize(32)
        .allMatch(index -> index >= 65 && index <= 96);
    assertThat(vocabulary.index("app:new")).isEqualTo(65 + ItemHash.of("app:new") % 32);
  }

  @Test
  void shouldGiveNoItemRowZero() {
    assertThat(vocabulary.index("")).isZero();
    assertThat(vocabulary.indexOfHash(0)).isZero();
    assertThat(vocabulary.item(0)).isEmpty();
    assertThat(vocabulary.item(96)).isEmpty();
    assertThat(vocabulary.item(100)).isEmpty();
    assertThat(vocabulary.item(-1)).isEmpty();
  }

  @Test
  void shouldReadWhatItWrote(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("vocabulary.txt");
    Files.write(file, vocabulary.file());

    Vocabulary read = Vocabulary.load(file);

    assertThat(read.items()).isEqualTo(vocabulary.items());
    assertThat(read.digest()).isEqualTo(vocabulary.digest());
    assertThat(read.file()).isEqualTo(vocabulary.file());
  }

  @Test
  void shouldDigestTheBytesOfTheFile() {
    // printf 'app:a\napp:b\n' | sha256sum
    assertThat(Vocabulary.of(List.of("app:a", "app:b")).digest())
        .isEqualTo("4b273cb5597d1621fe6448dd5145ea617cd9a8de3a54596fa7e2e7a2adc31c85");
    assertThat(Vocabulary.parse("app:a\napp:b".getBytes(StandardCharsets.UTF_8)).digest())
        .isNotEqualTo("4b273cb5597d1621fe6448dd5145ea617cd9a8de3a54596fa7e2e7a2adc31c85");
  }

  @Test
  void shouldRefuseFilesThatCantBeAVocabulary() {
    refuses("app:a\n\napp:b\n", "item 2 of the vocabulary is empty or has a line break");
    refuses("app:a\r\n", "item 1 of the vocabulary is empty or has a line break");
    refuses("app:a\napp:a\n", "the vocabulary has app:a twice");
    refuses(
        "notification:MESSAGE:posted\n", "the vocabulary has notification:MESSAGE:posted twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.parse(new byte[] {(byte) 0xC3, 10}))
        .withMessage("the vocabulary is not UTF-8");
    List<String> tooMany = IntStream.range(0, 65_439).mapToObj(i -> "app:" + i).toList();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.of(tooMany))
        .withMessage("a vocabulary has at most 65438 items, not 65439");
    assertThat(Vocabulary.of(tooMany.subList(1, 65_439)).size()).isEqualTo(Vocabulary.MAX_SIZE);
  }

  @Test
  void shouldBeEmptyForAnEmptyFile() {
    assertThat(Vocabulary.parse(new byte[0]).size()).isEqualTo(Vocabulary.FIRST_KNOWN);
  }

  private static void refuses(String file, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.parse(file.getBytes(StandardCharsets.UTF_8)))
        .withMessage(message);
  }
}
