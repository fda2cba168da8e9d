"""Two-dimensional slices of a loss."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .style import axes_or_new


def landscape(
    function: Callable[[np.ndarray, np.ndarray], np.ndarray],
    horizontal: tuple[float, float],
    vertical: tuple[float, float],
    axes: Any = None,
    resolution: int = 201,
    levels: int = 16,
) -> Any:
    """Filled contours of log10 of a non-negative function of two coordinates, given as arrays."""
    axes = axes_or_new(axes)
    x, y = np.meshgrid(np.linspace(*horizontal, resolution), np.linspace(*vertical, resolution))
    values = np.log10(np.maximum(function(x, y), 1e-12))
    lowest = max(values.min(), values.max() - 6)
    shown = np.clip(values, lowest, None)
    filled = axes.contourf(x, y, shown, levels=levels, cmap="Blues_r")
    axes.figure.colorbar(filled, ax=axes, label=r"$\log_{10}$ loss", format="%.1f")
    axes.grid(False)
    return axes
