"""Polynomial networks in NumPy, to evaluate, plot and compare functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .numbers import fractions


class PolynomialNetwork:
    """f = W_L . s . W_(L-1) ... s . W_1 in double precision.

    `weights` is a list of matrices, of shape (outputs, inputs) each; with `bias` the last column of each
    is the bias. The activation s is t^degree, or the polynomial with coefficients `activation`, the
    constant first. `degree` may be a list, one for each hidden layer.
    """

    def __init__(
        self,
        weights: Sequence[Any],
        degree: int | Sequence[int] | None = None,
        activation: Sequence[float] | None = None,
        bias: bool = False,
    ) -> None:
        self.weights = [np.array(_floats(matrix)) for matrix in weights]
        self.bias = bias
        hidden = len(self.weights) - 1
        if activation is not None:
            self.activations = [np.asarray(activation, dtype=float)] * hidden
        else:
            degrees = list(degree) if isinstance(degree, Sequence) else [degree or 1] * hidden
            self.activations = [np.eye(r + 1)[r] for r in degrees]
        shapes = [matrix.shape for matrix in self.weights]
        for above, below in zip(shapes[1:], shapes, strict=False):
            if above[1] - bias != below[0]:
                raise ValueError(f"a layer of shape {below} does not fit below one of shape {above}")

    @property
    def widths(self) -> list[int]:
        """d_0, ..., d_L."""
        first = self.weights[0].shape[1] - self.bias
        return [first, *(matrix.shape[0] for matrix in self.weights)]

    @property
    def parameters(self) -> np.ndarray:
        """All weights in the order layer, row, column."""
        return np.concatenate([matrix.ravel() for matrix in self.weights])

    def with_parameters(self, parameters: Any) -> PolynomialNetwork:
        """The same architecture with other weights, in the order of `parameters`."""
        other = object.__new__(PolynomialNetwork)
        other.bias, other.activations, other.weights = self.bias, self.activations, []
        rest = np.asarray(parameters, dtype=float)
        for matrix in self.weights:
            other.weights.append(rest[: matrix.size].reshape(matrix.shape))
            rest = rest[matrix.size :]
        return other

    def __call__(self, inputs: Any) -> np.ndarray:
        """The outputs, of shape (samples, d_L), for inputs of shape (samples, d_0)."""
        values = np.asarray(inputs, dtype=float)
        for layer, matrix in enumerate(self.weights):
            if self.bias:
                values = np.hstack([values, np.ones((len(values), 1))])
            values = values @ matrix.T
            if layer < len(self.activations):
                values = np.polynomial.polynomial.polyval(values, self.activations[layer])
        return values

    def spec(self) -> dict[str, Any]:
        """The network with its weights as a spec for the tool: each number at its shortest decimal form."""
        powers = [np.flatnonzero(coefficients) for coefficients in self.activations]
        if all(len(p) == 1 and a[p[0]] == 1 for p, a in zip(powers, self.activations, strict=True)):
            activation: Mapping[str, Any] = {"monomial": [int(power[0]) for power in powers]}
        else:
            activation = {"polynomial": [repr(float(c)) for c in self.activations[0]]}
        weights = [matrix.tolist() for matrix in self.weights]
        spec = {"widths": self.widths, "activation": activation, "weights": weights}
        return {**spec, "bias": True} if self.bias else spec


def _floats(matrix: Any) -> Any:
    """A matrix of numbers or exact strings as nested floats."""
    if isinstance(matrix, np.ndarray):
        return matrix.astype(float)
    return [[float(entry) for entry in row] for row in fractions(matrix)]
