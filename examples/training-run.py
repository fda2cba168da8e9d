"""Writes examples/training-run: data, and checkpoints of a network that is trained on them with weight decay.

Six neurons with activation t^3 learn the function of two; some of them become redundant, others die.
NumPy only; python3 examples/training-run.py
"""

from pathlib import Path

import numpy as np

folder = Path(__file__).parent / "training-run"
rng = np.random.default_rng(5)
teacher = np.array([[1.0, 0.5], [-0.5, 1.0]]), np.array([[1.0, 0.8]])
inputs = np.round(rng.normal(size=(40, 2)), 3)
targets = np.round((inputs @ teacher[0].T) ** 3 @ teacher[1].T, 3)
np.savetxt(folder / "data.csv", np.hstack([inputs, targets]), delimiter=",", fmt="%g")

first, second = 0.5 * rng.normal(size=(6, 2)), 0.5 * rng.normal(size=(1, 6))
rate, decay = 1e-2, 3e-2
for step in range(50_001):
    if step in (0, 100, 1_000, 5_000, 10_000, 20_000, 50_000):
        names = {"0.weight": first.astype(np.float32), "2.weight": second.astype(np.float32)}
        np.savez(folder / f"step-{step}.npz", **names)
    hidden = inputs @ first.T
    residual = 2 / len(inputs) * (hidden**3 @ second.T - targets)
    change = (residual @ second * 3 * hidden**2).T @ inputs
    second -= rate * (residual.T @ hidden**3 + decay * second)
    first -= rate * (change + decay * first)
