"""The body, rebuilt: from the page's own tree and the numbers of the runs that belong to the article."""

from collections.abc import Mapping, Sequence, Set

from lxml.html import HtmlElement

from broadsheet.extract import embeds, figures
from broadsheet.extract.figures import Figure
from broadsheet.extract.runs import INLINE, Run

MOST_TEXT = 500_000  # characters of one article; what is behind is left out
_MOST_FIGURES = 100
_WHOLE = 0.75  # a run of which less was kept is shown as far as it was kept, without its markup
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


def text_of(runs: Sequence[Run], kept: Mapping[int, str]) -> str:
    """The kept runs as plain text: a line each, items with a dash, the cells of a row on one line."""
    lines: list[str] = []
    row: HtmlElement | None = None
    before: HtmlElement | None = None
    room = MOST_TEXT
    for place in sorted(kept):
        run = runs[place]
        words = words_of(run, kept[place])[:room]
        room -= len(words)
        cell = _nearest(run.holder, "td", "th", "li")
        of_row = cell.getparent() if cell is not None and cell.tag != "li" else None
        if of_row is not None and of_row is row and cell is not before and lines:
            lines[-1] += f" | {words}"
        elif cell is not None and cell.tag == "li":
            lines.append(f"- {words}")
        else:
            lines.append(words)
        row, before = of_row, cell
    return "\n".join(line for line in lines if line)


def words_of(run: Run, kept: str) -> str:
    """The words of a run, or what an extractor kept of them where that is clearly less."""
    return run.words if len(kept) >= _WHOLE * len(run.words) else kept


def pruned(
    root: HtmlElement, runs: Sequence[Run], kept: Mapping[int, str], base: str, lead_image: str | None
) -> tuple[HtmlElement, Figure | None]:
    """The part of `root` with the kept runs, of which there is one at least, and the pictures among them; all else in
    it is taken out.

    `lead_image`: the address of the picture that is shown above the text; it is left out of it. Where there is none,
    the first picture of the text is left out, and given beside.
    """
    holding: set[HtmlElement] = set()
    for place in kept:
        element: HtmlElement | None = runs[place].holder
        while element is not None and element not in holding:
            holding.add(element)
            element = element.getparent()
    pruner = _Pruner(runs, kept, holding, base, lead_image)
    top = _top(root, holding, {runs[place].holder for place in kept})
    pruner.prune(top)
    pruner.lift(top)
    return top, pruner.first


def _top(root: HtmlElement, holding: Set[HtmlElement], holders: Set[HtmlElement]) -> HtmlElement:
    """The innermost element that holds all that is kept."""
    while root not in holders:
        inside = [child for child in root if child in holding]
        if len(inside) != 1 or inside[0].tag in ("table", "ul", "ol", "dl", "blockquote", "p", *_HEADINGS):
            break
        root = inside[0]
    return root


class _Pruner:
    """One walk that takes out what is not kept. A class for the state: which run the walk is in, and what was shown."""

    def __init__(
        self,
        runs: Sequence[Run],
        kept: Mapping[int, str],
        holding: Set[HtmlElement],
        base: str,
        lead_image: str | None,
    ) -> None:
        self._runs, self._kept, self._holding, self._base = runs, kept, holding, base
        self._opened = {(run.opens, run.behind): place for place, run in enumerate(runs)}
        self._shown = {figures.identity(lead_image)} if lead_image else set()
        self.first: Figure | None = None
        self._embeds: list[HtmlElement] = []
        self._in_run = False
        self._last = max(kept)
        self._over = False  # behind the last kept run

    def prune(self, element: HtmlElement) -> None:
        inline = element.tag in INLINE
        if not inline:
            self._in_run = False
        element.text = self._take(element.text, element, behind=False)
        for child in list(element):
            self._visit(element, child)
        if not inline:
            self._in_run = False

    def lift(self, top: HtmlElement) -> None:
        """Part the paragraphs that embeds were put into: a paragraph holds no other. Behind the walk, that goes by
        the page's own elements."""
        for embed in self._embeds:
            around = embed.getparent()
            if around.tag != "p" or around is top:
                continue
            rest = around.makeelement("p")
            rest.text, embed.tail = embed.tail, None
            rest.extend(embed.itersiblings())
            rest.tail, around.tail = around.tail, None
            around.addnext(rest)
            around.addnext(embed)

    def _visit(self, parent: HtmlElement, child: HtmlElement) -> None:
        if child in self._holding or (child.tag in INLINE and self._in_run and child.tag != "img"):
            self.prune(child)
            child.tail = self._take(child.tail, child)
            return
        if child.tag == "br":
            child.tail = self._take(child.tail, child)
            return
        if child.tag not in INLINE:
            self._in_run = False
        full = self._over or len(self._shown) >= _MOST_FIGURES
        figure = None if full else figures.find(child, self._base, in_text=self._in_run)
        embed = None if self._over or self._in_run else embeds.shown(child)
        tail = self._take(child.tail, child)
        if embed is not None:
            embed.tail = tail
            parent.replace(child, embed)
            self._embeds.append(embed)
            return
        if figure is not None and figure.identity not in self._shown:
            if not self._shown:
                self.first = figure
            self._shown.add(figure.identity)
            if self.first is figure:
                self._remove(parent, child, tail)
                return
            shown = figures.build(figure)
            shown.tail = tail
            parent.replace(child, shown)
            return
        self._remove(parent, child, tail)

    @staticmethod
    def _remove(parent: HtmlElement, child: HtmlElement, tail: str | None) -> None:
        """Take a part out, and put `tail` in its place."""
        before = child.getprevious()
        parent.remove(child)
        if not tail:
            return
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail

    def _take(self, text: str | None, element: HtmlElement, *, behind: bool = True) -> str | None:
        """What is shown of the text of an element, or of that `behind` it."""
        if not text:
            return text
        place = self._opened.get((element, behind))
        if place is None:
            return " " if not self._in_run and not text.isspace() else text
        self._in_run = place in self._kept
        if not self._in_run:
            return " "
        self._over = place >= self._last
        shown = words_of(self._runs[place], self._kept[place])
        if shown != self._runs[place].words:
            self._in_run = False
            return shown
        return text


def _nearest(element: HtmlElement, *tags: str) -> HtmlElement | None:
    """The nearest of `tags` around an element, itself included, up to eight levels."""
    for _ in range(8):
        if element.tag in tags:
            return element
        parent = element.getparent()
        if parent is None:
            return None
        element = parent
    return None
