"""Articles and extractions for tests, told in a few words."""

from __future__ import annotations

from loaders.records import (
    Agreement,
    AgreementStatus,
    AgreementType,
    Article,
    Commitment,
    Extraction,
    Language,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Modality,
    Organisation,
    Person,
    Post,
)


class Made:
    """An article in the making; every method adds a fact whose words are appended to the text."""

    def __init__(self, id_: str, lang: Language = "en", published: str | None = None) -> None:
        self._id, self._lang, self._published = id_, lang, published
        self._text = ""
        self._read = Extraction(article=id_, lang=lang, extractor="made")

    def _add(self, words: str) -> dict[str, object]:
        start = len(self._text)
        self._text += words + "\n"
        return {"start": start, "end": start + len(words), "quote": words}

    def person(
        self, name: str, title: str = "", country: str | None = None, *, organisation: str | None = None
    ) -> Made:
        """Add a person, and a post where a title is given."""
        number = len(self._read.persons) + 1
        self._read.persons.append(Person(id=f"p{number}", name=name, country=country, **self._add(name)))
        if title:
            post = Post(
                id=f"o{number}",
                person=f"p{number}",
                title=title,
                organisation=organisation,
                country=country,
                **self._add(title),
            )
            self._read.posts.append(post)
        return self

    def organisation(self, name: str, country: str | None = None, *aliases: str) -> Made:
        """Add an organisation."""
        number = len(self._read.organisations) + 1
        self._read.organisations.append(
            Organisation(id=f"org{number}", name=name, country=country, aliases=list(aliases), **self._add(name))
        )
        return self

    def meeting(
        self,
        *who: str,
        date: str | None = None,
        place: str | None = None,
        kind: MeetingKind = "bilateral meeting",
        status: MeetingStatus = "held",
        series: str | None = None,
        edition: int | None = None,
    ) -> Made:
        """Add a meeting of people, by name, and sides, by name of country or organisation."""
        people = {person.name: person.id for person in self._read.persons}
        number = len(self._read.meetings) + 1
        self._read.meetings.append(
            Meeting(
                id=f"m{number}",
                participants=[people[name] for name in who if name in people],
                organisations=[name for name in who if name not in people],
                date=date,
                place=place,
                kind=kind,
                status=status,
                series=series,
                edition=edition,
                **self._add(f"{' and '.join(who)} met"),
            )
        )
        return self

    def agreement(
        self,
        name: str,
        type_: AgreementType,
        *parties: str,
        date: str | None = None,
        edition: int | None = None,
        status: AgreementStatus = "in force",
    ) -> Made:
        """Add an agreement or a mechanism."""
        number = len(self._read.agreements) + 1
        self._read.agreements.append(
            Agreement(
                id=f"a{number}",
                name=name,
                type=type_,
                parties=list(parties),
                date=date,
                edition=edition,
                status=status,
                **self._add(name),
            )
        )
        return self

    def commitment(
        self,
        words: str,
        modality: Modality,
        *topics: str,
        actors: tuple[str, ...] = (),
        to: tuple[str, ...] = (),
        meeting: str | None = "m1",
    ) -> Made:
        """Add a commitment, of people by name or of countries."""
        people = {person.name: person.id for person in self._read.persons}
        number = len(self._read.commitments) + 1
        self._read.commitments.append(
            Commitment(
                id=f"c{number}",
                modality=modality,
                topics=list(topics),
                actors=[people.get(name, name) for name in actors],
                counterparts=[people.get(name, name) for name in to],
                meeting=meeting,
                **self._add(words),
            )
        )
        return self

    @property
    def article(self) -> Article:
        """The finished article."""
        return Article(id=self._id, text=self._text or self._id, lang=self._lang, published=self._published)

    @property
    def extraction(self) -> Extraction:
        """What was read out of it."""
        return self._read
