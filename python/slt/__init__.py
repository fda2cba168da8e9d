"""The command line tool `slt-critical` from Python.

>>> import slt
>>> slt.locus(widths=[3, 3, 1], degree=3).frame()[["kind", "label", "rank"]]

Every command of the tool is a function here; it returns a `Result`, which is the JSON of the tool with
attributes in place of keys. `slt.swift` and the cell magic `%%swift` run Swift against the library.
"""

from __future__ import annotations

import importlib
from typing import Any

from .commands import (
    analyze,
    check_certificate,
    compare,
    descend,
    dimension,
    dimensions,
    hasse_diagram,
    ideal,
    jacobian,
    label_noise,
    learning_coefficient,
    locus,
    reduce,
    report,
    sample,
    strata,
    threshold,
    training_run,
    verify,
)
from .errors import BadInput, SLTError, Stopped, SwiftError, ToolTimeout
from .magic import load_ipython_extension
from .network import PolynomialNetwork
from .numbers import fraction, fractions
from .result import Result
from .sweeps import sweep
from .swift import swift
from .tool import root, run, setup
from .weights import load_safetensors, save_safetensors, sequential_names

__all__ = [
    "BadInput",
    "PolynomialNetwork",
    "Result",
    "SLTError",
    "Stopped",
    "SwiftError",
    "ToolTimeout",
    "analyze",
    "check_certificate",
    "compare",
    "descend",
    "dimension",
    "dimensions",
    "fraction",
    "fractions",
    "hasse_diagram",
    "ideal",
    "jacobian",
    "label_noise",
    "learning_coefficient",
    "load_ipython_extension",
    "load_safetensors",
    "locus",
    "plots",
    "reduce",
    "report",
    "root",
    "run",
    "sample",
    "save_safetensors",
    "sequential_names",
    "setup",
    "strata",
    "sweep",
    "swift",
    "threshold",
    "training_run",
    "verify",
]


def __getattr__(name: str) -> Any:
    """`slt.plots`, which needs matplotlib, is loaded when it is used."""
    if name != "plots":
        raise AttributeError(f"module 'slt' has no attribute {name!r}")
    try:
        return importlib.import_module(".plots", __name__)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] != "matplotlib":
            raise
        raise ModuleNotFoundError(
            "figures need matplotlib: pip install 'slt[plots]'", name="matplotlib"
        ) from None
