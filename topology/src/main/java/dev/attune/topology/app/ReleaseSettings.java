package dev.attune.topology.app;

import dev.attune.topology.release.GuardSettings;

/**
 * How releases are replaced at run time.
 *
 * @param fromTopic whether releases are taken from the topic of releases
 * @param guard when they are refused or taken back
 */
public record ReleaseSettings(boolean fromTopic, GuardSettings guard) {}
