"""What can go wrong: one exception for each exit status of the tool that is no result."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .result import Result


class SLTError(Exception):
    """The tool failed. The text is its own message, one line."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.status = status

    def _render_traceback_(self) -> list[str]:
        """In a notebook the message is enough."""
        return [f"{type(self).__name__}: {self}"]


class BadInput(SLTError):
    """Exit status 2: the input is not valid; the message names the place."""


class Stopped(SLTError):
    """Exit status 3: a limit ended the computation.

    `partial` is what was known by then, or `None` where the tool printed nothing.
    """

    def __init__(self, message: str, partial: Result | None) -> None:
        super().__init__(message, 3)
        self.partial = partial


class ToolTimeout(SLTError):
    """The process was still running after `timeout` seconds and was ended: nothing is kept.

    Prefer `time_limit`, with which the tool ends by itself and prints what it knows.
    """


class SwiftError(SLTError):
    """A Swift cell did not compile, or ended with an error. The text is what the compiler or the program
    wrote; line numbers are those of the cell."""
