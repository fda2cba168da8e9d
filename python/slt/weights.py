"""Weight files with the names of a PyTorch `nn.Sequential`.

`.npz` files are NumPy's own. The safetensors format is the length of a header (8 bytes, little endian),
the header (JSON: name, dtype, shape, offsets), and the bytes of all tensors; its Python package is not
needed for these few lines.
"""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

_TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2"}


def sequential_names(weights: Sequence[np.ndarray]) -> dict[str, np.ndarray]:
    """The names of an `nn.Sequential(Linear, activation, Linear, ...)`: 0.weight, 2.weight, ..."""
    return {f"{2 * layer}.weight": np.asarray(matrix) for layer, matrix in enumerate(weights)}


def save_state(path: str | Path, state: Mapping[str, Any]) -> Path:
    """Writes arrays by name, also tensors of PyTorch and nested ones of Flax, as `.npz`; returns the path."""
    arrays: dict[str, np.ndarray] = {}

    def collect(prefix: str, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            if isinstance(value, Mapping):
                collect(f"{prefix}{name}.", value)
                continue
            if hasattr(value, "detach"):
                value = value.detach().cpu()
                # NumPy has no bfloat16; float32 holds all its numbers.
                value = (value.float() if str(value.dtype) == "torch.bfloat16" else value).numpy()
            arrays[f"{prefix}{name}"] = np.asarray(value)

    collect("", state)
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w") as entry:
                np.lib.format.write_array(entry, array, allow_pickle=False)
    return Path(path)


def save_safetensors(path: str | Path, tensors: Mapping[str, np.ndarray]) -> None:
    """Writes arrays of float64, float32 or float16 as a safetensors file."""
    header, blocks, offset = {}, [], 0
    for name, tensor in tensors.items():
        kind = next((key for key, code in _TYPES.items() if tensor.dtype == np.dtype(code)), None)
        if kind is None:
            raise TypeError(f"{name}: {tensor.dtype} is no float of 16, 32 or 64 bits")
        block = np.ascontiguousarray(tensor, dtype=_TYPES[kind]).tobytes()
        header[name] = {
            "dtype": kind,
            "shape": list(tensor.shape),
            "data_offsets": [offset, offset + len(block)],
        }
        blocks.append(block)
        offset += len(block)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    Path(path).write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blocks))


def load_safetensors(path: str | Path) -> dict[str, np.ndarray]:
    """The floating-point tensors of a safetensors file by name."""
    content = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    data = content[8 + length :]
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        flat = np.frombuffer(data[start:end], dtype=_TYPES[entry["dtype"]])
        tensors[name] = flat.reshape(entry["shape"])
    return tensors
