"""Writes a dossier as one HTML page that needs no network, or as Markdown."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from kg.dossier.content import Dossier
from kg.dossier.forms import DossierFormat
from kg.dossier.wording import Wording

_HERE = Path(__file__).parent
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]|^[#+=-]|:(?=//)|(?<=www)\.|(?<=^\d)[.)]", re.IGNORECASE)
_SHARP = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def write(dossier: Dossier, form: DossierFormat, wording: Wording) -> str:
    """Return the text of a dossier. What comes from articles is escaped everywhere."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=form is DossierFormat.HTML,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    values: dict[str, Any] = {"d": dossier, "t": wording, "lang": wording.language}
    if form is DossierFormat.MARKDOWN:
        environment.filters |= {"md": _plain, "address": _address}
        return environment.get_template("dossier.md.jinja").render(values)
    return environment.get_template("dossier.html.jinja").render(values | _parts(dossier))


def _parts(dossier: Dossier) -> dict[str, Any]:
    """Return what the page carries within itself, and the policy that lets it run just that and load nothing."""
    scripts = [_asset("assets/cytoscape.min.js"), _asset("templates/dossier.js")]
    allowed = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return {
        "css": Markup(_asset("templates/dossier.css")),
        "scripts": [Markup(script) for script in scripts],
        "drawing": Markup(json.dumps(dossier.drawing, ensure_ascii=False).translate(_SHARP)),
        "policy": f"default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; script-src {allowed}",
    }


def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _plain(text: object) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(str(text).split()))


def _address(url: str) -> str:
    """Return an address that ends no Markdown link early."""
    return quote(url, safe="/:?#@!$&'*+,;=%~.-_")
