"""From what a caller has to the arguments of the tool: a path, a dictionary, or widths and a degree."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .errors import BadInput
from .numbers import json_value

#: A spec: the path of a YAML or JSON file, the same content as a dictionary, or an object with a `spec()`.
Spec = str | os.PathLike | Mapping[str, Any]


def spec_dict(
    widths: Sequence[int],
    degree: int | None = None,
    degrees: Sequence[int] | None = None,
    activation: Mapping[str, Any] | None = None,
    bias: bool = False,
    weights: Any = None,
    name: str | None = None,
) -> dict[str, Any]:
    """A spec as the tool reads it. Exactly one of `degree`, `degrees`, `activation` is needed.

    Weights are nested lists of numbers, fractions or strings such as "3/4", one matrix a layer.
    """
    if sum(given is not None for given in (degree, degrees, activation)) != 1:
        raise BadInput("give exactly one of degree, degrees and activation", 2)
    if activation is None:
        activation = {"monomial": degree if degrees is None else list(degrees)}
    spec: dict[str, Any] = {"widths": list(widths), "activation": dict(activation)}
    if name is not None:
        spec = {"name": name, **spec}
    if bias:
        spec["bias"] = True
    if weights is not None:
        spec["weights"] = weights
    return json_value(spec)


def network_arguments(
    spec: Spec | None,
    widths: Sequence[int] | None,
    **rest: Any,
) -> tuple[list[str], str | None]:
    """The arguments that name a network, and what goes to standard input."""
    if (spec is None) == (widths is None):
        raise BadInput("give a spec or widths", 2)
    if widths is not None:
        return ["-"], json.dumps(spec_dict(widths, **rest))
    given = [key for key, value in rest.items() if value not in (None, False)]
    if given:
        raise BadInput(f"with a spec, {', '.join(given)} belongs into it", 2)
    assert spec is not None
    if not isinstance(spec, (str, os.PathLike, Mapping)):
        spec = spec.spec()
    if isinstance(spec, Mapping):
        return ["-"], json.dumps(json_value(spec))
    return [str(Path(spec))], None
