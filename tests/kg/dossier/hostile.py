"""Material in which everything that comes from articles attacks the page."""

from __future__ import annotations

import dataclasses
from typing import Any

from kg.dossier.material import Material

SCRIPT = '</script></style><script>window.pwned = 1</script><img src="x" onerror="window.pwned = 2">'
BREAKOUT = "\" onmouseover='window.pwned = 3' x=\" {{ 7 * 7 }} {% raw %} <!-- ]]>"
ADDRESSES = (
    "javascript:window.pwned=4",
    "data:text/html,<script>parent.pwned=5</script>",
    "https://e.org/a b)<c>\"'&d",
)
_FROM_ARTICLES = {
    "actors", "article", "counterparts", "fact", "name", "one", "one_offices", "other", "other_offices", "outlet",
    "participants", "place", "quote", "series", "signed_at", "title", "told", "official", "organisation",
}  # fmt: skip


def hostile(material: Material) -> Material:
    """Return the material with an attack behind each text, and addresses that run."""
    changes: dict[str, Any] = {
        each.name: [
            {key: _address(number) if key == "url" else _attacked(key, value) for key, value in row.items()}
            for number, row in enumerate(getattr(material, each.name))
        ]
        for each in dataclasses.fields(material)
        if isinstance(getattr(material, each.name), list)
    }
    return dataclasses.replace(material, **changes)


def _address(number: int) -> str:
    return ADDRESSES[number % len(ADDRESSES)]


def _attacked(key: str, value: Any) -> Any:
    if key not in _FROM_ARTICLES:
        return value
    if isinstance(value, list):
        return [_attacked(key, each) for each in value]
    return f"{value} {SCRIPT} {BREAKOUT}"
