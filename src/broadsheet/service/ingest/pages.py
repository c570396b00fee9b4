"""The article behind an entry: its page and the feed's words together, or what the feed alone says."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from broadsheet.collect.rhythm import after_page_failure
from broadsheet.errors import BadStatus, BroadsheetError, FetchError, NotAsked, OwnFault
from broadsheet.extract.article import extract_among, from_entry
from broadsheet.extract.rights import of_unread
from broadsheet.model.articles import Article
from broadsheet.model.insights import Insight
from broadsheet.model.listings import Entry, Kind
from broadsheet.model.pages import Page
from broadsheet.model.rights import Rights, Said, may
from broadsheet.model.sites import Impression, Memory
from broadsheet.service.context import Context
from broadsheet.service.ingest.together import off_the_loop
from broadsheet.store import sites
from broadsheet.text import urls
from broadsheet.understand.insight import understand

DESCRIBED = 300  # characters of HTML that describe a podcast or a video well enough
PASSING = frozenset({408, 425, 429})  # the refusals that are for now: others of their kind are for good

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of an entry. `page`: where one was fetched. `article` and `insight` are None where there is nothing
    to show: then `fault` says why, and `for_good` whether it is of no use to try again. `until`: when the page may be
    asked for again at the earliest, seconds since 1970, UTC; `asked`: it was asked for, so that this try counts.
    `impression`: what the page adds to the memory of its site."""

    article: Article | None = None
    insight: Insight | None = None
    page: Page | None = None
    fault: str = ""
    for_good: bool = False
    until: int = 0
    asked: bool = True
    impression: Impression | None = None

    def next_try(self, now: int, tries: int) -> int | None:
        """When the page is asked for again after `tries` (≥ 1) that were in vain; None: never."""
        if not self.asked:
            return self.until
        at = after_page_failure(now, tries)
        return None if at is None else max(at, self.until)


async def read_entry(ctx: Context, entry: Entry, base: str, outlet: str, *, alone: bool = True) -> Reading:
    """The article of an entry. `base`: what relative addresses in the feed's words start from. `outlet`: its name.
    `alone`: whether the entry's address is its own; the page of several is no article's."""
    if is_told(ctx, entry, alone=alone):
        return read_told(ctx, entry, base, outlet, _known_beside(ctx, entry.url), alone=alone)
    page: Page | None = None
    try:
        page = await ctx.guest.page(entry.url)
        page = replace(page, said=await ctx.guest.beside.said(page.final_url))
        if urls.is_home(page.final_url) and not urls.is_home(entry.url):
            raise FetchError(f"{urls.host(entry.url)} leads to its home page instead of the article.")
        article, insight, impression = await off_the_loop(read_page, ctx, page, entry, outlet)
        return Reading(article, insight, page, impression=impression)
    except BroadsheetError as fault:
        reading = _from_feed(ctx, entry, fault, base, outlet, page)
        return replace(reading, until=_until(fault, ctx.clock()), asked=not isinstance(fault, NotAsked))


def is_told(ctx: Context, entry: Entry, *, alone: bool) -> bool:
    """Whether the feed's words are all that is read of an entry."""
    return not ctx.settings.read_pages or not entry.url or not alone or _says_all(entry)


def read_told(ctx: Context, entry: Entry, base: str, outlet: str, beside: Sequence[Said], *, alone: bool) -> Reading:
    """The article of an entry in its feed's words; arguments as in `read_entry`. `beside`: what its host is known to
    say of the use of its pages."""
    article = from_entry(entry, _why_no_more(ctx, entry, alone=alone), again=False, base_url=base)
    article = _with_rights(article, beside)
    return Reading(article, understand(article, outlet, ctx.familiar()))


def _why_no_more(ctx: Context, entry: Entry, *, alone: bool) -> str | None:
    """Why the feed's words are an excerpt; None where they are all that there is."""
    if not ctx.settings.read_pages and entry.url and alone:
        return None if entry.content else "This Broadsheet reads feeds alone (read_pages = false)."
    return None if alone or entry.content or entry.summary else "The outlet gives it no page of its own."


def _from_feed(
    ctx: Context, entry: Entry, fault: BroadsheetError, base: str, outlet: str, page: Page | None
) -> Reading:
    """What the feed says, as an excerpt; nothing where it says nothing: a failure is never stored as content."""
    reason = _in_short(fault)
    if not (entry.title or entry.summary or entry.content):
        refused = isinstance(fault, BadStatus) and 400 <= fault.status < 500 and fault.status not in PASSING
        return Reading(fault=reason, for_good=refused or not fault.again)
    said = of_unread(page).said if page else _known_beside(ctx, entry.url)
    article = _with_rights(from_entry(entry, reason, again=True, base_url=base), said)
    return Reading(article, understand(article, outlet, ctx.familiar()), page)


def _with_rights(article: Article, said: Sequence[Said]) -> Article:
    """The feed's words, with what was said of their rights beside them."""
    known = {one.signal for one in said}
    by_feed = tuple(one for one in article.rights.said if one.signal not in known)
    return replace(article, rights=Rights((*said, *by_feed)))


def _known_beside(ctx: Context, url: str) -> tuple[Said, ...]:
    return ctx.guest.beside.known([url])[url]


def _until(fault: BroadsheetError, now: int) -> int:
    """Until when the outlet wants to be left alone."""
    if isinstance(fault, NotAsked):
        return fault.until
    return now + (fault.retry_after or 0) if isinstance(fault, BadStatus) else 0


def read_page(ctx: Context, page: Page, entry: Entry, outlet: str) -> tuple[Article, Insight, Impression | None]:
    """The article of a page, among the pages of its site that are remembered. Raises ExtractError; OwnFault."""
    site = urls.site(page.final_url)
    with ctx.database.read() as conn:
        memory = sites.get(conn, site) if site else Memory()
    try:
        article, impression = extract_among(page, entry, memory)
        return article, understand(article, outlet, ctx.familiar()), impression
    except BroadsheetError:
        raise
    except Exception as surprise:
        log.exception("Reading %s failed", page.final_url)
        raise OwnFault(f"Broadsheet could not read the page: {type(surprise).__name__}.") from surprise


def keep_page(ctx: Context, article_id: int, article: Article, page: Page, now: int) -> None:
    """Keep a page as it came, for a while, where its outlet lets us."""
    if may(article.rights, ctx.settings.policy, now).keep:
        ctx.shelf.put(article_id, page, now)


def _says_all(entry: Entry) -> bool:
    """A podcast or video that is described in its feed: its page would say less."""
    return entry.kind is not Kind.ARTICLE and max(len(entry.content), len(entry.summary)) >= DESCRIBED


def _in_short(fault: BroadsheetError) -> str:
    """What happened, without the advice that follows: it is for the one who looks after a source, not for readers."""
    return fault.reason.split(". ")[0].rstrip(".") + "."
