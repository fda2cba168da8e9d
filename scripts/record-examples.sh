#!/bin/sh
# Records the output of every example under examples/expected, and of every snippet in the README and
# the documentation; look at the difference before committing it.
set -eu
cd "$(dirname "$0")/.."
./scripts/setup.sh
"$(./scripts/find-swift.sh)" build -c release
mkdir -p examples/expected
for spec in examples/*.yaml; do
  .build/release/slt-critical "$spec" >"examples/expected/$(basename "$spec").txt"
done
for weights in examples/*.safetensors; do
  for command in analyze reduce; do
    .build/release/slt-critical $command "${weights%.safetensors}.yaml" --weights "$weights"
  done >"examples/expected/$(basename "$weights").txt"
done
for script in examples/*.swift; do
  examples/run "$script" >"examples/expected/$(basename "$script").txt"
done
examples/run scripts/record-snippets.swift README.md Documentation/*.md \
  Sources/SingularLearning/SingularLearning.docc/*.md
