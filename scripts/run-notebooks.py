"""Executes notebooks and says which cell failed; run by run-notebooks.sh in its environment."""

import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError

#: Seconds for one cell: the first one of a fresh clone may build the tool.
CELL_TIMEOUT = 1800


def stored_output(notebook):
    """The number of the first cell that is stored with an output or an execution count, or None."""
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "code" and (cell.outputs or cell.execution_count is not None):
            return number
    return None


def execute(path, executed):
    """Runs one notebook, writes what it looks like afterwards, and returns a message if a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    number = stored_output(notebook)
    if number is not None:
        return f"cell {number} is stored with its output; clear all outputs before committing"
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        # Without its remark that local connections are not encrypted.
        extra_arguments=["--IPKernelApp.log_level=40"],
    )
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError) as error:
        number = next(
            (
                number
                for number, cell in enumerate(notebook.cells, start=1)
                if any(output.output_type == "error" for output in cell.get("outputs", []))
            ),
            "?",
        )
        return f"cell {number} failed\n{error}"
    finally:
        nbformat.write(notebook, executed / path.name)
    return None


def main():
    """Executes the notebooks named by the arguments; the status is the number of failures."""
    executed = Path(".build/notebooks-executed")
    executed.mkdir(parents=True, exist_ok=True)
    failures = 0
    for path in map(Path, sys.argv[1:]):
        started = time.monotonic()
        message = execute(path, executed)
        seconds = f"{time.monotonic() - started:.1f} s"
        if message is None:
            print(f"{path}: done in {seconds}", flush=True)
        else:
            failures += 1
            print(f"{path}: FAILED after {seconds}: {message}", flush=True)
    return failures


if __name__ == "__main__":
    sys.exit(main())
