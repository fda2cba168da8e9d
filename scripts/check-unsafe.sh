#!/bin/sh
# Unsafe pointers, unchecked Sendable and the like may appear only under a Kernels/ folder and in
# the GMP box.
set -eu
cd "$(dirname "$0")/.."

pattern='Unsafe[A-Z][A-Za-z]*|withUnsafe[A-Za-z]*|unsafeBitCast|unsafeDowncast|unowned\(unsafe\)|@unchecked|nonisolated\(unsafe\)|@exclusivity\(unchecked\)|Unmanaged'
found=$(grep -rnE "$pattern" Sources --include='*.swift' |
  grep -vE '^Sources/[A-Za-z-]+/(.*/)?Kernels/|^Sources/ExactArithmetic/(.*/)?GMPBox\.swift:' || true)
if [ -n "$found" ]; then
  echo "unsafe code outside Kernels/ and the GMP box:" >&2
  echo "$found" >&2
  exit 1
fi
echo "no unsafe code outside Kernels/ and the GMP box"
