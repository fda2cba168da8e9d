"""Singular values of the Jacobian."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..result import Result
from .style import COLORS, axes_or_new

#: Values that are zero in double precision are drawn here.
FLOOR = 1e-17


def singular_values(sample: Result, axes: Any = None, limit: int = 200) -> Any:
    """The singular values at the points of `slt.sample`, relative to the largest, against their number.

    The line between rank and rank + 1 is the exact generic rank. At most `limit` points are drawn.
    """
    axes = axes_or_new(axes)
    points = sample.points[:limit]
    for point in points:
        values = np.array(point.singular_values)
        relative = np.maximum(values / values[0], FLOOR) if values[0] > 0 else values
        axes.semilogy(range(1, len(values) + 1), relative, ".-", color=COLORS["plain"], alpha=0.25, lw=0.7)
    rank = sample.generic_rank
    axes.axvline(rank + 0.5, color=COLORS["plateau"], lw=1)
    axes.text(rank + 0.6, 0.3, f"exact rank {rank}", color=COLORS["plateau"], va="top")
    axes.set_xticks(range(1, len(points[0].singular_values) + 1))
    axes.set_xlabel("number i")
    axes.set_ylabel(r"$\sigma_i/\sigma_1$")
    widths = ",".join(map(str, sample.widths))
    axes.set_title(f"Singular values of J at {len(points)} random weights, widths ({widths})")
    return axes
