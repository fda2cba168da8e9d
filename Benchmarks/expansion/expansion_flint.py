"""Time to expand the outputs of a monomial network with python-flint (fmpz_mpoly), one thread.

usage: expansion_flint.py widths degree repetitions

Prints the processor time of the expansion in weights and inputs, and of the expansion with the splitting
by input monomials, which here is a Python loop over the terms.
"""
import sys
import time
from flint import Ordering, fmpz_mpoly_ctx

widths = [int(d) for d in sys.argv[1].split(",")]
degree, repetitions = int(sys.argv[2]), int(sys.argv[3])
names = [f"x{i}" for i in range(widths[0])] + [
    f"w{l}_{i}_{j}" for l in range(1, len(widths)) for i in range(widths[l])
    for j in range(widths[l - 1])]
context = fmpz_mpoly_ctx.get(names, Ordering.degrevlex)
generators = context.gens()


def outputs():
    values, position = list(generators[:widths[0]]), widths[0]
    for layer in range(1, len(widths)):
        following = []
        for _ in range(widths[layer]):
            z = generators[position] * values[0]
            for j in range(1, widths[layer - 1]):
                z += generators[position + j] * values[j]
            position += widths[layer - 1]
            following.append(z if layer == len(widths) - 1 else z**degree)
        values = following
    return values


def split(f):
    rows = {}
    for exponents, coefficient in f.terms():
        rows.setdefault(exponents[:widths[0]], {})[exponents] = coefficient
    return {key: context.from_dict(row) for key, row in rows.items()}


expansion = splitting = float("inf")
terms = 0
for _ in range(repetitions):
    start = time.process_time()
    result = outputs()
    middle = time.process_time()
    rows = [split(f) for f in result]
    end = time.process_time()
    expansion, splitting = min(expansion, middle - start), min(splitting, end - start)
    terms = sum(len(f) for f in result)
print(f"python-flint terms {terms} milliseconds {expansion * 1000:.4g} with-splitting {splitting * 1000:.4g}")
