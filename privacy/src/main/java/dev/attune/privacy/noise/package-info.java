/**
 * Exact noise on integers, from one source of random bits.
 *
 * <p>The samplers are those of Canonne, Kamath and Steinke, <i>The Discrete Gaussian for
 * Differential Privacy</i> (2020), algorithms 1 to 3. Every parameter is a ratio of integers and
 * every step is a comparison of integers, so that the distribution that is drawn from is the one on
 * paper: no rounding error stands between the proof and the program. A rule of the build keeps
 * floating point and every other random number generator out of this package.
 *
 * <p><b>What is trusted.</b> Noise is drawn on trusted nodes, as a batch, before anything of a
 * release is published; the running time of a draw depends on the value drawn (Jin et al. 2022), so
 * neither that time nor the memory of the process may be visible to those the noise protects from.
 */
@NullMarked
package dev.attune.privacy.noise;

import org.jspecify.annotations.NullMarked;
