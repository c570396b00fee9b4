"""What is wrong with a source, by what its looks have noticed, and what to do about it. Pure.

A finding that is none costs more than one that comes a day late: the thresholds are in notes/health.md.
"""

from broadsheet.collect import causes, silence
from broadsheet.model.health import Ailment, Cause, Health, Part, Recovery, Remedy, Severity, Trouble
from broadsheet.model.listings import Format
from broadsheet.model.sources import Source, State
from broadsheet.text import urls

MINUTE, HOUR, DAY = 60, 3600, 86_400
FAILING_LOOKS, FAILING_FOR = 4, DAY  # both: what is less is a passing fault
NEVER_READ_LOOKS, NEVER_READ_FOR = 3, HOUR  # of a source that was never read: then the address is wrong
EMPTY_FOR, EMPTY_SITEMAP_FOR = 2 * DAY, 7 * DAY  # a news sitemap lists two days, and none may be news
TOLD_FOR = 30 * DAY  # how long a move or a change is told: one looks once a month
WELL_FOR = 14 * DAY


def ailments(source: Source, health: Health, now: int) -> tuple[Ailment, ...]:
    """All that is wrong with a source, what matters most first. `now`: seconds since 1970, UTC."""
    failing = _failing(source, health)
    ill = [failing] if failing else []
    if source.state is State.OK and source.checked is not None:
        empty = _empty(source, health, source.checked)
        silent = empty or _silent(source, health, source.checked)
        ill += [found for found in (silent, _husks(source, health)) if found]
    changed, moved = _changed(source, health, now), _moved(source, health, now)
    ill += [found for found in (changed, moved) if found and found.trouble not in {one.trouble for one in ill}]
    return tuple(sorted(ill, key=lambda one: -one.severity))


def recovery(source: Source, health: Health, now: int) -> Recovery | None:
    """That a source is well again after it failed for long; told for two weeks."""
    if health.well is None or health.well_from is None or source.state is not State.OK or now - health.well > WELL_FOR:
        return None
    return Recovery(source, health.well_from, health.well)


def is_lasting(source: Source, since: int, failures: int, looked: int) -> bool:
    """Whether `failures` in a row, from `since` to `looked`, are more than a passing fault."""
    if not source.articles and failures >= NEVER_READ_LOOKS:
        return looked - since >= NEVER_READ_FOR
    return failures >= FAILING_LOOKS and looked - since >= FAILING_FOR


def by_need(ailment: Ailment) -> tuple[int, int, str]:
    """Sorts what matters most first: by severity, then sources with many articles, then by title."""
    return -ailment.severity, -ailment.source.articles, ailment.source.title.casefold()


def span(seconds: int) -> str:
    """A time in words, as people say it: "5 hours", "3 days", "4 months"."""
    for size, name in ((60 * DAY, "month"), (2 * DAY, "day"), (2 * HOUR, "hour")):
        if seconds >= size:
            unit = {"month": 30 * DAY, "day": DAY, "hour": HOUR}[name]
            return _counted(round(seconds / unit), name)
    return _counted(max(1, round(seconds / MINUTE)), "minute")


def _failing(source: Source, health: Health) -> Ailment | None:
    looked = source.checked or source.added
    since = min(health.failing_since or looked, looked)
    reason = (source.reason or "The last look failed").split(". ")[0].rstrip(".") + "."  # its advice is ours to give
    if source.state is State.GONE:
        words, remedies = causes.suggestion(Cause.GONE)
        return Ailment(source, Trouble.GONE, Severity.BROKEN, since, looked, reason, words, remedies)
    if source.state is not State.FAILING or not is_lasting(source, since, source.failures, looked):
        return None
    words, remedies = causes.suggestion(health.cause)
    many = f"{_counted(source.failures, 'look')} in a row failed, over {span(looked - since)}."
    first = "" if source.articles else " It was never read."
    noticed = since + (FAILING_FOR if source.articles else NEVER_READ_FOR)
    return Ailment(source, Trouble.FAILING, Severity.BROKEN, since, noticed, f"{reason} {many}{first}", words, remedies)


