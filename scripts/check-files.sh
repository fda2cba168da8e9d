#!/bin/sh
# Files and streams are read and written where every failure is an error with a message:
# Sources/NetworkFiles/Input reads, Sources/slt-critical/Streams writes. Elsewhere nothing may trap on a full
# disk or a closed stream, lose a failure, or take a failed read for an empty file.
set -eu
cd "$(dirname "$0")/.."

failed=0
# forbid WHY PATTERN [ALLOWED FILES]
forbid() {
  found=$(grep -rnE "$2" Sources --include='*.swift' | grep -vE "^Sources/(${3:-none}):" || true)
  [ -n "$found" ] || return 0
  echo "$1:" >&2
  echo "$found" >&2
  failed=1
}

forbid 'FileHandle traps when a write fails, and hides failed reads' \
  'FileHandle(\(|\.standard|\??[ ,)>])|\.availableData|readDataToEndOfFile|\.readToEnd\('
forbid 'a failed read as an empty value' \
  'contents\(atPath|try\? +(String|Data)\(|\(try\? .*\) *\?\? *("|\[|Data\(|\.init)' \
  'slt-critical/Limits/MemoryLimit.swift|CriticalLoci/Thresholds/CriticalityThreshold.swift'
forbid 'a file that is written past Destination' \
  'createFile\(|\.write\(to(File)?: *[^&]|\.write\(contentsOf|NSData|OutputStream' \
  'Reporting/JSON/JSONValue\+Text.swift|Reporting/Pictures/SVG/SVGElement.swift'
forbid 'a value that does not decode as no value' \
  'try\? +[A-Za-z.]*([dD]ecoder|[eE]ncoder)' \
  'none'
forbid 'output that is lost when a stream is closed' \
  '(^|[^A-Za-z_.])(print|debugPrint|fputs|puts|fwrite|fprintf|fopen|perror)\('
forbid 'a system call that writes' \
  '(^|[^A-Za-z_.])(Foundation\.|Glibc\.)?(pwrite|writev|sendfile|splice)\(|(Foundation|Glibc|Darwin)\.write\(' \
  'slt-critical/Streams/OutputDescriptor.swift'
forbid 'paths whose names of one character trap' \
  'deletingLastPathComponent|as NSString\)'

[ "$failed" = 0 ] || exit 1
echo "files and streams are read and written where failures have a message"
