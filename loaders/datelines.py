"""Reads the date of publication out of a metadata field or the dateline of a text."""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from loaders import word_files
from loaders.languages import LEXICON
from loaders.records import Language
from loaders.reference import country_of

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d-])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_FULL_ISO = re.compile(r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?![\d-])")
_NUMERIC = re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4})(?![\d/-])")
_PARTIAL = re.compile(r"(?<![\d/.-])\d{1,2}[/-]\d{1,2}(?![\d/-])")
_HOUR = re.compile(
    r"\(?\b(?:UTC|GMT)\b[ +-]*\d*(?: [A-Z]{3}\b)?\)?|\b\d{1,2}[:hH]\d{0,2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?|\b[A-Z]ST\b"
)
_WORD = re.compile(r"[^\W\d_][\w.'’&+/]*")
_AGENCY = re.compile(r"[(\[][^()\[\]\n]{2,40}[)\]]")
# What may end a dateline: a dash, slashes, or a colon, before the prose.
_SEPARATOR = re.compile(r"(?:(?<=\))\s*[-–—:]+|\s*[–—]|\s--?|--|\s*//|\s/|:|(?<=[A-Z\d])\.)\s+")
_OUTLET = re.compile(r"\s*\([^()\n]{2,30}\)\s+(?=[^\W\d_a-z])")  # an outlet in brackets, without a dash
_BESIDE_DATE = 6  # words that may stand beside the date in a line that is a dateline
_PLACE = 4  # words of a place or an agency
_REACH = 110  # characters from a paragraph's start within which its dateline ends


@dataclass(frozen=True)
class _Forms:
    """How one language writes dates: the patterns of full and yearless dates, the months, the words beside them."""

    months: dict[str, int]
    full: tuple[re.Pattern[str], ...]
    partial: tuple[re.Pattern[str], ...]
    updated: re.Pattern[str]
    beside: re.Pattern[str]


@functools.cache
def _forms(lang: Language) -> _Forms:
    data = word_files.read(LEXICON / lang / "boilerplate.toml")["dateline"]
    months = {name: number for number, names in enumerate(data["months"], 1) for name in names}
    month = "(?P<m>" + "|".join(sorted(map(re.escape, months), key=len, reverse=True)) + ")"

    def compiled(forms: list[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(form.replace("MONTH", month), re.IGNORECASE) for form in forms)

    return _Forms(
        months=months,
        full=(_FULL_ISO, _NUMERIC, *compiled(data["forms"])),
        partial=(_PARTIAL, *compiled(data["partial"])),
        updated=re.compile(data["updated"], re.IGNORECASE),
        beside=re.compile(data["beside"], re.IGNORECASE),
    )


def iso_date(value: str, lang: Language) -> str | None:
    """Return a metadata date (ISO, e-mail style, or as written in `lang`) in ISO, as precise as given, or None."""
    value = value.strip()
    if match := _COMPACT.match(value) or _ISO.match(value):
        return _iso(*match.groups())
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except ValueError:
        return _first_date(value, _forms(lang))


def line_date(line: str, lang: Language) -> str | None:
    """Return the date of a line that is hardly more than a date (with a place, an agency, an hour), else None."""
    forms = _forms(lang)
    if len(_WORD.findall(_without_dates(line, forms))) > _BESIDE_DATE:
        return None
    return _first_date(line, forms)


def is_dateline(line: str, lang: Language) -> bool:
    """Tell whether a whole line is a place, an agency and a date, the year perhaps left out."""
    forms = _forms(lang)
    dated = any(pattern.search(line) for pattern in (*forms.full, *forms.partial))
    return dated and _is_dateline(line, "-", forms)


def opening(paragraph: str, lang: Language) -> tuple[int, str | None]:
    """Return the length of the dateline that a paragraph of prose opens with, 0 for none, and its full date, if any.

    `Alger, 30 juillet 2024 - Le ministre` gives (25, "2024-07-30"), `Hanoi (VNA) - The minister` gives (14, None).
    """
    forms = _forms(lang)
    outlet = _OUTLET.match(paragraph)
    length = outlet.end() if outlet else 0
    for separator in _SEPARATOR.finditer(paragraph[:_REACH], length):
        part = paragraph[length : separator.start()]
        if not _is_dateline(part, separator.group().strip(), forms):
            break
        length = separator.end()
    return length, _first_date(paragraph[:length], forms)


def _is_dateline(part: str, separator: str, forms: _Forms) -> bool:
    """Tell whether `part` is a place, a date, an agency, or several of them, and nothing more."""
    marked = bool(_AGENCY.search(part))
    bare = _AGENCY.sub(" ", part)
    undated = _without_dates(bare, forms)
    marked = marked or re.sub(r"\d", "", undated) != re.sub(r"\d", "", bare)
    words = _WORD.findall(undated)
    if len(words) > _PLACE or not all(word[0].isupper() for word in words) or re.search(r"[.!?;:]\s", undated.strip()):
        return False
    capitals = bool(words) and all(sum(letter.isupper() for letter in word) > 1 for word in words)
    if separator == ".":
        return bool(re.match(r"\s*[A-Z]{3}", part))
    if marked or (bool(words) and separator not in ("-", "--", ":")) or (capitals and separator != ":"):
        return True
    # "Vietnam - Japan relations …" is no dateline, "Hanoi - The minister …" is.
    place = undated.strip(" ,")
    return country_of(place, capitals=True) is not None and (capitals or country_of(place) is None)


def _without_dates(text: str, forms: _Forms) -> str:
    for pattern in (_HOUR, *forms.full, *forms.partial, forms.beside):
        text = pattern.sub(" ", text)
    return text


def _first_date(text: str, forms: _Forms) -> str | None:
    """Return the first full date in `text` that isn't one of an update; if there is none, the update's."""
    found = sorted(
        (bool(forms.updated.search(text[: match.start()])), match.start(), date)
        for pattern in forms.full
        for match in pattern.finditer(text)
        if (date := _date(match, forms))
    )
    return found[0][2] if found else None


def _date(match: re.Match[str], forms: _Forms) -> str | None:
    year, month, day = match["y"], match["m"], match["d"]
    if not month.isdigit():
        return _iso(year, str(forms.months[month.lower()]), day)
    return _iso(year, month, day) or _iso(year, day, month)


def _iso(year: str, month: str | None = None, day: str | None = None) -> str | None:
    """Return the parts as an ISO date, or None when there is no such day."""
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])
