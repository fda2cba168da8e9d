"""Writes jacobians_sympy.json: symbolic Jacobians of small networks by SymPy.

Run: python3 jacobians_sympy.py > jacobians_sympy.json      (needs sympy)

The network function is written out with matrices and expanded; the coefficients of the input monomials
are then differentiated. Nothing here depends on the package that is tested with the result.
"""
import json
import sympy
from sympy import Matrix, Poly, Rational, expand, symbols

T = symbols("t")
NETWORKS = [
    # name, widths, one activation in t per hidden layer, bias
    ("(2,2,2,1), r = 3", [2, 2, 2, 1], [T**3, T**3], False),
    ("(3,3,1), r = 6", [3, 3, 1], [T**6], False),
    ("(2,3,1), r = 3", [2, 3, 1], [T**3], False),
    ("(2,2,2,2), r = 3, 2", [2, 2, 2, 2], [T**3, T**2], False),
    ("(1,2,1), r = 4", [1, 2, 1], [T**4], False),
    ("(3,2), linear", [3, 2], [], False),
    ("(2,2,1), t^2 with bias", [2, 2, 1], [T**2], True),
    ("(2,2,1), 1 + t/2 - 2 t^3/3 with bias", [2, 2, 1], [1 + T / 2 - Rational(2, 3) * T**3], True),
    ("(2,2,1), He_3", [2, 2, 1], [T**3 - 3 * T], False),
]


def jacobian(name, widths, activations, bias):
    inputs = symbols(f"x1:{widths[0] + 1}")
    values = Matrix(inputs)
    parameters = []
    for layer in range(1, len(widths)):
        rows, columns = widths[layer], widths[layer - 1]
        weights = Matrix(rows, columns, lambda i, j: symbols(f"w{layer}_{i + 1}_{j + 1}"))
        values = weights * values
        for i in range(rows):
            parameters += list(weights.row(i))
            if bias:
                b = symbols(f"b{layer}_{i + 1}")
                values[i] += b
                parameters.append(b)
        if layer < len(widths) - 1:
            values = values.applyfunc(lambda z: activations[layer - 1].subs(T, z))
    degree = 1
    for activation in activations:
        degree *= Poly(activation, T).degree()
    rows, entries = [], []
    for output, f in enumerate(values, start=1):
        polynomial = Poly(expand(f), *inputs)
        for exponents, coefficient in sorted(polynomial.terms(), reverse=True):
            rows.append([output, list(exponents)])
            entries.append(
                [str(expand(coefficient.diff(p))).replace("**", "^") for p in parameters])
    return {
        "name": name,
        "widths": widths,
        "activations": [
            [str(c) for c in reversed(Poly(a, T).all_coeffs())] for a in activations],
        "bias": bias,
        "rows": rows,
        "columns": [str(p) for p in parameters],
        "jacobian": entries,
    }


print(json.dumps(
    {"program": f"SymPy {sympy.__version__}", "networks": [jacobian(*n) for n in NETWORKS]},
    indent=1))
