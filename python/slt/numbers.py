"""Exact numbers between JSON and Python.

The tool prints integers of more than 53 bits and all fractions as strings such as "3/4", so that no
digit is lost on the way.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from numbers import Integral, Rational, Real
from typing import Any


def fraction(value: Any) -> Fraction:
    """An exact number of the tool as a `Fraction`: `fraction("3/4")`, `fraction(2)`.

    A float is taken at its shortest decimal form, as the tool reads it: 0.1 is 1/10.
    """
    if isinstance(value, Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    if isinstance(value, Integral):
        return Fraction(int(value))
    if isinstance(value, Real):
        return Fraction(repr(float(value)))
    return Fraction(value)


def fractions(value: Any) -> Any:
    """The same for nested lists, such as weights: each entry becomes a `Fraction`."""
    if isinstance(value, (str, Real)):
        return fraction(value)
    return [fractions(entry) for entry in value]


def json_value(value: Any) -> Any:
    """A number, list, dictionary or array as the JSON that the tool reads, without loss."""
    if isinstance(value, dict):
        return {key: json_value(entry) for key, entry in value.items()}
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, Rational):
        exact = Fraction(int(value.numerator), int(value.denominator))
        whole = exact.denominator == 1 and abs(exact.numerator) < 2**53
        return int(exact) if whole else str(exact)
    if isinstance(value, Real):
        return float(value)
    if hasattr(value, "tolist"):
        return json_value(value.tolist())
    if isinstance(value, Iterable):
        return [json_value(entry) for entry in value]
    raise TypeError(f"{type(value).__name__} is no number, list or dictionary")
