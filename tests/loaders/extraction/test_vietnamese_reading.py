"""Vietnamese meetings and statements, read by position, in sentences of our own."""

from __future__ import annotations

import pytest

from loaders.extraction.pipeline import extract
from loaders.records import Article, Extraction

OPENING = (
    "Ngày 12/5/2023, tại Hà Nội, Thượng tướng Hồ Quang Đạt, Bộ trưởng Bộ Công an đã tiếp ông Mori Kenji, "
    "Đại sứ Nhật Bản tại Việt Nam."
)


def read(text: str) -> Extraction:
    (found,) = extract([Article(id="a", text=text, lang="vi", published="2023-05-13")])
    return found


def names(found: Extraction, ids: list[str]) -> set[str]:
    known = {p.id: p.name for p in found.persons} | {o.id: o.name for o in found.organisations}
    return {known.get(ref, ref) for ref in ids}


@pytest.mark.parametrize(
    "text",
    [
        OPENING,
        "Chiều 12/5/2023, ông Mori Kenji, Đại sứ Nhật Bản tại Việt Nam, đã được "
        "Bộ trưởng Bộ Công an Hồ Quang Đạt tiếp.",
        "Đoàn đại biểu Nhật Bản do ông Mori Kenji, Thứ trưởng Bộ Ngoại giao Nhật Bản, làm Trưởng đoàn đã hội đàm với "
        "Bộ trưởng Bộ Công an Hồ Quang Đạt.",
        "Tiếp ông Mori Kenji, Đại sứ Nhật Bản tại Việt Nam, Bộ trưởng Bộ Công an Hồ Quang Đạt cảm ơn sự hỗ trợ.",
        "Cuộc hội đàm giữa Bộ trưởng Bộ Công an Hồ Quang Đạt và Thứ trưởng Bộ Ngoại giao Nhật Bản Mori Kenji kết thúc.",
    ],
)
def test_two_officials_have_met(text: str) -> None:
    found = read(text)
    assert [names(found, m.participants) for m in found.meetings] == [{"Hồ Quang Đạt", "Mori Kenji"}]


def test_a_word_within_a_word_tells_no_meeting() -> None:
    text = "Bộ trưởng Bộ Công an Hồ Quang Đạt tiếp tục ủng hộ Đại sứ Nhật Bản tại Việt Nam Mori Kenji."
    assert not read(text).meetings


@pytest.mark.parametrize(
    ("sentence", "modality", "actors"),
    [
        (
            "Bộ trưởng đề nghị hai bên tăng cường trao đổi thông tin; đẩy mạnh đào tạo cán bộ.",
            "proposed",
            {"Hồ Quang Đạt"},
        ),
        ("Bộ trưởng đề nghị Nhật Bản hỗ trợ đào tạo cán bộ và cung cấp trang thiết bị.", "requested", {"Hồ Quang Đạt"}),
        ("Bộ trưởng cam kết sẽ bảo đảm an toàn cho doanh nghiệp Nhật Bản tại Việt Nam.", "pledged", {"Hồ Quang Đạt"}),
        ("2 đơn vị sẽ duy trì giao ban về tội phạm ma túy.", "agreed", {"Hồ Quang Đạt", "Mori Kenji"}),
        ("Công an hai nước sẽ tiếp tục trao đổi thông tin.", "agreed", {"Hồ Quang Đạt", "Mori Kenji"}),
        ("Hai bên nhất trí thành lập nhóm công tác, đối thoại hằng năm.", "agreed", {"Hồ Quang Đạt", "Mori Kenji"}),
    ],
)
def test_statements_keep_modality_actor_and_the_whole_list(sentence: str, modality: str, actors: set[str]) -> None:
    found = read(f"{OPENING}\n{sentence}")
    (claim,) = found.commitments
    assert claim.modality == modality
    assert names(found, claim.actors) == actors
    assert claim.quote == sentence.rstrip(".")


@pytest.mark.parametrize(
    "sentence",
    [
        "Bộ trưởng tin tưởng quan hệ hai nước sẽ phát triển tốt đẹp trong thời gian tới.",
        "Bộ trưởng đánh giá cao kết quả hợp tác giữa hai bên trong lĩnh vực đào tạo cán bộ.",
        "Hai bên đã thảo luận về an ninh mạng, phòng chống ma túy và tội phạm xuyên quốc gia.",
    ],
)
def test_belief_praise_and_discussion_are_no_commitments(sentence: str) -> None:
    assert not read(f"{OPENING}\n{sentence}").commitments


def test_statements_beside_each_other_are_told_apart() -> None:
    text = (
        f"{OPENING}\nBộ trưởng đề nghị hai bên chia sẻ thông tin về tội phạm mạng, "
        "đồng thời mời Đại sứ Mori Kenji dự hội nghị sắp tới tại Đà Nẵng."
    )
    assert [c.modality for c in read(text).commitments] == ["proposed", "requested"]


def test_a_text_may_end_in_the_word_for_a_document() -> None:
    assert read(f"{OPENING}\nHai bên nhất trí tăng cường trao đổi chuyên gia và triển khai dự án").commitments
