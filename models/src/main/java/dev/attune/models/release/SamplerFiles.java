package dev.attune.models.release;

/**
 * The verified files of a release that can write sessions. The arrays are not copied, since they
 * are megabytes: only to be read.
 *
 * @param graph the bytes of {@link ReleaseManifest#SAMPLE}
 * @param cohorts the bytes of {@link ReleaseManifest#COHORTS}
 * @param golden the bytes of {@link ReleaseManifest#GOLDEN}, which has a section for the graph
 */
@SuppressWarnings("ArrayRecordComponent")
public record SamplerFiles(byte[] graph, byte[] cohorts, byte[] golden) {}
