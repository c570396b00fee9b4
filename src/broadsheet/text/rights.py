"""Articles, cards and issues as far as the permissions (model/rights) let them be shown. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from broadsheet.model.articles import SafeHtml, StoredArticle
from broadsheet.model.channels import Issue
from broadsheet.model.rights import Permissions, Policy, may
from broadsheet.model.timeline import Card
from broadsheet.text.sanitize import without_pictures
from broadsheet.text.words import excerpt


def shown_cards(cards: Iterable[Card], policy: Policy, now: int, *, searched: bool = False) -> tuple[Card, ...]:
    """The cards that may be shown, each as far as it may. `now`: seconds since 1970, UTC; `searched`: a search found
    them."""
    judged = ((card, may(card.rights, policy, now)) for card in cards)
    return tuple(_card(card, given) for card, given in judged if (given.found if searched else given.listed))


def shown_issue(issue: Issue, now: int) -> Issue:
    """An issue of a channel: whoever has the channel's address reads it, so it is public."""
    cards = {card.id: card for card in shown_cards((pick.card for pick in issue.picks), Policy.PUBLIC, now)}
    picks = tuple(replace(pick, card=cards[pick.card.id]) for pick in issue.picks if pick.card.id in cards)
    return replace(issue, picks=picks)


def shown_article(stored: StoredArticle, given: Permissions, otherwise: str) -> StoredArticle:
    """An article whole, or headline, excerpt and link. `otherwise`: why there is only an excerpt then."""
    article = stored.article
    if given.whole:
        html = article.html if given.pictures else without_pictures(article.html)
        return replace(stored, article=replace(article, html=html, image=article.image if given.picture else None))
    shown = replace(
        article,
        lead=_cut(article.lead or article.text, given.excerpt),
        html=SafeHtml(""),
        text="",
        image=article.image if given.picture else None,
        enclosures=(),
        excerpt_because=otherwise,
    )
    return replace(stored, article=shown, next_try=None)


def _card(card: Card, given: Permissions) -> Card:
    if len(card.excerpt) <= given.excerpt and (given.picture or card.image is None):
        return card
    return replace(card, excerpt=_cut(card.excerpt, given.excerpt), image=card.image if given.picture else None)


def _cut(text: str, most: int) -> str:
    """The beginning of a text, of at most so many characters, the sign that it goes on included."""
    return excerpt(text, most)[:most] if most > 0 else ""
