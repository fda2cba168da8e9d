#!/usr/bin/env python3
"""Singular values of the Jacobian on a data set next to NumPy and JAX, in one run.

    Benchmarks/compare-data-spectra.py [path of slt-critical]    # needs numpy; JAX if it can be imported

Networks of squares with random weights on random inputs. The tool reads both from files and prints the singular
values and the rank. NumPy writes the same Jacobian by hand and takes `svd` of it up to 2,048 rows or parameters; beyond,
`eigvalsh` of the Gram matrix of the smaller side, and the rank is the number of eigenvalues above 10^-10 of the largest, which
leaves singular values below 10^-5 to guessing. JAX only makes the Jacobian, by `jacrev`. One core each, processor time, best
of two rounds (one for the largest); the files are counted in for the tool. Ranks and the largest singular values are compared.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np

TOOL = sys.argv[1] if len(sys.argv) > 1 else ".build/release/slt-critical"
CASES = [((20, 40, 1), 5_000), ((50, 30, 10), 1_000), ((60, 50, 10), 400), ((99, 100, 1), 10_000)]


def rounds(weights):
    return 2 if len(weights) < 5_000 else 1


def children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def ours(widths, inputs, weights, folder):
    np.save(f"{folder}/x.npy", inputs)
    np.save(f"{folder}/w.npy", weights)
    best, found = float("inf"), None
    for _ in range(rounds(weights)):
        begin = children()
        text = subprocess.run(
            [
                TOOL, "analyze", "--widths", ",".join(map(str, widths)), "--degree", "2", "--data",
                f"{folder}/x.npy", "--weights", f"{folder}/w.npy", "--threads", "1", "--json", "--quiet",
            ],
            check=True, capture_output=True,
        ).stdout
        best = min(best, children() - begin)
        found = json.loads(text)
    return best, found


def jacobian(widths, inputs, weights):
    """Rows by inputs and outputs, columns W_1 row by row and W_2."""
    d, h, o = widths
    first, second = weights[: d * h].reshape(h, d), weights[d * h :].reshape(o, h)
    z = inputs @ first.T
    n = len(inputs)
    rows = np.zeros((n, o, len(weights)))
    for k in range(o):
        inner = 2 * z * second[k]
        rows[:, k, : d * h] = (inner[:, :, None] * inputs[:, None, :]).reshape(n, d * h)
        rows[:, k, d * h + k * h : d * h + (k + 1) * h] = z**2
    return rows.reshape(n * o, len(weights)) / np.sqrt(n)


def by_gram(matrix):
    """Singular values as roots of eigenvalues of the smaller matrix of scalar products."""
    gram = matrix.T @ matrix if len(matrix) >= matrix.shape[1] else matrix @ matrix.T
    return np.sqrt(np.maximum(np.linalg.eigvalsh(gram)[::-1], 0))


def timed(body, count):
    best, result = float("inf"), None
    for _ in range(count):
        begin = time.process_time()
        result = body()
        best = min(best, time.process_time() - begin)
    return best, result


def jax_time(widths, inputs, weights):
    try:
        import jax
    except ImportError:
        return None
    jax.config.update("jax_enable_x64", True)
    d, h, o = widths

    def outputs(w):
        return ((inputs @ w[: d * h].reshape(h, d).T) ** 2) @ w[d * h :].reshape(o, h).T

    made = jax.jit(jax.jacrev(outputs))
    made(weights).block_until_ready()
    return timed(lambda: made(weights).block_until_ready(), 2)[0]


def main():
    generator = np.random.default_rng(1)
    for widths, count in CASES:
        inputs = generator.standard_normal((count, widths[0]))
        weights = generator.standard_normal(widths[1] * (widths[0] + widths[2]))
        with tempfile.TemporaryDirectory() as folder:
            seconds, found = ours(widths, inputs, weights, folder)
        complete = found["complete"]

        def peer():
            matrix = jacobian(widths, inputs, weights)
            if complete:
                return np.linalg.svd(matrix, compute_uv=False)
            return by_gram(matrix)

        other, values = timed(peer, rounds(weights))
        leading = np.array(found["singularValues"][:20])
        # A random start finds the last of several hundred roughly, the first well.
        assert np.allclose(leading, values[:20], rtol=1e-9 if complete else 3e-2), (leading, values[:20])
        assert found["rank"] in (None, int(np.sum(values > 1e-5 * values[0])))
        line = (
            f"{widths}, {len(weights)} parameters, {count} inputs: ours {seconds:.2f} s, "
            f"NumPy {other:.2f} s, ours / NumPy {seconds / other:.2f}; rank {found['rank']}"
        )
        jax_seconds = jax_time(widths, inputs, weights) if len(weights) < 3_000 else None
        if jax_seconds is not None:
            line += f"; the Jacobian alone in JAX {jax_seconds:.2f} s"
        print(line, flush=True)


main()
