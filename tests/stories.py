"""Articles put into stories, without a look at their words."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from broadsheet.model.coverage import Placed
from broadsheet.model.stories import Placement, Trace
from broadsheet.service.context import Context
from broadsheet.store.stories import gathering
from tests.store.samples import add_source, keep, numbered

RULES = 1

# Two reports on one event, which quote one speaker and differ in one number.
SAYS = "“The pier will stand again before winter comes,” said Mayor Ada Quill."
HERALD = (
    "A ferry struck the northern pier of Port Alder on Monday, and 12 passengers were injured, the harbour said. "
    f"{SAYS} Divers looked at the posts all day, and the school sent its pupils home by bus in the afternoon."
)
POST = (
    "Fifteen passengers were injured when a ferry struck the northern pier of Port Alder on Monday, the harbour said. "
    f"Crews put up lights for the night. {SAYS}"
)


def place(conn: Connection, now: int, *lists: Sequence[int], follows: int | None = None) -> list[int]:
    """Put articles into stories, as one batch: a story for each list; gives their numbers."""
    state = gathering.hold(conn, "test", now, RULES)
    assert state is not None
    first, placed = state.stories + 1, list[Placed]()
    for story, articles in enumerate(lists, first):
        for article_id in articles:
            opens = article_id == articles[0]
            placement = Placement(None) if opens else Placement(story, articles[0], 0.5)
            trace = Trace(article_id, 1, now, b"", story)
            placed.append(Placed(trace, placement, story, opens, follows if opens else None))
    placed.sort(key=lambda one: one.trace.article_id)
    assert gathering.write(conn, placed, "test", state, now)
    gathering.let_go(conn, "test")
    return list(range(first, first + len(lists)))


def tell(ctx: Context, *titles: Sequence[str], tags: tuple[str, ...] = ()) -> list[int]:
    """New articles with these titles, each of another outlet, in a story for each list; gives the stories."""
    now = ctx.clock()
    with ctx.database.write() as conn:
        lists = []
        for each in titles:
            ids = []
            for place_in, title in enumerate(each):
                article = replace(numbered(1), url=f"https://x.example/{title}", title=title)
                source = add_source(conn, f"paper{place_in}.example", now)
                ids.append(keep(conn, source, article, now, tags=tags).id)
            lists.append(ids)
        return place(conn, now, *lists)
