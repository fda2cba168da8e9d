#!/usr/bin/env bash
# Compares the expansion of polynomial maps: this package, python-flint, Singular; one thread each.
# usage: Benchmarks/expansion/compare.sh      (PYTHON names a Python that has python-flint)
# Peers that are missing are skipped. Peak memory is that of the whole process.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/Benchmarks/expansion
python=${PYTHON:-python3}
measure() { # name, command: the output with the peak resident memory of the command or its children
  python3 - "${@:2}" <<'PYTHON' || echo "  $1: missing, or more than 60 s"
import resource, subprocess, sys
try:
    run = subprocess.run(sys.argv[1:], capture_output=True, text=True, timeout=60)
except subprocess.TimeoutExpired:
    sys.exit(1)
if run.returncode or not run.stdout.strip():
    sys.exit(1)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(f"  {run.stdout.strip()} peak-MiB {peak}")
PYTHON
}
"$root/examples/run" "$here/expansion.swift" 2,1,1 2 1 >/dev/null   # compile first
while read -r widths degree repetitions rounds; do
  echo "($widths), degree $degree"
  for ((round = 0; round < rounds; round++)); do
    measure this-package "$root/examples/run" "$here/expansion.swift" "$widths" "$degree" "$repetitions"
    measure python-flint "$python" "$here/expansion_flint.py" "$widths" "$degree" "$repetitions"
    measure Singular sh "$here/expansion_singular.sh" "$widths" "$degree" "$repetitions"
  done
done <<CASES
3,3,3,1 2 1000 3
2,3,2,1 3 1000 3
3,4,4,1 4 1 1
2,2,2,1 20 1 1
CASES
