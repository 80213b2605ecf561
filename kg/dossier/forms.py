"""The forms and languages of a dossier; apart from its making, so that the command line starts fast."""

from __future__ import annotations

from enum import StrEnum


class DossierFormat(StrEnum):
    """The forms in which a dossier is written."""

    HTML = "html"
    MARKDOWN = "markdown"


class DossierLanguage(StrEnum):
    """The languages of a dossier's own words; quotes and names stay as the articles have them."""

    ENGLISH = "en"
    FRENCH = "fr"
    VIETNAMESE = "vi"
