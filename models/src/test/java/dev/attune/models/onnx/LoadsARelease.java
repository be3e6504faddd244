package dev.attune.models.onnx;

import dev.attune.models.release.TestReleases;

/** A program that loads the tiny release and ends. */
final class LoadsARelease {

  private LoadsARelease() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    try (OnnxRelease release = OnnxRelease.load(TestReleases.tiny(), TestReleases.TRUSTED)) {
      System.out.println("loaded " + release.manifest().releaseId());
    }
  }
}
