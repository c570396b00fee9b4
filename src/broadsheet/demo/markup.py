"""The small markup in which the demo's articles are written, to HTML blocks.

Blocks are parted by an empty line: `## heading`, `> quotation`, `- list`, `| table |`, `![scene](name) alt | caption |
credit`, and the two marks `[[promotion]]` and `[[wall]]`; anything else is a paragraph. Within a line: **strong**,
*emphasis* and [text](address). It reads our own files only, so it forgives nothing and guards against nothing.
"""

import re
from dataclasses import dataclass
from html import escape

STRONG = re.compile(r"\*\*([^*]+)\*\*")
EMPHASIS = re.compile(r"\*([^*]+)\*")
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
PICTURE = re.compile(r"!\[(\w+)\]\((\w+)\) ([^|]+) \| ([^|]+) \| ([^|]+)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn picture. `scene` says what is drawn, `name` which one of its kind; see pictures.py."""

    scene: str
    name: str
    alt: str
    caption: str
    credit: str

    @property
    def path(self) -> str:
        """Without an ending, as picture services serve them: the Content-Type says that it is SVG."""
        return f"/img/{self.scene}-{self.name}"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an article's body. `kind`: "text", "picture", "promotion" (the template prints the outlet's
    own advertisement here) or "wall" (what follows is for subscribers)."""

    kind: str
    html: str = ""
    picture: Picture | None = None


def read_blocks(source: str) -> tuple[Block, ...]:
    """The blocks of an article's body, in order."""
    return tuple(_block(chunk.strip("\n")) for chunk in re.split(r"\n\s*\n", source.strip()))


def _block(chunk: str) -> Block:
    if chunk in {"[[promotion]]", "[[wall]]"}:
        return Block(chunk.strip("[]"))
    if match := PICTURE.fullmatch(chunk):
        picture = Picture(*match.groups())
        return Block("picture", _figure(picture), picture)
    return Block("text", _html(chunk))


def _html(chunk: str) -> str:
    lines = chunk.split("\n")
    if chunk.startswith("## "):
        return f"<h2>{_inline(chunk[3:])}</h2>"
    if chunk.startswith("> "):
        return f"<blockquote><p>{_inline(' '.join(line.removeprefix('> ') for line in lines))}</p></blockquote>"
    if chunk.startswith("- "):
        return "<ul>" + "".join(f"<li>{_inline(line.removeprefix('- '))}</li>" for line in lines) + "</ul>"
    if chunk.startswith("| "):
        return _table(lines)
    return f"<p>{_inline(' '.join(lines))}</p>"


def _table(lines: list[str]) -> str:
    rows = [[_inline(cell.strip()) for cell in line.removeprefix("|").removesuffix("|").split("|")] for line in lines]
    head = "".join(f"<th>{cell}</th>" for cell in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows[1:])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _figure(picture: Picture) -> str:
    return (
        f'<figure><img src="{picture.path}" alt="{escape(picture.alt)}" width="1200" height="675" loading="lazy">'
        f'<figcaption>{escape(picture.caption)} <span class="credit">{escape(picture.credit)}</span></figcaption>'
        "</figure>"
    )


def _inline(text: str) -> str:
    text = escape(text, quote=False)
    text = STRONG.sub(r"<strong>\1</strong>", text)
    text = EMPHASIS.sub(r"<em>\1</em>", text)
    return LINK.sub(r'<a href="\2">\1</a>', text)
