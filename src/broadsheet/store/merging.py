"""When one article comes twice: which of the two is kept, and what each lends the other. Pure."""

from dataclasses import replace

from broadsheet.model.articles import Article
from broadsheet.model.listings import Kind

OLDEST = -2_208_988_800  # 1 January 1900: dates before it are slips
_DAY = 24 * 3600


def dated(article: Article, arrived: int) -> int:
    """When lists say that an article is from: its publication; or its arrival, where the outlet gives no time, an
    absurd one (before 1900, or the zero of a computer's clock) or one in the future. Seconds since 1970, UTC."""
    if article.published is None:
        return arrived
    at = article.published.at
    return at if OLDEST <= at <= arrived and abs(at) > _DAY else arrived


def better(old: Article, new: Article) -> Article | None:
    """What should stand in the place of `old` when the same article comes again from elsewhere; None: `old` is as good.

    A whole text replaces an excerpt, and a longer excerpt a shorter one; never the other way round.
    """
    if old.excerpt_because is None:
        return None
    if new.excerpt_because is not None and len(new.text) <= len(old.text):
        return None
    return replace(filled(new, old), url=old.url)


def renewed(old: Article, new: Article) -> Article:
    """What a second reading of the same page leaves: `new`, unless that would put an excerpt for a whole text."""
    if old.excerpt_because is None and new.excerpt_because is not None:
        return old
    return filled(new, old)


def filled(article: Article, other: Article) -> Article:
    """The article, with what it does not say taken from `other`."""
    return replace(
        article,
        title=article.title or other.title,
        kind=other.kind if article.kind is Kind.ARTICLE else article.kind,
        canonical=article.canonical or other.canonical,
        lead=article.lead or other.lead,
        authors=article.authors or other.authors,
        published=article.published or other.published,
        modified=article.modified or other.modified,
        language=article.language or other.language,
        image=article.image or other.image,
        section=article.section or other.section,
        topics=article.topics or other.topics,
        enclosures=article.enclosures or other.enclosures,
    )
