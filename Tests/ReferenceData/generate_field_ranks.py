"""Ranks of 60 dense networks at weights in number fields, 20 of them on data in the field; writes field_ranks.json.

An element of Q(a) is a list of fractions, multiplied modulo the minimal polynomial. The Jacobian is taken by dual
numbers with one slot for each parameter, at random integer inputs until three in a row add nothing, or at the inputs
of the data. Its rank over the field is that of its regular representation over the rationals, by python-flint,
divided by the degree of the field. Nothing is found modulo a prime and nothing of this package is used.

Some rows of weights are multiples of others by elements of the field, or zero, so that ranks drop.

Usage: python3 generate_field_ranks.py > field_ranks.json     (python-flint; fixed seed)
"""

import json
import random
from fractions import Fraction

from flint import fmpq, fmpq_mat

FIELDS = [
    ({"generator": "a", "minimal-polynomial": "a^2 + a - 1", "root": 0.618}, [-1, 1, 1]),
    ({"generator": "a", "minimal-polynomial": "a^2 - 2", "root": 1.41421}, [-2, 0, 1]),
    ({"generator": "a", "minimal-polynomial": "2*a^2 - 3", "root": -1.2247}, [Fraction(-3, 2), 0, 1]),
    ({"generator": "a", "minimal-polynomial": "a^3 - 2", "root": 1.26}, [-2, 0, 0, 1]),
    ({"generator": "a", "minimal-polynomial": "a^3 - 3*a + 1", "root": 0.3473}, [1, -3, 0, 1]),
    ({"generator": "a", "minimal-polynomial": "a^4 - 10*a^2 + 1", "root": 3.146}, [1, 0, -10, 0, 1]),
    ({"real-cyclotomic": 7}, [-1, -2, 1, 1]),
    ({"real-cyclotomic": 9}, [1, -3, 0, 1]),
    ({"generator": "a", "minimal-polynomial": "a^2 + 1"}, [1, 0, 1]),
    ({"cyclotomic": 5}, [1, 1, 1, 1, 1]),
]


class Field:
    def __init__(self, minimal):
        self.minimal = [Fraction(c) for c in minimal]
        self.degree = len(minimal) - 1

    def constant(self, number):
        return [Fraction(number)] + [Fraction(0)] * (self.degree - 1)

    def times(self, x, y):
        product = [Fraction(0)] * (2 * self.degree - 1)
        for i, a in enumerate(x):
            if a:
                for j, b in enumerate(y):
                    product[i + j] += a * b
        for k in range(len(product) - 1, self.degree - 1, -1):
            for j in range(self.degree):
                product[k - self.degree + j] -= product[k] * self.minimal[j]
        return product[: self.degree]

    def text(self, x):
        terms = [f"{c}*a^{k}" if k else str(c) for k, c in enumerate(x) if c]
        return " + ".join(terms).replace("+ -", "- ") or "0"


def plus(x, y):
    return [a + b for a, b in zip(x, y)]


class Dual:
    def __init__(self, field, value, slopes):
        self.field, self.value, self.slopes = field, value, slopes

    def __add__(self, other):
        slopes = dict(self.slopes)
        for k, s in other.slopes.items():
            slopes[k] = plus(slopes[k], s) if k in slopes else s
        return Dual(self.field, plus(self.value, other.value), slopes)

    def __mul__(self, other):
        f = self.field
        slopes = {k: f.times(other.value, s) for k, s in self.slopes.items()}
        for k, s in other.slopes.items():
            s = f.times(self.value, s)
            slopes[k] = plus(slopes[k], s) if k in slopes else s
        return Dual(f, f.times(self.value, other.value), slopes)


