#!/bin/sh
# usage: scripts/first-steps.sh FOLDER
# Does in FOLDER what the README says: runs its sh blocks in order and compares what they print with the
# text block after them, if there is one.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
mkdir -p "$1"
cd "$1"
ln -sfn "$root/examples" examples
PATH="$root/.build/release:$PATH"
export PATH

rm -f block-*
awk '
  /^```/ { if (name) { close(name); name = "" } else if ($0 == "```sh") name = sprintf("block-%02d.sh", ++n)
           else if ($0 == "```text" && last ~ /sh$/) name = sprintf("block-%02d.txt", n)
           else name = "/dev/null"
           if (name) last = name; next }
  name { print > name }
' "$root/README.md"

for block in block-*.sh; do
  echo "first-steps: $(grep -v '^cat\|^printf' "$block" | tail -n 1)"
  sh -eu "$block" >output.txt
  expected=${block%.sh}.txt
  if [ -e "$expected" ]; then diff "$expected" output.txt; fi
done
