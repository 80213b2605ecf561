"""Made articles in three languages: who met whom, where and when, and what they agreed, told by several of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.records import Article

SURNAMES = "Akimoto Baumgart Castellan Dufresne Eriksen Ferrand Galloway Haverkamp Ishimura Kowalczyk Lindqvist Moravec"
SURNAMES += " Nakahara Okonjo Pereira Quintana Rasmussen Santoro Tanizaki Underhill Valverde Whitlock Yamasaki"
GIVEN = "Adrian Beatrice Clement Daniela Emil Fiona Gustav Helena Isabel Jonas Katrin Lionel Marta Nils Olivia Pascal"
GIVEN += " Rafael Simone Tobias Ursula Victor Wanda Xavier Yvonne"
COUNTRIES = [("Japan", "Japon", "Nhật Bản"), ("France", "France", "Pháp"), ("Australia", "Australie", "Úc")]
COUNTRIES += [("Germany", "Allemagne", "Đức"), ("India", "Inde", "Ấn Độ"), ("Canada", "Canada", "Canada")]
OFFICES = [("Defence Minister", "ministre de la Défense", "Bộ trưởng Quốc phòng")]
OFFICES += [("Foreign Minister", "ministre des Affaires étrangères", "Bộ trưởng Ngoại giao")]
OFFICES += [("Interior Minister", "ministre de l'Intérieur", "Bộ trưởng Nội vụ")]
CITIES = ["Tokyo", "Paris", "Canberra", "Berlin", "New Delhi", "Ottawa", "Hanoi", "Geneva"]
TOPICS = [("border control", "le contrôle des frontières", "kiểm soát biên giới")]
TOPICS += [("cybersecurity", "la cybersécurité", "an ninh mạng"), ("training", "la formation", "đào tạo")]
TOPICS += [("counter-terrorism", "la lutte contre le terrorisme", "chống khủng bố")]
LANGUAGES = ("en", "fr", "vi")
SHARES = (6, 2, 2)  # of the languages
MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
TOLD = 3  # articles about one meeting, on average


@dataclass(frozen=True)
class Official:
    """A made person; country and office by number."""

    name: str
    country: int
    office: int


def made(articles: int, words: int = 60, seed: int = 7) -> Iterator[Article]:
    """Yield so many articles of at least so many words; the same numbers make the same articles."""
    rng = random.Random(seed)
    names = [f"{given} {surname}" for given in GIVEN.split() for surname in SURNAMES.split()]
    count = min(len(names), max(4, articles // 8))
    people = [Official(each, rng.randrange(len(COUNTRIES)), rng.randrange(3)) for each in rng.sample(names, count)]
    meetings = [(*rng.sample(people, 2), _day(rng), rng.choice(CITIES)) for _ in range(max(1, articles // TOLD))]
    for number in range(articles):
        lang = rng.choices(range(len(LANGUAGES)), SHARES)[0]
        sentences: list[str] = []
        day = date(2000, 1, 1)
        while sum(len(each.split()) for each in sentences) < words:
            one, two, day, city = rng.choice(meetings)
            sentences += _told(lang, one, two, day, city, rng.randrange(len(TOPICS)))
        yield Article(
            id=f"{number:08}", text=" ".join(sentences), lang=LANGUAGES[lang], published=str(day + timedelta(days=1))
        )


def _day(rng: random.Random) -> date:
    return date(2010, 1, 1) + timedelta(days=rng.randrange(5_000))


def _told(lang: int, one: Official, two: Official, day: date, city: str, topic: int) -> list[str]:
    host, guest = (f"{OFFICES[who.office][lang]} {COUNTRIES[who.country][lang]} {who.name}" for who in (one, two))
    subject = TOPICS[topic][lang]
    if lang == 0:
        host, guest = (f"{COUNTRIES[p.country][0]}'s {OFFICES[p.office][0]} {p.name}" for p in (one, two))
        return [
            f"{host} met {guest} in {city} on {day.day} {day:%B} {day.year}.",
            f"They agreed to expand cooperation on {subject}.",
            f"{one.name} asked {COUNTRIES[two.country][0]} to share information on {subject}.",
        ]
    if lang == 1:
        host, guest = (f"Le {OFFICES[p.office][1]} ({COUNTRIES[p.country][1]}) {p.name}" for p in (one, two))
        return [
            f"{host} a rencontré le {guest[3:]} à {city} le {day.day} {MONTHS[day.month - 1]} {day.year}.",
            f"Ils sont convenus de renforcer la coopération dans {subject}.",
        ]
    return [
        f"Ngày {day.day}/{day.month}/{day.year}, tại {city}, {host} đã hội đàm với {guest}.",
        f"Hai bên nhất trí tăng cường hợp tác về {subject}.",
    ]
