#!/usr/bin/env python3
"""Writes Documentation/layer-dimensions.md: dimensions of attention and of convolutional networks.

usage: scripts/record-layer-dimensions.py [PATH OF slt-critical] > Documentation/layer-dimensions.md
"""

import itertools
import json
import subprocess
import sys

tool = sys.argv[1] if len(sys.argv) > 1 else ".build/release/slt-critical"


def dimension(spec):
    done = subprocess.run(
        [tool, "dimension", "-", "--json", "--quiet"],
        input=json.dumps(spec), capture_output=True, text=True, check=True,
    )
    return json.loads(done.stdout)


def dimensions(specs):
    return [dimension(spec) for spec in specs]


def attention(layers, features, key):
    layer = {"attention": {"kind": "linear", "key": key, "value": features}}
    return {"inputs": {"tokens": features, "features": features}, "layers": [layer] * layers}


def convolutions(kernels, degree):
    layers = []
    for kernel in kernels:
        if layers:
            layers.append({"activation": {"monomial": degree}})
        layers.append({"convolution": {"kernel": kernel}})
    return {"inputs": {"length": sum(kernels) - len(kernels) + 1}, "layers": layers}


def mark(value, formula):
    return f"{value}" + ("" if value == formula else f" (formula: {formula})")


def known(results):
    kinds = sorted({result["evidence"]["kind"] for result in results})
    return ", ".join(kinds)


print("# Dimensions of attention and of convolutional networks")
print()
print("Generic ranks as `slt-critical dimension` prints them, with the formulas of the literature; a value that")
print("differs from its formula would have the formula beside it. `scripts/record-layer-dimensions.py` records this page.")
print()
print("## Lightning attention")
print()
print("l layers (XQ)(XK)ᵀ(XV) with one head on d tokens with d features; Q and K have a columns, V has d. The formula is")
print("l(a(2d − a) + d²) − (l − 1)d² − l (arXiv 2408.17221); the upper bound is N less the known symmetries: GL(a) of the")
print("keys, GL(d) between layers, and a scaling of each layer.")
print()
print("| l | d | a = 1 | 2 | 3 | 4 | 5 | known |")
print("|---|---|---|---|---|---|---|---|")
for l, d in itertools.product(range(1, 4), range(1, 6)):
    found = dimensions([attention(l, d, a) for a in range(1, d + 1)])
    cells = [
        mark(result["dimension"], l * (a * (2 * d - a) + d * d) - (l - 1) * d * d - l)
        for a, result in zip(range(1, d + 1), found)
    ]
    print(f"| {l} | {d} | {' | '.join(cells + [''] * (5 - d))} | {known(found)} |")
print()
print("## Convolutions over a line")
print()
print("One channel, no padding, kernels k₁, …, k_L, one output position, t^r in between. The formula is")
print("k₁ + … + k_L − (L − 1) (arXiv 2410.00722).")
print()
print("| kernels | r = 2 | r = 3 | known |")
print("|---|---|---|---|")
for count in range(1, 5):
    for kernels in itertools.product([2, 3], repeat=count):
        found = dimensions([convolutions(kernels, r) for r in (2, 3)])
        formula = sum(kernels) - (count - 1)
        cells = " | ".join(mark(result["dimension"], formula) for result in found)
        print(f"| {', '.join(map(str, kernels))} | {cells} | {known(found)} |")
