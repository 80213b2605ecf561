"""Reads a TOML file of words; what is wrong in it is told with the file's name."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


class WordFileError(ValueError):
    """A file of words can't be read; the message says which, where and why."""


def read(path: Path) -> dict[str, Any]:
    """Return the tables of a file of words: texts, numbers, truths, and lists of texts, lists or tables, in any depth.

    Raises `WordFileError` for what is no TOML, and for values of any other kind; FileNotFoundError for no file.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        _check(tables, "")
    except UnicodeDecodeError as error:
        raise WordFileError(f"{path} is not in UTF-8: {error}.") from None
    except RecursionError:
        raise WordFileError(f"{path} is nested too deeply.") from None
    except ValueError as error:
        raise WordFileError(f"{path} can't be read: {error}.") from None
    return tables


def _check(value: Any, where: str) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            _check(item, f"{where}.{key}" if where else key)
    elif isinstance(value, list):
        kinds = {type(item) for item in value}
        if len(kinds) > 1 or kinds - {str, list, dict}:
            raise ValueError(f"{where} is no list of texts")
        if kinds != {str}:
            for item in value:
                _check(item, where)
    elif not isinstance(value, str | int):
        raise ValueError(f"{where} is neither a text nor a number")
