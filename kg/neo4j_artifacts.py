"""The files of the local Neo4j: fetched once from Maven Central, checked against pinned checksums at every start."""

from __future__ import annotations

import hashlib
import os
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException, IncompleteRead
from pathlib import Path

from kg.errors import FailureError
from kg.output import replaced

LOCK = Path(__file__).with_name("neo4j-artifacts.lock")
AT_ONCE = 4
TRIES = 2


@dataclass(frozen=True)
class Artifact:
    """A file of the repository, by its path there, with the checksum that it must have."""

    path: str
    sha256: str

    @property
    def name(self) -> str:
        """Its file name."""
        return self.path.rpartition("/")[2]


def locked(lock: Path = LOCK) -> list[Artifact]:
    """Return the artifacts that the lock file pins: one line each, checksum and path."""
    lines = [line.split() for line in lock.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Artifact(path, sha256) for sha256, path in lines]


def cache_folder() -> Path:
    """Return where the artifacts are kept: one folder per set of versions in the user's cache, outside any checkout."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    version = hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]
    return base / "security-cooperation-kg" / f"neo4j-{version}"


def fetch(
    folder: Path,
    artifacts: list[Artifact],
    repository: str | None = None,
    tell: Callable[[str], None] = lambda message: None,
) -> None:
    """Bring every artifact into `folder`: those that are missing, and those whose checksum is not the pinned one.

    They come from `repository`, by default Maven Central as jgo knows it.

    Raises `FailureError` when one cannot be had, or comes damaged again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = pool.map(lambda artifact: _checksum(folder / artifact.name), artifacts)
        wanted = [artifact for artifact, sha256 in zip(artifacts, found, strict=True) if sha256 != artifact.sha256]
        if not wanted:
            return
        damaged = sum((folder / artifact.name).exists() for artifact in wanted)
        tell(
            f"Fetching {len(wanted)} files of Neo4j into {folder}" + (f" ({damaged} were damaged)." if damaged else ".")
        )
        source = repository or _central()
        for _ in pool.map(lambda artifact: _download(source, artifact, folder), wanted):
            pass


def _central() -> str:
    from jgo.constants import MAVEN_CENTRAL_URL

    return str(MAVEN_CENTRAL_URL)


def _checksum(file: Path) -> str | None:
    if not file.exists():
        return None
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _download(repository: str, artifact: Artifact, folder: Path) -> None:
    """Download one artifact beside its place, once more when it comes damaged; move it there only when it is whole."""
    for _ in range(TRIES):
        try:
            with urllib.request.urlopen(f"{repository}/{artifact.path}", timeout=60) as response:
                content = response.read()
        except IncompleteRead as error:
            content = error.partial
        except (OSError, HTTPException) as error:
            raise FailureError(
                f"{artifact.name} cannot be fetched from {repository} ({error}): check the network, then start again."
            ) from error
        if hashlib.sha256(content).hexdigest() == artifact.sha256:
            break
    else:
        raise FailureError(f"{artifact.name} from {repository} is not the file that was pinned: it was not kept.")
    with replaced(folder / artifact.name) as file:
        file.write(content)
