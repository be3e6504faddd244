package dev.attune.models.habit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attune.models.token.EventType;
import dev.attune.models.token.ItemHash;
import dev.attune.models.token.ItemKey;
import dev.attune.models.token.NotificationOutcome;
import dev.attune.models.token.Token;
import dev.attune.schemas.notification.NotificationCategory;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RecentTokensTest {

  private static final int MESSAGE_OPENED =
      ItemHash.of(ItemKey.notification(NotificationCategory.MESSAGE, NotificationOutcome.OPENED));

  private final Habits habits = new Habits();
  private final RecentTokens recent = new RecentTokens();

  @Property(tries = 300)
  void shouldReadWhatItWrote(@ForAll("tokens") List<Token> tokens) {
    RecentTokens written = new RecentTokens();
    tokens.forEach(written::add);
    Habits known = new Habits();
    Opens.observe(known, 5, 1, 1);
    Opens.observe(known, 7, 1, 1);

    RecentTokens read = new RecentTokens();
    read.add(Opens.open(9, 9)); // must be replaced
    ByteBuffer bytes = bytes(written, known);
    read.readFrom(bytes, known);

    assertThat(bytes.hasRemaining()).isFalse();
    int kept = Math.min(tokens.size(), RecentTokens.CAPACITY);
    assertThat(read.size()).isEqualTo(kept);
    for (int i = 0; i < kept; i++) {
      Token token = tokens.get(tokens.size() - kept + i);
      assertThat(read.item(i)).isEqualTo(token.itemHash());
      assertThat(read.type(i)).isEqualTo(token.type().ordinal());
      assertThat(read.gap(i)).isEqualTo(token.gapBucket());
      assertThat(read.hourOfWeek(i)).isEqualTo(token.hourOfWeek());
      assertThat(read.place(i)).isEqualTo(token.place());
      assertThat(read.kind(i)).isEqualTo(token.kind());
    }
  }

  @Property(tries = 100)
  void shouldGoOnFromACopyAndLeaveTheOriginal(
      @ForAll("tokens") List<Token> tokens, @ForAll("tokens") List<Token> replaced) {
    RecentTokens original = new RecentTokens();
    tokens.forEach(original::add);
    ByteBuffer bytes = bytes(original, habits);
    RecentTokens copy = new RecentTokens();
    replaced.forEach(copy::add);

    copy.copyFrom(original);

    assertThat(bytes(copy, habits)).isEqualTo(bytes);
    copy.add(Opens.open(9, 9));
    assertThat(bytes(original, habits)).isEqualTo(bytes);
    original.add(Opens.open(9, 9));
    assertThat(bytes(copy, habits)).isEqualTo(bytes(original, habits));
  }

  /** Pinned: profiles hold these bytes. */
  @Test
  void shouldKeepItsForm() {
    Opens.observe(habits, 5, 1, 1);
    recent.add(Opens.unlock(8));
    recent.add(Opens.open(5, 8));
    recent.add(Opens.close(5, 8));
    recent.add(new Token(0xABCDEF, EventType.CONTENT_SEEN, 4, 8, 3));
    recent.add(Opens.close(0xABCDEF, 9));
    recent.add(new Token(MESSAGE_OPENED, EventType.NOTIFICATION_OPENED, 2, 9, 3));

    ByteBuffer bytes = bytes(recent, habits);
    assertThat(HexFormat.of().formatHex(bytes.array(), 0, bytes.limit()))
        .isEqualTo(
            "06" // tokens
                + ("39" + "1300" + "25") // unlocked, opened habit 0, closed it
                + ("a401abcdef" + "e501") // saw something new, closed it as if it were an app
                + ("5281") // opened a notification of category 1
                + ("84" + "12") // four tokens in hour 8, two an hour later
                + ("23" + "61" + "21" + "61")); // at home, in transit, at home, in transit
  }

  @Test
  void shouldKnowWhatWasOpenedBeforeInTheSession() {
    assertThat(recent.previousApp(Opens.open(1, 8))).isEqualTo(ItemHash.NONE);

    recent.add(Opens.open(1, 8));
    recent.add(Opens.close(1, 8));
    assertThat(recent.previousApp(Opens.open(2, 8))).isEqualTo(1);

    recent.add(Opens.unlock(9));
    assertThat(recent.previousApp(Opens.open(2, 9))).isEqualTo(ItemHash.NONE);

    recent.add(Opens.open(2, 9));
    Token muchLater = new Token(3, EventType.APP_OPENED, 11, 9, 1);
    assertThat(recent.previousApp(muchLater)).isEqualTo(ItemHash.NONE);
    recent.add(muchLater);
    assertThat(recent.previousApp(Opens.open(4, 9))).isEqualTo(3);
  }

  @Test
  void shouldRefuseBytesThatCantBeTokens() {
    refuses("", "the recent tokens end too early");
    refuses("41", "there are 65 recent tokens");
    refuses("01" + "1000" + "000005" + "00" + "21", "a run of 0 tokens in hour 0");
    refuses("01" + "1009" + "01" + "21", "a token refers to item 9 of 0");
    refuses("01" + "1080" + "01" + "21", "a token of type 1 is no notification");
    refuses("01" + "30" + "01" + "22", "a run of 2 tokens at a place");
  }

  private void refuses(String hex, String message) {
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recent.readFrom(bytes, new Habits()))
        .withMessage(message);
  }

  @Provide
  Arbitrary<List<Token>> tokens() {
    return Combinators.combine(
            Arbitraries.of(0, 5, 7, 100, 200, MESSAGE_OPENED),
            Arbitraries.of(EventType.values()),
            Arbitraries.integers().between(0, 15),
            Arbitraries.of(3, 4, 5, 30, 167),
            Arbitraries.integers().between(0, 7))
        .as(Token::new)
        .list()
        .ofMaxSize(90);
  }

  private static ByteBuffer bytes(RecentTokens tokens, Habits habits) {
    ByteBuffer bytes = ByteBuffer.allocate(1000);
    tokens.writeTo(bytes, habits);
    return bytes.flip();
  }
}
