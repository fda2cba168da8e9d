"""One function for each command of the tool.

The network is a spec (path, dictionary, or an object with a method `spec`), or `widths=` with `degree=`,
`degrees=` or `activation=`, perhaps `bias=` and `weights=`. All functions take

- `seed`: fixes all randomness (the tool's default is 1),
- `threads`: results do not depend on it,
- `time_limit` (seconds) and `memory_limit` (MiB): the tool stops and raises `Stopped` with what it knows,
- `timeout` (seconds): the process is ended and `ToolTimeout` raised.

They return a `Result` and raise `BadInput`, `Stopped`, `ToolTimeout` or `SLTError`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from .errors import BadInput
from .numbers import json_value
from .picture import Picture
from .result import Result
from .specs import Spec, network_arguments
from .tool import parse, run, run_text
from .weights import save_state

_NETWORK = ("widths", "degree", "degrees", "activation", "bias", "name")


def _options(options: Mapping[str, Any]) -> list[str]:
    """`time_limit=5` as `--time-limit 5`, `all=True` as `--all`; `None` and `False` are left out."""
    arguments: list[str] = []
    for key, value in options.items():
        flag = "--" + key.replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            arguments.append(flag)
        elif isinstance(value, (list, tuple)):
            arguments += [flag, ",".join(map(str, value))]
        else:
            arguments += [flag, str(value)]
    return arguments


def _call(command: str, spec: Spec | None, options: dict[str, Any]) -> Result:
    timeout = options.pop("timeout", None)
    network = {key: options.pop(key, None) for key in _NETWORK}
    network["bias"] = bool(network["bias"])
    weights = options.pop("weights", None)
    if isinstance(weights, Mapping):
        with TemporaryDirectory() as folder:
            file = save_state(Path(folder) / "weights.npz", weights)
            return _call(command, spec, {**network, **options, "weights": file, "timeout": timeout})
    data = options.get("data")
    if data is not None and not isinstance(data, (str, os.PathLike)):
        with TemporaryDirectory() as folder:
            options["data"] = _data(data, Path(folder))
            return _call(command, spec, {**network, **options, "weights": weights, "timeout": timeout})
    if isinstance(weights, (str, os.PathLike)):
        options["weights"] = weights
    else:
        network["weights"] = weights
    widths = network.pop("widths")
    arguments, stdin = network_arguments(spec, widths, **network)
    return run(command, *arguments, *_options(options), stdin=stdin, timeout=timeout)


def dimension(spec: Spec | None = None, **options: Any) -> Result:
    """The dimension of the neurovariety (the generic rank R of the Jacobian), its defect and fibers."""
    return _call("dimension", spec, options)


def dimensions(
    networks: Iterable[str | Mapping[str, Any]], *, timeout: float | None = None, **options: Any
) -> list[Result]:
    """The dimensions of many networks by one process: thousands in a second.

    Each network is a spec as a dictionary, or a line such as `"2,3,1 3"`. The results are in their order; a
    network without one has an `error`.
    """
    lines = [item if isinstance(item, str) else json.dumps(json_value(item)) for item in networks]
    for number, line in enumerate(lines, start=1):
        if not line.strip() or "\n" in line:
            raise BadInput(f"network {number}: expected one line that is not empty", 2)
    arguments = ["dimension", "--batch", "-", "--json", "--quiet", *_options(options)]
    text = run_text(arguments, "".join(line + "\n" for line in lines), timeout)
    return [parse(line) for line in text.splitlines()]


def jacobian(spec: Spec | None = None, *, max_terms: int | None = None, **options: Any) -> Result:
    """The polynomial map from weights to coefficients (`map`) and its symbolic Jacobian (`entries`)."""
    return _call("jacobian", spec, {"max_terms": max_terms, **options})


def analyze(spec: Spec | None = None, *, weights: Any = None, kernel: bool = False, **options: Any) -> Result:
    """The rank at given weights, and the inactive and redundant neurons that explain its drop.

    `weights` is a file (JSON, `.npy`, `.npz`, `.safetensors`), a dictionary of arrays such as the
    `state_dict()` of PyTorch or the parameters of Flax, or nested lists; without it, those of the
    spec. `kernel` adds the directions that keep the function to first order. For files of floating-point
    numbers there are the options `tolerance`, `radius`, `layers` (names in order) and `exact`. `data` is a
    file, or inputs, or a pair of inputs and targets, as arrays.
    """
    return _call("analyze", spec, {"weights": weights, "kernel": kernel, **options})


def training_run(
    spec: Spec,
    weights: str | os.PathLike | Sequence[str | os.PathLike],
    *,
    data: Any = None,
    estimate: bool = False,
    resume: str | os.PathLike | None = None,
    **options: Any,
) -> Result:
    """The checkpoints of a training run: neurons, the nearest subnetwork, rank and loss on data.

    `weights` is a folder, a pattern such as `"run/*.safetensors"`, or a list of files. `data` is a file, or
    inputs, or a pair of inputs and targets. `resume` is a file in which what was found is kept; `estimate`
    adds estimates of the learning coefficient. `result.frame()` has a row for each checkpoint,
    `slt.plots.training_run` draws them. A checkpoint that cannot be read has an `error`.
    """
    files = [weights] if isinstance(weights, (str, os.PathLike)) else list(weights)
    if not files:
        raise BadInput("expected a folder, a pattern or files with weights", 2)
    timeout = options.pop("timeout", None)
    with TemporaryDirectory() as name:
        folder = Path(name)
        given: dict[str, Any] = {"estimate": estimate, "resume": resume, **options}
        if data is not None:
            given["data"] = _data(data, folder)
        network = _file(spec, folder / "spec.json")
        arguments = [*_options(given), "--weights", str(files[0]), *map(str, files[1:])]
        return run("analyze", network, *arguments, timeout=timeout)


def reduce(spec: Spec | None = None, *, weights: Any = None, **options: Any) -> Result:
    """The smaller network with the same function; `weights` as for `analyze`.

    With `output` (`.npz`, `.safetensors`, `.npy`) the smaller weights of such a file go to a file too, and
    with `output_spec` the spec that belongs to them.
    """
    return _call("reduce", spec, {"weights": weights, **options})


def compare(
    first: Any,
    second: Any,
    *,
    spec: Spec | None = None,
    other_spec: Spec | None = None,
    data: Any = None,
    **options: Any,
) -> Result:
    """Two networks: whether they compute the same function, how far they are apart, how their neurons
    correspond, and the loss on the straight line between them (`slt.plots.path`).

    Both are specs with weights, or with `spec` (and `other_spec` for the second, if it has another shape)
    weights: files, dictionaries of arrays such as a `state_dict()`, or nested lists. `data` is a file, or
    inputs, or a pair of inputs and targets. Options are those of the tool: `points`, `radius`, `loss`,
    `layers`, `orientation`.
    """
    timeout = options.pop("timeout", None)
    with TemporaryDirectory() as name:
        folder = Path(name)
        given: dict[str, Any] = dict(options)
        if spec is None:
            networks = [_file(first, folder / "first.json"), _file(second, folder / "second.json")]
        else:
            given["spec"] = _file(spec, folder / "spec.json")
            networks = [_weights(first, folder, "first"), _weights(second, folder, "second")]
        if other_spec is not None:
            given["other_spec"] = _file(other_spec, folder / "other-spec.json")
        if data is not None:
            given["data"] = _data(data, folder)
        return run("compare", *networks, *_options(given), timeout=timeout)


def _weights(value: Any, folder: Path, name: str) -> Path | str | os.PathLike:
    """A file with these weights, or the file that was given."""
    if isinstance(value, Mapping):
        return save_state(folder / f"{name}.npz", value)
    if isinstance(value, (str, os.PathLike)):
        return value
    path = folder / f"{name}.json"
    path.write_text(json.dumps(json_value(value)))
    return path


def _data(value: Any, folder: Path) -> Path | str | os.PathLike:
    """A file with these inputs, or inputs and targets, or the file that was given."""
    if isinstance(value, (str, os.PathLike)):
        return value
    inputs, targets = value if isinstance(value, tuple) else (value, None)
    arrays = {"inputs": inputs} if targets is None else {"inputs": inputs, "targets": targets}
    return save_state(folder / "data.npz", arrays)


def locus(
    spec: Spec | None = None,
    *,
    all: bool = False,
    check: str | None = None,
    certificate: str | os.PathLike | None = None,
    **options: Any,
) -> Result:
    """The components of the critical locus, each with the subnetwork that explains it, or `exotic`.

    `all` lists the images under permutations of neurons too; `check="slices"` compares the list with the
    locus on random planes; `certificate` is a file for the proof of completeness.
    """
    return _call("locus", spec, {"all": all, "check": check, "certificate": certificate, **options})


def strata(spec: Spec | None = None, **options: Any) -> Result:
    """The components of {rank J <= k} for every k, and `covers`, the pairs of their Hasse diagram."""
    return _call("strata", spec, options)


def hasse_diagram(spec: Spec | None = None, **options: Any) -> Picture:
    """The Hasse diagram of `strata` as the tool draws it, a level for each rank."""
    with TemporaryDirectory() as folder:
        network = {key: options.pop(key, None) for key in _NETWORK}
        network["bias"] = bool(network["bias"])
        timeout = options.pop("timeout", None)
        arguments, stdin = network_arguments(spec, network.pop("widths"), **network)
        path = Path(folder) / "strata.svg"
        run_text(
            ["strata", *arguments, *_options(options), "--export", "svg", "--output", str(path)],
            stdin,
            timeout,
        )
        return Picture(path.read_text())


def verify(spec: Spec | None = None, **options: Any) -> Result:
    """Whether the critical points are exactly the subnetworks (`holds`), with a counterexample if not."""
    return _call("verify", spec, options)


def check_certificate(path: str | os.PathLike, **options: Any) -> Result:
    """Checks a proof that `locus(certificate=...)` has written, without any search."""
    timeout = options.pop("timeout", None)
    return run("verify", "--certificate", path, *_options(options), timeout=timeout)


def threshold(widths: Sequence[int], *, max_degree: int | None = None, **options: Any) -> Result:
    """The smallest degree from which on critical points are exactly the subnetworks."""
    timeout = options.pop("timeout", None)
    given = {"widths": list(widths), "max_degree": max_degree, **options}
    return run("threshold", *_options(given), timeout=timeout)


def sample(spec: Spec | None = None, *, points: int | None = None, **options: Any) -> Result:
    """Singular values of the Jacobian at random weights, next to the exact generic rank."""
    return _call("sample", spec, {"points": points, **options})


def descend(
    spec: Spec | None = None,
    *,
    teacher: Spec | None = None,
    teacher_widths: Sequence[int] | None = None,
    data: tuple[Any, Any] | str | os.PathLike | None = None,
    traces: bool = False,
    **options: Any,
) -> Result:
    """Training runs from random starts: where they end, and how many in subnetworks.

    `teacher` is a spec with weights, `data` a file or a pair of inputs and targets, `weights` a checkpoint at
    which runs start (as for `analyze`). Further options are
    those of the tool: `runs`, `method` (flow, plain, momentum, adam), `step_size`, `steps`, `scale`, `loss`,
    `weight_decay`, `batch_size`, `batch_order` (shuffled, cyclic), `save_weights`, `start`,
    `inputs`. With `traces`, `result.traces[i]` is the list of recorded states of run i.
    """
    with TemporaryDirectory() as folder:
        given: dict[str, Any] = {"teacher_widths": teacher_widths, **options}
        if teacher is not None:
            given["teacher"] = _file(teacher, Path(folder) / "teacher.json")
        if data is not None:
            source = {"inputs": data[0], "targets": data[1]} if isinstance(data, tuple) else data
            given["data"] = _file(source, Path(folder) / "data.json")
        path = Path(folder) / "trace.jsonl"
        if traces:
            given["trace"] = path
        result = _call("descend", spec, given)
        if not traces:
            return result
        lines = [json.loads(line) for line in path.read_text().splitlines()]
        ordered = [line["trace"] for line in sorted(lines, key=lambda line: line["run"])]
        return Result({**result.to_dict(), "traces": ordered})


def _file(value: Any, path: Path) -> Path | str | os.PathLike:
    """A file with this JSON, or the file that was given."""
    if hasattr(value, "spec"):
        value = value.spec()
    if not isinstance(value, Mapping):
        return value
    path.write_text(json.dumps(json_value(value)))
    return path


def label_noise(spec: Spec | None = None, **options: Any) -> Result:
    """Stochastic gradient descent with label noise on a two-layer network.

    Without a network: widths (5,10,1), activation t + t^3, three orthonormal data points. Options are
    those of the tool: `samples`, `data`, `weights`, `noise`, `step_size`, `steps`, `warm_up`,
    `cool_down`, `every`, `scale`, `train_output`, `full_batch`.
    """
    if spec is None and "widths" not in options:
        timeout = options.pop("timeout", None)
        return run("label-noise", *_options(options), timeout=timeout)
    return _call("label-noise", spec, options)


def learning_coefficient(
    spec: Spec | None = None, *, weights: Any = None, estimate: bool = False, **options: Any
) -> Result:
    """The local learning coefficient at given weights: `lambda_` and `multiplicity` where they are known
    exactly, else `None` between the bounds `lower` and `upper` (`None` if nothing is known).

    `strata=True` asks for the table over all types of subnetworks instead, `stratum` is the label of one.
    `estimate` adds a Monte-Carlo estimate, with options `sampler` (splitting, hamiltonian, tempering,
    mala, sgld, psgld), `draws`, `chains`, `inverse_temperature`, `localization`, `batch_size`,
    `estimate_parameters` (`"layer:1"`); its `lambda_` is `None` where it is withheld, and `warnings` say why.
    """
    return _call("learning-coefficient", spec, {"weights": weights, "estimate": estimate, **options})


def ideal(
    generators: Sequence[str] | str | os.PathLike,
    *,
    groebner_basis: bool = False,
    dimension: bool = False,
    minimal_primes: bool = False,
    eliminate: Sequence[str] | None = None,
    saturate: str | None = None,
    **options: Any,
) -> Result:
    """Groebner basis, dimension and minimal primes of the ideal of a list of polynomials (or of a file)."""
    timeout = options.pop("timeout", None)
    if isinstance(generators, (str, os.PathLike)):
        source, stdin = str(generators), None
    else:
        source, stdin = "-", ",\n".join(generators)
    given = {
        "groebner_basis": groebner_basis,
        "dimension": dimension,
        "minimal_primes": minimal_primes,
        "eliminate": eliminate,
        "saturate": saturate,
        **options,
    }
    return run("ideal", source, *_options(given), stdin=stdin, timeout=timeout)


def report(spec: Spec | None = None, **options: Any) -> Result:
    """Everything about a network in one object."""
    return _call("report", spec, options)
