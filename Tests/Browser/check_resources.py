"""Checks the style sheet, the script and the font of report pages: python check_resources.py

The style sheet must parse without errors, name only classes that the sources use and properties that it defines; the
script must parse.
"""

import pathlib
import re
import sys

import esprima
import tinycss2

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SOURCES = ROOT / "Sources" / "Reporting"
RESOURCES = SOURCES / "Resources"


def rules(nodes):
    """All rules with their declarations, those inside of others included, and whatever does not parse."""
    for node in nodes:
        if node.type == "error":
            yield node
        elif node.type in ("qualified-rule", "at-rule"):
            inner = tinycss2.parse_blocks_contents(node.content or [], skip_comments=True, skip_whitespace=True)
            yield node
            yield from rules(inner)
        elif node.type == "declaration":
            yield node


def check_style(failures):
    text = (RESOURCES / "page.css").read_text()
    # The states of neurons are classes too.
    folders = (SOURCES, ROOT / "Sources" / "Networks" / "Neurons")
    swift = "".join(path.read_text() for folder in folders for path in folder.rglob("*.swift"))
    swift += (RESOURCES / "page.js").read_text()
    classes, count = set(), 0
    for node in rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)):
        if node.type == "error":
            failures.append(f"page.css:{node.source_line}: {node.message}")
        elif node.type == "declaration":
            count += 1
            if not node.value:
                failures.append(f"page.css:{node.source_line}: {node.name} has no value")
        elif node.type == "qualified-rule":
            classes |= set(re.findall(r"\.([a-z][\w-]*)", tinycss2.serialize(node.prelude)))
    for name in sorted(classes):
        if not re.search(rf"\b{name}\b", swift):
            failures.append(f"page.css: nothing has the class {name}")
    defined = set(re.findall(r"(--[\w-]+)\s*:", text))
    for name in sorted(set(re.findall(r"var\((--[\w-]+)", text + swift)) - defined):
        failures.append(f"page.css: {name} is not defined")
    return f"{count} declarations, {len(classes)} classes"


def check_script(failures):
    try:
        program = esprima.parseScript((RESOURCES / "page.js").read_text())
        return f"{len(program.body)} statements"
    except esprima.Error as error:
        failures.append(f"page.js: {error}")
        return "no script"


def main():
    failures = []
    summary = f"{check_style(failures)}; {check_script(failures)}"
    if (RESOURCES / "math.woff2").read_bytes()[:4] != b"wOF2":
        failures.append("math.woff2: no WOFF2 font")
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"resources of pages: {summary}; {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
