"""Many networks: a command over a grid, on this machine or on the workers of Dask."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from .errors import BadInput, SLTError, Stopped
from .numbers import json_value
from .result import Result
from .tool import run_text, setup

if TYPE_CHECKING:
    import pandas
    from distributed import Client

#: How many parts each worker gets on average, so that the last ones to end are short.
PARTS_PER_WORKER = 20
#: The most jobs of a part: each is sent, and comes back, as a whole.
LARGEST_PART = 64


class Sweep(Result):
    """The summary of a sweep, with its lines: one for each job, in the order of the grid."""

    def frame(self, key: str | None = None) -> pandas.DataFrame:
        """One row a job: its model, its exit status, and the numbers and words of its result."""
        import pandas

        if key not in (None, "lines"):
            return super().frame(key)
        return pandas.DataFrame([_row(line) for line in self["lines"]])


def _row(line: Result) -> dict[str, Any]:
    row = {key: value for key, value in line.items() if key not in ("schema", "id", "result", "numbers")}
    row |= line.get("numbers", {})
    for key, value in line.get("result", {}).items():
        if key in row or key in ("schema", "seed"):
            continue
        if isinstance(value, Result) and "kind" in value and "detail" in value:
            row[key] = value["kind"]
        elif value is None or isinstance(value, (bool, int, float, str)):
            row[key] = value
        elif isinstance(value, list):
            row[key] = len(value)
    return row


def sweep(
    command: str,
    *,
    output: str | os.PathLike,
    widths: str | Sequence[str] | None = None,
    degrees: str | None = None,
    networks: Iterable[str | Mapping[str, Any]] | None = None,
    spec: str | os.PathLike | None = None,
    vary: Mapping[str, str] | None = None,
    arguments: Sequence[object] = (),
    client: Client | None = None,
    retry: bool = False,
    progress: bool | None = None,
    **options: Any,
) -> Sweep:
    """Runs a command over many networks and keeps a line for each in the folder `output`.

    The networks are a grid, `widths="2,2..4,1"` (or several) with `degrees="2..6"`; or a list, `networks`, of
    specs as dictionaries or lines such as `"2,3,1 3"`; or `spec` with `vary={"inputs.length": "5..8"}`.
    `arguments` are options of the command, for all jobs; `options` those of the sweep: `seed`, `threads`,
    `time_limit`, `work_limit`, `memory_limit`, `end_after`.

    Called again after whatever interrupted it, it goes on with the jobs that are missing (`retry`: also
    with those that failed or were stopped). With a `client` of Dask the workers run the jobs, expensive
    ones first, in parts that are given out as workers become free; a part whose worker dies goes to
    another. The folder and its table are those of a local run, byte for byte.
    """
    folder = Path(output)
    with TemporaryDirectory() as name:
        base = ["sweep", command, *_grid(widths, degrees, networks, spec, vary, Path(name))]
        base += ["--output", str(folder)] + (["--retry"] if retry else [])
        for key, value in options.items():
            if value is not None:
                base += ["--" + key.replace("_", "-"), str(value)]
        own = ["--", *map(str, arguments)] if arguments else []
        if client is None:
            quiet = [] if progress else ["--quiet"]
            summary = _summary([*base, "--json", *quiet, *own])
        else:
            plan = run_text([*base, "--plan", *own]).splitlines()
            _run_on(client, plan, folder / "results-dask.jsonl", progress)
            summary = _summary(["sweep", "--merge", str(folder), "--json"])
    lines = (folder / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return Sweep({**summary.to_dict(), "lines": [json.loads(line) for line in lines]})


def _grid(
    widths: str | Sequence[str] | None,
    degrees: str | None,
    networks: Iterable[str | Mapping[str, Any]] | None,
    spec: str | os.PathLike | None,
    vary: Mapping[str, str] | None,
    folder: Path,
) -> list[str]:
    """The arguments that name the networks."""
    if [widths, networks, spec].count(None) != 2:
        raise BadInput("give either widths, networks, or spec with vary", 2)
    if networks is not None:
        # The name of the file belongs to what the sweep is of.
        file = folder / "networks"
        file.write_text("".join(_line(network) + "\n" for network in networks), encoding="utf-8")
        return ["--list", str(file)]
    if spec is not None:
        result = ["--spec", str(spec)]
        for field, values in (vary or {}).items():
            result += ["--vary", f"{field}={values}"]
        return result
    assert widths is not None
    result = []
    for grid in [widths] if isinstance(widths, str) else widths:
        result += ["--widths", grid]
    return result + (["--degrees", degrees] if degrees is not None else [])


def _line(network: str | Mapping[str, Any]) -> str:
    return network if isinstance(network, str) else json.dumps(json_value(network))


def _summary(arguments: list[str]) -> Result:
    """The table of a sweep; that jobs failed or were stopped is said in their lines."""
    try:
        return Result(json.loads(run_text(arguments)))
    except Stopped as stopped:
        if stopped.partial is None:
            raise
        return stopped.partial


def parts(plan: Sequence[str], count: int) -> Iterator[list[str]]:
    """Planned jobs in about `count` parts of about equal cost, the most expensive first."""
    costs = [json.loads(line)["cost"] for line in plan]
    order = sorted(range(len(plan)), key=lambda index: (-costs[index], index))
    share = sum(costs) / max(count, 1)
    part: list[str] = []
    cost = 0.0
    for index in order:
        part.append(plan[index])
        cost += costs[index]
        if cost >= share or len(part) == LARGEST_PART:
            yield part
            part, cost = [], 0.0
    if part:
        yield part


def run_planned(plan: list[str]) -> list[str]:
    """Runs planned jobs one after another and returns their lines; on whatever machine it is called."""
    # The tool ends with the process that started it.
    environment = {**os.environ, "SLT_CRITICAL_PARENT": str(os.getpid())}
    done = subprocess.run(
        [str(setup()), "sweep", "--jobs-from", "-", "--threads", "1"],
        input="\n".join(plan) + "\n",
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    lines = done.stdout.splitlines()
    if done.returncode != 0 or len(lines) != len(plan):
        raise SLTError(
            done.stderr.strip() or f"{len(lines)} of {len(plan)} jobs have a line", done.returncode
        )
    return lines


def _run_on(client: Client, plan: list[str], journal: Path, progress: bool | None) -> None:
    """Has the workers run the jobs of a plan; lines are in the journal as soon as they arrive."""
    from distributed import as_completed

    workers = max(len(client.scheduler_info()["workers"]), 1)
    # Small numbers come first.
    futures = [
        client.submit(run_planned, part, pure=False, retries=3, priority=-index)
        for index, part in enumerate(parts(plan, PARTS_PER_WORKER * workers))
    ]
    shows = sys.stderr.isatty() if progress is None else progress
    done = 0
    with journal.open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for future in as_completed(futures):
            lines = future.result()
            file.write("".join(line + "\n" for line in lines))
            file.flush()
            os.fsync(file.fileno())
            future.release()
            done += len(lines)
            if shows:
                print(f"\r{done} of {len(plan)} jobs", end="", file=sys.stderr, flush=True)
    if shows:
        print(file=sys.stderr)