def _silent(source: Source, health: Health, looked: int) -> Ailment | None:
    newest, rhythm = health.newest, health.rhythm
    if newest is None or rhythm is None or not silence.is_silent(newest, rhythm, looked):
        return None
    usual = f" Its pauses are hardly ever longer than {span(rhythm.usual)}." if rhythm.usual else ""
    observed = f"Nothing new for {span(looked - newest)}, though it answers.{usual}"
    suggestion = (
        "Open the outlet's site. If it goes on publishing there, this feed was left behind: look for its feed again. "
        "If it rests, leave it; if it has ended, remove it."
    )
    remedies = (Remedy.FIND, Remedy.CHECK, Remedy.REMOVE)
    noticed = newest + rhythm.patience
    return Ailment(source, Trouble.SILENT, Severity.POOR, newest, noticed, observed, suggestion, remedies)


def _empty(source: Source, health: Health, looked: int) -> Ailment | None:
    since, before = health.empty_since, health.shape
    if since is None or before is None:
        return None
    after = EMPTY_SITEMAP_FOR if before.format is Format.SITEMAP else EMPTY_FOR
    if looked - since < after:
        return None
    observed = f"It is read, but lists nothing, for {span(looked - since)}; before, it listed {before.entries} entries."
    words = "Look for its feed again: this one was probably left behind."
    remedies = (Remedy.FIND, Remedy.CHECK, Remedy.REMOVE)
    return Ailment(source, Trouble.CHANGED, Severity.POOR, since, since + after, observed, words, remedies)


def _husks(source: Source, health: Health) -> Ailment | None:
    since, because = health.husks_since, health.husks_because
    if since is None or because is None:
        return None
    if "paywall" in because:
        words = "The outlet wants a subscription. Leave it where headlines and links are enough, or remove it."
    elif "robots.txt" in because or "bot wall" in because:
        words = (
            "The outlet does not let programs read its pages. Look whether it has a feed with whole texts, ask it to "
            "let Broadsheet in, or leave it where headlines and links are enough."
        )
    elif "no page" in because or "without a page" in because:
        words = "The feed holds no texts and no addresses of pages. Look whether the outlet has another feed."
    else:
        words = "Open one of the articles at the outlet. If its text is there, look for another feed of the outlet."
    remedies = (Remedy.REMOVE,) if "paywall" in because else (Remedy.FIND, Remedy.REMOVE)
    return Ailment(source, Trouble.HUSKS, Severity.POOR, since, since, because, words, remedies)


_CHANGES = {
    Part.FORMAT: "Nothing is to be done where its articles still come.",
    Part.DATES: "Its articles are dated by their arrival now. Look whether it has another feed, or tell the outlet.",
    Part.TEXTS: "Texts come from the articles' pages now, where those let us. Look whether it has another feed.",
    Part.TWIN: "Remove this one: the other brings the same articles.",
    Part.KEYS: "If articles came twice, that is why. Nothing is to be done: they are known by their addresses too.",
}


def _changed(source: Source, health: Health, now: int) -> Ailment | None:
    at, change = health.changed, health.change
    if at is None or change is None or now - at > TOLD_FOR or source.state is State.GONE:
        return None
    severity = Severity.POOR if change.part in {Part.DATES, Part.TEXTS} else Severity.NOTICE
    if change.part is Part.TWIN:
        words, remedies = _CHANGES[change.part], (Remedy.REMOVE,)
        return Ailment(source, Trouble.DOUBLED, severity, at, at, change.because, words, remedies)
    help_here = (Remedy.FIND,) if severity is Severity.POOR else ()
    return Ailment(source, Trouble.CHANGED, severity, at, at, change.because, _CHANGES[change.part], help_here)


def _moved(source: Source, health: Health, now: int) -> Ailment | None:
    at, old = health.moved, health.moved_from
    if at is None or old is None or now - at > TOLD_FOR:
        return None
    observed = f"It moved from {old} to {source.url}."
    if urls.host(old).removeprefix("www.") == urls.host(source.url).removeprefix("www."):
        suggestion, remedies = "Nothing is to be done.", tuple[Remedy, ...]()
    else:
        suggestion = f"See whether {urls.host(source.url)} is still the outlet that you follow; else remove it."
        remedies = (Remedy.REMOVE,)
    return Ailment(source, Trouble.MOVED, Severity.NOTICE, at, at, observed, suggestion, remedies)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
