"""Vietnamese titles and names, in sentences of our own."""

from __future__ import annotations

import unicodedata

import pytest

from loaders.extraction.backends import backend
from loaders.extraction.people import find_people
from loaders.extraction.segmentation import segment
from loaders.extraction.words import normal
from loaders.records import Article


def people_of(text: str) -> dict[str, list[str]]:
    """Return the titles of each person by the fullest name."""
    document = segment(Article(id="a", text=unicodedata.normalize("NFC", text)), "vi")
    (recognised,) = backend("vi").recognise([document])
    return {
        max((document.quote(*name) for name in bearer.names), key=len): [
            document.quote(office.first, office.last) for office in bearer.offices
        ]
        for bearer in find_people(document, recognised).bearers
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Thượng tướng Hồ Quang Đạt, Ủy viên Trung ương Đảng, Thứ trưởng Bộ Công an, chủ trì.",
            {"Hồ Quang Đạt": ["Ủy viên Trung ương Đảng", "Thứ trưởng Bộ Công an"]},
        ),
        (
            "Giám đốc Cơ quan Vệ binh quốc gia Liên bang Nga Ivan Sokolov phát biểu.",
            {"Ivan Sokolov": ["Giám đốc Cơ quan Vệ binh quốc gia Liên bang Nga"]},
        ),
        (
            "Ông Kim Do-hyun, Đại sứ Hàn Quốc tại Việt Nam, cảm ơn.",
            {"Kim Do-hyun": ["Đại sứ Hàn Quốc tại Việt Nam"]},
        ),
        (
            "Bộ trưởng Bộ Nội vụ Lào tiếp nguyên Thủ tướng Nhật Bản Mori Kenji tại thủ đô.",
            {"Mori Kenji": ["nguyên Thủ tướng Nhật Bản"]},
        ),
        (
            "Đại tá Vũ Văn Hóa, Cục trưởng Cục Đối ngoại, Bộ Công an, cùng dự.",
            {"Vũ Văn Hóa": ["Cục trưởng Cục Đối ngoại, Bộ Công an"]},
        ),
        (
            "Chủ trì có Đại tá Lê Minh Tâm và Đại tá Khăm Phết Xổm Đi, hai Cục trưởng.",
            {"Lê Minh Tâm": ["Cục trưởng"], "Khăm Phết Xổm Đi": ["Cục trưởng"]},
        ),
        (
            "Ông Trần Hữu Phước được bổ nhiệm giữ chức Giám đốc Công an tỉnh Đồng Tháp.",
            {"Trần Hữu Phước": ["Giám đốc Công an tỉnh Đồng Tháp"]},
        ),
        (
            "Đại tướng Đỗ An, Bộ trưởng Bộ Công an và Ủy viên Quốc vụ, Bộ trưởng Bộ Công an Trung Quốc Lý Đại Hải ký.",
            {
                "Đỗ An": ["Bộ trưởng Bộ Công an"],
                "Lý Đại Hải": ["Ủy viên Quốc vụ", "Bộ trưởng Bộ Công an Trung Quốc"],
            },
        ),
    ],
)
def test_titles_stand_before_and_behind_names(text: str, expected: dict[str, list[str]]) -> None:
    assert people_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Đoàn công tác đến tỉnh Hà Giang và huyện Lương Sơn.",
        "Đoàn Công an thành phố Hồ Chí Minh thăm Lào.",
        "Việt - Nhật đẩy mạnh hợp tác.",
        "Mai này, Hà Nội và Thái Bình sẽ tổ chức hội nghị.",
    ],
)
def test_places_and_bodies_are_no_people(text: str) -> None:
    assert people_of(text) == {}


def test_a_name_keeps_syllables_that_are_also_countries() -> None:
    assert list(people_of("Thứ trưởng Nguyễn Tuấn Anh tiếp Đại sứ Anh tại Việt Nam.")) == ["Nguyễn Tuấn Anh"]


def test_two_spellings_of_a_foreign_name_are_one_person() -> None:
    text = "Đại tướng Petrov Nikolai Ivanovich phát biểu. Ảnh của Đại tướng Petrov Nikolay Ivanovich được trưng bày."
    assert len(people_of(text)) == 1


def test_tone_marks_may_stand_on_either_vowel() -> None:
    assert normal("Uỷ viên") == normal("Ủy viên")
    assert normal("quý") == "quý"


def test_a_part_at_a_gathering_is_no_office() -> None:
    assert people_of("Trưởng đoàn Nguyễn Hải Nam phát biểu.") == {"Nguyễn Hải Nam": []}
