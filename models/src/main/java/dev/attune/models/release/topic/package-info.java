/** Releases as records of the topic models.releases: keys, pieces put together, decisions. */
@NullMarked
package dev.attune.models.release.topic;

import org.jspecify.annotations.NullMarked;
