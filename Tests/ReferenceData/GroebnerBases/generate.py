#!/usr/bin/env python3
"""Reduced Groebner bases by Singular, as fingerprints: writes groebner-bases.json.

    generate.py [part of a name ...]

Singular 4.3.1 computes `std` with `option(redSB)` in degree reverse lexicographic order, modulo
2^31 - 1 and over the rationals. The systems are defined here, apart from the library's definitions.

Fingerprint: one line per element, by increasing leading monomial; on it the terms in decreasing
order as coefficient:exponent,...,exponent, separated by spaces; every line ends in a newline.
Coefficients are monic residues 0..<p or, over the rationals, coprime integers with positive leading
coefficient. The fingerprint is FNV-1a (64 bits) of that text.
"""
import json
import pathlib
import random
import re
import subprocess
import sys
from fractions import Fraction
from math import gcd, lcm

PRIME = 2147483647


def katsura(n):
    x = [f"x{i}" for i in range(n + 1)]
    def u(i):
        return x[abs(i)] if abs(i) <= n else None
    quadrics = []
    for m in range(n):
        products = [f"{u(l)}*{u(m - l)}" for l in range(-n, n + 1) if u(m - l)]
        quadrics.append("+".join(products) + f"-{x[m]}")
    return x, quadrics + ["+".join([x[0]] + [f"2*{v}" for v in x[1:]]) + "-1"]


def cyclic(n):
    x = [f"x{i + 1}" for i in range(n)]
    sums = ["+".join("*".join(x[(i + j) % n] for j in range(d)) for i in range(n))
            for d in range(1, n)]
    return x, sums + ["*".join(x) + "-1"]


def eco(n):
    x = [f"x{i + 1}" for i in range(n)]
    equations = []
    for k in range(1, n):
        inner = [x[k - 1]] + [f"{x[i - 1]}*{x[i + k - 1]}" for i in range(1, n - k)]
        equations.append(f"({'+'.join(inner)})*{x[-1]}-{k}")
    return x, equations + ["+".join(x[:-1]) + "+1"]


def noon(n):
    x = [f"x{i + 1}" for i in range(n)]
    return x, [f"10*{x[i]}*({'+'.join(f'{x[j]}^2' for j in range(n) if j != i)})-11*{x[i]}+10"
               for i in range(n)]


def reimer(n):
    x = [f"x{i + 1}" for i in range(n)]
    return x, ["+".join(f"({-2 if i % 2 else 2})*{x[i]}^{k + 1}" for i in range(n)) + "-1"
               for k in range(1, n + 1)]


def generic(m, n):
    return [[f"x{i + 1}{j + 1}" for j in range(n)] for i in range(m)]


def symmetric(n):
    return [[f"x{min(i, j) + 1}{max(i, j) + 1}" for j in range(n)] for i in range(n)]


def hankel(m, n):
    return [[f"x{i + j + 1}" for j in range(n)] for i in range(m)]


def linear(m, n, count, seed):
    """A matrix of random linear forms with coefficients from -2 to 2."""
    source = random.Random(seed)
    def form():
        terms = [f"{source.randint(-2, 2)}*y{k + 1}" for k in range(count)]
        return "+".join(terms).replace("+-", "-")
    return [[form() for _ in range(n)] for _ in range(m)]


def commuting(n):
    a = [[f"a{i + 1}{j + 1}" for j in range(n)] for i in range(n)]
    b = [[f"b{i + 1}{j + 1}" for j in range(n)] for i in range(n)]
    entries = []
    for i in range(n):
        for j in range(n):
            plus = "+".join(f"{a[i][k]}*{b[k][j]}" for k in range(n))
            minus = "".join(f"-{b[i][k]}*{a[k][j]}" for k in range(n))
            entries.append(plus + minus)
    return [v for row in a + b for v in row], entries


