#!/usr/bin/env bash
# Times generic ranks: this package next to the same algorithm in C on FLINT, one thread each, in one
# run, with processor times. First all architectures of the published table, then four large ones.
# The dimensions of all programs must agree.
#
# Usage: Benchmarks/compare-dimensions.sh [rounds]      (default 3; the table is run once)
# The peer needs the Debian package libflint-dev; without it only this package is timed.
set -euo pipefail
cd "$(dirname "$0")"
rounds=${1:-3}
# FLINT is fastest for small primes; this one is as large as those this package draws.
prime=16777213

swift build -c release --product dimension-benchmark >&2
ours=.build/release/dimension-benchmark
work=.build/dimensions
mkdir -p "$work" .build/peers
peer=.build/peers/dimension_flint
cc -O2 -march=native -o "$peer" peers/dimension_flint.c -lflint -lgmp 2>"$work/cc.log" || {
  echo "FLINT's headers are missing; only this package is timed" >&2
  peer=
}

value() { awk -v key="$1" '$1 == key { print $2 }' "$2"; }
dimensions() { grep -E '^[0-9]+$' "$1"; }
best() { # smallest time over the rounds; the last output stays in the file $1
  local file=$1 count=$2 least= t
  for ((k = 0; k < count; k++)); do
    "${@:3}" <"$work/input" >"$file"
    t=$(value time "$file")
    least=$(awk -v a="${least:-$t}" -v b="$t" 'BEGIN { print (b < a ? b : a) }')
  done
  echo "$least"
}

report() { # title, repetitions
  local t ref
  ref=$(best "$work/ours" "$2" $ours 1)
  printf '%-34s %-26s %9.3f s %6s %6s MiB\n' "$1" "this package" "$ref" "" "$(value peak "$work/ours")"
  [[ -n $peer ]] || return 0
  for combine in 0 1; do
    t=$(best "$work/flint" "$2" "$peer" $prime $combine)
    cmp <(dimensions "$work/ours") <(dimensions "$work/flint") || exit 1
    printf '%-34s %-26s %9.3f s %6.2f %6s MiB\n' "" \
      "FLINT$([[ $combine == 1 ]] && echo ', combined rows')" "$t" \
      "$(awk -v a="$ref" -v b="$t" 'BEGIN { print a / b }')" "$(value peak "$work/flint")"
  done
}

printf '%-34s %-26s %11s %6s %10s\n' architectures program "processor" "ratio" "peak"
awk -F'"' 'NR > 1 { gsub(/[][ ]/, "", $2); split($3, a, ","); print $2 " " a[2] }' \
  ../Tests/ReferenceData/neurovariety_dimensions_2_1.csv >"$work/input"
report "table ($(wc -l <"$work/input") architectures)" 1
echo "proven: $(value proven "$work/ours") of $(wc -l <"$work/input")"
cut -d'"' -f3 ../Tests/ReferenceData/neurovariety_dimensions_2_1.csv | tail -n +2 | cut -d, -f3 |
  tr -d '\r' | cmp - <(dimensions "$work/ours") && echo "all dimensions agree with the table"
for line in "2,3,4,4,10,17,11,12,4,2 2" "20,40,1 3" "16,32,32,8 2" "32,64,10 4"; do
  echo "$line" >"$work/input"
  report "(${line% *}), degree ${line#* }" "$rounds"
done
