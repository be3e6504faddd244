/** Who gets which release: stable shares of users, by region, and releases taken back. */
@NullMarked
package dev.attune.models.release.rollout;

import org.jspecify.annotations.NullMarked;
