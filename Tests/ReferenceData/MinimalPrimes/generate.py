#!/usr/bin/env python3
"""Writes minimal-primes.json: ideals with their minimal primes as Singular's minAssGTZ gives them.

Needs Singular (written with 4.3.1) and sympy on the path; run in this directory:

    python3 generate.py            # a few minutes; ideals beyond TIME_LIMIT seconds are left out

Each prime is listed by its reduced standard basis in degree reverse lexicographic order, so that two
systems that agree list the same polynomials up to constant factors and order. `milliseconds` is the
time of minAssGTZ alone on the machine that wrote the file. Critical ideals are those of the maximal
minors of the Jacobian of a network's coefficients by its weights; the Jacobian is computed here with
sympy, independently of the package.
"""
import itertools, json, random, re, subprocess, sys
import sympy

TIME_LIMIT = 60
PRIMES = [0, 32003]


def matrix(name, m, n):
    return [[f"{name}{i}{j}" for j in range(1, n + 1)] for i in range(1, m + 1)]


def two_minors(M, rows=None, columns=None, sign="-"):
    rows = rows or list(itertools.combinations(range(len(M)), 2))
    columns = columns or list(itertools.combinations(range(len(M[0])), 2))
    return [f"{M[i][k]}*{M[j][l]}{sign}{M[i][l]}*{M[j][k]}" for i, j in rows for k, l in columns]


def names(M):
    return list(dict.fromkeys(v for row in M for v in row))


def commutator(n, upper=False):
    A, B = matrix("a", n, n), matrix("b", n, n)
    if upper:
        A = [[A[i][j] if j >= i else "0" for j in range(n)] for i in range(n)]
        B = [[B[i][j] if j >= i else "0" for j in range(n)] for i in range(n)]
    entries = []
    for i in range(n):
        for j in range(n):
            terms = [f"{A[i][k]}*{B[k][j]}-{B[i][k]}*{A[k][j]}" for k in range(n)]
            e = str(sympy.expand(sympy.sympify("+".join(terms)))).replace("**", "^")
            if e != "0":
                entries.append(e)
    return [v for v in names(A) + names(B) if v != "0"], entries


def cyclic(n):
    x = [f"x{i}" for i in range(1, n + 1)]
    f = ["+".join("*".join(x[(i + k) % n] for k in range(d)) for i in range(n)) for d in range(1, n)]
    return x, f + ["*".join(x) + "-1"]


def katsura(n):
    u = [f"u{i}" for i in range(n + 1)]
    at = lambda i: u[abs(i)] if abs(i) <= n else "0"
    f = ["+".join(at(i) + "*" + at(m - i) for i in range(-n, n + 1)) + "-" + u[m] for m in range(n)]
    f.append(u[0] + "+" + "+".join("2*" + v for v in u[1:]) + "-1")
    return u, [str(sympy.expand(sympy.sympify(e))).replace("**", "^") for e in f]


def product(*ideals):
    return ["*".join(f"({f})" for f in fs) for fs in itertools.product(*ideals)]


def network_jacobian(widths, degree):
    x = sympy.symbols(" ".join(f"x{i}" for i in range(1, widths[0] + 1)), seq=True)
    values, parameters = list(x), []
    for l in range(1, len(widths)):
        W = [[sympy.Symbol(f"w{l}_{i}_{j}") for j in range(1, widths[l - 1] + 1)]
             for i in range(1, widths[l] + 1)]
        parameters += [w for row in W for w in row]
        values = [sympy.expand(sum(w * v for w, v in zip(row, values))) for row in W]
        if l < len(widths) - 1:
            values = [sympy.expand(v ** degree) for v in values]
    rows = []
    for value in values:
        for coefficient in sympy.Poly(value, *x).coeffs():
            rows.append([str(sympy.diff(coefficient, p)).replace("**", "^") for p in parameters])
    return [str(p) for p in parameters], rows


