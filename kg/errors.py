"""The error that ends a command with one sentence and an exit code."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of every command."""

    DONE = 0  # all inputs loaded or known
    FAILURE = 1
    USAGE = 2
    REJECTED = 3  # some inputs rejected, the rest done
    INVALID = 4  # `kg validate`: the graph breaks a shape


class FailureError(Exception):
    """What went wrong and what to do about it, in one sentence for the user."""

    def __init__(self, message: str, code: Exit = Exit.FAILURE) -> None:
        super().__init__(message)
        self.code = code
