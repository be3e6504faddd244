package dev.attune.models.release.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

  @TempDir private Path folder;

  /** Test 3 of section 7.1 of RFC 8032. */
  @Test
  void shouldSignAsTheStandardSays() throws IOException {
    // Given
    HexFormat hex = HexFormat.of();
    byte[] secret =
        hex.parseHex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
    Path file = folder.resolve("rfc.key");
    Files.writeString(file, "rfc " + base64(secret) + "\n");

    // When
    SigningKey key = SigningKey.load(file);
    byte[] signature = key.sign(new byte[] {(byte) 0xaf, (byte) 0x82});

    // Then
    assertThat(key.publicKey().key())
        .isEqualTo(
            base64(
                hex.parseHex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")));
    assertThat(hex.formatHex(signature))
        .isEqualTo(
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
  }

  @Test
  void shouldKeepAKeyInAFile() {
    Path file = folder.resolve("own.key");
    SigningKey key = SigningKey.generate("own");

    key.save(file);

    SigningKey read = SigningKey.load(file);
    assertThat(read.publicKey()).isEqualTo(key.publicKey());
    assertThat(read.sign(new byte[3])).isEqualTo(key.sign(new byte[3]));
    assertThat(SigningKey.generate("own").publicKey()).isNotEqualTo(key.publicKey());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void shouldLetNobodyElseReadIt() throws IOException {
    Path file = folder.resolve("own.key");
    SigningKey.generate("own").save(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldNeverOverwriteAKey() throws IOException {
    Path file = Files.writeString(folder.resolve("own.key"), "precious");

    refuses(() -> SigningKey.generate("own").save(file), "own.key is there already");
    assertThat(file).hasContent("precious");
  }

  @Test
  void shouldRefuseWhatIsNoKey() throws IOException {
    Path file = folder.resolve("k");

    refuses(() -> SigningKey.load(file), "There is no signing key " + file);
    Files.writeString(file, "");
    refuses(() -> SigningKey.load(file), "is no signing key: it needs one line");
    Files.writeString(file, "own abc\nother abc\n");
    refuses(() -> SigningKey.load(file), "is no signing key: it needs one line");
    Files.writeString(file, "own abc\n");
    refuses(() -> SigningKey.load(file), "is not 32 bytes as base64url");
    Files.writeString(file, "own !\n");
    refuses(() -> SigningKey.load(file), "is not base64url");
    refuses(() -> SigningKey.generate("my key"), "A key is named with 1 to 64 letters");
  }

  @Test
  void shouldReadTrustedKeys() throws IOException {
    // Given
    SigningKey one = SigningKey.generate("one");
    SigningKey two = SigningKey.generate("two");
    Path file =
        Files.writeString(
            folder.resolve("trusted.keys"),
            "# ours\n\n" + one.publicKey().line() + "\r\n  " + two.publicKey().line() + "  \n");

    // When
    TrustedKeys keys = TrustedKeys.load(file);

    // Then
    assertThat(keys.keys()).containsExactly(one.publicKey(), two.publicKey());
    assertThat(keys.find(two.publicKey().key())).contains(two.publicKey());
    assertThat(keys.find(SigningKey.generate("two").publicKey().key())).isEmpty();
    assertThat(TrustedKeys.of(List.of(one.publicKey())).and(keys).keys()).hasSize(2);
  }

  @Test
  void shouldNameTheLineThatIsNoKey() throws IOException {
    Path file = folder.resolve("trusted.keys");

    refuses(() -> TrustedKeys.load(file), "There is no file of trusted keys " + file);
    Files.writeString(file, "# ours\none\n");
    refuses(() -> TrustedKeys.load(file), "Line 2 of " + file + " is no key: it needs a name and");
    Files.writeString(file, "one AAAA\n");
    refuses(() -> TrustedKeys.load(file), "Line 1 of " + file + " is no key: The public key one");
  }

  @Test
  void shouldTrustTheKeyOfThisProject() {
    assertThat(TrustedKeys.builtIn().keys())
        .extracting(TrustedKey::line)
        .containsExactly("attune JhYDbaYzaa8ECgo5KiCHN1NQASIQnpRxNQfMp2TP2OM");
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void refuses(Runnable action, String sentence) {
    assertThatExceptionOfType(KeyException.class)
        .isThrownBy(action::run)
        .withMessageContaining(sentence);
  }
}
