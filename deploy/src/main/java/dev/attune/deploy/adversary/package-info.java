/** Models that mean harm, and an outsider who looks at what comes out nevertheless. */
@NullMarked
package dev.attune.deploy.adversary;

import org.jspecify.annotations.NullMarked;
