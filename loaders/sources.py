"""Reads articles from files, folders, globs and standard input; what can't be read becomes a `Rejection`."""

from __future__ import annotations

import glob
import hashlib
import io
import json
import math
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from pydantic import ConfigDict, Field, ValidationError, field_validator

from loaders import languages, pages
from loaders.datelines import iso_date
from loaders.encodings import NotTextError, decode, text_lines, tidy, without_surrogates
from loaders.records import Article, Record
from loaders.wrapping import unwrap

TEXT_LIMIT = 10_000_000  # bytes of one article's text, and of one web page
FILE_LIMIT = 200_000_000  # bytes of one `.json` file, which is read whole (JSON lines are not)
LINE_LIMIT = 6 * TEXT_LIMIT  # bytes of one line of JSON lines: a text at its limit, fully escaped, fits in
DEPTH_LIMIT = 100  # levels of lists and objects in the other fields of an article
SUFFIXES = (".txt", ".html", ".htm", ".json", ".jsonl", ".ndjson")
STDIN = "-"


class Rejection(Record):
    """An input that was not taken. `source` is the file as given (`-` for standard input), `line` counts from 1."""

    source: str
    line: int | None = None
    reason: str

    @field_validator("source")
    @classmethod
    def _readable(cls, source: str) -> str:
        return readable(source)


class Skipped(Record):
    """A file of a folder that was left aside because its kind is not one that is read."""

    source: str


class RefusedError(ValueError):
    """Raised inside this module with the reason for a rejection."""


class _Fields(Record):
    """The fields of an article in JSON; only `text` is required."""

    model_config = ConfigDict(extra="allow", coerce_numbers_to_str=True)

    text: str
    id: str | None = None
    url: str | None = None
    title: str | None = None
    lang: str | None = None
    published: str | None = None
    outlet: str | None = None
    extra: dict[str, Any] = Field(default_factory=dict)


def readable(name: str) -> str:
    r"""Return the name of a file with bytes that are no UTF-8 written as `\xff`, so that it can be kept and shown."""
    return os.fsencode(name).decode(errors="backslashreplace")


def read(paths: Iterable[str | Path]) -> Iterator[Article | Rejection | Skipped]:
    """Yield the articles of `paths` (files, folders, globs, `-`), in the order given and sorted within a folder.

    Nothing stops the batch: what can't be read is yielded as a `Rejection`, and a folder's files of other kinds
    as `Skipped`. Texts are NFC-normalised here, once. `lang` is found out where it isn't given.
    """
    for path in paths:
        for found in find(str(path)):
            if isinstance(found, Path):
                yield from read_file(found)
            else:
                yield found


def find(path: str) -> Iterator[Path | Rejection | Skipped]:
    """Yield the files that a file, a folder, a glob or `-` stands for, and what of them isn't read."""
    place = Path(path)
    if path == STDIN:
        yield place
    elif place.is_dir():
        yield from _folder(place)
    elif place.exists():
        yield place
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - the pattern may be absolute
        if not matches:
            yield Rejection(source=path, reason="no file matches this pattern")
        for match in matches:
            yield from find(match)
    else:
        yield Rejection(source=path, reason="no such file or folder")


def _folder(root: Path) -> Iterator[Path | Rejection | Skipped]:
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder) / name
            if name.startswith(".") or file.suffix.lower() not in SUFFIXES:
                yield Skipped(source=str(file))
            elif not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(root)):  # links in a ring included
                yield Rejection(source=str(file), reason="a link that leads out of the folder")
            elif not file.is_file():
                yield Rejection(source=str(file), reason="not a regular file")
            else:
                yield file


def read_file(path: Path) -> Iterator[Article | Rejection]:
    """Yield the articles of one file, or of standard input for `-`."""
    source = str(path)
    try:
        if source == STDIN:
            yield from _read_stream(sys.stdin.buffer, source, "")
        else:
            with path.open("rb") as stream:
                yield from _read_stream(stream, source, path.suffix.lower())
    except OSError as error:
        yield Rejection(source=source, reason=f"can't be read: {error.strerror or error}")


def _read_stream(stream: IO[bytes], source: str, suffix: str) -> Iterator[Article | Rejection]:
    """Read one stream; where the file's name doesn't tell its kind, its first characters do."""
    if suffix in (".jsonl", ".ndjson"):
        yield from json_lines(stream, source)
        return
    limit = FILE_LIMIT if suffix in (".json", "") else TEXT_LIMIT
    data = stream.read(limit + 1)
    kind = suffix if suffix in SUFFIXES else _guess_kind(data)
    if len(data) > limit:
        yield Rejection(source=source, reason=f"larger than the limit of {_megabytes(limit)}")
    elif kind == ".json":
        yield from _json_document(data, source)
    else:
        fields = pages.fields if kind in (".html", ".htm") else _text_fields
        yield _attempt(source, None, lambda: _article(fields(data)))


def _guess_kind(data: bytes) -> str:
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start[:1] in (b"{", b"["):
        return ".json"
    return ".html" if re.match(rb"<(!doctype|html|head|body|!--|\?xml)", start) else ".txt"


def _text_fields(data: bytes) -> dict[str, Any]:
    return {"text": decode(data)}


