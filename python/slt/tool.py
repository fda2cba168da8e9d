"""Finding `slt-critical`, building it, and running it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .errors import BadInput, SLTError, Stopped, ToolTimeout
from .result import Result


def _checkout() -> Path | None:
    """The checkout that this module belongs to, or else the one around the working folder."""
    here = Path.cwd()
    for folder in [Path(__file__).resolve().parents[2], here, *here.parents]:
        if (folder / "Sources" / "SingularLearning").is_dir() and (folder / "Package.swift").exists():
            return folder
    return None


#: The checkout of the Swift package; `None` for an installed module outside of one.
root = _checkout()


def binary() -> Path | None:
    """Where the tool is: `$SLT_CRITICAL`, the release build of the checkout, or the PATH; else `None`."""
    named = os.environ.get("SLT_CRITICAL")
    if named:
        return Path(named)
    if root is not None:
        built = root / ".build" / "release" / "slt-critical"
        if built.exists():
            return built
    found = shutil.which("slt-critical")
    return Path(found) if found else None


def setup() -> Path:
    """The path of the tool, which is built first (`make build`, minutes) if there is none."""
    found = binary()
    if found is None and root is None:
        raise SLTError(
            "slt-critical is not here: 'make install' in a checkout of SingularLearning puts it on the PATH"
        )
    if found is None:
        print("building slt-critical, which takes some minutes the first time", file=sys.stderr)
        done = subprocess.run(["make", "-s", "build"], cwd=root, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SLTError(f"make build failed:\n{(done.stdout + done.stderr)[-4000:]}", done.returncode)
        found = binary()
    if found is None or not os.access(found, os.X_OK):
        raise SLTError(f"no program at {found or 'the place where make build puts it'}")
    return found


def run_text(arguments: list[str], stdin: str | None = None, timeout: float | None = None) -> str:
    """Runs the tool and returns what it prints.

    `timeout` ends the process after so many seconds.

    Raises `BadInput`, `Stopped` (whose `partial` is what was printed), `ToolTimeout`, or `SLTError`.
    """
    command = [str(setup()), *arguments]
    try:
        done = subprocess.run(
            command, input=stdin or "", capture_output=True, text=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        raise ToolTimeout(f"{arguments[0]}: no result after {timeout} seconds") from None
    # Status 1 is an answer: a claim that `verify` has refuted.
    if done.returncode in (0, 1) and (done.stdout or done.returncode == 0):
        return done.stdout
    # Bad input prints nothing, but of a list of inputs, some of them bad, there is a result.
    if done.returncode == 2 and done.stdout:
        return done.stdout
    message = done.stderr.strip() or f"{arguments[0]}: exit status {done.returncode}"
    message = message.removeprefix("slt-critical: ")
    if done.returncode == 2:
        raise BadInput(message, 2)
    if done.returncode == 3:
        partial = parse(done.stdout) if done.stdout.lstrip().startswith("{") else None
        raise Stopped(message, partial)
    raise SLTError(message, done.returncode)


def parse(text: str) -> Result:
    """The JSON of the tool as a `Result`."""
    return Result(json.loads(text))


def run(
    command: str,
    *arguments: object,
    stdin: str | None = None,
    timeout: float | None = None,
) -> Result:
    """`slt-critical COMMAND ARGUMENTS --format json` as a `Result`; see `run_text` for the errors."""
    text = run_text([command, *map(str, arguments), "--format", "json", "--quiet"], stdin, timeout)
    return parse(text)
