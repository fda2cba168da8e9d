"""Figures with matplotlib. Every function draws into `axes` (or a new figure) and returns the axes."""

from ..picture import Picture
from .coefficients import coefficients, temperatures
from .collapse import collapse
from .landscape import landscape
from .path import path
from .run import training_run
from .singular import singular_values
from .style import COLORS, use_style
from .training import training

__all__ = [
    "COLORS",
    "Picture",
    "coefficients",
    "collapse",
    "landscape",
    "path",
    "singular_values",
    "temperatures",
    "training",
    "training_run",
    "use_style",
]
