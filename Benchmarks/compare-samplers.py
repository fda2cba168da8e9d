#!/usr/bin/env python3
"""Moves of Langevin and Hamiltonian chains per processor second next to the same loops in NumPy, in one run.

    Benchmarks/compare-samplers.py [path of slt-critical]    # needs numpy

The tool samples around weights of a cubic network that fit the zero function or their own. NumPy has the loss of the
same network on as many inputs as the function has coefficients, its gradient written by hand, the same formulas of
MALA and of the leapfrog rule, one core. A Langevin step and a leapfrog step need one gradient each. devinterp's SGLD
stands beside it if it can be imported. One core each, processor time, the best of three rounds.
"""

import json
import math
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
CHAINS, LEAPFROG, STEPS_PER_DRAW = 4, 16, 4
ROUNDS = 3


def children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def ours(widths, weights, sampler, draws):
    """Gradients per processor second of the tool; the chains are moved at two temperatures, a third as burn-in."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(
            {"widths": widths, "activation": {"monomial": 3}, "weights": weights}, file
        )
        file.flush()
        best = 0.0
        for _ in range(ROUNDS):
            begin = children()
            output = subprocess.run(
                [
                    TOOL, "learning-coefficient", file.name, "--estimate", "--sampler", sampler,
                    "--draws", str(draws), "--chains", str(CHAINS), "--inverse-temperature", "100",
                    "--localization", "1", "--threads", "1", "--json", "--quiet",
                ],
                check=True, capture_output=True,
            ).stdout
            seconds = children() - begin
            estimate = json.loads(output)["estimate"]
            assert estimate["draws"] == draws * CHAINS
            # Of Hamiltonian moves half of the largest length on average; cooling is not counted.
            steps = STEPS_PER_DRAW if sampler == "mala" else (LEAPFROG + 1) / 2
            best = max(best, 2 * CHAINS * (draws + draws // 3) * steps / seconds)
        return best


class Problem:
    def __init__(self, widths, weights, inputs):
        self.shapes = [np.array(w, dtype=float).shape for w in weights]
        self.center = np.concatenate([np.array(w, dtype=float).ravel() for w in weights])
        self.x = np.random.default_rng(1).standard_normal((widths[0], inputs))
        self.y = self.forward(self.unpack(self.center))[-1][1]

    def unpack(self, point):
        matrices, start = [], 0
        for rows, columns in self.shapes:
            matrices.append(point[start : start + rows * columns].reshape(rows, columns))
            start += rows * columns
        return matrices

    def forward(self, matrices):
        layers, value = [], self.x
        for index, matrix in enumerate(matrices):
            before = matrix @ value
            after = before if index == len(matrices) - 1 else before**3
            layers.append((before, after, value))
            value = after
        return layers

    def gradient(self, point):
        """K and its gradient."""
        matrices = self.unpack(point)
        layers = self.forward(matrices)
        count = self.x.shape[1]
        residual = layers[-1][1] - self.y
        back, parts = 2 * residual / count, []
        for index in reversed(range(len(matrices))):
            before, _, value = layers[index]
            if index < len(matrices) - 1:
                back = back * 3 * before**2
            parts.append((back @ value.T).ravel())
            back = matrices[index].T @ back
        return (residual**2).sum() / count, np.concatenate(parts[::-1])


def mala(problem, steps, beta=100.0, gamma=1.0, step=1e-4):
    rng, point = np.random.default_rng(2), problem.center.copy()
    value, gradient = problem.gradient(point)
    for _ in range(steps):
        force = -beta * gradient - gamma * (point - problem.center)
        noise = rng.standard_normal(point.size)
        trial = point + 0.5 * step * force + math.sqrt(step) * noise
        new, new_gradient = problem.gradient(trial)
        new_force = -beta * new_gradient - gamma * (trial - problem.center)
        back = point - trial - 0.5 * step * new_force
        ratio = (
            -beta * (new - value)
            - 0.5 * gamma * (((trial - problem.center) ** 2).sum() - ((point - problem.center) ** 2).sum())
            - (back @ back) / (2 * step)
            + 0.5 * (noise @ noise)
        )
        if math.log(rng.random()) < ratio:
            point, value, gradient = trial, new, new_gradient
    return steps


def hamiltonian(problem, moves, beta=100.0, gamma=1.0, step=1e-3):
    rng, point = np.random.default_rng(2), problem.center.copy()
    value, gradient = problem.gradient(point)
    total = 0
    for _ in range(moves):
        momentum = rng.standard_normal(point.size)
        energy = beta * value + 0.5 * gamma * ((point - problem.center) ** 2).sum() + 0.5 * momentum @ momentum
        trial, new, new_gradient = point.copy(), value, gradient
        count = rng.integers(1, LEAPFROG + 1)
        for _ in range(count):
            momentum = momentum - 0.5 * step * (beta * new_gradient + gamma * (trial - problem.center))
            trial = trial + step * momentum
            new, new_gradient = problem.gradient(trial)
            momentum = momentum - 0.5 * step * (beta * new_gradient + gamma * (trial - problem.center))
        total += count
        change = (
            beta * new + 0.5 * gamma * ((trial - problem.center) ** 2).sum() + 0.5 * momentum @ momentum - energy
        )
        if math.log(rng.random()) < -change:
            point, value, gradient = trial, new, new_gradient
    return total


def rate(function, *arguments):
    best = 0.0
    for _ in range(ROUNDS):
        begin = time.process_time()
        steps = function(*arguments)
        best = max(best, steps / (time.process_time() - begin))
    return best


def devinterp(problem, steps):
    import torch
    from devinterp.optim.sgld import SGLD

    torch.set_num_threads(1)
    x, y = torch.tensor(problem.x.T), torch.tensor(problem.y.T)
    parameters = [
        torch.nn.Parameter(torch.tensor(matrix.copy())) for matrix in problem.unpack(problem.center)
    ]
    optimizer = SGLD(parameters, lr=1e-6, nbeta=100.0, localization=1.0)
    for _ in range(steps):
        value = x
        for matrix in parameters[:-1]:
            value = (value @ matrix.T) ** 3
        optimizer.zero_grad()
        ((value @ parameters[-1].T - y) ** 2).mean().backward()
        optimizer.step()
    return steps


def active(widths):
    """One active neuron."""
    first = [[0] * widths[0] for _ in range(widths[1])]
    first[0][0] = 1
    last = [[0] * widths[1]]
    last[0][0] = 1
    return [first, last]


for widths, draws in ([2, 3, 1], 20_000), ([6, 12, 1], 400):
    weights = active(widths)
    problem = Problem(widths, weights, math.comb(widths[0] + 2, 3))
    for sampler, peer, count in ("mala", mala, 5_000), ("hamiltonian", hamiltonian, 600):
        mine, theirs = ours(widths, weights, sampler, draws), rate(peer, problem, count)
        print(
            f"{tuple(widths)} {sampler}: {mine:,.0f} gradients/s, NumPy {theirs:,.0f}, "
            f"ratio {mine / theirs:.1f}", flush=True,
        )
    try:
        print(f"{tuple(widths)} devinterp SGLD: {rate(devinterp, problem, 1_000):,.0f} gradients/s", flush=True)
    except ImportError as error:
        print("devinterp:", error, flush=True)
