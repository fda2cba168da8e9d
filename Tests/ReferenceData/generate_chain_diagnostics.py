"""R-hat and effective sample sizes of fixed chains by ArviZ: writes chain_diagnostics.json.

The chains are made by integer arithmetic, so that a reader can make the same ones: u_k = state / 2^31 of the
generator state <- (1103515245 state + 12345) mod 2^31 and x_k = a x_{k-1} + u_k - 1/2 + drift * k.
"""

import json

import arviz
import numpy as np


def chain(seed, length, a, drift, offset):
    state, x, values = seed, 0.0, []
    for k in range(length):
        state = (1103515245 * state + 12345) % 2**31
        x = a * x + state / 2**31 - 0.5
        values.append(x + drift * k + offset)
    return values


cases = []
for count, length, a, drift, spread in [
    (4, 100, 0.0, 0.0, 0.0),
    (8, 501, 0.5, 0.0, 0.0),
    (4, 1000, 0.95, 0.0, 0.0),
    (4, 400, -0.6, 0.0, 0.0),
    (3, 200, 0.3, 0.001, 0.2),
    (2, 64, 0.8, 0.0, 1.0),
]:
    chains = np.array([chain(11 + 97 * c, length, a, drift, spread * c) for c in range(count)])
    cases.append(
        {
            "chains": count, "length": length, "a": a, "drift": drift, "spread": spread,
            "rHat": float(arviz.rhat(chains, method="split")),
            "effectiveSampleSize": float(arviz.ess(chains, method="mean")),
        }
    )
with open("chain_diagnostics.json", "w") as file:
    json.dump({"arviz": arviz.__version__, "cases": cases}, file, indent=1)
    file.write("\n")
