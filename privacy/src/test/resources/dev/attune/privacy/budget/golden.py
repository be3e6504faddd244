"""Writes zcdp-golden.csv and tail-golden.csv, with 60 digits of mpmath and no code of Attune's.

python golden.py, in this folder; needs mpmath."""

from mpmath import erfc, exp, log, log1p, mp, mpf, nstr, sqrt

mp.dps = 60


def log_delta(rho, eps):
    low, high = mpf(0), (eps + 1) / (2 * rho) + 1
    for _ in range(200):
        b = (low + high) / 2
        if (2 * b + 1) * rho - eps - log1p(1 / b) < 0:
            low = b
        else:
            high = b
    return b * ((b + 1) * rho - eps) - (b + 1) * log1p(1 / b) - log(b)


def epsilon(rho, delta):
    low, high = mpf(0), standard(rho, delta)
    for _ in range(180):
        middle = (low + high) / 2
        if log_delta(rho, middle) > log(delta):
            low = middle
        else:
            high = middle
    return high


def standard(rho, delta):
    return rho + 2 * sqrt(rho * log(1 / delta))


def gaussian(rho, delta):
    """Balle and Wang 2018, for the continuous Gaussian in one dimension."""
    mu = sqrt(2 * rho)
    upper = lambda x: erfc(x / sqrt(mpf(2))) / 2
    excess = lambda e: upper(e / mu - mu / 2) - exp(e) * upper(e / mu + mu / 2)
    low, high = mpf(0), standard(rho, delta)
    for _ in range(180):
        middle = (low + high) / 2
        if excess(middle) > delta:
            low = middle
        else:
            high = middle
    return high


with open("zcdp-golden.csv", "w") as out:
    out.write("rho,delta,epsilon,gaussianEpsilon,standardEpsilon\n")
    for rho in ["0.0001", "0.001", "0.01", "0.05", "0.1", "0.25", "0.5", "1", "2", "5"]:
        for delta in ["1e-3", "1e-6", "1e-9", "1e-12"]:
            values = [f(mpf(rho), mpf(delta)) for f in (epsilon, gaussian, standard)]
            out.write(",".join([rho, delta] + [nstr(v, 18) for v in values]) + "\n")

with open("tail-golden.csv", "w") as out:
    out.write("varianceNumerator,varianceDenominator,m,probability\n")
    for num, den in [(1, 4), (1, 1), (7, 3), (25, 1), (400, 1), (1600, 1)]:
        weight = lambda x: exp(-mpf(x) ** 2 * den / (2 * mpf(num)))
        far = int(20 * sqrt(mpf(num) / den)) + 20
        mass = 1 + 2 * sum(weight(x) for x in range(1, far))
        for sigmas in [1, 3, 6]:
            m = int(sigmas * sqrt(mpf(num) / den)) + 1
            tail = sum(weight(x) for x in range(m, m + far)) / mass
            out.write(f"{num},{den},{m},{nstr(tail, 18)}\n")
