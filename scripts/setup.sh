#!/bin/sh
# Installs the system packages that the build needs where they are missing; quiet if none is.
# Uses apt (Debian, Ubuntu), with sudo only when not root; elsewhere it says what to install.
set -eu
cd "$(dirname "$0")/.."

# One package a word; a|b|c means the first of these names that the distribution has.
packages="libgmp-dev libflint-dev libopenblas-dev pkg-config|pkgconf git ca-certificates binutils libc6-dev
  libgcc-14-dev|libgcc-13-dev|libgcc-12-dev libstdc++-14-dev|libstdc++-13-dev|libstdc++-12-dev
  libcurl4|libcurl4t64 libxml2|libxml2-16 libncurses6 libsqlite3-0 zlib1g-dev tzdata"

is_installed() {
  dpkg-query -W -f='${db:Status-Abbrev}\n' "$1" 2>/dev/null | grep -q '^ii'
}

is_satisfied() {
  case $1 in
    libgmp-dev) pkg-config --exists gmp 2>/dev/null && return 0 ;;
    libopenblas-dev) pkg-config --exists openblas 2>/dev/null && return 0 ;;
  esac
  for name in $(echo "$1" | tr '|' ' '); do
    if is_installed "$name"; then return 0; fi
  done
  return 1
}

# The names to install for the arguments: of each group of alternatives the first one available.
choose() {
  for group in "$@"; do
    for name in $(echo "$group" | tr '|' ' '); do
      if apt-cache policy "$name" 2>/dev/null | grep 'Candidate:' | grep -qv '(none)'; then
        echo "$name"
        break
      fi
    done
  done
}

if command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1; then
  missing=""
  for group in $packages; do
    is_satisfied "$group" || missing="$missing $group"
  done
  if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ]; then
      as_root=""
    elif command -v sudo >/dev/null 2>&1; then
      as_root="sudo"
    else
      echo "setup: these packages are missing, and there is neither root nor sudo to install them:" >&2
      echo "setup: as root, run: apt-get install -y" $(choose $missing) >&2
      exit 1
    fi
    $as_root apt-get update -qq
    chosen=$(choose $missing)
    echo "setup: installing" $chosen >&2
    $as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends $chosen >/dev/null
  fi
else
  missing=""
  if ! command -v pkg-config >/dev/null 2>&1; then
    missing=" pkg-config"
  else
    pkg-config --exists gmp || missing="$missing gmp"
    pkg-config --exists flint || missing="$missing flint"
    pkg-config --exists openblas || missing="$missing openblas"
    # macOS has zlib without a pkg-config file.
    [ "$(uname)" = Darwin ] || pkg-config --exists zlib || missing="$missing zlib"
  fi
  if [ -n "$missing" ]; then
    echo "setup: there is no apt here; please install by hand (libraries with headers):$missing" >&2
    echo "setup: Fedora: dnf install gmp-devel flint-devel openblas-devel zlib-devel pkgconf; macOS: brew install gmp flint openblas pkgconf" >&2
    exit 1
  fi
fi

./scripts/find-swift.sh >/dev/null
