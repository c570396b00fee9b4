"""A made archive of any size, the same at each run: words drawn by Zipf's law with Mandelbrot's correction (s = 1.07,
q = 2.7, as English news has it), in the lengths of news, saved by the program itself.
"""

import random
from collections.abc import Callable
from itertools import accumulate

from broadsheet.model.articles import Article, SafeHtml
from broadsheet.model.insights import Hashtag, Insight
from broadsheet.model.listings import Image
from broadsheet.model.moments import Moment
from broadsheet.model.second_looks import Word
from broadsheet.service.context import Context
from broadsheet.store import articles, outlets, sources
from broadsheet.store.articles import Arrival
from broadsheet.store.database import Connection

NOW = 1_760_000_000
VOCABULARY, TAGS, OUTLETS, AUTHORS = 120_000, 20_000, 120, 3_000
WORDS = (120, 300, 420, 550, 800, 1400)  # of an article: drawn evenly from these
PICTURED = 0.6  # of the articles
AT_ONCE = 500  # articles saved together
FROM_ONE = 10  # articles that come from one source together
ROUNDS = 30  # queries of each kind


class Archive:
    """Made articles, and queries for them. `days`: how many they span."""

    def __init__(self, chance: random.Random, days: int = 365) -> None:
        self.chance = chance
        self.days = days
        self.words = [word(number) for number in range(VOCABULARY)]
        self._weights = list(accumulate(1 / (rank + 2.7) ** 1.07 for rank in range(VOCABULARY)))
        self._tag_weights = list(accumulate(1 / (rank + 3) for rank in range(TAGS)))
        self._outlet_weights = list(accumulate(1 / (rank + 5) for rank in range(OUTLETS)))
        self.tags = [word(number * 5 + 1) for number in range(TAGS)]
        self.authors = [f"{word(number * 7 + 2).title()} {word(number * 11 + 3).title()}" for number in range(AUTHORS)]

    def fill(self, ctx: Context, count: int) -> int:
        """Save so many articles, unless they are there; gives how many were saved."""
        with ctx.database.read() as conn:
            there = articles.count(conn)
        if there >= count:
            return 0
        with ctx.database.write() as conn:
            made = [self._source(conn, number) for number in range(OUTLETS)]
        for start in range(there, count, AT_ONCE):
            ats = [NOW - int((count - one) / count * self.days * 86_400) for one in range(start, start + AT_ONCE)]
            arrivals = [self._arrival(start + place, at) for place, at in enumerate(ats[: count - start])]
            with ctx.database.write() as conn:
                for part in range(0, len(arrivals), FROM_ONE):
                    source = self.chance.choices(made, cum_weights=self._outlet_weights)[0]
                    articles.save(conn, source, arrivals[part : part + FROM_ONE], ats[part])
        return count - there

    def queries(self) -> dict[str, list[dict[str, str]]]:
        """Queries by their kind."""
        few, some, many = self.words[20_000:60_000], self.words[300:4_000], self.words[5:100]
        pick = self.chance.choice

        def of(make: Callable[[], str], **more: str) -> list[dict[str, str]]:
            return [{"q": make(), **more} for _ in range(ROUNDS)]

        return {
            "a rare word": of(lambda: pick(few)),
            "a word": of(lambda: pick(some)),
            "a common word": of(lambda: pick(many)),
            "a common word, best first": of(lambda: pick(many), order="best"),
            "two words": of(lambda: f"{pick(some)} {pick(some)}"),
            "two common words, best first": of(lambda: f"{pick(many)} {pick(many)}", order="best"),
            "a phrase": of(lambda: f'"{pick(many)} {pick(many)}"'),
            "one OR another": of(lambda: f"{pick(some)} OR {pick(some)}"),
            "a word without another": of(lambda: f"{pick(some)} -{pick(many)}"),
            "only what is not wanted": of(lambda: f"-{pick(many)}"),
            "five letters*": of(lambda: f"{pick(some)[:5]}*"),
            "three letters*": of(lambda: f"{pick(some)[:3]}*"),
            "an outlet and a word": of(lambda: f"outlet:paper{self.chance.randrange(OUTLETS)}.example {pick(some)}"),
            "an outlet": of(lambda: f"outlet:paper{self.chance.randrange(OUTLETS)}.example"),
            "a hashtag": of(lambda: f"tag:{pick(self.tags[:500])}"),
            "an author": of(lambda: f'author:"{pick(self.authors)}"'),
            "a word in the headline": of(lambda: f"{pick(some)} in:title"),
            "a common word in another language": of(lambda: f"{pick(many)} lang:fr"),
            "a common word of 30 days": of(lambda: f"{pick(many)} after:30d"),
            "a word of a month long ago": of(lambda: f"{pick(some)} after:2025-01 before:2025-01"),
            "a slip of the fingers": of(lambda: pick(some) + "x"),
        }

    def _source(self, conn: Connection, number: int) -> sources.Source:
        host = f"paper{number}.example"
        outlet = outlets.find_or_add(conn, host, f"{word(number * 3 + 4).title()} Gazette")
        url = f"https://{host}/feed"
        return sources.add(conn, outlet=outlet, url=url, identity=url, title=outlet.name, folder=None, now=0)

    def _arrival(self, number: int, at: int) -> Arrival:
        length = self.chance.choice(WORDS)
        drawn = self.chance.choices(self.words, cum_weights=self._weights, k=length + 9)
        sentences = [" ".join(drawn[start : start + 18]).capitalize() for start in range(9, len(drawn), 18)]
        paragraphs = [". ".join(sentences[start : start + 3]) + "." for start in range(0, len(sentences), 3)]
        url = f"https://paper.example/{number}"
        shown = Image(f"https://paper.example/{number}.jpg") if self.chance.random() < PICTURED else None
        article = Article(
            url, " ".join(drawn[:9]).capitalize(), text="\n".join(paragraphs), image=shown,
            html=SafeHtml("".join(f"<p>{one}</p>" for one in paragraphs)),
            published=Moment(at, "2025-10-09"), authors=(self.chance.choice(self.authors),),
        )  # fmt: skip
        keys = dict.fromkeys(self.chance.choices(self.tags, cum_weights=self._tag_weights, k=6))
        tags = tuple(Hashtag(key, key.title(), f"#{key.title()}") for key in keys)
        language = self.chance.choices(("en", "fr", "de", "ar"), (6, 2, 1, 1))[0]
        return Arrival(Word(url), article, Insight(language, tags), (url,), None)


def word(number: int) -> str:
    """A word that can be spoken, of its own for each number: short ones first, as languages have it."""
    syllables = [c + v for c in "bcdfghklmnprstvw" for v in "aeiou"]
    said = "st" if number % 3 == 1 else ""
    number += 1
    while number:
        number, place = divmod(number, len(syllables))
        said = syllables[place] + said
    return said if len(said) > 2 else said + "n"
