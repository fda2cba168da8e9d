"""Label noise: loss, trace of the Hessian, and the collapse of the features."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np

from ..result import Result
from .style import COLORS


def collapse(result: Result) -> Any:
    """Three panels over the steps of `slt.label_noise`; the noise is on in the shaded part."""
    figure, panels = plt.subplots(1, 3, figsize=(11, 3.4))
    steps = np.array(result.steps)
    start, end = result.warm_up_steps, result.warm_up_steps + result.noisy_steps
    panels[0].semilogy(steps, np.maximum(result.loss, 1e-32), color=COLORS["plain"])
    panels[0].set_title("Training loss")
    panels[0].set_ylabel("mean squared error")
    panels[1].plot(steps, result.hessian_trace, color=COLORS["plain"], label="SGD")
    panels[1].plot(
        result.trace_flow.steps,
        result.trace_flow.hessian_trace,
        "--",
        color=COLORS["exotic"],
        label="flow of the trace",
    )
    panels[1].axhline(result.agreeing_trace, color=COLORS["muted"], lw=1, label="all neurons agree")
    panels[1].set_title("Trace of the Hessian")
    panels[1].set_ylabel("trace")
    panels[1].legend(fontsize=8)
    panels[2].semilogy(steps, np.maximum(result.feature_ratio, 1e-17), color=COLORS["plain"])
    panels[2].set_title("Features: distance from rank one")
    panels[2].set_ylabel(r"$\sigma_2/\sigma_1$ on the span of the data")
    for panel in panels:
        panel.axvspan(start, end, color="#f3f4f6", zorder=0)
        panel.set_xlabel("steps")
    return figure
