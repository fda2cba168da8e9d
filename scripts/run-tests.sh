#!/bin/bash
# usage: scripts/run-tests.sh [option of swift test ...]
# Runs the tests; if any fails, the last lines name the failures and where they are.
set -euo pipefail
cd "$(dirname "$0")/.."
swift=$(./scripts/find-swift.sh)
log=$(mktemp)
trap 'rm -f "$log"' EXIT

status=0
"$swift" test "$@" 2>&1 | tee "$log" || status=$?
if [ "$status" != 0 ]; then
  # The text before the file and line names the test; parameters and values can be long.
  failures=$(grep -aE '^[^ ]+ Test .* recorded an issue|: error: |^error: |[Ff]atal error' "$log" |
    cut -c 1-300 | sort -u | head -n 40 || true)
  # After a crash: what had begun and not ended.
  if [ -z "$failures" ]; then
    failures=$(sed -nE 's/^[^ ]+ Test (.*) started\.$/\1/p; s/ with [0-9]+ test cases?//; s/^[^ ]+ Test (.*) (passed|failed) after .*/\1/p' "$log" |
      sort | uniq -u | grep -v '^run' | sed 's/^/Test /; s/$/ did not end/' | head -n 40 || true)
  fi
  printf '\nThe tests failed (status %s):\n%s\n' "$status" "${failures:-  see the messages above}" >&2
fi
exit "$status"
