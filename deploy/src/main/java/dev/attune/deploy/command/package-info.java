/**
 * The attune command: reads the command line, assembles, and says in a sentence what went wrong.
 */
@NullMarked
package dev.attune.deploy.command;

import org.jspecify.annotations.NullMarked;
