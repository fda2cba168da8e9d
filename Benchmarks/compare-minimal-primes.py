#!/usr/bin/env python3
"""Minimal primes next to Singular's minAssGTZ, program after program on each ideal, in processor time.

    cd Benchmarks && swift build -c release --product minimal-primes-benchmark
    ./compare-minimal-primes.py [part of a name]

Singular repeats short computations, since its timer counts in steps of ten milliseconds.
"""
import json, pathlib, re, subprocess, sys

root = pathlib.Path(__file__).resolve().parent
data = root.parent / "Tests/ReferenceData/MinimalPrimes/minimal-primes.json"
ours = root / ".build/release/minimal-primes-benchmark"
wanted = sys.argv[1] if len(sys.argv) > 1 else ""


def singular(entry):
    if "generators" in entry:
        setup = "ideal I = " + ",".join(entry["generators"]) + ";"
    else:
        rows = entry["jacobian"]
        entries = ",".join(e for row in rows for e in row)
        setup = f"matrix J[{len(rows)}][{len(rows[0])}] = {entries}; ideal I = minor(J, {entry['rank']});"
    script = f"""LIB "primdec.lib";
ring R = {entry["characteristic"]}, ({",".join(entry["variables"])}), dp;
system("--ticks-per-sec", 1000);
int s = timer;
{setup}
int p = timer - s; int n; int t = timer;
while (timer - t < 200) {{ list L = minAssGTZ(I); n++; kill L; }}
print("TIME " + string(timer - t) + " " + string(n) + " " + string(p));
quit;
"""
    try:
        out = subprocess.run(["Singular", "-q", "--no-warn"], input=script, text=True,
                             capture_output=True, timeout=120).stdout
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return None
    match = re.search(r"TIME (\d+) (\d+) (\d+)", out)
    return match and (int(match.group(1)) / int(match.group(2)), int(match.group(3)))


print("| ideal | characteristic | primes | ours ms | Singular ms | ours / Singular | minors: ours, Singular ms |")
print("|---|---:|---:|---:|---:|---:|---:|")
for entry in json.load(open(data)):
    if wanted not in entry["name"]:
        continue
    name, p = entry["name"], entry["characteristic"]
    out = subprocess.run([ours, data, name, str(p)], text=True, capture_output=True).stdout.split()
    if len(out) != 3 or out[2] != "equal":
        print(f"| {name} | {p} | | failed: {out} | | | |")
        continue
    time, minors = float(out[0]), float(out[1])
    theirs = singular(entry)
    rest = f"{theirs[0]:.1f} | {time / theirs[0]:.2f}" if theirs else "- | -"
    both = f"{minors:.0f}, {theirs[1] if theirs else '-'}" if "jacobian" in entry else ""
    print(f"| {name} | {p} | {len(entry['primes'])} | {time:.2f} | {rest} | {both} |", flush=True)
