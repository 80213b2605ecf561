"""Saves a workspace as a zip archive, and makes a workspace from one."""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
import zipfile
from pathlib import Path

from kg.errors import FailureError
from kg.output import replaced
from kg.workspace import FILE, Workspace

_QUERY = re.compile(r"queries/[\w.-]{1,200}\.cypher")  # the only other members: no path leads out of the workspace


def pack(workspace: Workspace, archive: Path) -> None:
    """Write the workspace as of now, and the user's reports, to `archive`, which appears whole or not at all."""
    with tempfile.TemporaryDirectory(dir=workspace.folder) as folder:
        copy = Path(folder) / FILE
        target = sqlite3.connect(copy)
        try:
            workspace.connection.backup(target)
            target.execute("DELETE FROM pushed")  # graphs belong to the workspace that sent them
            target.commit()
            target.execute("VACUUM")
        finally:
            target.close()
        with replaced(archive) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.write(copy, FILE)
            for query in sorted((workspace.folder / "queries").glob("*.cypher")):
                packed.write(query, f"queries/{query.name}")


def unpack(archive: Path, folder: Path) -> None:
    """Make the workspace `folder` from an archive. Raises `FailureError` when it exists or the archive is no backup."""
    if (folder / FILE).exists():
        raise FailureError(f"There is a workspace in {folder} already: choose another with --workspace.")
    try:
        with zipfile.ZipFile(archive) as packed:
            names = packed.namelist()
            if FILE not in names or not all(name == FILE or _QUERY.fullmatch(name) for name in names):
                raise FailureError(f"{archive} is no backup of a workspace.")
            _extract(packed, names, folder)
    except (zipfile.BadZipFile, EOFError) as error:
        raise FailureError(f"{archive} is damaged or no backup ({error}): use another.") from None


def _extract(packed: zipfile.ZipFile, names: list[str], folder: Path) -> None:
    """Unpack beside the workspace's place, check, and move into it: a broken archive leaves no half workspace."""
    folder.mkdir(parents=True, exist_ok=True)
    size = sum(member.file_size for member in packed.infolist())
    if size > shutil.disk_usage(folder).free:
        raise FailureError(f"The backup unpacks to {size // 1_000_000} MB, more than the disk of {folder} has free.")
    with tempfile.TemporaryDirectory(dir=folder) as waiting:
        for name in names:
            target = Path(waiting) / name
            target.parent.mkdir(exist_ok=True)
            with packed.open(name) as source, target.open("wb") as file:
                shutil.copyfileobj(source, file)
        with Workspace.open(Path(waiting)) as restored:
            if restored.connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise FailureError("The backup's database is damaged: use another backup.")
            restored.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for query in sorted((Path(waiting) / "queries").glob("*.cypher")):
            (folder / "queries").mkdir(exist_ok=True)
            query.replace(folder / "queries" / query.name)
        (Path(waiting) / FILE).replace(folder / FILE)
