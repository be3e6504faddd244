package dev.attune.models.release.topic;

import dev.attune.models.release.ReleaseSource;
import java.time.Instant;
import java.util.Optional;

/**
 * A release whose manifest is on the topic. Nothing of it is verified yet.
 *
 * @param releaseId its id by its key
 * @param manifestSha256 tells versions under one id apart, in lower-case hexadecimal
 * @param publishedAt when it was published
 * @param size bytes of all its files
 * @param missing how many chunks are missing
 * @param source its files, {@code manifest.json} and the signature among them; nothing while a
 *     chunk is missing. A snapshot, safe for use by other threads.
 */
public record PublishedRelease(
    String releaseId,
    String manifestSha256,
    Instant publishedAt,
    long size,
    int missing,
    Optional<ReleaseSource> source) {}
