"""Distances of network functions for standard normal inputs, by SymPy alone: outputs expanded, squared, and moments.

python3 generate_gaussian_distances.py > gaussian_distances.json
"""

import json
import random

import sympy as sp
from sympy import Rational

random.seed(7)


def outputs(widths, activations, bias, weights):
    inputs = sp.symbols(f"x1:{widths[0] + 1}")
    values = list(inputs)
    for layer, matrix in enumerate(weights):
        z = [
            sum(a * b for a, b in zip(row, values)) + (row[len(values)] if bias else 0) for row in matrix
        ]
        if layer < len(activations):
            z = [sum(c * t**k for k, c in enumerate(activations[layer])) for t in z]
        values = [sp.expand(t) for t in z]
    return inputs, values


def moment(k):
    return 0 if k % 2 else sp.factorial2(k - 1) if k else 1


def expectation(polynomial, inputs):
    terms = sp.Poly(sp.expand(polynomial), *inputs).terms()
    return sum(c * sp.prod([moment(k) for k in exponents]) for exponents, c in terms)


def number():
    return Rational(random.randint(-3, 3), random.choice([1, 1, 2, 3]))


def random_weights(widths, bias):
    return [
        [[number() for _ in range(m + (1 if bias else 0))] for _ in range(n)]
        for m, n in zip(widths, widths[1:])
    ]


def texts(weights):
    return [[[str(entry) for entry in row] for row in matrix] for matrix in weights]


hermite = [0, -3, 0, 1]
networks = [
    ([2, 3, 1], [2, 2, 1], [[0, 0, 0, 1]], False),
    ([3, 2, 2], [3, 4, 2], [[0, 0, 1]], True),
    ([2, 2, 1], [2, 3, 1], [hermite], True),
    ([2, 2, 1], [2, 2, 1], [[1, 2, Rational(1, 2)]], False),
    ([2, 2, 2, 1], [2, 2, 2, 1], [[0, 0, 1], [0, 1, 0, 1]], True),
    ([1, 2, 2, 2], [1, 3, 1, 2], [[0, 1, 1], [0, 0, 1]], False),
    ([3, 2], [3, 2], [], True),
    ([2, 1, 1], [2, 2, 1], [[0, 0, 0, 0, 0, 1]], True),
]
cases = []
for widths, others, activations, bias in networks:
    first, second = random_weights(widths, bias), random_weights(others, bias)
    inputs, f = outputs(widths, activations, bias, first)
    _, g = outputs(others, activations, bias, second)
    cases.append(
        {
            "widths": widths,
            "otherWidths": others,
            "activations": [[str(c) for c in a] for a in activations],
            "bias": bias,
            "weights": texts(first),
            "otherWeights": texts(second),
            "squaredDistance": str(sum(expectation((a - b) ** 2, inputs) for a, b in zip(f, g))),
            "squaredNorm": str(sum(expectation(a**2, inputs) for a in f)),
        }
    )
print("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]")
