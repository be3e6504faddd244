/**
 * What releases cost, and the hard stop.
 *
 * <p>Costs are counted in zero-concentrated differential privacy (zCDP: Bun and Steinke 2016): a
 * release with Gaussian noise costs rho = D^2 / (2 sigma^2), costs add up, also when later releases
 * are chosen by looking at earlier ones, and a month's total converts to (epsilon, delta) with the
 * tight formula of Canonne, Kamath and Steinke (2020). Numbers are decimals, rounded so that an
 * error can only overstate what was spent; one class searches in floating point for a point at
 * which a bound that holds at every point is then evaluated in decimals.
 */
@NullMarked
package dev.attune.privacy.budget;

import org.jspecify.annotations.NullMarked;
