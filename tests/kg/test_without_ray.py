"""`kg ray` where its extra is not installed."""

from __future__ import annotations

import sys

import pytest

from tests.kg.conftest import Run


def test_without_the_extra_the_command_names_it(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = kg("ray", "articles.jsonl", "--output", "graph")
    assert done.code == 1
    assert "pip install 'security-cooperation-kg[ray]'" in done.stderr