def classic():
    G23, G24, G33 = matrix("x", 2, 3), matrix("x", 2, 4), matrix("x", 3, 3)
    yield "generic 2x3, 2-minors", names(G23), two_minors(G23)
    yield "generic 2x4, 2-minors", names(G24), two_minors(G24)
    yield "generic 3x3, 2-minors", names(G33), two_minors(G33)
    for n in (3, 4, 5):
        H = [[f"x{i + j}" for j in range(n)] for i in range(2)]
        yield f"Hankel 2x{n}, 2-minors", names(H), two_minors(H)
    H = [[f"x{i + j}" for j in range(3)] for i in range(3)]
    yield "Hankel 3x3, 2-minors", names(H), two_minors(H)
    S = [[f"s{min(i, j)}{max(i, j)}" for j in range(3)] for i in range(3)]
    yield "symmetric 3x3, 2-minors", names(S), two_minors(S)
    for m, n in ((2, 3), (2, 4), (2, 5), (2, 6), (3, 3)):
        M = matrix("x", m, n)
        adjacent = lambda k: [(i, i + 1) for i in range(k - 1)]
        yield f"adjacent minors {m}x{n}", names(M), two_minors(M, adjacent(m), adjacent(n))
    yield "2-permanents 2x3", names(G23), two_minors(G23, sign="+")
    yield "2-permanents 2x4", names(G24), two_minors(G24, sign="+")
    yield "2-permanents 3x3", names(G33), two_minors(G33, sign="+")
    yield ("commuting 2x2 matrices",) + commutator(2)
    yield ("commuting triangular 2x2 matrices",) + commutator(2, True)
    yield ("commuting triangular 3x3 matrices",) + commutator(3, True)
    yield ("cyclic-3",) + cyclic(3)
    yield ("cyclic-4",) + cyclic(4)
    yield ("katsura-2",) + katsura(2)
    yield ("katsura-3",) + katsura(3)
    xyz, xyzw = list("xyz"), list("xyzw")
    yield "coordinate axes", xyz, ["x*y", "x*z", "y*z"]
    yield "embedded point", ["x", "y"], ["x^2", "x*y"]
    yield "double line and point", xyz, ["x^2*z", "x*y*z", "x^2*(x-1)"]
    yield "unit ideal", ["x", "y"], ["x*y-1", "x^2", "y"]
    yield "pure power", xyz, ["(x^2-y*z)^3"]
    yield "primes that split over an extension", ["x", "y"], ["x^4-10*x^2+1", "y^2-2"]
    yield "three square roots", xyz, ["x^2-2", "y^2-3", "z^2-6"]
    yield "x^4+1 twice", ["x", "y"], ["x^4+1", "y^4+1"]
    yield "irreducible conic pair", xyz, ["x^2+y^2", "z^2+1"]
    yield "cubic field", ["x", "y"], ["x^3-2", "y^3-2"]
    yield "twisted cubic", xyzw, ["x*z-y^2", "y*w-z^2", "x*w-y*z"]
    yield "twisted cubic and line", xyzw, ["x*z-y^2", "y*w-z^2"]
    yield "two quadrics", xyzw, ["x^2+y^2-z^2", "x*y-z*w"]
    yield "space curves", xyz, ["x^3-y^2", "x*z-y"]
    yield "noon-3", xyz, [f"10*{a}*({b}^2+{c}^2)-11*{a}+10" for a, b, c in ("xyz", "yxz", "zxy")]
    yield "edge ideal of the pentagon", list("abcde"), ["a*b", "b*c", "c*d", "d*e", "e*a"]
    yield "Lissajous pair", xyz, ["x^2-2*y^2", "(y^2-z^3)*(x-1)"]
    line, line2 = ["x", "y"], ["z", "w-1"]
    cubic = ["x*z-y^2", "y*w-z^2", "x*w-y*z"]
    yield "product of two lines", xyzw, product(line, line2)
    yield "product of cubic and line", xyzw, product(cubic, ["x-1", "y"])
    yield "product of cubic, line and plane", xyzw, product(cubic, ["x-w", "y+z"], ["x+y+z+w"])
    yield "product of conic, point and elliptic curve", xyz, product(
        ["x^2+y^2+1", "z"], ["x-1", "y-2", "z-3"], ["y^2-x^3-x-1", "z-x"])
    random.seed(7)
    for k in range(4):
        def linear():
            return [f"{v}-({random.randint(-3, 3)}*z+{random.randint(-3, 3)})" for v in ("x", "y")]
        q = "+".join(f"{random.randint(-4, 4)}*{m}" for m in ("x^2", "x*y", "y^2", "z", "1"))
        yield f"random product {k + 1}", xyz, product(linear(), [q, "z-" + str(k)], linear())


