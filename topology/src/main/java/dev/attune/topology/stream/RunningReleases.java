package dev.attune.topology.stream;

import dev.attune.topology.release.QualityBook;
import dev.attune.topology.release.ReleaseSets;
import java.util.Optional;

/**
 * What tasks need of the releases.
 *
 * @param sets which releases there are, and who is on which
 * @param book where tasks write how well releases foresee what users open
 * @param feed takes what comes on the topic of releases; nothing if that is not read
 */
public record RunningReleases(ReleaseSets sets, QualityBook book, Optional<ReleaseFeed> feed) {}
