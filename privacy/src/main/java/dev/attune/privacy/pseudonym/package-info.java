/** Names for users and phones that say nothing about them, made on the phone. */
@NullMarked
package dev.attune.privacy.pseudonym;

import org.jspecify.annotations.NullMarked;
