/** What a cluster needs before Attune runs on it: topics, schemas, a catalog. */
@NullMarked
package dev.attune.deploy.provision;

import org.jspecify.annotations.NullMarked;
