"""Training curves."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..result import Result
from .style import COLORS, axes_or_new


def training(result: Result, axes: Any = None, runs: list[int] | None = None) -> Any:
    """The loss of the runs of `slt.descend(..., traces=True)` over time, with plateaus as dots.

    Runs that end in a confirmed subnetwork are drawn in another colour. `runs` selects some of them.
    """
    axes = axes_or_new(axes)
    labels = set()

    def label(text: str) -> str | None:
        new = text not in labels
        labels.add(text)
        return text if new else None

    for run in result.runs:
        if runs is not None and run.index not in runs:
            continue
        trace = result.traces[run.index]
        ends = bool(run.subnetwork)
        name = "diverges" if run.diverged else "ends in a subnetwork" if ends else "ends elsewhere"
        time = np.array([point.time for point in trace])
        loss = np.array([point.loss for point in trace])
        axes.loglog(
            time[1:],
            loss[1:],
            color=COLORS["subnetwork" if ends else "muted"],
            lw=1.1,
            alpha=0.8,
            label=label(name),
        )
        steps = np.array([point.step for point in trace])
        for plateau in run.plateaus:
            at = int(np.abs(steps - plateau.step).argmin())
            axes.plot(time[at], plateau.loss, "o", ms=4, color=COLORS["plateau"], label=label("plateau"))
    axes.set_xlabel("time of the gradient flow" if result.method == "flow" else "steps x step size")
    axes.set_ylabel("population loss")
    axes.set_title(f"Training of widths ({','.join(map(str, result.widths))})")
    axes.legend()
    return axes
