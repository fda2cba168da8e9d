#!/usr/bin/env python3
"""usage: scripts/structure.py [--write | --check]

Reads the structure of the package from its sources: what each target imports, and which folder of a target uses
declarations of which other. Prints what goes against the order; --write also draws Documentation/structure.svg and
writes the table in Documentation/internals.md, --check compares both with what stands there. Status 1 if anything is
wrong.

The order of targets is that of Package.swift; the order of the folders of a target is the table in its README.md, where
a folder may use only those above it. Files that lie in the target's own folder are the row `.`. Folders named Kernels
hold the unsafe code of the types beside them, and are not part of the order.

A use is the name of a type, or a call, in a file of one folder that is declared outside of types in exactly one other
folder of the target. Members are not looked at, so that the graph can miss a use but shows none that is not there.
"""

import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCES = ROOT / "Sources"
PAGE = ROOT / "Documentation" / "internals.md"
PICTURE = ROOT / "Documentation" / "structure.svg"
BEGIN, END = "<!-- structure: written by scripts/structure.py -->", "<!-- end of structure -->"

DECLARATION = re.compile(
    r"^(?:@\w+(?:\([^)]*\))?\s+)*(?:(public|package|internal|fileprivate|private|open)\s+)?"
    r"(?:(?:final|indirect|nonisolated)\s+)*(struct|class|enum|protocol|actor|typealias|func|let|var)\s+(\w+)",
    re.MULTILINE,
)
IMPORT = re.compile(r"^(?:@\w+(?:\(\w+\))?\s+)*(?:public |package )?import (\w+)", re.MULTILINE)
# What comes with the language.
SYSTEM = {"Foundation", "FoundationEssentials", "Synchronization", "Dispatch", "Glibc", "Darwin", "RegexBuilder"}


def code(path):
    """The text of a file without comments and literals."""
    text = re.sub(r'"""(.|\n)*?"""', '""', path.read_text())
    text = re.sub(r"//.*", "", text)
    return re.sub(r'"(\\.|[^"\\\n])*"', lambda m: m.group(0) if "\\(" in m.group(0) else '""', text)


def package_rows():
    """The targets with their dependencies, in the order of the manifest."""
    manifest = (ROOT / "Package.swift").read_text()
    rows = re.search(r"let libraryRows: \[Row\] = \[(.*?)\n\]", manifest, re.DOTALL).group(1)
    result = {}
    for row in rows.split("Row(")[1:]:
        names = re.findall(r'"([\w-]+)"', re.sub(r'package: "[\w-]+"', "", row))
        result[names[0]] = names[1:]
    result["slt-critical"] = ["SingularLearning", "CAllocation", "ArgumentParser"] + re.findall(
        r'\.product\(name: "(Subprocess|SystemPackage)"', manifest
    )
    return result


class Target:
    """A target with its folders and the uses between them."""

    def __init__(self, name):
        self.name = name
        self.folder = SOURCES / name
        self.files = {path: code(path) for path in sorted(self.folder.rglob("*.swift"))}
        self.problems = []
        self.order, self.meanings = self.readme()
        self.uses = self.find_uses()

    def room(self, path):
        parts = path.relative_to(self.folder).parts
        return parts[0] if len(parts) > 1 else "."

    def readme(self):
        path = self.folder / "README.md"
        if not path.exists():
            self.problems.append(f"{path.relative_to(ROOT)}: missing")
            return [], {}
        rows = re.findall(r"^\| `([\w.]+)` \| (.*) \|$", path.read_text(), re.MULTILINE)
        listed = [name for name, _ in rows]
        rooms = {self.room(file) for file in self.files}
        for name in sorted(rooms ^ set(listed)):
            where = "is not in the table" if name in rooms else "has no folder"
            self.problems.append(f"{path.relative_to(ROOT)}: `{name}` {where}")
        return [name for name in listed if name in rooms], dict(rows)

    def find_uses(self):
        owners = collections.defaultdict(set)
        for path, text in self.files.items():
            for access, _, name in DECLARATION.findall(text):
                if access not in ("private", "fileprivate"):
                    owners[name].add(self.room(path))
        uses = collections.defaultdict(lambda: collections.defaultdict(set))
        for path, text in self.files.items():
            here = self.room(path)
            words = set(re.findall(r"(?<![.\w])[A-Z]\w*", text))
            # A name in small letters counts where it is called: variables have such names too.
            words |= set(re.findall(r"(?<![.\w])(?<!func )([a-z]\w*)(?=[(<])", text))
            for word in words:
                owner = owners.get(word, set())
                if len(owner) == 1 and here not in owner:
                    uses[here][next(iter(owner))].add((word, path))
        for here in self.order:
            for there in self.order:
                if "Kernels" in (here, there) or self.order.index(there) < self.order.index(here):
                    continue
                for word, path in sorted(uses[here].get(there, ())):
                    self.problems.append(
                        f"{path.relative_to(ROOT)}: uses {word} of {there}, which comes after {here} in "
                        f"Sources/{self.name}/README.md"
                    )
        return uses

    def reduced(self, here):
        """The folders that `here` uses, without those that another of them reaches."""
        if here == "Kernels":
            return []
        direct = [f for f in self.order if f != "Kernels" and f != here and f in self.uses[here]]
        reached = set()

        def walk(folder):
            for below in self.uses[folder]:
                if below not in reached and below != "Kernels":
                    reached.add(below)
                    walk(below)

        for folder in direct:
            walk(folder)
        return [folder for folder in direct if folder not in reached]


