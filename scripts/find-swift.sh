#!/bin/sh
# Prints the path of a Swift toolchain of at least version 6.2, or says what to do and fails.
# The variable SWIFT, if set, is the only candidate.
set -eu

new_enough() {
  version=$("$1" --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
  [ -n "$version" ] || return 1
  major=${version% *}
  minor=${version#* }
  [ "$major" -gt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -ge 2 ]; }
}

found=""
for candidate in ${SWIFT:-swift "${SWIFTLY_BIN_DIR:-${HOME:-/root}/.local/share/swiftly/bin}/swift" \
  /opt/swift/usr/bin/swift /usr/share/swift/usr/bin/swift /usr/local/swift/usr/bin/swift}; do
  path=$(command -v "$candidate" 2>/dev/null) || continue
  found="$found $path"
  if new_enough "$path"; then
    echo "$path"
    exit 0
  fi
done

if [ -n "$found" ]; then
  echo "setup: Swift 6.2 or later is needed, but found only:$found" >&2
else
  echo "setup: Swift 6.2 or later is needed, but no swift was found on the PATH" >&2
fi
echo "setup: install it from https://www.swift.org/install/linux or set SWIFT=/path/to/swift" >&2
exit 1
