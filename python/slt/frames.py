"""Tables from results."""

from __future__ import annotations

from typing import Any

import pandas

from .result import TABLES, Result


def frame(result: Result, key: str | None = None) -> pandas.DataFrame:
    """The list `key` of a result (or its main list) as a table; see `Result.frame`."""
    if key is None:
        key = next((name for name in TABLES if isinstance(result.get(name), list)), None)
        if key is None:
            return pandas.DataFrame([_row(result)])
    rows = result[key]
    if key == "strata":
        rows = [component for level in rows for component in level["components"]]
    if not all(isinstance(row, Result) for row in rows):
        return pandas.DataFrame({key: rows})
    table = pandas.DataFrame([_row(row) for row in rows])
    if key == "runs" and "index" in table:
        return table.set_index("index")
    table.index.name = "no"
    return table


def _row(entry: Result) -> dict[str, Any]:
    return {key: _short(value) for key, value in entry.items() if key not in ("schema", "seed")}


def _short(value: Any) -> Any:
    """Evidence by its kind, operations as `type(layer;neurons)`, other objects as dictionaries."""
    if isinstance(value, Result):
        return value["kind"] if "kind" in value and "detail" in value else value.to_dict()
    if isinstance(value, list) and value and all(isinstance(entry, Result) for entry in value):
        if all({"type", "layer", "neurons"} <= set(entry) for entry in value):
            return " & ".join(operation_label(entry) for entry in value)
        return [entry.to_dict() for entry in value]
    return value


def operation_label(operation: Result) -> str:
    """`redundant(1;1,2)` for neurons 1 and 2 of layer 1."""
    neurons = ",".join(map(str, operation["neurons"]))
    return f"{operation['type']}({operation['layer']};{neurons})"
