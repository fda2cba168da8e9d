"""A training run as a whole."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np

from ..result import Result
from .style import COLORS


def training_run(result: Result) -> Any:
    """Panels over the checkpoints of `slt.training_run`: neurons, distance, rank and loss as far as known."""
    checkpoints = [checkpoint for checkpoint in result.checkpoints if "error" not in checkpoint]
    steps = [checkpoint.step for checkpoint in checkpoints]
    known = all(step is not None for step in steps) and steps == sorted(set(steps))
    places = np.array(steps if known else range(1, len(steps) + 1))

    def values(key: str) -> np.ndarray:
        return np.array([np.nan if point[key] is None else point[key] for point in checkpoints], dtype=float)

    def count(*states: str) -> list[int]:
        return [sum(layer[state] for layer in point.layers for state in states) for point in checkpoints]

    curves: list[tuple[str, bool, list[tuple[str, str, Any]]]] = [
        (
            "neurons",
            False,
            [
                ("active", "plain", count("active")),
                ("inactive", "muted", count("inactiveIn", "inactiveOut")),
                ("redundant", "redundant", count("redundant")),
            ],
        ),
        (
            "distance from the nearest subnetwork",
            True,
            [
                (
                    "",
                    "subnetwork",
                    [point.nearest.distance if point.nearest else np.nan for point in checkpoints],
                )
            ],
        ),
        ("rank on the data", False, [("", "plain", values("rankAtLeast"))]),
        ("loss on the data", True, [("", "plateau", values("dataLoss"))]),
    ]
    shown = [panel for panel in curves if np.isfinite(np.array([c[2] for c in panel[2]], dtype=float)).any()]
    figure, panels = plt.subplots(
        len(shown), 1, figsize=(7, 2.2 * len(shown)), sharex=True, squeeze=False, layout="constrained"
    )
    for axes, (title, logarithmic, lines) in zip(panels[:, 0], shown, strict=True):
        for name, color, numbers in lines:
            numbers = np.array(numbers, dtype=float)
            if logarithmic:
                numbers = np.where(numbers > 0, numbers, np.nan)
            axes.plot(places, numbers, "o-", ms=3, color=COLORS[color], label=name or None)
        if logarithmic:
            axes.set_yscale("log")
        if len(lines) > 1:
            axes.legend(fontsize=8)
        axes.set_ylabel(title)
        axes.set_xlabel("step" if known else "checkpoint")
    return figure