def _json_document(data: bytes, source: str) -> Iterator[Article | Rejection]:
    """Read an article, an array of articles or, under the name `.json`, JSON lines."""
    try:
        text = decode(data)
        try:
            content = json.loads(text)
        except json.JSONDecodeError as error:
            if error.msg != "Extra data" or "\n" not in text.strip():
                raise
            yield from json_lines(io.BytesIO(text.encode()), source)
            return
    except (ValueError, RecursionError) as error:
        yield Rejection(source=source, line=getattr(error, "lineno", None), reason=_json_reason(error))
        return
    if not isinstance(content, list):
        yield _attempt(source, None, lambda: _article(content))
        return
    for number, item in enumerate(content, 1):
        outcome = _attempt(source, None, lambda item=item: _article(item))
        if isinstance(outcome, Rejection):
            outcome.reason = f"article {number} of the list: {outcome.reason}"
        yield outcome


def json_lines(stream: IO[bytes], source: str) -> Iterator[Article | Rejection]:
    """Yield the articles of JSON lines, one a line."""
    number = 0
    try:
        for number, line in enumerate(text_lines(stream, LINE_LIMIT), 1):
            if line is None:
                reason = f"a line longer than the limit of {_megabytes(LINE_LIMIT)}"
                yield Rejection(source=source, line=number, reason=reason)
            elif line.strip(b" \t\r\n\xef\xbb\xbf"):
                yield _attempt(source, number, lambda line=line: _article(json.loads(decode(line))))
    except NotTextError as error:  # the file as a whole: not a reason for each of its thousands of lines
        yield Rejection(source=source, reason=str(error))
    else:
        if number == 0:
            yield Rejection(source=source, reason="the file is empty")


def article_of(fields: dict[str, Any], source: str, line: int) -> Article | Rejection:
    """Return the article with these fields, as JSON has them; `source` and `line` tell where they stood."""
    return _attempt(source, line, lambda: _article(fields))


def _attempt(source: str, line: int | None, build: Any) -> Article | Rejection:
    try:
        article: Article = build()
        return article
    except (RefusedError, NotTextError, pages.NoArticleError) as error:
        reason = str(error)
    except (ValueError, RecursionError) as error:
        reason = _json_reason(error)
    return Rejection(source=source, line=line, reason=reason)


def _json_reason(error: Exception) -> str:
    if isinstance(error, NotTextError):
        return str(error)
    if isinstance(error, json.JSONDecodeError):
        return f"wrong JSON: {error.msg} at column {error.colno}"
    if isinstance(error, RecursionError):
        return "wrong JSON: nested too deeply"
    return f"wrong JSON: {error}"


def _article(content: Any) -> Article:
    """Make an article of its fields; raises `RefusedError` with the reason when that can't be done."""
    fields = _checked(content)
    text = unwrap(tidy(fields.text))
    if not text.strip():
        raise RefusedError("no text")
    if len(text.encode()) > TEXT_LIMIT:
        raise RefusedError(f"the text is larger than the limit of {_megabytes(TEXT_LIMIT)}")
    lang = languages.as_known(fields.lang) if fields.lang else languages.identify(text)
    if lang is None:
        named = f"the language {fields.lang!r} is" if fields.lang else "the text's language is"
        raise RefusedError(f"{named} none of those that can be read ({', '.join(languages.known())})")
    published = iso_date(fields.published or "", lang)
    extra = dict(fields.model_extra or {}) | fields.extra
    if fields.published and not published:
        extra["published"] = fields.published
    url, title, outlet = (tidy(value).strip() or None if value else None for value in _descriptive(fields))
    return Article(
        id=tidy(fields.id or "").strip() or url or hashlib.sha256(text.encode()).hexdigest()[:16],
        text=text,
        url=url,
        title=title,
        lang=lang,
        published=published,
        outlet=outlet,
        extra=extra,
    )


def _keepable(value: Any, depth: int = 1) -> Any:
    """Return a value out of JSON in a form that can be written again; raises `RefusedError` where it is too deep."""
    if depth > DEPTH_LIMIT:
        raise RefusedError(f"a field is nested more than {DEPTH_LIMIT} levels deep")
    if isinstance(value, dict):
        return {without_surrogates(key): _keepable(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_keepable(item, depth + 1) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return without_surrogates(value) if isinstance(value, str) else value


def _descriptive(fields: _Fields) -> tuple[str | None, str | None, str | None]:
    return fields.url, fields.title, fields.outlet


def _checked(content: Any) -> _Fields:
    if isinstance(content, dict) and "gold" in content:  # an annotated article: what a reader found stands beside it
        content = content.get("doc")
    if not isinstance(content, dict):
        raise RefusedError("not a JSON object with a field 'text'")
    if not isinstance(content.get("text"), str):
        raise RefusedError("no field 'text' with the article's text")
    try:
        kept = {without_surrogates(key): _keepable(value) for key, value in content.items() if value is not None}
        return _Fields.model_validate(kept)
    except ValidationError as error:
        wrong = error.errors()[0]
        raise RefusedError(f"the field {'.'.join(map(str, wrong['loc']))!r} has a wrong type: {wrong['msg']}") from None


def _megabytes(size: int) -> str:
    return f"{size // 1_000_000} MB"
