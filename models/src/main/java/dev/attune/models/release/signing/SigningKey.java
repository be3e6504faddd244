package dev.attune.models.release.signing;

import com.google.crypto.tink.subtle.Ed25519Sign;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;

/**
 * Both halves of a key that releases are signed with. Its file has one line: name, space, the 32
 * secret bytes as base64url without padding; lines that begin with {@code #} are comments. The file
 * can sign anything: it belongs neither into a repository nor onto a cluster.
 */
public final class SigningKey {

  private static final String HEADER =
      "# A secret key that signs model releases for Attune. Whoever reads this can sign.\n";

  private final TrustedKey publicKey;
  private final byte[] secret;

  private SigningKey(TrustedKey publicKey, byte[] secret) {
    this.publicKey = publicKey;
    this.secret = secret;
  }

  /** A new key. */
  public static SigningKey generate(String name) {
    TrustedKey.requireName(name);
    try {
      Ed25519Sign.KeyPair pair = Ed25519Sign.KeyPair.newKeyPair();
      return new SigningKey(TrustedKey.of(name, pair.getPublicKey()), pair.getPrivateKey());
    } catch (GeneralSecurityException e) {
      throw new KeyException("This Java makes no Ed25519 keys: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a key.
   *
   * @throws KeyException if there is none
   */
  public static SigningKey load(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList();
    } catch (NoSuchFileException e) {
      throw new KeyException("There is no signing key " + file + ".", e);
    } catch (IOException e) {
      throw new KeyException(file + " can't be read as a signing key: " + e, e);
    }
    String[] words = lines.size() == 1 ? lines.get(0).strip().split("\\s+") : new String[0];
    if (words.length != 2) {
      throw new KeyException(file + " is no signing key: it needs one line, a name and a key.");
    }
    TrustedKey.requireName(words[0]);
    byte[] secret = TrustedKey.decode(words[1], Ed25519Sign.SECRET_KEY_LEN, "The key in " + file);
    try {
      byte[] key = Ed25519Sign.KeyPair.newKeyPairFromSeed(secret).getPublicKey();
      return new SigningKey(TrustedKey.of(words[0], key), secret);
    } catch (GeneralSecurityException e) {
      throw new KeyException(file + " is no signing key: " + e.getMessage(), e);
    }
  }

  /**
   * Writes the key to a new file that only its owner can read.
   *
   * @throws KeyException if it can't be written, or is there already
   */
  public void save(Path file) {
    String text = HEADER + publicKey.name() + " " + TrustedKey.encode(secret) + "\n";
    try (var channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
      channel.write(StandardCharsets.UTF_8.encode(text));
    } catch (FileAlreadyExistsException e) {
      throw new KeyException(file + " is there already; a key is never overwritten.", e);
    } catch (IOException e) {
      throw new KeyException("The key can't be written to " + file + ": " + e, e);
    }
  }

  /** The half that others may know. */
  public TrustedKey publicKey() {
    return publicKey;
  }

  /** The Ed25519 signature of a message, 64 bytes. */
  public byte[] sign(byte[] message) {
    try {
      return new Ed25519Sign(secret).sign(message);
    } catch (GeneralSecurityException e) {
      throw new KeyException("This Java can't sign: " + e.getMessage(), e);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
