/** The demo as it runs, on a terminal or as plain lines. */
@NullMarked
package dev.attune.deploy.view;

import org.jspecify.annotations.NullMarked;
