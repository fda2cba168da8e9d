"""Swift cells: compiled and run against the library through `examples/run`."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from .errors import SwiftError, ToolTimeout
from .tool import root

#: Cells kept under a name: their definitions are part of every later cell.
kept: dict[str, str] = {}


_DIRECTIVE = "#sourceLocation("


@dataclass(frozen=True)
class SwiftOutput:
    """What a Swift program printed: `text`, and `value`, its last line read as JSON where asked for."""

    text: str
    value: Any = None


def program(source: str, keep: str | None = None) -> str:
    """The whole program of a cell: the import where it is missing, kept cells, the cell.

    `#sourceLocation` makes the compiler count lines within each cell.
    """
    cells = [(name, text) for name, text in kept.items() if name != keep]
    cells.append(("cell", source))
    parts = []
    if not any(re.search(r"^\s*import\s+SingularLearning\b", text, re.MULTILINE) for _, text in cells):
        parts.append("import SingularLearning")
    for name, text in cells:
        parts.append(f'{_DIRECTIVE}file: "{name}", line: 1)\n{text}')
    return "\n".join(parts) + "\n"


def swift(
    source: str, *, keep: str | None = None, value: bool = False, timeout: float | None = None
) -> SwiftOutput:
    """Compiles `source` with the library and runs it; the compiled program is kept by content.

    `keep` names the cell and makes its definitions part of every later cell (also its statements: keep
    definitions only); a cell kept under the same name is replaced. With `value` the last line that is
    printed is read as JSON, and left out of the text. The first call builds the library, for minutes.

    Raises `SwiftError` if the program does not compile or fails, `ToolTimeout` after `timeout` seconds.
    """
    if keep is not None and not re.fullmatch(r"[\w.-]+", keep):
        raise SwiftError(f"{keep!r} is no name for a cell: letters, digits, _, - and . only")
    if root is None:
        raise SwiftError("Swift cells are compiled in a checkout of SingularLearning: work in one")
    with TemporaryDirectory() as folder:
        script = Path(folder) / "cell.swift"
        script_text = program(source, keep)
        script.write_text(script_text)
        try:
            done = subprocess.run(
                [str(root / "examples" / "run"), str(script)],
                capture_output=True,
                text=True,
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise ToolTimeout(f"the cell has not ended after {timeout} seconds") from None
    if done.returncode != 0:
        raise SwiftError(done.stdout + _own_lines(done.stderr.strip(), script_text), done.returncode)
    if keep is not None:
        kept[keep] = source
    if not value:
        return SwiftOutput(done.stdout)
    lines = done.stdout.rstrip("\n").split("\n")
    try:
        return SwiftOutput("".join(line + "\n" for line in lines[:-1]), json.loads(lines[-1]))
    except json.JSONDecodeError as error:
        raise SwiftError(f"the last line is no JSON ({error}): {lines[-1][:200]}") from None


def _own_lines(messages: str, script: str) -> str:
    """Compiler messages whose quoted lines are numbered by cell, as their headings are."""
    numbers, current = [], 0
    for line in script.split("\n"):
        current = 0 if line.startswith(_DIRECTIVE) else current + 1
        numbers.append(current)
    shown = []
    for message in messages.split("\n"):
        quoted = re.match(r"( *)(\d+)( \|)(.*)$", message)
        if quoted is None:
            shown.append(message)
            continue
        number = int(quoted[2]) - 1
        own = numbers[number] if number < len(numbers) else 0
        if own:
            width = len(quoted[1] + quoted[2])
            shown.append(f"{own:>{width}}{quoted[3]}{quoted[4]}")
    return "\n".join(shown)
