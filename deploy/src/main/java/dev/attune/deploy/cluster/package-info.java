/** A broker and a schema registry of one's own: real servers as child processes, on loopback. */
@NullMarked
package dev.attune.deploy.cluster;

import org.jspecify.annotations.NullMarked;
