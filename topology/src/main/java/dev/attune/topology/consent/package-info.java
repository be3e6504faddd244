/** What a change of consent does to a profile. */
@NullMarked
package dev.attune.topology.consent;

import org.jspecify.annotations.NullMarked;
