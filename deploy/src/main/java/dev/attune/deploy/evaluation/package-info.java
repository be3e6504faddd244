/** Evaluations as reports: which figures there are, and which goals they have. */
@NullMarked
package dev.attune.deploy.evaluation;

import org.jspecify.annotations.NullMarked;
