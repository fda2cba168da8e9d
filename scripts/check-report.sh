#!/bin/sh
# usage: scripts/check-report.sh [FOLDER]
# Makes reports as pages and looks at them, and at the pages in FOLDER, in a headless browser (Chromium,
# driven by selenium).
# Checks the style sheet and the script of pages first (tinycss2, esprima).
# Installs the browser with apt where it is missing; SLT_SHOTS=FOLDER keeps screenshots.
set -eu
cd "$(dirname "$0")/.."

if ! command -v chromium >/dev/null 2>&1 || ! command -v chromedriver >/dev/null 2>&1; then
  as_root=""
  [ "$(id -u)" = 0 ] || as_root="sudo"
  echo "check-report: installing a browser" >&2
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 \
    install -y -qq --no-install-recommends \
    chromium chromium-driver fonts-dejavu-core python3-venv >/dev/null
fi

environment=.build/browser-environment
if ! "$environment/bin/python" -c "import esprima, selenium, tinycss2" 2>/dev/null ||
  ! cmp -s notebooks/constraints.txt "$environment/constraints.txt"; then
  rm -rf "$environment"
  python3 -m venv "$environment"
  "$environment/bin/pip" install -q -c notebooks/constraints.txt selenium esprima tinycss2
  cp notebooks/constraints.txt "$environment/"
fi

"$environment/bin/python" Tests/Browser/check_resources.py

tool=${SLT_CRITICAL:-.build/release/slt-critical}
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
if [ $# -gt 0 ]; then cp "$1"/*.html "$pages"; fi

page() {
  name=$1
  shift
  "$tool" report "$@" --format html -o "$pages/$name.html"
}
page weights examples/deep-redundant.yaml
page plain examples/shallow-cubic.yaml
page exotic --widths 3,3,1 --degree 3
page bias examples/polynomial-bias.yaml
page trained examples/trained-network.yaml --weights examples/trained-network.safetensors
cat >"$pages/hostile.yaml" <<'SPEC'
name: "<script>alert(1)</script> & \"quotes\" <img src=x onerror=alert(2)>"
widths: [2, 2, 1]
activation: {monomial: 2}
weights:
  - [[1, 2], [0, 0]]
  - [[1, -3]]
SPEC
page hostile "$pages/hostile.yaml"

"$environment/bin/python" Tests/Browser/check_report.py ${SLT_SHOTS:+--shots "$SLT_SHOTS"} "$pages"
