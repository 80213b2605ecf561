import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.resolution.names import Likeness, alike, compare, own_keys, parse, sought_keys

PAIRS = Path(__file__).parents[3] / "bench" / "names" / "pairs.tsv"


@pytest.mark.parametrize(
    ("first", "second", "likeness"),
    [
        ("Tô Lâm", "To Lam", Likeness.SAME),
        ("Akiba Takeo", "Takeo Akiba", Likeness.SAME),
        ("Nguyễn Văn Thành", "Thanh Van Nguyen", Likeness.SAME),
        ("Mazen Al-Faraya", "Mazen Faraya", Likeness.SAME),
        ("Beti Assomo Joseph", "Joseph Beti Assomo", Likeness.SAME),
        ("Wang Zhi zhong", "Wang Zhizhong", Likeness.SPELLING),
        ("Kalmukhanbet Kassymov", "Kalmukhanbet Kasymov", Likeness.SPELLING),
        ("Yunichi Yamada", "Junichi Yamada", Likeness.SPELLING),
        ("Yoon Hee-geun", "Yoon Hee-keun", Likeness.SPELLING),
        ("Tập Cận Bình", "Xi Jinping", Likeness.SPELLING),
        ("Quách Thanh Côn", "Guo Shengkun", Likeness.SPELLING),
        ("Antony J. Blinken", "Antony Blinken", Likeness.SPELLING),
        ("K. Shanmugam", "Kasiviswanathan Shanmugam", Likeness.SPELLING),
        ("Joseph R. Biden", "Joe Biden", Likeness.SPELLING),
        ("Zolotov Victor Vasilyevich", "Victor Zolotov", Likeness.SPELLING),
        ("Aníbal Domingo Fernández", "Aníbal Fernández", Likeness.SHORTER),
        ("Abdelouafi Lafti", "Laftit Abdelouafi", Likeness.TYPO),
        ("Nguyen Van Thanh", "Nguyen Van Thang", Likeness.TYPO),
        ("Biden", "Joe Biden", Likeness.PART),
        ("Nguyen Van Minh", "Nguyen Minh Van", Likeness.NONE),
        ("Trần Văn Tú", "Trần Văn Tư", Likeness.NONE),
        ("Kim Jong-un", "Kim Jong-il", Likeness.NONE),
        ("", "To Lam", Likeness.NONE),
    ],
)
def test_likeness_of_two_names(first: str, second: str, likeness: Likeness) -> None:
    assert compare(parse(first), parse(second)) is likeness


WORDS = ["to", "lam", "nguyen", "van", "thanh", "thang", "akiba", "takeo", "jr", "al", "k", "j", "blinken", "xi"]
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)


@given(words, words)
def test_likeness_is_mutual_and_alike_names_find_each_other(first: list[str], second: list[str]) -> None:
    one, two = parse(" ".join(first)), parse(" ".join(second))
    likeness = compare(one, two)
    assert compare(two, one) is likeness
    if likeness > Likeness.NONE:
        found = set(sought_keys(one)) & set(own_keys(two)) or set(sought_keys(two)) & set(own_keys(one))
        assert found


def test_no_pair_of_the_benchmark_is_wrongly_joined_and_most_are_found() -> None:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    joined = [pair for pair in pairs if alike(pair["first"], pair["second"])]
    assert [pair for pair in joined if pair["same"] == "0"] == []
    assert len(joined) >= 0.88 * sum(pair["same"] == "1" for pair in pairs)


def test_every_pair_of_the_benchmark_that_is_alike_is_found_by_keys() -> None:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for pair in pairs:
        one, two = parse(pair["first"]), parse(pair["second"])
        if compare(one, two) > Likeness.TYPO:
            found = set(sought_keys(one)) & set(own_keys(two)) or set(sought_keys(two)) & set(own_keys(one))
            assert found, pair
