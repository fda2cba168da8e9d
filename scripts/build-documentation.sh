#!/bin/sh
# usage: scripts/build-documentation.sh [base path of the site, if it is not the root of its host]
# Builds the documentation, reference and articles, as a static site in .build/documentation; every
# warning is an error. The umbrella module re-exports the others, so the symbol graph is extracted from
# the modules of the release build as one module: that takes seconds, needs no second build, and links
# between modules resolve.
set -eu
cd "$(dirname "$0")/.."
swift=$(./scripts/find-swift.sh)
tools=$(dirname "$(readlink -f "$swift")")
release=.build/release
work=.build/documentation-work
site=.build/documentation

log=$(mktemp)
trap 'rm -f "$log"' EXIT
"$swift" build -c release --target SingularLearning >"$log" 2>&1 || { cat "$log" >&2; exit 1; }

rm -rf "$work"
mkdir -p "$work/symbols"
modules=$(sed -n 's/^@_exported import //p' Sources/SingularLearning/SingularLearning.swift)
"$tools/swift-symbolgraph-extract" -module-name SingularLearning \
  -experimental-allowed-reexported-modules="$(echo $modules | tr ' ' ',')" \
  -target "$("$swift" -print-target-info | sed -n 's/^ *"unversionedTriple": "\(.*\)".*/\1/p')" \
  -minimum-access-level public -skip-synthesized-members \
  -I "$release/Modules" $(printf -- '-I %s ' Sources/*/module.modulemap | sed 's#/module.modulemap##g') \
  -I .build/checkouts/Yams/Sources/CYaml/include \
  -Xcc "-fmodule-map-file=$release/CKernels.build/module.modulemap" \
  -output-dir "$work/symbols"
# DocC checks the comments of the documented module only, which for readers all of them belong to.
symbols="$work/symbols/SingularLearning.symbols.json"
sed -E -i "s/\"module\":\"($(echo $modules | tr ' ' '|'))\"/\"module\":\"SingularLearning\"/g" "$symbols"

# The catalogue: its own articles, and the pages of the repository, in which links to pages become links
# to articles and links to other files become their names.
catalogue="$work/SingularLearning.docc"
cp -R Sources/SingularLearning/SingularLearning.docc "$catalogue"
for page in Documentation/*.md; do
  [ "$page" = Documentation/README.md ] || cp "$page" "$catalogue/"
done
cp Documentation/structure.svg "$catalogue/"
cp Benchmarks/README.md "$catalogue/benchmarks.md"
sed -E -i \
  -e 's#\]\(([A-Za-z-]+)\.md\)#](doc:\1)#g' \
  -e 's#\]\(\.\./Benchmarks/README\.md\)#](doc:benchmarks)#g' \
  -e 's#\]\(\.\./Sources/SingularLearning/SingularLearning\.docc/([A-Za-z-]+)\.md\)#](doc:\1)#g' \
  -e 's#\[([^]]*)\]\(\.\./([^)]*)\)#\1 (`\2`)#g' \
  "$catalogue"/*.md

# A type named in code voice becomes a link to it.
types=$(grep -oE '"swift\.(struct|enum|protocol|class)","displayName":"[A-Za-z]+"},"identifier":\{[^}]*\},"pathComponents":\["[A-Za-z]+"\]' "$symbols" |
  sed -E 's/.*\["([A-Za-z]+)"\]/\1/' | paste -s -d '|')
link="s/(^|[^\`])\`($types)\`([^\`]|$)/\1\`\`\2\`\`\3/g"
sed -E -i -e "$link" -e "$link" "$symbols" "$catalogue"/*.md

"$tools/docc" convert "$catalogue" --additional-symbol-graph-dir "$work/symbols" \
  --fallback-display-name SingularLearning --fallback-bundle-identifier SingularLearning \
  --fallback-default-module-kind Library --warnings-as-errors \
  --transform-for-static-hosting ${1:+--hosting-base-path "$1"} --output-dir "$work/site"
cat >"$work/site/index.html" <<'HTML'
<!doctype html>
<meta charset="utf-8">
<title>SingularLearning</title>
<meta http-equiv="refresh" content="0; url=documentation/singularlearning/">
<a href="documentation/singularlearning/">SingularLearning</a>
HTML
rm -rf "$site"
mv "$work/site" "$site"
echo "The documentation is in $site; to look at it:"
echo "  python3 -m http.server --directory $site 8000    # then open http://localhost:8000"
