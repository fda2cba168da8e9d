#!/usr/bin/env python3
"""Numerical ranks on data of 50 trained networks next to NumPy.

    Benchmarks/compare-data-ranks.py [slt-critical] [networks]   # needs numpy and scikit-learn

The networks are those of the tests of the notebooks' module, trained on the data sets of scikit-learn. NumPy takes `svd` of the
Jacobian and counts the singular values above 10^-12 of the largest. Processor time of one core, best of three rounds. First
both are programs that read the same two files and print the rank, so that the start of Python and NumPy counts in; then
NumPy's function alone is compared with the whole program less its start, taken from a network with two parameters.
The OpenBLAS of a distribution may take slower kernels for a new processor than that in NumPy: the environment variable
OPENBLAS_CORETYPE gives both the same.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
from threadpoolctl import threadpool_info

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
sys.path.insert(0, str(NOTEBOOKS))
from tests.trained_networks import trained_networks

TOOL = Path(sys.argv[1] if len(sys.argv) > 1 else ".build/release/slt-critical").resolve()
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 50
ROUNDS = 3


def children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def ours(network, folder):
    np.savez(folder / "weights.npz", **network.state())
    np.savez(folder / "inputs.npz", inputs=network.inputs)
    command = [
        TOOL, "analyze", "--widths", ",".join(map(str, network.widths)), "--activation", network.activation,
        "--bias", "--weights", folder / "weights.npz", "--data", folder / "inputs.npz", "--threads", "1",
        "--json", "--quiet",
    ]  # fmt: skip
    best = float("inf")
    for _ in range(ROUNDS):
        begin = children()
        text = subprocess.run(command, check=True, capture_output=True).stdout
        best = min(best, children() - begin)
    return best, json.loads(text)


PEER = """
import sys
import numpy as np
from tests.trained_networks import TrainedNetwork
weights, inputs = np.load(sys.argv[1]), np.load(sys.argv[2])["inputs"]
network = TrainedNetwork(sys.argv[3], [weights[name] for name in weights], inputs)
values = np.linalg.svd(network.jacobian(), compute_uv=False)
print((values > 1e-12 * values[0]).sum())
"""


def numpys_program(network, folder):
    command = [sys.executable, "-c", PEER, folder / "weights.npz", folder / "inputs.npz", network.activation]
    best = float("inf")
    for _ in range(ROUNDS):
        begin = children()
        text = subprocess.run(command, check=True, capture_output=True, cwd=NOTEBOOKS).stdout
        best = min(best, children() - begin)
    return best, int(text)


def numpys_function(network):
    best = float("inf")
    for _ in range(ROUNDS):
        begin = time.process_time()
        values = np.linalg.svd(network.jacobian(), compute_uv=False)
        int((values > 1e-12 * values[0]).sum())
        best = min(best, time.process_time() - begin)
    return best


def start_of_tool():
    best = float("inf")
    for _ in range(5):
        begin = children()
        subprocess.run([TOOL, "dimension", "--widths", "1,1,1", "--degree", "2", "--json"], capture_output=True)
        best = min(best, children() - begin)
    return best


def main():
    start = start_of_tool()
    times = []
    equal = undecided = 0
    with tempfile.TemporaryDirectory() as name:
        for number, network in enumerate(trained_networks(COUNT)):
            mine, found = ours(network, Path(name))
            program, rank = numpys_program(network, Path(name))
            times.append((mine, program, mine - start, numpys_function(network)))
            equal += found["rank"] == rank
            undecided += found["rank"] is None
            rows, columns = network.jacobian().shape
            print(
                f"{number + 1}: {network.widths}, {network.activation}, Jacobian {rows} x {columns}: rank "
                f"{found['rank']}, NumPy {rank}; {mine:.3f} s, NumPy {program:.3f} s, its function {times[-1][3]:.3f} s",
                flush=True,
            )
    times = np.array(times)
    kernels = [library["architecture"] for library in threadpool_info() if library["user_api"] == "blas"]
    print(f"NumPy's kernels: {kernels[0]}; OPENBLAS_CORETYPE: {os.environ.get('OPENBLAS_CORETYPE', 'not set')}")
    print(f"{equal} of {COUNT} ranks equal, {undecided} left open, {COUNT - equal - undecided} different")
    for what, (a, b) in (("programs", times[:, :2].T), ("without starts", times[:, 2:].T)):
        large = b > 0.05
        line = f"ours / NumPy, {what}: {a.sum() / b.sum():.2f} in all, {np.median(a / b):.2f} in the median"
        if large.any():
            line += f", {np.median(a[large] / b[large]):.2f} where NumPy takes more than 0.05 s"
        print(line)


main()
