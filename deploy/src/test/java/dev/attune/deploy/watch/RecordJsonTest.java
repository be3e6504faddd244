package dev.attune.deploy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.audit.AuditRecord;
import dev.attune.schemas.audit.Erased;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.deadletter.DeadLetter;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

  @Test
  void shouldWritePlainValues() {
    CatalogItem item =
        new CatalogItem(
            "app:a",
            ItemKind.APP,
            "tools",
            "A \"tool\"",
            List.of("eu", "na"),
            13,
            1_700_000_000L,
            null,
            ModerationState.APPROVED);

    assertThat(RecordJson.of(item).toString())
        .isEqualTo(
            "{\"id\":\"app:a\",\"kind\":\"APP\",\"category\":\"tools\","
                + "\"title\":\"A \\\"tool\\\"\",\"regions\":[\"eu\",\"na\"],\"minimumAge\":13,"
                + "\"availableFrom\":1700000000,\"availableUntil\":null,"
                + "\"moderation\":\"APPROVED\"}");
  }

  @Test
  void shouldSayWhichRecordAUnionHolds() {
    assertThat(RecordJson.of(new AuditRecord(new Erased(5L, 9L))).toString())
        .isEqualTo("{\"entry\":{\"type\":\"Erased\",\"request\":5,\"erasedAt\":9}}");
  }

  @Test
  void shouldWriteBytesInHexadecimal() {
    DeadLetter letter = new DeadLetter();
    letter.setValueSha256(ByteBuffer.wrap(new byte[] {1, (byte) 0xff}));

    assertThat(RecordJson.of(letter).get("valueSha256").asText()).isEqualTo("01ff");
  }
}
