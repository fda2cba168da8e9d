#!/usr/bin/env python3
"""Compares Groebner bases of classic systems with other programs, as ratios of processor times.

    Benchmarks/peers/groebner.py [--limit SECONDS] [--msolve PATH] [SYSTEM ...]

Programs that are not installed are left out. Every program runs alone, one after the other in the
same run; numbers of basis elements must agree (msolve prints none that could be compared).
Ratios are time of the program / our time: above 1 we are faster. `>` marks a time limit.
"""
import argparse
import resource
import shutil
import subprocess
import tempfile

MODULAR = ["katsura-8", "katsura-9", "katsura-10", "cyclic-6", "cyclic-7", "eco-9", "eco-10",
           "eco-11", "noon-5", "noon-6", "reimer-5", "reimer-6"]
RATIONAL = ["katsura-6", "katsura-7", "katsura-8", "cyclic-5", "cyclic-6", "eco-8", "eco-9",
            "noon-4", "noon-5", "reimer-4", "reimer-5"]


def processor_seconds(command, text, limit):
    """Output and user time of a command, or (None, limit) if it takes longer."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return None, limit
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime - before.ru_utime


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=float, default=100)
    parser.add_argument("--msolve", default=shutil.which("msolve"))
    parser.add_argument("--benchmark", default="Benchmarks/.build/release/groebner-benchmark")
    parser.add_argument("systems", nargs="*")
    options = parser.parse_args()

    programs = {}
    if shutil.which("Singular"):
        programs["singular"] = ["Singular", "-q"]
        programs["slimgb"] = ["Singular", "-q"]
    if shutil.which("M2"):
        programs["macaulay2"] = ["M2", "--script"]
    if options.msolve:
        programs["msolve"] = [options.msolve]

    for field, systems in (("modular", MODULAR), ("rational", RATIONAL)):
        print(f"\n{field}: seconds, elements, then ratios")
        print(f"{'':14}{'ours':>9}{'size':>6}" + "".join(f"{name:>11}" for name in programs))
        for system in options.systems or systems:
            output, _ = processor_seconds(
                [options.benchmark, "time", field, system], "", options.limit)
            if output is None:
                print(f"{system:14}{'>' + str(options.limit):>9}")
                continue
            seconds, count = output.split()
            line = f"{system:14}{float(seconds):9.3f}{count:>6}"
            for name, command in programs.items():
                text = subprocess.run(
                    [options.benchmark, "input", name, field, system],
                    capture_output=True, text=True, check=True).stdout
                with tempfile.NamedTemporaryFile("w", suffix=".input") as file:
                    file.write(text + "\n")
                    file.flush()
                    files = {"msolve": ["-g", "2", "-t", "1", "-o", "/dev/null", "-f", file.name],
                             "macaulay2": [file.name]}.get(name, [])
                    output, time = processor_seconds(command + files, text, options.limit)
                if output is not None and name != "msolve":
                    words = output.split()
                    if len(words) < 2:
                        line += f"{'-':>11}"
                        continue
                    time = float(words[-2])
                    assert words[-1] == count, f"{name} finds {words[-1]} elements for {system}"
                mark = ">" if output is None else ""
                line += f"{mark + format(time / float(seconds), '.2f'):>11}"
            print(line, flush=True)


if __name__ == "__main__":
    main()
