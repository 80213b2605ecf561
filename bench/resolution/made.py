"""Made articles with known truth: who met whom when, told several times, the names written in several ways."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from loaders.records import Article, Commitment, Extraction, Meeting, Person, Post

_list = re.compile(r"\w+").findall
WORDS = [a + b + c for a in "bdfgklmnprstvz" for b in "aeiou" for c in ("n", "r", "s", "ta", "lo", "mi")]
SYLLABLES = _list("ka mi to ra ne su lo vi ha no re da bo li ta ku me sa po ni go fe wa zu ri ja")
SURNAMES = _list("Nguyễn Trần Lê Phạm Hoàng Vũ Bùi Đặng Đỗ Ngô")
MIDDLES = _list("Văn Đức Minh Quốc Hồng Thanh Xuân Thị")
GIVEN = _list("An Bình Cường Dũng Giang Hải Hùng Khánh Lâm Long Nam Phúc Quang Sơn Tâm Thắng Toàn Tuấn Vinh Anh")
COUNTRIES = ["Vietnam", "Japan", "Laos", "France", "United States", "Kenya", "Morocco", "Indonesia"]
TITLES = ["Minister of Public Security", "Deputy Minister of Interior", "Commissioner of Police", "Ambassador"]
TITLES += ["Director of the Border Agency", "Commander of the Coast Guard", "Head of Customs", "Attorney General"]
TOPICS = ["training", "cybercrime", "information-sharing", "border-control"]
PROSE = 250  # words of an article


@dataclass(frozen=True)
class Official:
    """A made person."""

    name: str
    country: str
    title: str


@dataclass
class Made:
    """Articles, what a perfect reader reads out of them, and which official each (article, person id) is."""

    articles: list[Article] = field(default_factory=list)
    extractions: list[Extraction] = field(default_factory=list)
    people: dict[tuple[str, str], int] = field(default_factory=dict)
    meetings: dict[tuple[str, str], int] = field(default_factory=dict)


def make(articles: int, officials: int, seed: int = 7) -> Made:
    """Make articles about the meetings of so many officials; the same seed makes the same articles."""
    rng = random.Random(seed)
    people = [_official(rng) for _ in range(officials)]
    held = [(rng.randrange(officials), rng.randrange(officials), _date(rng)) for _ in range(max(1, articles // 3))]
    held = [each for each in held if each[0] != each[1]]
    made = Made()
    for number in range(articles):
        _tell(made, f"a{number}", rng, people, held)
    return made


def _official(rng: random.Random) -> Official:
    country, title = rng.choice(COUNTRIES), rng.choice(TITLES)
    if country == "Vietnam":
        name = [rng.choice(SURNAMES), *rng.sample(MIDDLES, 2), rng.choice(GIVEN)]
        return Official(" ".join(name), country, title)
    words = ("".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))).title() for _ in range(2))
    return Official(" ".join(words), country, title)


def _date(rng: random.Random) -> str:
    return f"{rng.randint(2005, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def _tell(
    made: Made, article: str, rng: random.Random, people: list[Official], held: list[tuple[int, int, str]]
) -> None:
    """Add an article about one or two meetings."""
    text = " ".join(rng.choices(WORDS, k=PROSE))
    read = Extraction(article=article, lang="en", extractor="made")
    known: dict[int, str] = {}
    told = rng.sample(range(len(held)), rng.randint(1, 2))
    for number in told:
        first, second, date = held[number]
        for who in (first, second):
            if who not in known:
                known[who] = f"p{len(known) + 1}"
                text += _name(read, made, known[who], who, people[who], len(text), rng)
        id_ = f"m{len(read.meetings) + 1}"
        made.meetings[article, id_] = number
        date = rng.choices([date, date[:7]], [8, 2])[0]
        common = {"start": 0, "end": 20, "quote": text[:20]}
        both = [known[first], known[second]]
        read.meetings.append(Meeting(id=id_, participants=both, date=date, place="Hanoi", **common))
        read.commitments.append(
            Commitment(
                id=f"c{len(read.commitments) + 1}",
                actors=both[:1],
                counterparts=both[1:],
                topics=rng.sample(TOPICS, 2),
                modality="pledged",
                meeting=id_,
                **common,
            )
        )
    made.articles.append(Article(id=article, text=text, lang="en", published=held[told[0]][2]))
    made.extractions.append(read)


def _name(read: Extraction, made: Made, id_: str, number: int, who: Official, at: int, rng: random.Random) -> str:
    """Add a person to what was read, perhaps with the surname last or without a post; return the words for the text."""
    words = who.name.split()
    written = " ".join(rng.choices([words, [*words[1:], words[0]]], [8, 2])[0])
    span = {"start": at + 1, "end": at + 1 + len(written), "quote": written}
    stated = rng.random() < 0.8
    read.persons.append(Person(id=id_, name=written, country=who.country if stated else None, **span))
    if stated:
        post = Post(id=f"o{id_}", person=id_, title=who.title, country=who.country, **span)
        read.posts.append(post)
    made.people[read.article, id_] = number
    return " " + written