def jacobian_rows(field, widths, coefficients, bias, weights, biases, numbers):
    """The rows of the outputs at one input, as lists of elements."""
    position = 0
    values = [Dual(field, x, {}) for x in numbers]
    for layer, matrix in enumerate(weights):
        after = []
        start = position
        for i, row in enumerate(matrix):
            total = Dual(field, field.constant(0), {})
            for j, w in enumerate(row):
                slot = start + i * len(row) + j
                total = total + Dual(field, w, {slot: field.constant(1)}) * values[j]
            after.append(total)
        position += len(matrix) * len(matrix[0])
        if bias:
            for i, b in enumerate(biases[layer]):
                after[i] = after[i] + Dual(field, b, {position + i: field.constant(1)})
            position += len(matrix)
        if layer < len(weights) - 1:
            activated = []
            for t in after:
                total = Dual(field, field.constant(0), {})
                for c in reversed(coefficients):
                    total = total * t + Dual(field, field.constant(c), {})
                activated.append(total)
            after = activated
        values = after
    count, zero = position, field.constant(0)
    return [[v.slopes.get(k, zero) for k in range(count)] for v in values]


def rank(field, rows):
    """Over the field: each entry becomes the matrix of multiplication by it."""
    entries = []
    for row in rows:
        images = [row]
        generator = [Fraction(int(k == 1)) for k in range(field.degree)]
        for _ in range(field.degree - 1):
            images.append([field.times(generator, x) for x in images[-1]])
        entries += [[fmpq(c.numerator, c.denominator) for x in image for c in x] for image in images]
    if not entries:
        return 0
    found = fmpq_mat(len(entries), len(entries[0]), [c for row in entries for c in row]).rank()
    assert found % field.degree == 0
    return found // field.degree


def element(field, rng):
    if rng.random() < 0.3:
        return field.constant(rng.randint(-2, 2))
    return [Fraction(rng.choice([0, 0, 1, -1, 2, -3, Fraction(1, 2)])) for _ in range(field.degree)]


def model(rng, on_data):
    described, minimal = rng.choice(FIELDS[:8] if on_data else FIELDS)  # data: with a real place
    field = Field(minimal)
    widths = [rng.randint(1, 3) for _ in range(rng.choice([3, 3, 4]))]
    degree = rng.randint(2, 3)
    is_monomial = rng.random() < 0.6
    coefficients = [0] * degree + [1] if is_monomial else [rng.choice([0, 1, -1]) for _ in range(degree)] + [1]
    bias = rng.random() < 0.3
    weights = [[[element(field, rng) for _ in range(b)] for _ in range(c)] for b, c in zip(widths, widths[1:])]
    biases = [[element(field, rng) for _ in range(c)] for c in widths[1:]] if bias else None
    if widths[1] > 1 and rng.random() < 0.5:
        factor = element(field, rng)  # a multiple of the first row, or zero
        weights[0][1] = [field.times(factor, x) for x in weights[0][0]]
    spec = {
        "widths": widths,
        "activation": {"monomial": degree} if is_monomial else {"polynomial": coefficients},
        "bias": bias,
        "field": described,
        "weights": [[[field.text(x) for x in row] for row in matrix] for matrix in weights],
    }
    if bias:
        spec["biases"] = [[field.text(x) for x in row] for row in biases]
    count = sum(b * c for b, c in zip(widths, widths[1:])) + (sum(widths[1:]) if bias else 0)

    def rows(numbers):
        return jacobian_rows(field, widths, coefficients, bias, weights, biases, numbers)

    if on_data:
        points = [[element(field, rng) for _ in range(widths[0])] for _ in range(rng.randint(1, 8))]
        spec["data"] = {"inputs": [[field.text(x) for x in point] for point in points]}
        kind = widths[-1] > 1 and rng.random() < 0.4
        stacked = []
        for point in points:
            found = rows(point)
            if kind:
                found = [[[a - b for a, b in zip(x, y)] for x, y in zip(row, found[0])] for row in found[1:]]
            stacked += found
        if kind:
            spec["data"]["loss"] = "categorical"
        return spec, count, rank(field, stacked)
    stacked, best, idle = [], 0, 0
    while idle < 3 and best < count:
        stacked += rows([field.constant(rng.randint(-9, 9)) for _ in range(widths[0])])
        found = rank(field, stacked)
        best, idle = (found, 0) if found > best else (best, idle + 1)
    return spec, count, best


def main():
    rng = random.Random(20261202)
    models = []
    while len(models) < 60:
        spec, count, found = model(rng, len(models) >= 40)
        if count <= 24:
            models.append({"spec": spec, "parameters": count, "rank": found})
    print("[" + ",\n".join(json.dumps(m) for m in models) + "]")


if __name__ == "__main__":
    main()
