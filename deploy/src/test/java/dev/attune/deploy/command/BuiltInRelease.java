package dev.attune.deploy.command;

import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseManifest.ReleaseFile;
import dev.attune.models.release.ReleaseSource;
import dev.attune.models.release.Releases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The release of this build, as a folder. */
final class BuiltInRelease {
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
}
