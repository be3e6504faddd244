package dev.attune.deploy.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ViewTest {
  private static final String UP = "\u001b[22A";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void shouldRepaintInPlaceOnATerminal() {
    TerminalView view = new TerminalView(out, 200);
    view.show(Snapshots.withStory("one"));
    String first = take();
    view.show(Snapshots.withStory("two"));
    String second = take();

    assertThat(first).doesNotContain(UP).contains("one");
    assertThat(first.split("\n")).hasSize(22);
    assertThat(second).startsWith(UP).contains("two");
    assertThat(second.split("\n")).hasSize(22);
  }

  @Test
  void shouldCutLinesThatWouldWrap() {
    new TerminalView(out, 20).show(Snapshots.withStory("x".repeat(1_000)));

    assertThat(take().lines().map(line -> line.replace("\r", "").replace("\u001b[K", "")))
        .allMatch(line -> line.length() < 20);
  }

  @Test
  void shouldTellTheStoryOnceInPlainLines() {
    PlainView view = new PlainView(out);
    view.show(Snapshots.withStory("one", "two"));
    assertThat(take()).contains("one user, one", "one user, two").doesNotContain("\u001b");

    view.show(Snapshots.withStory("two", "three"));
    assertThat(take()).contains("one user, three").doesNotContain("one user, two");
  }

  private String take() {
    String text = bytes.toString(StandardCharsets.UTF_8);
    bytes.reset();
    return text;
  }
}
