/** What analysts and auditors see: the privacy ledger, and made-up sessions as files. */
@NullMarked
package dev.attune.deploy.ledger;

import org.jspecify.annotations.NullMarked;
