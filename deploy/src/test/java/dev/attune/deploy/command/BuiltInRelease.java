package dev.attune.deploy.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseManifest.ReleaseFile;
import dev.attune.models.release.ReleaseSigner;
import dev.attune.models.release.ReleaseSource;
import dev.attune.models.release.Releases;
import dev.attune.models.release.signing.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The release of this build, as a folder. */
final class BuiltInRelease {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BuiltInRelease() {}

  /** Copies all files of it. */
  static void copyTo(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    Releases.builtIn().manifest().files().stream().map(ReleaseFile::name).forEach(names::add);
    names.add(ReleaseManifest.FILE);
    names.add(ReleaseManifest.SIGNATURE);
    ReleaseSource files = Releases.builtInFiles();
    for (String name : names) {
      try (InputStream in = files.open(name)) {
        Files.copy(in, folder.resolve(name));
      }
    }
  }

  /** Makes a folder with the same graphs under another id, signed. */
  static Path as(String releaseId, Path folder, SigningKey key) throws IOException {
    Files.createDirectory(folder);
    copyTo(folder);
    Path file = folder.resolve(ReleaseManifest.FILE);
    ObjectNode manifest = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
    Files.write(file, JSON.writeValueAsBytes(manifest.put("releaseId", releaseId)));
    ReleaseSigner.sign(folder, key);
    return folder;
  }

  /** Flips a bit in the middle of a file. */
  static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }
}
