"""Numbers with their nouns: each language has its own forms, and Arabic has six (CLDR)."""

import re

from babel.numbers import format_decimal

from broadsheet.web.interface.current import current, ngettext


def _noted(one: str, several: str) -> tuple[str, str]:
    return one, several


# One noun → the two forms that English has.
NOUNS = {
    "article": _noted("%(num)s article", "%(num)s articles"),
    "change": _noted("%(num)s change", "%(num)s changes"),
    "character": _noted("%(num)s character", "%(num)s characters"),
    "comment": _noted("%(num)s comment", "%(num)s comments"),
    "day": _noted("%(num)s day", "%(num)s days"),
    "entry": _noted("%(num)s entry", "%(num)s entries"),
    "field": _noted("%(num)s field", "%(num)s fields"),
    "hour": _noted("%(num)s hour", "%(num)s hours"),
    "link": _noted("%(num)s link", "%(num)s links"),
    "look": _noted("%(num)s look", "%(num)s looks"),
    "mail": _noted("%(num)s mail", "%(num)s mails"),
    "member": _noted("%(num)s member", "%(num)s members"),
    "minute": _noted("%(num)s minute", "%(num)s minutes"),
    "month": _noted("%(num)s month", "%(num)s months"),
    "more outlet": _noted("%(num)s more outlet", "%(num)s more outlets"),
    "more sentence": _noted("%(num)s more sentence", "%(num)s more sentences"),
    "more speaker": _noted("%(num)s more speaker", "%(num)s more speakers"),
    "new article": _noted("%(num)s new article", "%(num)s new articles"),
    "outlet": _noted("%(num)s outlet", "%(num)s outlets"),
    "reader": _noted("%(num)s reader", "%(num)s readers"),
    "report": _noted("%(num)s report", "%(num)s reports"),
    "second": _noted("%(num)s second", "%(num)s seconds"),
    "source": _noted("%(num)s source", "%(num)s sources"),
    "time": _noted("%(num)s time", "%(num)s times"),
    "version": _noted("%(num)s version", "%(num)s versions"),
    "week": _noted("%(num)s week", "%(num)s weeks"),
}
_BY_ENGLISH = {form.removeprefix("%(num)s "): noun for noun, forms in NOUNS.items() for form in forms}
_COUNTED = re.compile(r"([0-9][0-9,]{0,14}) ([a-z][a-z ]{1,20})")


def grouped(number: int) -> str:
    """A number with its thousands apart: 1,001. In Arabic too with the digits 0 to 9 (CLDR's default for ar)."""
    return format_decimal(number, locale=current().locale)


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 article", "1,204 articles". KeyError for a noun that NOUNS has not: our mistake."""
    return ngettext(*NOUNS[noun], number, num=grouped(number))


def counted_again(written: str) -> str | None:
    """What a service counted in English, counted again in the language of the page; None where it is no count."""
    found = _COUNTED.fullmatch(written)
    noun = _BY_ENGLISH.get(found[2]) if found else None
    return counted(int(found[1].replace(",", "")), noun) if found and noun else None
