"""Finds the data folders (`ontology`, `queries`) that ship with the package."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent.parent


def folder(name: str) -> Path:
    """Return the folder `name`: inside the installed `kg` package, else at the repository root.

    Raises FileNotFoundError where neither exists, which means a broken installation.
    """
    for candidate in (_HERE / "kg" / name, _HERE / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the data folder {name!r} is missing: reinstall the package")
