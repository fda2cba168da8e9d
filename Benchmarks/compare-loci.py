#!/usr/bin/env python3
"""Components of critical loci next to Singular and Macaulay2, in processor time.

    swift build -c release --product slt-critical
    cd Benchmarks && swift build -c release --product locus-benchmark
    ./compare-loci.py [seconds per run] [part of a name]

Singular computes minor and minAssGTZ, Macaulay2 minors and decompose, of the symbolic Jacobian that
`slt-critical jacobian --export` writes. Ours: `charts` is criticalLocus, `rankLocus` and `minors` are the
two direct methods, which start from the same matrix. A run that reaches the time limit shows as ">".
"""
import json, pathlib, re, resource, statistics, subprocess, sys, time

root = pathlib.Path(__file__).resolve().parent
tool = root.parent / ".build/release/slt-critical"
ours = root / ".build/release/locus-benchmark"
limit = float(sys.argv[1]) if len(sys.argv) > 1 else 60
wanted = sys.argv[2] if len(sys.argv) > 2 else ""
networks = json.load(open(root.parent / "Tests/ReferenceData/critical_loci.json"))
methods = ["charts", "rankLocus", "minors"]


def run(command, text=None):
    """Processor seconds and output, or None at the time limit."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        out = subprocess.run(command, input=text, text=True, capture_output=True, timeout=4 * limit,
                             preexec_fn=lambda: resource.setrlimit(
                                 resource.RLIMIT_CPU, (int(limit), int(limit) + 1)))
    except (subprocess.TimeoutExpired, FileNotFoundError):
        return None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if out.returncode < 0 or out.returncode == 137:
        return None
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, out.stdout


def export(widths, degree, system):
    command = [tool, "jacobian", "--widths", widths, "--degree", str(degree), "--export", system]
    return subprocess.run(command, text=True, capture_output=True, check=True).stdout


def peer(command, script, start):
    """Milliseconds of several runs of a peer, without its start-up."""
    times = []
    while len(times) < 3 and sum(times) < 10_000:
        result = run(command, script)
        if result is None:
            return None, None
        match = re.search(r"COUNT (\d+)", result[1])
        if not match:
            return None, None
        times.append(max(result[0] * 1000 - start, 0.1))
    return statistics.median(times), int(match.group(1))


singular, macaulay = ["Singular", "-q", "--no-warn"], ["M2", "--script", "/dev/stdin"]
starts = []
for command, script in [(singular, 'LIB "primdec.lib"; quit;\n'), (macaulay, "R = QQ[x]\n")]:
    runs = [run(command, script) for _ in range(3)]
    starts.append(statistics.median(r[0] * 1000 for r in runs) if all(runs) else 0)

titles = methods + ["Singular", "Macaulay2"]
print("| network | r | components | " + " | ".join(f"{t} ms" for t in titles)
      + " | charts / best peer | direct / best peer |")
print("|---|---:|---:|" + "---:|" * (len(titles) + 2))
ratios = {"charts": [], "direct": []}
for network in networks:
    widths, degree = ",".join(map(str, network["widths"])), network["degree"]
    if wanted not in f"({widths})":
        continue
    times, counts = {}, {}
    for method in methods:
        result = run([ours, widths, str(degree), method])
        words = result[1].split() if result else []
        times[method], counts[method] = (float(words[0]), int(words[1])) if words else (None, None)
    script = 'LIB "primdec.lib";\n' + export(widths, degree, "singular")
    script += '\nlist L = minAssGTZ(I);\nprint("COUNT " + string(size(L)));\nquit;\n'
    times["Singular"], counts["Singular"] = peer(singular, script, starts[0])
    script = export(widths, degree, "macaulay2") + '\nprint("COUNT " | toString(#(decompose I)))\n'
    times["Macaulay2"], counts["Macaulay2"] = peer(macaulay, script, starts[1])
    expected = len(network["components"])
    cells = []
    for title in titles:
        wrong = counts[title] not in (None, expected)
        cells.append("> limit" if times[title] is None
                     else f"{times[title]:.1f}" + (f" ({counts[title]}!)" if wrong else ""))
    peers = [times[t] for t in ("Singular", "Macaulay2") if times[t] is not None]
    direct = [times[t] for t in ("rankLocus", "minors") if times[t] is not None]
    for name, own in (("charts", times["charts"]), ("direct", min(direct, default=None))):
        if own is not None and peers:
            ratios[name].append(own / min(peers))
            cells.append(f"{own / min(peers):.3f}")
        else:
            cells.append("-")
    print(f"| ({widths}) | {degree} | {expected} | " + " | ".join(cells) + " |", flush=True)
for name, values in ratios.items():
    if values:
        print(f"\nmedian of {name} / best peer over {len(values)} networks: "
              f"{statistics.median(values):.3f}")
