/** Keys that releases are signed with, and whose signatures are trusted. */
@NullMarked
package dev.attune.models.release.signing;

import org.jspecify.annotations.NullMarked;
