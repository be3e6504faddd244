package dev.attune.privacy.budget;

import java.math.BigDecimal;

/**
 * (epsilon, delta)-differential privacy: what is claimed, per pseudonym and calendar month.
 *
 * @param epsilon rounded up
 * @param delta rounded up
 */
public record Guarantee(BigDecimal epsilon, BigDecimal delta) {}
