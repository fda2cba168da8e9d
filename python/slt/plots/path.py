"""The loss between two networks."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..result import Result
from .style import COLORS, axes_or_new


def path(result: Result, axes: Any = None) -> Any:
    """The losses of `slt.compare` on the straight line, as the networks are given and after alignment."""
    axes = axes_or_new(axes)
    losses = result.path
    for key, style, color, name in [
        ("before", "--", "muted", "as given"),
        ("after", "-", "plain", "after alignment"),
    ]:
        values = np.array([np.nan if value is None else value for value in losses[key]], dtype=float)
        axes.plot(losses.points, values, style, color=COLORS[color], label=name)
    axes.set_xlabel("t")
    axes.set_ylabel("loss")
    axes.set_title("Loss on the straight line between two networks")
    axes.legend()
    return axes
