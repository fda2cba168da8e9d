"""Ranks of Jacobians at exact points, computed with SymPy alone; writes point_ranks.json.

The polynomial map is expanded symbolically in weights and inputs, differentiated, evaluated at the
point and its rank found by SymPy's exact elimination. A third of the points have a zero row, a zero
column or proportional rows. Usage: python3 generate_point_ranks.py > point_ranks.json
"""

import itertools
import json
import random

import sympy

SHAPES = [
    ([2, 2, 1], [[0, 0, 1]], False), ([2, 2, 1], [[0, 0, 0, 1]], False),
    ([2, 3, 1], [[0, 0, 0, 1]], False), ([2, 2, 2], [[0, 0, 1]], False),
    ([3, 2, 1], [[0, 0, 1]], False), ([2, 3, 2], [[0, 0, 1]], False),
    ([2, 2, 2, 1], [[0, 0, 1], [0, 0, 1]], False), ([1, 2, 2], [[0, 0, 1]], False),
    ([2, 2, 1, 2], [[0, 0, 1], [0, 0, 0, 1]], False), ([2, 2, 1], [[0, 1, 0, 1]], False),
    ([1, 2, 1], [[1, 2, 3]], True), ([2, 2, 1], [[0, 0, 1]], True), ([1, 2, 2, 1], [[0, 1, 1], [0, 0, 1]], True),
]


def matrices(widths, entries):
    entries = iter(entries)
    return [[[next(entries) for _ in range(n)] for _ in range(m)] for n, m in zip(widths, widths[1:])]


def plant(weights, biases, rng):
    layer = rng.randrange(len(weights) - 1)
    width = len(weights[layer])
    kind = rng.randrange(3)
    if kind == 0:
        weights[layer][0] = [0] * len(weights[layer][0])
    elif kind == 1:
        for row in weights[layer + 1]:
            row[0] = 0
    elif width > 1:
        factor = 1 if biases else rng.choice([1, -1, 2, -2])
        weights[layer][1] = [factor * w for w in weights[layer][0]]
        if biases:
            biases[layer][1] = factor * biases[layer][0]


def rank(widths, activations, weights, biases):
    symbols, values = [], []
    x = sympy.symbols(f"x1:{widths[0] + 1}")
    outputs = list(x)
    for layer, matrix in enumerate(weights):
        rows = []
        for i, row in enumerate(matrix):
            w = sympy.symbols([f"w{layer}_{i}_{j}" for j in range(len(row))])
            symbols += w
            values += row
            value = sum(a * b for a, b in zip(w, outputs))
            if biases:
                b = sympy.Symbol(f"b{layer}_{i}")
                symbols.append(b)
                values.append(biases[layer][i])
                value += b
            rows.append(value)
        if layer < len(activations):
            rows = [sum(c * v**k for k, c in enumerate(activations[layer])) for v in rows]
        outputs = rows
    point = dict(zip(symbols, values))
    rows = []
    for f in outputs:
        for coefficient in sympy.Poly(sympy.expand(f), *x).coeffs():
            rows.append([sympy.diff(coefficient, s).subs(point) for s in symbols])
    return sympy.Matrix(rows).rank()


def main():
    rng = random.Random(20240601)
    cases = []
    for shape, number in itertools.product(SHAPES, range(6)):
        widths, activations, has_bias = shape
        count = sum(a * b for a, b in zip(widths, widths[1:]))
        weights = matrices(widths, [rng.randint(-3, 3) for _ in range(count)])
        biases = [[rng.randint(-2, 2) for _ in range(m)] for m in widths[1:]] if has_bias else None
        if number % 3 == 0:
            plant(weights, biases, rng)
        cases.append({
            "widths": widths, "activations": activations, "weights": weights, "biases": biases,
            "rank": int(rank(widths, activations, weights, biases)),
        })
    print("[" + ",\n".join(json.dumps(case) for case in cases) + "]")


main()
