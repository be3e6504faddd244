package dev.attune.deploy.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a pipeline of one's own is started.
 *
 * @param brokerPort the broker's port; 0 for any free one
 * @param registryPort the registry's port; 0 for any free one
 * @param release the model release: {@code built-in}, {@code fallback}, or the folder of one
 * @param trustedKeys a file of public keys whose releases are trusted besides those of the build
 */
public record PipelineSettings(
    int brokerPort, int registryPort, String release, Optional<Path> trustedKeys) {}
