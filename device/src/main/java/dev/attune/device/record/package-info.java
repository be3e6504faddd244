/** Recording what happens on a phone: numbered, under pseudonyms, sent to the cluster. */
@NullMarked
package dev.attune.device.record;

import org.jspecify.annotations.NullMarked;
