"""Colours and defaults shared by all figures."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt

#: Meanings and their colours, those of the tool's own pictures.
COLORS = {
    "plain": "#2563eb",
    "subnetwork": "#0f766e",
    "exotic": "#b45309",
    "redundant": "#7c3aed",
    "plateau": "#dc2626",
    "muted": "#6b7280",
}


def use_style() -> None:
    """Quiet axes and readable sizes for the figures of a notebook."""
    plt.rcParams.update(
        {
            "figure.figsize": (7, 4.2),
            "figure.dpi": 96,
            "figure.constrained_layout.use": True,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.grid": True,
            "grid.color": "#e5e7eb",
            "axes.axisbelow": True,
            "axes.titlelocation": "left",
            "font.size": 10.5,
            "legend.frameon": False,
        }
    )


def axes_or_new(axes: Any | None) -> Any:
    """The given axes, or those of a new figure."""
    return plt.subplots()[1] if axes is None else axes
