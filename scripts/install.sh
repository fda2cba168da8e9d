#!/bin/sh
# usage: scripts/install.sh [--remove] PREFIX
# Installs the built tool with its manual page and shell completions under PREFIX, or removes them. The
# tool goes on using the Swift runtime of the toolchain that has built it.
set -eu
cd "$(dirname "$0")/.."
remove=""
if [ "${1:-}" = --remove ]; then
  remove=yes
  shift
fi
prefix=${1:?usage: scripts/install.sh [--remove] PREFIX}

program="$prefix/bin/slt-critical"
manual="$prefix/share/man/man1/slt-critical.1"
bash="$prefix/share/bash-completion/completions/slt-critical"
zsh="$prefix/share/zsh/site-functions/_slt-critical"
fish="$prefix/share/fish/vendor_completions.d/slt-critical.fish"
if [ -n "$remove" ]; then
  rm -f "$program" "$manual" "$bash" "$zsh" "$fish"
  echo "removed slt-critical from $prefix"
  exit 0
fi

release=${SLT_BUILD_DIR:-.build/release}
for file in "$program" "$manual" "$bash" "$zsh" "$fish"; do mkdir -p "$(dirname "$file")"; done
install -m 755 "$release/slt-critical" "$program"
"$program" --experimental-dump-help | examples/run scripts/generate-manual.swift >"$manual"
"$program" --generate-completion-script bash >"$bash"
"$program" --generate-completion-script zsh >"$zsh"
"$program" --generate-completion-script fish >"$fish"
chmod 644 "$manual" "$bash" "$zsh" "$fish"
echo "installed slt-critical in $prefix/bin, with manual page and completions for bash, zsh and fish"
