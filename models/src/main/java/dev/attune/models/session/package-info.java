/** Made-up sessions of a cohort, from its noisy summary and public data alone. */
@NullMarked
package dev.attune.models.session;

import org.jspecify.annotations.NullMarked;
