"""Turns the bytes of a file into tidy text, whatever their encoding."""

from __future__ import annotations

import codecs
import io
import re
import unicodedata
from collections.abc import Iterator
from typing import IO, Any, AnyStr

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "a Word file",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# Zero-width and bidirectional marks: they show nothing and split names.
_INVISIBLE = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# What a terminal would obey: all controls but tab and line feed, and what turns the direction of writing.
_UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SAMPLE = 4096
_MOST_CONTROLS = 0.02  # a greater share of control characters means that the bytes are no text


class NotTextError(ValueError):
    """The bytes are no text; the message says what they seem to be."""


def decode(data: bytes) -> str:
    """Decode UTF-8, UTF-16, UTF-32, Latin-1 (as Windows-1252) or UTF-8 with stray Latin-1 bytes.

    Raises `NotTextError` for no bytes at all and for binary data.
    """
    if not data.strip():
        raise NotTextError("the file is empty")
    _check_magic(data)
    text = data.decode(_encoding(data), errors="latin1-bytes")
    _check_controls(text[:_SAMPLE])
    return text.removeprefix("\ufeff")


def text_lines(stream: IO[bytes], limit: int) -> Iterator[bytes | None]:
    """Yield the lines of a stream, those of UTF-16 and UTF-32 as UTF-8, others as they are.

    None stands for a line of more than `limit` bytes (or, of UTF-16 and UTF-32, characters), which is never kept
    whole. Raises `NotTextError` when the stream begins as an archive or another kind of binary file.
    """
    start = stream.read(_SAMPLE)
    _check_magic(start)
    encoding = _encoding(start)
    _check_controls(start.decode(encoding, errors="latin1-bytes"))
    whole = io.BufferedReader(_Rejoined(start, stream))
    if encoding == "utf-8":
        yield from _bounded_lines(whole, limit, b"\n")
        return
    text = io.TextIOWrapper(whole, encoding=encoding, errors="latin1-bytes", newline="\n")
    for line in _bounded_lines(text, limit, "\n"):
        yield None if line is None else line.encode()


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were read already."""

    def __init__(self, start: bytes, rest: IO[bytes]) -> None:
        self._start, self._rest = start, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._start[: len(buffer)] or self._rest.read(len(buffer))
        self._start = self._start[len(chunk) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _bounded_lines(stream: IO[AnyStr], limit: int, end: AnyStr) -> Iterator[AnyStr | None]:
    """Yield the lines of a stream, None for one that is over the limit and was skipped without being kept."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(end):
            line = stream.readline(limit)
        yield None


def _check_magic(data: bytes) -> None:
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise NotTextError(f"not a text but {what}")


def _check_controls(sample: str) -> None:
    if len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise NotTextError("binary data, not a text")


def tidy(text: str) -> str:
    r"""Return `text` in NFC with `\n` line ends and without control and invisible characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _CONTROLS.sub(" ", without_surrogates(text))))


def without_surrogates(text: str) -> str:
    """Return `text` with halves of characters, which no file can hold, as the replacement character."""
    return _SURROGATES.sub("\ufffd", text)


def visible(text: str) -> str:
    """Return `text` fit for a terminal: controls, and so escape sequences, and marks of direction become symbols."""
    return _UNSHOWN.sub(lambda match: match.group().encode("unicode_escape").decode(), text)


def _encoding(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    even, odd = data[0:_SAMPLE:2], data[1:_SAMPLE:2]
    if odd.count(0) > len(odd) / 3 and even.count(0) < len(even) / 20:
        return "utf-16-le"
    if even.count(0) > len(even) / 3 and odd.count(0) < len(odd) / 20:
        return "utf-16-be"
    return "utf-8"


def _latin1_bytes(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as Windows-1252, the common form of Latin-1."""
    if not isinstance(error, UnicodeDecodeError) or error.encoding != "utf-8":
        return "\ufffd", error.end if isinstance(error, UnicodeDecodeError) else 0
    wrong = error.object[error.start : error.end]
    return "".join(_windows_1252(byte) for byte in wrong), error.end


def _windows_1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("windows-1252")
    except UnicodeDecodeError:
        return "\ufffd"


codecs.register_error("latin1-bytes", _latin1_bytes)
