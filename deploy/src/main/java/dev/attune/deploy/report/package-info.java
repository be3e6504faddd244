/** What a command measured, in one form for programs and for people. */
@NullMarked
package dev.attune.deploy.report;

import org.jspecify.annotations.NullMarked;
