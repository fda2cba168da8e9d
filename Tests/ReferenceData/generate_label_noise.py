"""Label-noise SGD on a two-layer network, independent of the Swift package.

Writes label_noise_numpy.json next to this file: the problem, and the curves of one run with label noise
and one without. Only the random numbers follow the package (xoshiro256** seeded by SplitMix64, Lemire's
bounded integers, Marsaglia's polar method), so that curves can be compared point by point.

    python generate_label_noise.py      # needs NumPy
"""

import json
import math
from pathlib import Path

import numpy as np

MASK = (1 << 64) - 1


class Source:
    def __init__(self, seed):
        state = seed
        self.s = []
        for _ in range(4):
            state = (state + 0x9E3779B97F4A7C15) & MASK
            z = state
            z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
            self.s.append(z ^ (z >> 31))

    def next(self):
        s = self.s
        x = (s[1] * 5) & MASK
        result = (((x << 7) | (x >> 57)) & MASK) * 9 & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = ((s[3] << 45) | (s[3] >> 19)) & MASK
        return result

    def below(self, bound):
        product = self.next() * bound
        if product & MASK < bound:
            while product & MASK < (1 << 64) % bound:
                product = self.next() * bound
        return product >> 64

    def uniform(self):
        return (self.next() >> 11) * 2.0**-53

    def normal(self):
        while True:
            u, v = 2 * self.uniform() - 1, 2 * self.uniform() - 1
            s = u * u + v * v
            if 0 < s < 1:
                return u * math.sqrt(-2 * math.log(s) / s)


def phi(z):
    return z**3 + z


def run(X, y, theta, noise, seed, warm, steps, cool, eta=0.01, every=500):
    source = Source(seed)
    theta = theta.copy()
    basis = np.linalg.qr(X.T)[0]
    curve = {"steps": [], "loss": [], "hessianTrace": [], "featureRatio": []}

    def record(step):
        Z = X @ theta.T
        e = phi(Z).sum(1) - y
        norms = (X**2).sum(1)
        s = np.linalg.svd(theta @ basis, compute_uv=False)
        curve["steps"].append(step)
        curve["loss"].append(float((e**2).mean()))
        trace = ((3 * Z**2 + 1) ** 2 + e[:, None] * 6 * Z).sum(1) @ norms
        curve["hessianTrace"].append(float(2 * trace))
        curve["featureRatio"].append(float(s[1] / s[0]))

    record(0)
    step = 0
    for count, sigma in ((warm, 0.0), (steps, noise), (cool, 0.0)):
        for k in range(count):
            i = source.below(len(y))
            label = y[i] + (sigma * source.normal() if sigma > 0 else 0.0)
            z = theta @ X[i]
            e = phi(z).sum() - label
            theta -= 2 * eta * e * (3 * z**2 + 1)[:, None] * X[i]
            step += 1
            if step % every == 0 or k == count - 1:
                record(step)
    return curve


rng = np.random.default_rng(2024)
d, n, m = 5, 3, 10
X = np.linalg.qr(rng.standard_normal((d, n)))[0].T
y = m * phi(rng.uniform(0.3, 0.8, n))
theta = 0.3 * rng.standard_normal((m, d))
result = {
    "inputs": X.tolist(),
    "targets": y.tolist(),
    "features": theta.tolist(),
    "seed": 7,
    "noisy": run(X, y, theta, 1.0, 7, 3000, 40000, 2000),
    "noiseless": run(X, y, theta, 0.0, 7, 3000, 10000, 0),
}
Path(__file__).with_name("label_noise_numpy.json").write_text(json.dumps(result) + "\n")
