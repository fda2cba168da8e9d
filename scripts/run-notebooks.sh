#!/bin/bash
# usage: scripts/run-notebooks.sh [notebook.ipynb ...]
#        scripts/run-notebooks.sh --open
# Tests the Python package of python/, installs it, and executes the notebooks headless, all of them by default; the
# executed copies are left in .build/notebooks-executed. SIZE=full runs them at their full size.
# --open starts Jupyter instead. The virtual environment is kept in .build/notebooks.
set -euo pipefail
cd "$(dirname "$0")/.."
environment=$PWD/.build/notebooks

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1; then
    sudo "$@"
  else
    echo "run-notebooks: neither root nor sudo for: $*" >&2
    return 1
  fi
}

# The first Python of at least 3.11 that can make a virtual environment.
find_python() {
  for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 /usr/bin/python3}; do
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  return 1
}

wanted=$(cat notebooks/requirements.txt notebooks/requirements-development.txt notebooks/constraints.txt)
if [ "$(cat "$environment/installed" 2>/dev/null)" != "$wanted" ]; then
  if ! python=$(find_python); then
    if command -v apt-get >/dev/null 2>&1; then
      echo "run-notebooks: installing python3-venv" >&2
      as_root apt-get update -qq
      as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends python3 python3-venv >/dev/null
    fi
    python=$(find_python) || {
      echo "run-notebooks: Python 3.11 or later with venv is needed (PYTHON names one)" >&2
      exit 1
    }
  fi
  echo "run-notebooks: installing Python packages into .build/notebooks" >&2
  mkdir -p .build
  "$python" -m venv --clear "$environment"
  "$environment/bin/python" -m pip install -q --disable-pip-version-check \
    -r notebooks/requirements.txt -r notebooks/requirements-development.txt
  printf '%s\n' "$wanted" >"$environment/installed"
fi
export PATH="$environment/bin:$PATH" JUPYTER_PREFER_ENV_PATH=1

# A copy, so that no build products are left beside the sources.
sources=$(mktemp -d)
trap 'rm -rf "$sources"' EXIT
cp -r python "$sources"
python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --force-reinstall \
  -c notebooks/constraints.txt "$sources/python"

if [ "${1:-}" = "--open" ]; then
  [ -x "$environment/bin/jupyter-lab" ] ||
    "$environment/bin/python" -m pip install -q --disable-pip-version-check \
      -c notebooks/constraints.txt jupyterlab
  # In a container the user is root, which Jupyter wants to be told.
  allow=()
  [ "$(id -u)" != 0 ] || allow=(--allow-root)
  exec "$environment/bin/jupyter-lab" --notebook-dir=notebooks "${allow[@]}" "${@:2}"
fi

ruff format --quiet --check python notebooks && ruff check --quiet python notebooks || {
  echo "run-notebooks: 'ruff format python notebooks && ruff check --fix python notebooks' repairs the format" >&2
  exit 1
}
if [ $# -eq 0 ]; then
  (cd python && mypy --no-error-summary)
  (cd python && MPLBACKEND=agg python -m unittest discover --buffer -s tests -t .)
  set -- notebooks/*.ipynb
fi
SLT_NOTEBOOK_SIZE=${SIZE:-small} python scripts/run-notebooks.py "$@"
