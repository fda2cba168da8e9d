"""Ranks of 40 models with layers at weights in number fields, 16 of them on data in the field; writes layer_field_ranks.json.

The layers are those of generate_layer_ranks.py, over the fields of generate_field_ranks.py: dual numbers over the field at
random integer inputs until three in a row add nothing, or at the inputs of the data, and the rank of the regular
representation over the rationals by python-flint. Many weights are zero, so that ranks drop.

Usage: python3 generate_layer_field_ranks.py > layer_field_ranks.json     (python-flint; fixed seed)
"""

import json
import random

from generate_field_ranks import FIELDS, Dual, Field, element, rank
from generate_layer_ranks import Pass, arranged, evaluate, parameter_count, random_layers


class FieldNetwork:
    """Constants of a field."""

    def __init__(self, field):
        self.field = field

    def constant(self, number):
        is_element = isinstance(number, list)
        return Dual(self.field, number if is_element else self.field.constant(number), {})


class FieldPass(Pass):
    """One pass at given weights, with a slot for each."""

    def __init__(self, network, weights):
        super().__init__(network, None)
        self.weights = weights

    def parameter(self):
        field, slot = self.network.field, self.position
        self.position += 1
        return Dual(field, self.weights[slot], {slot: field.constant(1)})


def model(rng, on_data):
    spec, _ = random_layers(rng)
    if not spec["layers"] or "rational" in json.dumps(spec):
        return None
    count = parameter_count(spec["inputs"], spec["layers"])
    if not 2 <= count <= 16:
        return None
    described, minimal = rng.choice(FIELDS[:8] if on_data else FIELDS)
    field = Field(minimal)
    zero = field.constant(0)
    weights = [zero if rng.random() < 0.3 else element(field, rng) for _ in range(count)]
    _, channels, extents = arranged(spec["inputs"])
    inputs = channels
    for extent in extents:
        inputs *= extent

    def rows(numbers):
        run = FieldPass(FieldNetwork(field), weights)
        outputs = evaluate(run, spec["inputs"], spec["layers"], numbers).flat()
        return [[v.slopes.get(k, zero) for k in range(count)] for v in outputs]

    spec["field"] = described
    stacked, best, idle = [], 0, 0
    if on_data:
        points = [[element(field, rng) for _ in range(inputs)] for _ in range(rng.randint(1, 5))]
        spec["data"] = {"inputs": [[field.text(x) for x in point] for point in points]}
        is_categorical = len(rows(points[0])) > 1 and rng.random() < 0.4
        for point in points:
            found = rows(point)
            if is_categorical:
                found = [[[a - b for a, b in zip(x, y)] for x, y in zip(row, found[0])] for row in found[1:]]
            stacked += found
        if is_categorical:
            spec["data"]["loss"] = "categorical"
        best = rank(field, stacked)
    while not on_data and idle < 3 and best < count:
        stacked += rows([field.constant(rng.randint(-9, 9)) for _ in range(inputs)])
        found = rank(field, stacked)
        best, idle = (found, 0) if found > best else (best, idle + 1)
    weights = [field.text(x) for x in weights]
    return {"spec": spec, "weights": weights, "parameters": count, "rank": best}


def main():
    rng = random.Random(20261203)
    models = []
    while len(models) < 40:
        found = model(rng, len(models) >= 24)
        if found:
            models.append(found)
    print("[" + ",\n".join(json.dumps(m) for m in models) + "]")


if __name__ == "__main__":
    main()
