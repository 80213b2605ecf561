"""Takes the article out of a web page, without any network."""

from __future__ import annotations

import logging
import re
from typing import Any

from loaders.encodings import decode

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:\S+[^\S\n]+){7,}\S+[.!?…][\"”»’)]?(?:\s|$)")  # eight words at least: menus have none
_ELEMENT = re.compile(rb"<[a-zA-Z]")
MOST_ELEMENTS = 20_000  # pages with more are no articles, and would take minutes to read
_HEAD = 4096  # bytes in which a page declares its encoding


class NoArticleError(ValueError):
    """The page has no article text."""


def fields(data: bytes) -> dict[str, Any]:
    """Return the fields `text`, `title`, `published`, `url` and `outlet` of an HTML page, absent ones as None.

    Raises `NoArticleError` for a page without article text or with too much markup, and `NotTextError` for empty or
    binary data.
    """
    if sum(1 for _ in _ELEMENT.finditer(data)) > MOST_ELEMENTS:
        raise NoArticleError(f"a page of more than {MOST_ELEMENTS:,} elements")
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    page = trafilatura.bare_extraction(
        _text(data),
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if page is None or isinstance(page, dict) or not _SENTENCE.search(page.text or ""):
        raise NoArticleError("no article text in this page")
    return {
        "text": page.text,
        "title": page.title,
        "published": page.date,
        "url": page.url,
        "outlet": page.sitename,
    }


def _text(data: bytes) -> str:
    text = decode(data)
    declared = _DECLARED.search(data[:_HEAD])
    if declared is None or "\ufffd" in text:
        return text
    encoding = declared.group(1).decode("ascii")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            return text
    return text
