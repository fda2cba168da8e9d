"""Writes one 3 x 2 matrix in many variants of the file formats into formats/.

    python formats.py        # needs torch, numpy, safetensors

All numbers are exact in half precision.
"""

import pathlib

import numpy
import torch
from numpy.lib import format as npy
from safetensors.torch import save_file

FOLDER = pathlib.Path(__file__).parent / "formats"
MATRIX = numpy.array([[1, -0.5], [0.25, 3], [-2, 0.125]])

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for code in ["<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]:
        for order in "CF":
            name = f"{'big' if code[0] == '>' else 'little'}-{code[1:]}-{order}.npy"
            numpy.save(FOLDER / name, numpy.asarray(MATRIX, dtype=code, order=order))
    for version in [(2, 0), (3, 0)]:
        with open(FOLDER / f"version{version[0]}.npy", "wb") as file:
            npy.write_array(file, MATRIX, version=version)
    numpy.savez_compressed(FOLDER / "compressed.npz", W1=MATRIX, W2=numpy.zeros((40, 3)))
    numpy.savez(FOLDER / "unnamed.npz", MATRIX, numpy.ones((1, 3), dtype="<f4"))
    tensor = torch.tensor(MATRIX)
    save_file(
        {
            "bfloat16": tensor.bfloat16(), "float16": tensor.half(),
            "float32": tensor.float(), "float64": tensor,
        },
        FOLDER / "types.safetensors", metadata={"made by": 'formats.py, "quoted"'})
    (FOLDER / "types.safetensors").chmod(0o644)
