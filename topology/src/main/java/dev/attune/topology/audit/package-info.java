/** Identities of decisions and the entries that explain them. */
@NullMarked
package dev.attune.topology.audit;

import org.jspecify.annotations.NullMarked;
