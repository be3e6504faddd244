/** What moderators do with the catalog. */
@NullMarked
package dev.attune.deploy.moderation;

import org.jspecify.annotations.NullMarked;
