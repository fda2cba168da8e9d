"""Results: the JSON of the tool as plain objects."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas

#: The lists that make a table, the most informative first.
TABLES = (
    "components",
    "checkpoints",
    "strata",
    "perDegree",
    "runs",
    "points",
    "neurons",
    "minimalPrimes",
    "levels",
    "operations",
)


class Result(Mapping):
    """A JSON object whose keys are attributes too, in either spelling.

    `result.genericRank`, `result.generic_rank` and `result["genericRank"]` are the same; the keyword
    `lambda` is written `result.lambda_`. Numbers are as JSON has them: `slt.fraction` makes exact ones.
    """

    def __init__(self, members: Mapping[str, Any]) -> None:
        self._members = {key: _wrap(value) for key, value in members.items()}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        members = self._members
        camel = re.sub(r"_([a-z])", lambda match: match.group(1).upper(), name.rstrip("_"))
        for key in (name, name.rstrip("_"), camel):
            if key in members:
                return members[key]
        raise AttributeError(f"no {name!r} here, only {', '.join(members)}")

    def __getitem__(self, key: str) -> Any:
        return self._members[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._members]

    def to_dict(self) -> dict[str, Any]:
        """The JSON as dictionaries and lists."""
        return {key: _unwrap(value) for key, value in self._members.items()}

    def frame(self, key: str | None = None) -> pandas.DataFrame:
        """The table of this result: components, strata, degrees, runs, ..., one row each.

        `key` names another list of the result. Strata become one row for each component, with its number
        in the Hasse diagram as index. Evidence is shortened to its kind.
        """
        from .frames import frame

        return frame(self, key)

    def __repr__(self) -> str:
        text = json.dumps(self.to_dict(), indent=2)
        return text if len(text) <= 2000 else text[:2000] + "\n..."

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th style='text-align:left;vertical-align:top'>{html.escape(key)}</th>"
            f"<td style='text-align:left'>{_cell(value)}</td></tr>"
            for key, value in self._members.items()
            if key not in ("schema", "seed")
        )
        return f"<table>{rows}</table>"


def _wrap(value: Any) -> Any:
    if isinstance(value, Mapping):
        return value if isinstance(value, Result) else Result(value)
    if isinstance(value, list):
        return [_wrap(entry) for entry in value]
    return value


def _unwrap(value: Any) -> Any:
    if isinstance(value, Result):
        return value.to_dict()
    if isinstance(value, list):
        return [_unwrap(entry) for entry in value]
    return value


def _cell(value: Any) -> str:
    """A value as HTML: short ones in full, evidence as a sentence, long lists by their length."""
    if isinstance(value, Result):
        if "kind" in value and "detail" in value:
            return f"<b>{html.escape(str(value['kind']))}</b>: {html.escape(str(value['detail']))}"
        if set(value) == {"proven", "detail"}:
            word = "proven" if value["proven"] else "not proven"
            return f"<b>{word}</b>: {html.escape(value['detail'])}"
    if isinstance(value, list) and value and all(isinstance(entry, Result) for entry in value):
        return f"{len(value)} entries: <code>.frame()</code>"
    text = json.dumps(_unwrap(value), ensure_ascii=False) if not isinstance(value, str) else value
    return html.escape(text if len(text) <= 300 else text[:300] + " …")
