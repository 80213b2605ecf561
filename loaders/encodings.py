"""Turns the bytes of a file into tidy text, whatever their encoding."""

from __future__ import annotations

import codecs
import re
import unicodedata

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
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise NotTextError(f"not a text but {what}")
    text = data.decode(_encoding(data), errors="latin1-bytes")
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise NotTextError("binary data, not a text")
    return text.removeprefix("\ufeff")


def tidy(text: str) -> str:
    r"""Return `text` in NFC with `\n` line ends and without control and invisible characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _SURROGATES.sub("\ufffd", text)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _CONTROLS.sub(" ", text)))


def visible(text: str) -> str:
    """Return `text` fit for a terminal: control characters, and so escape sequences, become visible symbols."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", lambda match: f"\\x{ord(match.group()):02x}", text)


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