def systems():
    classic = {"katsura": (katsura, range(2, 10)), "cyclic": (cyclic, range(3, 8)),
               "eco": (eco, [4, 6, 8, 9, 10]), "noon": (noon, range(3, 7)),
               "reimer": (reimer, range(2, 6))}
    rational = {"katsura": 8, "cyclic": 6, "eco": 9, "noon": 5, "reimer": 5}
    for family, (build, sizes) in classic.items():
        for n in sizes:
            variables, generators = build(n)
            yield {"name": f"{family}-{n}", "variables": variables,
                   "generators": generators}, n <= rational[family]
    for name, matrix, size in [
            ("generic 3x4, 2-minors", generic(3, 4), 2),
            ("generic 4x4, 2-minors", generic(4, 4), 2),
            ("generic 3x4, 3-minors", generic(3, 4), 3),
            ("generic 4x4, 3-minors", generic(4, 4), 3),
            ("Hankel 4x4, 3-minors", hankel(4, 4), 3),
            ("Hankel 3x5, 3-minors", hankel(3, 5), 3),
            ("symmetric 4x4, 2-minors", symmetric(4), 2),
            ("symmetric 4x4, 3-minors", symmetric(4), 3),
            ("linear forms 3x4 in 5 variables, 3-minors", linear(3, 4, 5, 1), 3),
            ("linear forms 4x4 in 6 variables, 3-minors", linear(4, 4, 6, 2), 3)]:
        variables = sorted(set(re.findall(r"[xy]\d+", " ".join(sum(matrix, [])))))
        yield {"name": name, "variables": variables, "matrix": matrix, "size": size}, True
    for n in (2, 3):
        variables, generators = commuting(n)
        yield {"name": f"commuting {n}x{n} matrices", "variables": variables,
               "generators": generators}, True


def singular(system, characteristic):
    """Dimension, degree and the elements as Singular prints them."""
    if "matrix" in system:
        rows = system["matrix"]
        entries = ",".join(e for row in rows for e in row)
        setup = (f"matrix M[{len(rows)}][{len(rows[0])}] = {entries}; "
                 f"ideal i = minor(M, {system['size']});")
    else:
        setup = "ideal i = " + ",\n".join(system["generators"]) + ";"
    script = f"""option(redSB); short = 0;
ring r = {characteristic},({','.join(system['variables'])}),dp;
{setup}
ideal g = std(i);
print("NUMBERS " + string(dim(g)) + " " + string(mult(g)));
for (int k = 1; k <= size(g); k++) {{ print("ELEMENT " + string(g[k])); }}
quit;
"""
    output = subprocess.run(["Singular", "-q", "--no-warn"], input=script, text=True,
                            capture_output=True, check=True).stdout
    numbers = re.search(r"^NUMBERS (-?\d+) (\d+)$", output, re.M)
    return int(numbers[1]), int(numbers[2]), re.findall(r"^ELEMENT (.*)$", output, re.M)


def terms(text, variables):
    position = {v: i for i, v in enumerate(variables)}
    result = []
    for part in re.findall(r"[+-]?[^+-]+", text):
        coefficient = Fraction(-1 if part[0] == "-" else 1)
        exponents = [0] * len(variables)
        for factor in part.lstrip("+-").split("*"):
            base, _, power = factor.partition("^")
            if base in position:
                exponents[position[base]] += int(power or 1)
            else:
                coefficient *= Fraction(factor)
        result.append((coefficient, tuple(exponents)))
    return sorted(result, key=lambda term: order_key(term[1]), reverse=True)


def order_key(exponents):
    """Degree reverse lexicographic: larger keys for larger monomials."""
    return sum(exponents), [-e for e in reversed(exponents)]


def normalised(element, characteristic):
    lead = element[0][0]
    if characteristic:
        inverse = pow(int(lead), -1, characteristic)
        return [(int(c) * inverse % characteristic, e) for c, e in element]
    scale = lcm(*(c.denominator for c, _ in element))
    content = gcd(*(int(c * scale) for c, _ in element))
    factor = Fraction(scale, content if lead > 0 else -content)
    return [(int(c * factor), e) for c, e in element]


def fingerprint(elements):
    lines = []
    for element in sorted(elements, key=lambda element: order_key(element[0][1])):
        lines.append(" ".join(f"{c}:{','.join(map(str, e))}" for c, e in element) + "\n")
    value = 0xCBF29CE484222325
    for byte in "".join(lines).encode():
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{value:016x}"


def main():
    sys.set_int_max_str_digits(0)
    wanted = sys.argv[1:]
    path = pathlib.Path(__file__).with_name("groebner-bases.json")
    known = {entry["name"]: entry for entry in json.loads(path.read_text())} if path.exists() else {}
    result = []
    for system, is_rational in systems():
        if wanted and not any(part in system["name"] for part in wanted):
            result += [known[system["name"]]] if system["name"] in known else []
            continue
        system["bases"] = []
        for characteristic in [PRIME] + [0] * is_rational:
            dimension, degree, texts = singular(system, characteristic)
            elements = [normalised(terms(t, system["variables"]), characteristic) for t in texts]
            system["bases"].append({
                "characteristic": characteristic, "count": len(elements), "dimension": dimension,
                "degree": degree, "fingerprint": fingerprint(elements)})
            print(system["name"], system["bases"][-1], flush=True)
        result.append(system)
    text = ",\n".join(json.dumps(entry) for entry in result)
    path.write_text("[\n" + text + "\n]\n")


if __name__ == "__main__":
    main()
