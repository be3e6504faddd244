package dev.attune.models.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.models.release.ReleaseSource;
import dev.attune.models.release.ReleaseVerifier;
import dev.attune.models.release.TestReleases;
import dev.attune.models.release.VerifiedRelease;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Copies of the tiny release that can write sessions; made by src/test/python/tiny_sampler.py. */
public final class TinySampler {

  private static final ObjectMapper JSON = new ObjectMapper();

  private TinySampler() {}

  /** Copies it to a folder, signed. */
  public static Path copyTo(Path folder) {
    TestReleases.copyTo(folder);
    try {
      for (String name : List.of("sample.onnx", "cohorts.json")) {
        Files.write(folder.resolve(name), resource(name));
        TestReleases.manifest(
            folder,
            manifest ->
                manifest.withArray("files").addObject().put("name", name).put("sha256", ""));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String name : List.of("sample.onnx", "cohorts.json")) {
      TestReleases.rebuild(folder, name, bytes -> bytes);
    }
    TestReleases.rebuild(folder, "golden.json", TinySampler::withSample);
    return folder;
  }

  /** Verifies the release in a folder. */
  public static VerifiedRelease verified(Path folder) {
    return ReleaseVerifier.verify(ReleaseSource.folder(folder), TestReleases.TRUSTED);
  }

  private static byte[] withSample(byte[] golden) {
    try {
      ObjectNode all = (ObjectNode) JSON.readTree(golden);
      all.setAll((ObjectNode) JSON.readTree(resource("golden.json")));
      return JSON.writeValueAsBytes(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        TinySampler.class.getResourceAsStream("/dev/attune/models/tiny-sampler/" + name)) {
      return in.readAllBytes();
    }
  }
}
