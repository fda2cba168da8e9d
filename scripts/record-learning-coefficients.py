#!/usr/bin/env python3
"""usage: scripts/record-learning-coefficients.py [SLT-CRITICAL]

Writes the tables of Documentation/learning-coefficients.md: the learning coefficients of all monomial networks
(d0, m, dL) with at most 8 weights and of (2,2,2,1), degrees 2 to 5, at points of all types of subnetworks, as
`slt-critical learning-coefficient --strata` gives them. The work for each network is limited, so that the tables are
the same on every machine; SLT-CRITICAL is the program, by default that of the release build.
"""

import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "Documentation" / "learning-coefficients.md"
BEGIN, END = "<!-- tables: written by scripts/record-learning-coefficients.py -->", "<!-- end of tables -->"
DEGREES = range(2, 6)
STEPS = 5_000_000
# Deep networks have hundreds of types of subnetworks, and resolutions that do not end.
DEEP_STRATA = 30
DEEP_GERMS = 300


def networks():
    """The widths, by the number of weights."""
    shallow = [
        (d, m, e) for m in range(1, 5) for d in range(1, 8) for e in range(1, 8) if m * (d + e) <= 8
    ]
    return sorted(shallow, key=lambda w: (w[1] * (w[0] + w[2]), w[1], w)) + [(2, 2, 2, 1)]


def ask(program, arguments, spec=""):
    """What the program prints."""
    run = subprocess.run(
        [program, "learning-coefficient", *arguments, "--json", "--quiet", "--work-limit", str(STEPS)],
        input=spec, capture_output=True, text=True,
    )  # fmt: skip
    if run.returncode not in (0, 3):
        sys.exit(f"{' '.join(arguments)} {spec}: {run.stderr.strip()}")
    return json.loads(run.stdout)


def germs(widths):
    """The budget of one resolution; what needs more is given as an interval."""
    return ["--germs", str(DEEP_GERMS)] if len(widths) > 3 else []


def at(program, widths, degree, weight):
    """What the program says where the first neuron of each layer has one incoming weight, and all others are zero."""
    matrices = [
        [[weight if (i, j) == (0, 0) else 0 for j in range(d)] for i in range(e)]
        for d, e in zip(widths, widths[1:])
    ]
    return ask(
        program, ["-"] + germs(widths),
        json.dumps({"widths": widths, "activation": {"monomial": degree}, "weights": matrices}),
    )  # fmt: skip


def value(row):
    """λ, with m in brackets unless it is 1; `?` after bounds; a star unless it is proven."""
    if row["lambda"] is None:
        text = f"{row['lower']} to {row['upper']}" if row["upper"] is not None else f"≥ {row['lower']}"
    elif row["multiplicity"] is None:
        text = f"{row['lambda']} (?)"
    else:
        text = str(row["lambda"]) + (f" ({row['multiplicity']})" if row["multiplicity"] != 1 else "")
    return text + ("" if row["evidence"]["kind"] == "proven" else " *")


def cell(rows):
    """The values of a stratum: more than one if the signs of the weights matter."""
    return " or ".join(dict.fromkeys(value(row) for row in rows)) if rows else "–"


def name(widths):
    return "(" + ",".join(map(str, widths)) + ")"


def line(cells):
    return "| " + " | ".join(cells) + " |"


def tables(program):
    points, strata, unfinished = [], [], []
    values = []
    for widths in networks():
        rows, codimensions = {}, {}
        special = {"one active neuron": {}, "zero": {}}
        for degree in DEGREES:
            print(f"{name(widths)}, t^{degree}", file=sys.stderr)
            for kind, weight in (("one active neuron", 1), ("zero", 0)):
                special[kind][degree] = [at(program, widths, degree, weight)]
            result = ask(
                program,
                ["--widths", ",".join(map(str, widths)), "--degree", str(degree), "--strata"]
                + (["--max-strata", str(DEEP_STRATA)] if len(widths) > 3 else [])
                + germs(widths),
            )
            if not result["hasAllSubnetworks"]:
                unfinished.append(f"{name(widths)}, r = {degree}")
            for row in result["strata"]:
                rows.setdefault(row["label"], {}).setdefault(degree, []).extend(row["points"])
                codimensions.setdefault(row["label"], row["codimension"])
        special = {"general": rows["general weights"], **special}
        for kind, found in special.items():
            points.append(line([name(widths), kind] + [cell(found.get(degree)) for degree in DEGREES]))
        for label in sorted(rows, key=lambda label: (codimensions[label], label)):
            cells = [cell(rows[label].get(degree)) for degree in DEGREES]
            text = f"`{label}`" if "(" in label else label
            strata.append(line([name(widths), str(codimensions[label]), text] + cells))
        for found in [*special.values(), *rows.values()]:
            values += [row for results in found.values() for row in results]
    exact = sum(row["multiplicity"] is not None for row in values)
    head = [f"r = {degree}" for degree in DEGREES]
    rule = ["---:"] * len(head)
    out = [f"{exact} of {len(values)} values are exact."]
    if unfinished:
        out += ["", f"Strata of large codimension are left out for {'; '.join(unfinished)}."]
    out += ["", "### At general weights, at one active neuron, and at zero", ""]
    out += [line(["network", "weights"] + head), line(["---", "---"] + rule)] + points
    out += ["", "### At general points of all strata", ""]
    out += [line(["network", "codim", "weights"] + head), line(["---", "---:", "---"] + rule)] + strata
    return "\n".join(out)


def main(arguments):
    if len(arguments) > 1 or arguments[:1] in (["-h"], ["--help"]):
        sys.exit(__doc__.strip())
    program = arguments[0] if arguments else str(ROOT / ".build" / "release" / "slt-critical")
    page = PAGE.read_text()
    if BEGIN not in page or END not in page:
        sys.exit(f"{PAGE.relative_to(ROOT)}: expected the lines '{BEGIN}' and '{END}'")
    head, rest = page.split(BEGIN, 1)
    PAGE.write_text(f"{head}{BEGIN}\n\n{tables(program)}\n\n{END}{rest.split(END, 1)[1]}")


if __name__ == "__main__":
    main(sys.argv[1:])
