#!/usr/bin/env python3
"""Values of the named activations by mpmath, and outputs and gradients of small networks of them by NumPy.

Writes named_activations.json: for each activation [z, value, derivative] at some points, with 40 digits rounded to
doubles; and networks (2,3,2) and (2,3,2,1) with random weights, an input, the outputs, and the gradient of each output
in the parameters (layer by layer, each row with its bias behind it).
"""
import json
import pathlib

import mpmath as mp
import numpy as np

mp.mp.dps = 40
SLOPE = 0.01


def sigmoid(z):
    return 1 / (1 + mp.exp(-z))


def dsigmoid(z):
    return sigmoid(z) * (1 - sigmoid(z)) if z < 0 else sigmoid(-z) * (1 - sigmoid(-z))


VALUES = {
    "tanh": (mp.tanh, lambda z: 1 / mp.cosh(z) ** 2),
    "sigmoid": (sigmoid, dsigmoid),
    "erf": (mp.erf, lambda z: 2 / mp.sqrt(mp.pi) * mp.exp(-z * z)),
    "sin": (mp.sin, mp.cos),
    "gelu": (lambda z: z * mp.ncdf(z), lambda z: mp.ncdf(z) + z * mp.npdf(z)),
    "silu": (lambda z: z * sigmoid(z), lambda z: sigmoid(z) + z * dsigmoid(z)),
    "softplus": (lambda z: max(z, mp.mpf(0)) + mp.log1p(mp.exp(-abs(z))), sigmoid),
    "relu": (lambda z: max(z, mp.mpf(0)), lambda z: mp.mpf(1 if z > 0 else 0)),
    "leaky-relu": (lambda z: z if z > 0 else SLOPE * z, lambda z: mp.mpf(1 if z > 0 else SLOPE)),
}
POINTS = [-700.0, -38.0, -9.5, -3.25, -1.0, -0.75, -0.001, 0.001, 0.3, 1.4142135, 2.39935728, 5.5, 12.0, 30.0, 700.0]


def network(rng, name, widths, bias):
    rows = [rng.normal(size=(d, c + bias)) for c, d in zip(widths, widths[1:])]
    x = rng.normal(size=widths[0])
    return evaluate(name, widths, bias, np.concatenate([w.ravel() for w in rows]), x)


def evaluate(name, widths, bias, weights, x):
    value, slope = (np.vectorize(lambda z, f=f: float(f(mp.mpf(float(z))))) for f in VALUES[name])
    rows, start = [], 0
    for c, d in zip(widths, widths[1:]):
        rows.append(weights[start : start + d * (c + bias)].reshape(d, c + bias))
        start += d * (c + bias)
    before, sums = [np.append(x, 1.0) if bias else x], []
    for index, w in enumerate(rows):
        sums.append(w @ before[-1])
        if index + 1 < len(rows):
            a = value(sums[-1])
            before.append(np.append(a, 1.0) if bias else a)
    gradients = []
    for output in range(widths[-1]):
        delta = np.eye(widths[-1])[output]
        parts = []
        for index in reversed(range(len(rows))):
            parts.append(np.outer(delta, before[index]).ravel())
            if index:
                back = delta @ rows[index]
                delta = (back[:-1] if bias else back) * slope(sums[index - 1])
        gradients.append(np.concatenate(parts[::-1]).tolist())
    return {
        "activation": name, "widths": widths, "bias": bool(bias), "input": x.tolist(),
        "weights": np.concatenate([w.ravel() for w in rows]).tolist(),
        "outputs": sums[-1].tolist(), "gradients": gradients,
    }


def spectrum(rng, name):
    """The singular values of the Jacobian on data of a network whose third neuron is that of the first again."""
    widths, bias, count = [3, 5, 2], 1, 16
    net = network(rng, name, widths, bias)
    weights = np.array(net["weights"])
    weights[8:12] = weights[0:4]
    inputs = rng.normal(size=(count, 3))
    rows = []
    for x in inputs:
        found = evaluate(name, widths, bias, weights, x)
        rows += found["gradients"]
    values = np.linalg.svd(np.array(rows) / np.sqrt(count), compute_uv=False)
    return {
        "activation": name, "weights": weights.tolist(), "inputs": inputs.tolist(), "singularValues": values.tolist(),
        "rank": int((values > 1e-12 * values[0]).sum()),
    }


rng = np.random.default_rng(7)
result = {
    "values": [
        {"name": name, "points": [[z, float(f(mp.mpf(z))), float(d(mp.mpf(z)))] for z in POINTS]}
        for name, (f, d) in VALUES.items()
    ],
    "networks": [
        network(rng, name, widths, bias) for name in VALUES for widths in ([2, 3, 2], [2, 3, 2, 1]) for bias in (0, 1)
    ],
    "spectra": [spectrum(rng, name) for name in VALUES],
}
path = pathlib.Path(__file__).parent / "named_activations.json"
path.write_text(json.dumps(result, indent=None, separators=(",", ":")).replace("},{", "},\n{") + "\n")
