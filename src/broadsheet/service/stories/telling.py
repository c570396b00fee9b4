"""What the articles of a story say together: made when its page is first opened, and kept until one of its articles
joins, leaves or changes, or is no longer to be read from (as `service/answers` does for one article)."""

import logging
from collections.abc import Mapping, Sequence, Set
from hashlib import blake2b

from broadsheet.errors import StoreBusy
from broadsheet.model.accounts import Account, Said
from broadsheet.model.answers import Receipt, Sentence
from broadsheet.model.copies import Cites, Copy, CopyKind, CopyTree, Credit, Fingerprint, Report
from broadsheet.model.disagreements import Disagreement, Told
from broadsheet.model.quotes import Quote
from broadsheet.model.rights import Policy, may
from broadsheet.model.spans import Span
from broadsheet.service.context import Context
from broadsheet.store import accounts, copies, outlets
from broadsheet.store.accounts import Text
from broadsheet.store.database import Connection
from broadsheet.store.stories.reading import Report as Covering
from broadsheet.text.hashtags import key
from broadsheet.understand.copies import copy_tree, fingerprint, named_first
from broadsheet.understand.disagreement import disagreements
from broadsheet.understand.provenance import citations
from broadsheet.understand.quotes import quotes
from broadsheet.understand.quotes.gathered import gathered

RULES = 2  # goes up with every change of what is found: accounts of older rules are made anew
MOST_ARTICLES = 200  # of a story that the tree is made of: the first
MOST_READ = 60  # of those that have a text of their own, of which sentences are told: the first
MOST_SPEAKERS, MOST_QUOTES = 12, 4  # quotations of one speaker
MOST_DIFFERENCES = 8

log = logging.getLogger(__name__)


def account(ctx: Context, story_id: int, reports: Sequence[Covering], policy: Policy) -> Account:
    """What the articles of a story say together, of those that may be shown under `policy`: kept, or else made now.
    Sentences are told of those alone that may be summarised."""
    if len(reports) < 2:
        return Account()
    now = ctx.clock()
    allowed = {one.card.id for one in reports if may(one.card.rights, policy, now).summarise}
    basis = _basis(reports, allowed)
    with ctx.database.read() as conn:
        kept = accounts.get(conn, story_id, policy, basis)
        if kept is not None:
            return kept
        made = _made(conn, reports, allowed)
    try:
        with ctx.database.write() as conn:
            accounts.keep(conn, story_id, policy, basis, made, now)
    except StoreBusy:  # it is shown all the same, and made again for the next reader
        log.info("The account of story %d could not be kept: the database is busy.", story_id)
    return made


def _made(conn: Connection, reports: Sequence[Covering], allowed: Set[int]) -> Account:
    ids = [one.card.id for one in reports[:MOST_ARTICLES]]
    texts = accounts.texts_of(conn, ids)
    prints = {one.article: Fingerprint.from_bytes(one.print) for one in copies.printed(conn, ids)}
    ours = [outlet.name for outlet in outlets.all(conn)]
    whole = {one.card.id: one.copy.of for one in reports if one.copy and one.copy.kind is CopyKind.COPY}
    own = [one for one in texts if one.article in allowed and whole.get(one.article) not in allowed][:MOST_READ]
    differing = _differing(own)
    return Account(_tree(texts, prints, ours), _quotes(own), differing, _said(differing, own))


def _basis(reports: Sequence[Covering], allowed: Set[int]) -> str:
    """What an account rests on, in a few letters: the articles, their words, times and sources, and our rules."""
    rests = [(one.card.id, one.revision, one.card.dated, one.card.id in allowed, _of(one.copy)) for one in reports]
    return blake2b(repr((RULES, sorted(rests))).encode(), digest_size=16).hexdigest()


def _of(copy: Copy | None) -> int:
    return copy.of if copy else 0


def _tree(texts: Sequence[Text], prints: Mapping[int, Fingerprint], ours: Sequence[str]) -> CopyTree:
    return copy_tree(
        [
            Report(
                one.article, one.outlet, one.dated, prints.get(one.article) or fingerprint(one.text), _cites(one, ours)
            )
            for one in texts
        ]
    )


def _cites(one: Text, ours: Sequence[str]) -> tuple[Cites, ...]:
    """Whom an article names: first what tells whose news it is, then whom it names further down, by the way."""
    first = named_first(one.text, one.authors, one.outlet, ours)
    known = {key(each.outlet_name) for each in first}
    rest = (each for each in citations(one.text, one.outlet, ours) if key(each.outlet_name) not in known)
    return (*first, *(Credit(each.outlet_name, "reported", max(each.start, len(one.text))) for each in rest))


def _quotes(own: Sequence[Text]) -> tuple[Sentence, ...]:
    """Who said what, the speakers whom most articles quote first; without those whom no article names, but describes
    alone ("a statement")."""
    each = {one.article: quotes(one.text, _language(one)) for one in own}
    texts = {one.article: one for one in own}
    found: list[Sentence] = []
    speakers = [one for one in gathered(list(each.items())) if not one.name[:1].islower()]
    for speaker in speakers[:MOST_SPEAKERS]:
        for said in speaker.quotes[:MOST_QUOTES]:
            receipts = tuple(
                Receipt(article, texts[article].revision, span)
                for article in said.articles
                if (span := _place(each[article], said.words))
            )
            if receipts:
                found.append(Sentence(said.words, receipts, speaker.name, speaker.role))
    return tuple(found)


def _place(said: Sequence[Quote], words: str) -> Span | None:
    """Where an article has these words, or the part of them that it quotes."""
    letters = key(words)
    parts = [one for one in said if key(one.words) in letters]
    longest = max(parts, key=lambda one: len(one.words), default=None)
    return Span(longest.start, longest.end) if longest else None


def _differing(own: Sequence[Text]) -> tuple[Disagreement, ...]:
    told = [Told(one.article, one.outlet, one.dated, _language(one), one.text) for one in own]
    return disagreements(told)[:MOST_DIFFERENCES]


def _said(differing: Sequence[Disagreement], own: Sequence[Text]) -> tuple[Said, ...]:
    texts = {one.article: one for one in own}
    voices = (voice for one in differing for value in one.values for voice in value.voices)
    found = {(voice.article, voice.sentence.start): voice.sentence for voice in voices}
    return tuple(
        Said(article, start, texts[article].revision, sentence.of(texts[article].text))
        for (article, start), sentence in found.items()
    )


def _language(one: Text) -> str | None:
    return one.language.split("-")[0].lower() if one.language else None
