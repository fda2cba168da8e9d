"""R-hat and effective sample sizes of fixed chains by ArviZ: writes chain_diagnostics.json.

The chains are made by integer arithmetic, so that a reader can make the same ones: u_k = state / 2^31 of the
generator state <- (1103515245 state + 12345) mod 2^31 and x_k = a x_{k-1} + u_k - 1/2, and the value is
scale_c (x_k^power + drift * k) + spread * c for the chain c, with scale_c = 1 + widening * c, times `digits` and
rounded down if that is not 0: many equal values.
"""

import json
import math

import arviz
import numpy as np


def chain(c, length, a, drift, spread, power, widening, digits):
    state, x, values = 11 + 97 * c, 0.0, []
    for k in range(length):
        state = (1103515245 * state + 12345) % 2**31
        x = a * x + state / 2**31 - 0.5
        value = x
        for _ in range(power - 1):
            value *= x
        value = (1 + widening * c) * (value + drift * k) + spread * c
        values.append(float(math.floor(value * digits)) if digits else value)
    return values


cases = []
for count, length, a, drift, spread, power, widening, digits in [
    (4, 100, 0.0, 0.0, 0.0, 1, 0.0, 0),
    (8, 501, 0.5, 0.0, 0.0, 1, 0.0, 0),
    (4, 1000, 0.95, 0.0, 0.0, 1, 0.0, 0),
    (4, 400, -0.6, 0.0, 0.0, 1, 0.0, 0),
    (3, 200, 0.3, 0.001, 0.2, 1, 0.0, 0),
    (2, 64, 0.8, 0.0, 1.0, 1, 0.0, 0),
    # Chains of different widths around one mean, which only the folded ranks see.
    (4, 75, 0.2, 0.0, 0.0, 1, 1.5, 0),
    # Heavy tails.
    (4, 257, 0.7, 0.0, 0.0, 7, 0.0, 0),
    # Ties.
    (5, 120, 0.6, 0.0, 0.1, 1, 0.0, 5),
    # A drift of all chains alike, which only the halves see.
    (4, 150, 0.0, 0.01, 0.0, 1, 0.0, 0),
    # The shortest, and one that ends in lags that are not negative.
    (4, 9, 0.0, 0.0, 0.0, 1, 0.0, 0),
    (2, 16, 0.99, 0.0, 0.0, 1, 0.0, 0),
]:
    chains = np.array(
        [chain(c, length, a, drift, spread, power, widening, digits) for c in range(count)]
    )
    cases.append(
        {
            "chains": count, "length": length, "a": a, "drift": drift, "spread": spread,
            "power": power, "widening": widening, "digits": digits,
            "rHat": float(arviz.rhat(chains, method="split")),
            "effectiveSampleSize": float(arviz.ess(chains, method="mean")),
            "rankRHat": float(arviz.rhat(chains, method="rank")),
            "bulkEffectiveSampleSize": float(arviz.ess(chains, method="bulk")),
        }
    )
with open("chain_diagnostics.json", "w") as file:
    json.dump({"arviz": arviz.__version__, "cases": cases}, file, indent=1)
    file.write("\n")
