"""The language of the page that is being made, and what is said in it.

Each request has a `Choice` of its own, which is changed in place: the dependency that finds out who is asking runs in
another thread, in a copy of the context.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from babel.lists import format_list
from markupsafe import Markup, escape
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from broadsheet.web.interface.catalogues import SOURCE, Interface, interface, offered
from broadsheet.web.languages import preferred


class Choice:
    """Which interface a request has."""

    __slots__ = ("interface",)

    def __init__(self, chosen: Interface) -> None:
        self.interface = chosen


_CHOICE: ContextVar[Choice | None] = ContextVar("interface", default=None)


class Chooser:
    """ASGI middleware: the interface of each request is the best that the browser asks for (RFC 9110, 12.5.4), until
    it is known who is asking."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Choose, then pass the request on."""
        if scope["type"] == "http":
            _CHOICE.set(Choice(interface(best(Headers(scope=scope).get("accept-language", "")))))
        await self.app(scope, receive, send)


def best(header: str) -> str:
    """The first of the languages of an Accept-Language header that is offered; English where none is."""
    return next((code for code in preferred(header) if code in offered()), SOURCE)


def prefer(code: str | None) -> None:
    """Let this request have the interface that its reader has set, where one is set and still offered."""
    choice = _CHOICE.get()
    if choice and code and code in offered():
        choice.interface = interface(code)


@contextmanager
def speaking(chosen: Interface) -> Iterator[None]:
    """Within it, everything is said in that language."""
    token = _CHOICE.set(Choice(chosen))
    try:
        yield
    finally:
        _CHOICE.reset(token)


def current() -> Interface:
    """The interface that is spoken now; English outside a request."""
    choice = _CHOICE.get()
    return choice.interface if choice else interface(SOURCE)


def gettext(message: str, /, **values: object) -> str:
    """A message in the language of the page, with its values."""
    said = current().catalogue.gettext(message)
    return said % values if values else said


def ngettext(one: str, several: str, number: int, /, **values: object) -> str:
    """A message that depends on a number, in the form that the language has for it."""
    said = current().catalogue.ngettext(one, several, number)
    return said % values if values else said


def noted(message: str) -> str:
    """The message as it is: it is translated where it is shown. For what is made once and shown in every language."""
    return message


def ours() -> Markup:
    """`lang` and `dir` of the interface, for our own words inside an article that is in another language."""
    spoken = current()
    return Markup(' lang="{}" dir="{}"').format(spoken.code, spoken.direction)


def ours_dir() -> str:
    """Which way the interface runs."""
    return current().direction


def listed(names: Iterable[str], tag: str = "bdi") -> Markup:
    """Names one after the other, each in an element: "A, B and C", as the language lists things."""
    each = [Markup("<{0}>{1}</{0}>").format(tag, escape(name)) for name in names]
    return Markup(format_list(each, locale=current().locale))  # noqa: S704 - every name was escaped above
