#!/usr/bin/env bash
# Times ranks of random dense matrices modulo a prime: this package, FLINT and FFLAS-FFPACK, one
# thread each, taking turns in one run. Prints medians, ratios (ours / theirs) and peak memory.
#
# Usage: Benchmarks/compare-ranks.sh [rounds]      (default 5)
# Peers whose headers are missing are skipped: Debian packages libflint-dev, fflas-ffpack.
set -euo pipefail
cd "$(dirname "$0")"
rounds=${1:-5}
# Each line: n, prime, ranks per measurement.
cases="30 8388593 2000
90 8388593 500
90 1073741789 500
300 8388593 20
1000 8388593 1
1000 1073741789 1
2000 8388593 1
4000 8388593 1"

swift build -c release --product rank-benchmark >&2
bin=.build/peers
mkdir -p "$bin"
programs=(ours)
declare -A command=([ours]=.build/release/rank-benchmark)
try_peer() { # name, compiler command
  if "${@:2}" 2>"$bin/$1.log"; then
    programs+=("$1")
    command[$1]="$bin/$1"
  else
    echo "$1: not built (headers missing?), skipped; see Benchmarks/$bin/$1.log" >&2
  fi
}
try_peer flint cc -O2 -o "$bin/flint" peers/rank_flint.c -lflint -lgmp
try_peer ffpack c++ -O3 -march=native -o "$bin/ffpack" peers/rank_fflas.cpp \
  -lopenblas -lgivaro -lgmpxx -lgmp

median() { sort -g | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }

printf '%6s %11s  %-7s %12s %9s %12s\n' n p program "ms per rank" "ours / it" "peak MiB"
while read -r n p batch; do
  declare -A times=() peak=()
  for ((round = 0; round < rounds; round++)); do
    for name in "${programs[@]}"; do
      # FFLAS-FFPACK over doubles takes primes up to about 2^26; it has no batch mode here.
      if [[ $name == ffpack ]] && ((p > 1 << 26 || batch > 1)); then continue; fi
      output=$(${command[$name]} "$n" "$p" 1 "$batch")
      times[$name]+="$(head -n 1 <<<"$output" | cut -d' ' -f1)"$'\n'
      peak[$name]=$(awk '/^peak/ { print $2 }' <<<"$output")
    done
  done
  ours=$(printf '%s' "${times[ours]}" | median)
  for name in "${programs[@]}"; do
    [[ -n ${times[$name]:-} ]] || continue
    theirs=$(printf '%s' "${times[$name]}" | median)
    awk -v n="$n" -v p="$p" -v name="$name" -v t="$theirs" -v o="$ours" -v b="$batch" -v m="${peak[$name]}" \
      'BEGIN { printf "%6d %11d  %-7s %12.3f %9.2f %12d\n", n, p, name, 1000 * t / b, o / t, m }'
  done
  unset times peak
done <<<"$cases"
