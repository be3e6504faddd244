package dev.attune.deploy.demo;

/**
 * How a pipeline of one's own is started.
 *
 * @param brokerPort the broker's port; 0 for any free one
 * @param registryPort the registry's port; 0 for any free one
 * @param release the model release: {@code built-in}, {@code fallback}, or the folder of one
 */
public record PipelineSettings(int brokerPort, int registryPort, String release) {}