def critical():
    shapes = [([2, 2, 1], r) for r in (2, 3, 4, 5)] + [([2, 3, 1], r) for r in (2, 3, 4)]
    shapes += [([3, 2, 1], 2), ([3, 2, 1], 3), ([2, 2, 2], 2), ([2, 2, 2], 3), ([3, 2, 2], 2)]
    shapes += [([2, 1, 1], 2), ([2, 1, 2], 2), ([1, 2, 1], 2), ([1, 2, 2], 2)]
    shapes += [([2, 2, 1, 1], 2), ([2, 2, 1, 1], 3), ([2, 2, 2, 1], 2), ([2, 3, 2], 2), ([2, 4, 1], 3)]
    ranks = {(tuple(e["widths"]), e["degree"]): e["genericRank"]
             for e in json.load(open(sys.argv[1]))} if len(sys.argv) > 1 else {}
    for widths, degree in shapes:
        parameters, rows = network_jacobian(widths, degree)
        rank = ranks.get((tuple(widths), degree))
        if rank is None:
            point = {p: random.randint(-50, 50) for p in parameters}
            rank = sympy.Matrix([[sympy.sympify(e.replace("^", "**")).subs(point) for e in row]
                                 for row in rows]).rank()
        yield widths, degree, rank, parameters, rows


def singular(characteristic, variables, setup):
    script = f"""
LIB "primdec.lib";
ring R = {characteristic}, ({",".join(variables)}), dp;
option(redSB); short = 0;
{setup}
int t = timer; system("--ticks-per-sec", 1000); t = timer;
list L = minAssGTZ(I);
print("TIME " + string(timer - t));
for (int i = 1; i <= size(L); i++) {{ print("PRIME " + string(std(L[i]))); }}
print("DONE");
quit;
"""
    try:
        run = subprocess.run(["Singular", "-q", "--no-warn"], input=script, text=True,
                             capture_output=True, timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        return None
    out = re.sub(r",\n", ",", run.stdout)
    if "DONE" not in out:
        print(out[-500:], file=sys.stderr)
        return None
    primes = [line[6:].replace(" ", "").split(",") for line in out.splitlines()
              if line.startswith("PRIME ")]
    primes = [p for p in primes if p != ["1"]]
    time = int(re.search(r"TIME (\d+)", out).group(1))
    return {"milliseconds": time, "primes": sorted(primes)}


def main():
    result = []
    for characteristic in PRIMES:
        for name, variables, generators in classic():
            answer = singular(characteristic, variables, "ideal I = " + ",".join(generators) + ";")
            print(characteristic, name, answer and (answer["milliseconds"], len(answer["primes"])),
                  file=sys.stderr, flush=True)
            if answer:
                result.append({"name": name, "characteristic": characteristic,
                               "variables": variables, "generators": generators, **answer})
        for widths, degree, rank, variables, rows in critical():
            entries = ",".join(e for row in rows for e in row)
            setup = (f"matrix J[{len(rows)}][{len(rows[0])}] = {entries};\n"
                     f"ideal I = minor(J, {rank});")
            answer = singular(characteristic, variables, setup)
            name = f"critical {widths} degree {degree}"
            print(characteristic, name, answer and (answer["milliseconds"], len(answer["primes"])),
                  file=sys.stderr, flush=True)
            if answer:
                result.append({"name": name, "characteristic": characteristic,
                               "variables": variables, "jacobian": rows, "rank": rank, **answer})
        with open("minimal-primes.json", "w") as file:
            file.write("[\n" + ",\n".join(json.dumps(entry) for entry in result) + "\n]\n")


main()
