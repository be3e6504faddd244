/** What is left of people, looked for in every file. */
@NullMarked
package dev.attune.deploy.erasure;

import org.jspecify.annotations.NullMarked;
