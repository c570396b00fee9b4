"""`broadsheet stories`: the stories of the day, as the front page has them.

The services are imported by the command itself: with them comes the database, which other commands do without.
"""

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer

from broadsheet.cli.house import Data, house
from broadsheet.config import Settings
from broadsheet.model.coverage import Ranked
from broadsheet.model.readers import OPERATOR


def stories(
    ctx: typer.Context,
    section: Annotated[
        str | None, typer.Option(metavar="KEY", help="Only of this section.", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=500, help="So many at most.")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    data: Data = None,
) -> None:
    """List the stories of the day, the most important first."""
    from broadsheet.service import ranking

    with house(ctx).open(Settings.read(data=data)) as context:
        found = ranking.front(context, OPERATOR, section=section, limit=limit)
    for each in found:
        typer.echo(json.dumps(_record(each), ensure_ascii=False) if as_json else _line(each))


def _line(each: Ranked) -> str:
    others = f" and {len(each.others)} more" if each.others else ""
    return f"{each.standing.score:6.1f}  {each.card.title or 'Untitled'}  ({each.card.outlet.name}{others})"


def _record(each: Ranked) -> dict[str, Any]:
    card = each.card
    return {
        "story": card.story.id if card.story else None,
        "article": card.id,
        "title": card.title,
        "url": card.url,
        "outlets": [card.outlet.name, *each.others],
        "articles": card.story.articles if card.story else 1,
        "score": each.standing.score,
        "parts": [asdict(part) for part in each.standing.parts],
    }
