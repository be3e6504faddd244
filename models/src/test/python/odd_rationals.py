"""Finds the coefficients of the functions that models run in plain Java, and prints how far off they are.

    python odd_rationals.py sigmoid    for dev.attune.models.folded.Sigmoid
    python odd_rationals.py normal     for dev.attune.models.dense.Normal

Both functions are one half and an odd function, which is approximated by x P(x^2)/Q(x^2) up to a bound, with the least
largest error: a linear least-squares fit of P - Q t, weighted by 1/Q of the fit before (Loeb) and more where the error is
larger (Lawson), in 50 digits. Needs numpy, scipy and mpmath; takes a minute.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import mpmath
import numpy as np
from scipy.special import ndtr

POINTS, ROUNDS = 400, 60


@dataclass(frozen=True)
class Function:
    odd: Callable
    truth: Callable
    bound: float
    p_terms: int
    q_terms: int


FUNCTIONS = {
    "sigmoid": Function(lambda x: mpmath.tanh(x / 2) / 2, lambda x: 1 / (1 + np.exp(-x)), 18, 4, 5),
    "normal": Function(lambda x: mpmath.erf(x / mpmath.sqrt(2)) / 2, ndtr, 5.5, 4, 5),
}


def fit(f: Function):
    mpmath.mp.dps = 50
    bound = mpmath.mpf(f.bound)
    xs = [bound * (1 - mpmath.cos(mpmath.pi * (2 * k + 1) / (2 * POINTS))) / 2 for k in range(POINTS)]
    target = [f.odd(x) for x in xs]
    squares = [(x / bound) ** 2 for x in xs]
    weight, denominator, best = np.ones(POINTS), [mpmath.mpf(1)] * POINTS, None
    for _ in range(ROUNDS):
        rows, right = [], []
        for x, y, t, w, q in zip(xs, squares, target, weight, denominator, strict=True):
            scale = mpmath.sqrt(mpmath.mpf(w)) / q
            left = [scale * x * y**j for j in range(f.p_terms)]
            rows.append(left + [-scale * t * y**j for j in range(1, f.q_terms + 1)])
            right.append(scale * t)
        matrix = mpmath.matrix(rows)
        solved = mpmath.lu_solve(matrix.T * matrix, matrix.T * mpmath.matrix(right))
        p = [solved[j] for j in range(f.p_terms)]
        q = [mpmath.mpf(1)] + [solved[f.p_terms + j] for j in range(f.q_terms)]
        denominator = [sum(c * y**j for j, c in enumerate(q)) for y in squares]
        values = [x * sum(c * y**j for j, c in enumerate(p)) / d for x, y, d in zip(xs, squares, denominator, strict=True)]
        error = np.array([float(abs(v - t)) for v, t in zip(values, target, strict=True)])
        if best is None or error.max() < best[0]:
            best = error.max(), p, q
        weight = weight * (error / error.max() + 1e-9) ** 0.7
        weight /= weight.mean()
    unscaled = [[float(c / bound ** (2 * j)) for j, c in enumerate(part)] for part in best[1:]]
    return best[0], *unscaled


def in_floats(f: Function, p, q):
    x = np.linspace(-f.bound, f.bound, 2_000_001).astype(np.float32)
    y, parts = x * x, []
    for part in (p, q):
        value = np.full_like(x, np.float32(part[-1]))
        for coefficient in part[-2::-1]:
            value = value * y + np.float32(coefficient)
        parts.append(value)
    return np.abs(np.float32(0.5) + x * parts[0] / parts[1] - f.truth(x.astype(np.float64))).max()


def main():
    f = FUNCTIONS[sys.argv[1]]
    error, p, q = fit(f)
    print("P", [float(np.float32(c)) for c in p])
    print("Q", [float(np.float32(c)) for c in q])
    print(f"off by at most {error:.2e} as real numbers, {in_floats(f, p, q):.2e} as floats")


if __name__ == "__main__":
    main()