def import_problems(target, allowed, order):
    found = collections.defaultdict(list)
    for path in target.files:
        for name in IMPORT.findall(path.read_text()):
            found[name].append(path)
    for name in sorted(found):
        if name not in allowed and name not in SYSTEM:
            yield f"{found[name][0].relative_to(ROOT)}: imports {name}, which Package.swift does not name"
    for name in allowed:
        if name not in found and name in order:
            yield f"Package.swift: {target.name} names {name}, which it does not import"


def table(targets, rows):
    lines = ["| target | folder | what is here | uses |", "|---|---|---|---|"]
    for target in targets:
        imports = [name for name in rows[target.name] if name in rows]
        below = set()
        for name in imports:
            below |= set(rows[name])
        direct = ", ".join(f"`{name}`" for name in imports if name not in below)
        lines.append(f"| **{target.name}** | | {'' if not direct else 'above ' + direct} | |")
        for folder in target.order:
            uses = ", ".join(f"`{name}`" for name in target.reduced(folder))
            lines.append(f"| | `{folder}` | {target.meanings[folder]} | {uses} |")
    return "\n".join(lines)


def picture(targets):
    """One band for each target, the uppermost last; in it the folders by levels, from left to right."""
    shapes, y = [], 10
    width, height, gap = 150, 24, 44
    widest = 0
    for target in targets:
        level = {}
        for folder in target.order:
            below = [level[used] + 1 for used in target.reduced(folder) if used in level]
            level[folder] = max(below, default=0)
        columns = collections.defaultdict(list)
        for folder in target.order:
            columns[level[folder]].append(folder)
        tallest = max((len(column) for column in columns.values()), default=0)
        band = 30 + tallest * (height + 10)
        place = {}
        for column, folders in columns.items():
            for row, folder in enumerate(folders):
                place[folder] = (16 + column * (width + gap), y + 26 + row * (height + 10))
        widest = max(widest, 16 + len(columns) * (width + gap))
        shapes.append(("band", y, band, target.name))
        for folder in target.order:
            for used in target.reduced(folder):
                (x1, y1), (x2, y2) = place[folder], place[used]
                shapes.append(("line", x1, y1 + height / 2, x2 + width, y2 + height / 2))
        for folder in target.order:
            shapes.append(("box", *place[folder], folder))
        y += band + 10
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {widest} {y}" width="{widest}" height="{y}" '
        'font-family="sans-serif" font-size="12" role="img" aria-label="Targets and their folders">',
        f'<rect width="{widest}" height="{y}" fill="#fff"/>',
    ]
    for shape in shapes:
        if shape[0] == "band":
            _, top, band, name = shape
            out.append(f'<rect x="6" y="{top}" width="{widest - 12}" height="{band}" rx="6" fill="#f2f4f8"/>')
            out.append(f'<text x="14" y="{top + 17}" font-weight="bold">{name}</text>')
        elif shape[0] == "line":
            _, x1, y1, x2, y2 = shape
            bend = (x1 - x2) / 2
            out.append(
                f'<path d="M{x1:g} {y1:g}C{x1 - bend:g} {y1:g} {x2 + bend:g} {y2:g} {x2:g} {y2:g}" '
                'fill="none" stroke="#889"/>'
            )
        else:
            _, x, top, name = shape
            out.append(f'<rect x="{x}" y="{top}" width="{width}" height="{height}" rx="4" fill="#fff" stroke="#557"/>')
            out.append(f'<text x="{x + width / 2:g}" y="{top + 16}" text-anchor="middle">{name}</text>')
    return "\n".join(out + ["</svg>"]) + "\n"


def main(arguments):
    if arguments not in ([], ["--write"], ["--check"]):
        sys.exit(__doc__.split("\n")[0])
    rows = package_rows()
    targets = [Target(name) for name in rows if name != "SingularLearning"]
    problems = [problem for target in targets for problem in target.problems]
    for target in targets:
        problems += import_problems(target, rows[target.name], rows)
    page = PAGE.read_text()
    if BEGIN not in page or END not in page:
        sys.exit(f"{PAGE.relative_to(ROOT)}: expected the lines '{BEGIN}' and '{END}'")
    head, rest = page.split(BEGIN, 1)
    tail = rest.split(END, 1)[1]
    new = f"{head}{BEGIN}\n{table(targets, rows)}\n{END}{tail}"
    drawing = picture(targets)
    if arguments == ["--write"]:
        PAGE.write_text(new)
        PICTURE.write_text(drawing)
    elif arguments == ["--check"]:
        if page != new:
            problems.append(f"{PAGE.relative_to(ROOT)}: not as in the sources; run scripts/structure.py --write")
        if not PICTURE.exists() or PICTURE.read_text() != drawing:
            problems.append(f"{PICTURE.relative_to(ROOT)}: not as in the sources; run scripts/structure.py --write")
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(1 if problems else 0)


main(sys.argv[1:])
