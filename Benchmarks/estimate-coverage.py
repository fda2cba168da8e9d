#!/usr/bin/env python3
"""How often the intervals of estimated learning coefficients on data contain the value, where it is known.

usage: Benchmarks/estimate-coverage.py [slt-critical] [seeds]

Twelve points on six inputs, each estimated with many seeds by the sampler that the tool takes by itself. Where all parameters
vary the value is the tool's exact one; where some are held fixed it is derived beside the point.
"""

import json
import subprocess
import sys
from fractions import Fraction

INPUTS = [[1, 0], [0, 1], [1, 1], [1, -1], [2, 1], [1, 2]]
LINE = [[-2], [-1], ["1/2"], [1], [3]]


def dense(widths, degree, weights, inputs, loss="squared"):
    spec = {"widths": widths, "weights": weights, "data": {"inputs": inputs, "loss": loss}}
    if len(widths) > 2:
        spec["activation"] = {"monomial": degree}
    return spec


#: Name, spec, options of the estimate, value (`None`: the exact one of the tool).
POINTS = [
    ("linear map, regular", dense([2, 2], 1, [[[1, 0], [0, 1]]], INPUTS), [], None),
    ("three classes", dense([2, 3], 1, [[[1, 0], [0, 1], [1, 1]]], INPUTS, "categorical"), [], None),
    ("one active neuron of two", dense([2, 2, 1], 3, [[[1, 0], [0, 0]], [[1, 0]]], INPUTS), [], None),
    # The cubic of the active row, and nothing of the dead one.
    ("its outer layer", dense([2, 2, 1], 3, [[[1, 0], [0, 0]], [[1, 0]]], INPUTS), ["layer:2"], Fraction(1, 2)),
    # The dead row has no outgoing weight: two directions of the active one.
    ("its first layer", dense([2, 2, 1], 3, [[[1, 0], [0, 0]], [[1, 0]]], INPUTS), ["layer:1"], Fraction(1)),
    ("one quadratic neuron at zero", dense([1, 1, 1], 2, [[[0]], [[0]]], LINE), [], None),
    ("one cubic neuron at zero", dense([1, 1, 1], 3, [[[0]], [[0]]], LINE), [], None),
    ("two quadratic neurons, rows zero", dense([1, 2, 1], 2, [[[0], [0]], [[1, 1]]], LINE), [], None),
    ("(2,1,1) at zero", dense([2, 1, 1], 2, [[[0, 0]], [[0]]], INPUTS), [], None),
    ("(2,2,1), regular", dense([2, 2, 1], 2, [[[1, 0], [0, 1]], [[1, 1]]], INPUTS), [], None),
    ("(2,2,1), redundant", dense([2, 2, 1], 2, [[[1, 0], [1, 0]], [[1, 1]]], INPUTS), [], None),
    ("(1,1,2) at zero", dense([1, 1, 2], 2, [[[0]], [[0], [0]]], LINE), [], None),
]


def run(tool, spec, *options):
    """The JSON of `learning-coefficient`."""
    done = subprocess.run(
        [tool, "learning-coefficient", "-", "--json", "--quiet", *options],
        input=json.dumps(spec),
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def main():
    tool = sys.argv[1] if len(sys.argv) > 1 else ".build/release/slt-critical"
    seeds = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    print("| point | λ | intervals with λ | withheld | median width |")
    print("|---|---:|---:|---:|---:|")
    inside = given = 0
    for name, spec, chosen, value in POINTS:
        options = ["--estimate-parameters", ",".join(chosen)] if chosen else []
        if value is None:
            value = Fraction(run(tool, spec)["lambda"])
        hits, widths = 0, []
        for seed in range(1, seeds + 1):
            interval = run(tool, spec, "--estimate", "--seed", str(seed), *options)["estimate"]["interval"]
            if interval is None:
                continue
            widths.append(interval[1] - interval[0])
            hits += interval[0] <= value <= interval[1]
        inside, given = inside + hits, given + len(widths)
        width = f"{sorted(widths)[len(widths) // 2]:.3f}" if widths else "-"
        print(f"| {name} | {value} | {hits} of {len(widths)} | {seeds - len(widths)} | {width} |", flush=True)
    print(f"\n{inside} of {given} intervals contain the value.")


if __name__ == "__main__":
    main()
