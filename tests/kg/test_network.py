"""The program opens no connection but to the graph it is given: Python and Java are watched where none leads out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import FailureError
from tests import confined as watch

ROOT = Path(__file__).parents[2]
Confined = Callable[..., subprocess.CompletedProcess[str]]

ARTICLE = (
    "HANOI - Minister of Public Security General To Lam received Commissioner General Yasuhiro Tsuyuki of Japan's "
    "National Police Agency in Hanoi on March 6, 2023. He asked the Japanese side to train more officers."
)
PAGE = """<!DOCTYPE html SYSTEM "http://192.0.2.1/page.dtd"><html><head><base href="http://192.0.2.1/">
<link rel="stylesheet" href="style.css"><link rel="canonical" href="http://192.0.2.1/a"><script src="a.js"></script>
<meta http-equiv="refresh" content="0; url=http://192.0.2.1/"></head>
<body><iframe src="frame.html"></iframe><article><p>{}</p><img src="a.png"></article></body></html>"""
MANY = """
import sys
from kg.cli import main
for line in sys.stdin.read().splitlines():
    sys.argv = ["kg", *line.split()]
    try:
        main()
    except SystemExit as ended:
        if ended.code:
            sys.exit(f"{line}: {ended.code}")
"""
COMMANDS = """
ingest articles
status
rejected
extract articles --output extracted
schema
report
report who-met-whom
dossier Vietnam Japan --output dossier.html
report recurring-commitments --format json
analyse
resolve --format csv
resolve --import decisions.ttl
resolve --export
export --format turtle --output graph.ttl
export --format trig --output graph.trig
export --format jsonld --output graph.jsonld
export --format nquads --output graph.nq
export --format graphml --output graph.graphml
export --format neo4j-csv --output csv
validate
push
check
withdraw a
backup saved.zip
--workspace restored restore saved.zip
"""
DECISIONS = """@prefix sc: <https://w3id.org/security-cooperation/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
<http://192.0.2.1/> a owl:Ontology ; owl:imports <http://192.0.2.1/more> .
<https://w3id.org/security-cooperation/id/decision/1> a sc:Decision ; sc:judgement "wrong" ;
  sc:about <https://w3id.org/security-cooperation/id/mention/none/person/nobody> .
"""


@pytest.fixture
def confined(tmp_path: Path) -> Confined:
    """Run a command in `tmp_path` in a network namespace of its own, which tells of packets that would leave."""
    unshare = ["unshare", "--user", "--map-root-user", "--net"]
    try:
        subprocess.run([*unshare, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        if os.environ.get("CI"):
            pytest.fail(f"no network namespace can be made: {error}")
        pytest.skip(f"no network namespace can be made here: {error}")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "KG_"))}

    def run(*command: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*unshare, sys.executable, watch.__file__, *map(str, command)],
            cwd=tmp_path,
            env={**kept, "PYTHONPATH": str(ROOT)},
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of articles that mention addresses, and a file of decisions that asks for another."""
    folder = tmp_path / "articles"
    folder.mkdir()
    context = {"@context": "http://192.0.2.1/context", "$ref": "http://192.0.2.1/schema"}
    lines = {"id": "a", "text": ARTICLE, "url": "http://192.0.2.1/a", **context}
    (folder / "a.jsonl").write_text(json.dumps(lines) + "\n")
    (folder / "page.html").write_text(PAGE.format(ARTICLE))
    (tmp_path / "decisions.ttl").write_text(DECISIONS)
    return folder


@pytest.mark.parametrize(
    ("code", "goal"),
    [
        ("s.connect_ex(('192.0.2.1', 80))", "192.0.2.1:80"),
        ("s.connect_ex(('127.0.0.1', 53))", "127.0.0.1:53"),
    ],
)
def test_an_attempt_to_reach_another_machine_is_seen(confined: Confined, code: str, goal: str) -> None:
    done = confined(sys.executable, "-c", f"import socket; s = socket.socket(); s.settimeout(0.3); {code}")
    assert (done.returncode, done.stderr) == (watch.LEAK, f"confined: a packet for {goal}\n")


def test_loopback_is_there(confined: Confined) -> None:
    code = "import socket; s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname())"
    done = confined(sys.executable, "-W", "ignore", "-c", code)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_no_command_opens_a_connection(confined: Confined, articles: Path, tmp_path: Path) -> None:
    done = confined(sys.executable, "-c", MANY, stdin=COMMANDS.strip())
    assert done.returncode == 0, done.stderr
    assert "confined:" not in done.stderr
    assert "2 articles read" in done.stderr
    assert (tmp_path / "restored" / "workspace.sqlite").exists()
    assert (tmp_path / "csv" / "nodes-Official.csv").exists()


@pytest.mark.neo4j
def test_a_local_neo4j_is_started_filled_and_asked_without_another_machine(
    confined: Confined, articles: Path, tmp_path: Path, free_port: Callable[[], int]
) -> None:
    from kg.neo4j_artifacts import cache_folder, fetch, locked

    try:
        fetch(cache_folder(), locked())
    except FailureError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    bolt, http = free_port(), free_port()
    script = f"""set -e
    kg() {{ {sys.executable} -m kg "$@"; }}
    kg ingest articles
    variables=$(kg neo4j start --bolt-port {bolt} --http-port {http})
    trap 'kg neo4j stop' EXIT
    eval "$variables"
    kg push
    kg report officials --format json
    """
    done = confined("sh", "-c", script)
    assert done.returncode == 0, done.stderr
    assert {"To Lam", "Yasuhiro Tsuyuki"} <= {row["official"] for row in json.loads(done.stdout)}
