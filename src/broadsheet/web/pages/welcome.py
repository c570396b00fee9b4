"""The first visit: three ways to begin, the reader's own languages first."""

from itertools import groupby

from fastapi import APIRouter, Request, Response

from broadsheet.model.sources import Suggestion
from broadsheet.service import sources
from broadsheet.web.asking import Asking
from broadsheet.web.languages import preferred
from broadsheet.web.rendering import Ctx, show

router = APIRouter()


@router.get("/welcome")
def welcome(request: Request, ctx: Ctx, reader: Asking) -> Response:
    """Paste addresses, import a file, or choose from the starter list."""
    wanted = preferred(request.headers.get("accept-language", ""))
    suggestions = sources.starter(ctx, reader)
    lists = tuple(dict.fromkeys(suggestion.seen_in for suggestion in suggestions))
    groups = grouped(suggestions, wanted)
    return show(request, "welcome.html", groups=groups, lists=lists)


def grouped(
    suggestions: tuple[Suggestion, ...], wanted: tuple[str, ...]
) -> tuple[tuple[str, tuple[Suggestion, ...]], ...]:
    """Suggestions by language: the wanted ones first, in their order, then as the list has them; within one language
    by subject."""
    met = (suggestion.language for suggestion in suggestions)
    rank = {language: place for place, language in enumerate(dict.fromkeys([*wanted, *met]))}
    ordered = sorted(suggestions, key=lambda each: (rank[each.language], each.subject))
    return tuple((language, tuple(group)) for language, group in groupby(ordered, lambda each: each.language))
