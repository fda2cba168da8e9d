"""The cell magic `%%swift`."""

from __future__ import annotations

import argparse
import shlex
from typing import Any, NoReturn

from .errors import SwiftError
from .swift import swift


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise SwiftError(f"%%swift: {message}")


def _parser() -> _Parser:
    parser = _Parser(prog="%%swift", add_help=False)
    parser.add_argument("variable", nargs="?")
    parser.add_argument("-k", "--keep", metavar="NAME")
    parser.add_argument("--timeout", type=float)
    return parser


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext slt` defines `%%swift [VARIABLE] [-k NAME] [--timeout SECONDS]`.

    The cell is compiled with the library and run. VARIABLE receives the JSON of the last line it prints;
    with `-k NAME` the definitions of the cell are there in later cells.
    """

    def run_cell(line: str, cell: str) -> None:
        options = _parser().parse_args(shlex.split(line))
        output = swift(
            # The line with the magic is line 1 of the cell for whoever reads it.
            f"// %%swift {line}\n{cell}",
            keep=options.keep,
            value=options.variable is not None,
            timeout=options.timeout,
        )
        print(output.text, end="")
        if options.variable is not None:
            shell.user_ns[options.variable] = output.value

    run_cell.__doc__ = load_ipython_extension.__doc__
    shell.register_magic_function(run_cell, magic_kind="cell", magic_name="swift")
