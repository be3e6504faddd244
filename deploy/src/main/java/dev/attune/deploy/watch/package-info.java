/** Records of any topic as text or JSON lines. */
@NullMarked
package dev.attune.deploy.watch;

import org.jspecify.annotations.NullMarked;
