"""Pictures that the tool draws."""

from __future__ import annotations


class Picture:
    """The source of an SVG picture, which notebooks display."""

    def __init__(self, source: str) -> None:
        self.source = source

    def _repr_svg_(self) -> str:
        return self.source[self.source.index("<svg") :]

    def __repr__(self) -> str:
        return f"<SVG picture, {len(self.source)} characters>"
