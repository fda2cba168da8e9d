"""Learning coefficients: estimates next to theory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..numbers import fraction
from ..result import Result
from .style import COLORS, axes_or_new


def coefficients(
    results: Mapping[str, Result], exact: Mapping[str, Any] | None = None, axes: Any = None
) -> Any:
    """For each named result of `slt.learning_coefficient(..., estimate=True)`: the proven interval as a
    bar, the estimate with two standard errors, and the exact value where one is given.
    """
    axes = axes_or_new(axes)
    names = list(results)
    for row, name in enumerate(names):
        result = results[name]
        low = float(fraction(result.lower))
        high = float(fraction(result.upper)) if result.upper is not None else low
        axes.plot(
            [low, high],
            [row, row],
            color="#d1d5db",
            lw=9,
            solid_capstyle="butt",
            label="proven bounds" if row == 0 else None,
        )
        if result.estimate.lambda_ is None:  # withheld: result.estimate.warnings says why
            continue
        axes.errorbar(
            result.estimate.lambda_,
            row,
            xerr=2 * result.estimate.standard_error,
            fmt="o",
            color=COLORS["plain"],
            capsize=3,
            label="estimate, 2 standard errors" if row == 0 else None,
        )
    known = [(float(fraction(exact[name])), row) for row, name in enumerate(names) if exact and name in exact]
    if known:
        axes.plot(
            *zip(*known, strict=True), "D", ms=7, mfc="none", color=COLORS["plateau"], label="exact value"
        )
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.set_xlabel(r"local learning coefficient $\lambda$")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.14), ncols=3, fontsize=9)
    return axes


def temperatures(results: Mapping[str, Result], axes: Any = None) -> Any:
    """The slope d log V / d log eps against beta = 1/eps, or the mean of beta K: it tends to lambda."""
    axes = axes_or_new(axes)
    for name, result in results.items():
        levels = result.estimate.levels
        beta = np.array([level.inverse_temperature for level in levels])
        value = np.array([level.value for level in levels])
        error = np.array([level.standard_error for level in levels])
        (line,) = axes.semilogx(beta, value, ".-", lw=1, label=name)
        axes.fill_between(beta, value - 2 * error, value + 2 * error, alpha=0.2, color=line.get_color())
    axes.set_xlabel(r"inverse level $\beta=1/\varepsilon$")
    axes.set_ylabel(r"slope of $\log V$ by $\log\varepsilon$")
    axes.legend(fontsize=9)
    return axes
