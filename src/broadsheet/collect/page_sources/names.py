"""By which names parts of a page can be found again: stable ones, as people write them, not those of programs."""

import re
from collections.abc import Iterator

from broadsheet.collect.page_sources.elements import Element, Elements

_PLAIN = re.compile(r"-?[A-Za-z_][\w-]{0,59}")
# Classes that programs make anew with each build of a site: styled-components, emotion, JSS, Svelte.
_MADE = re.compile(
    r"(?:css|sc|jss|jsx|svelte|emotion|makeStyles|astro|chakra|Mui\w+|tw|v|ng|data-v)-?(?=.*\d|.*[a-z][A-Z]|c-).*|_.*|.*__\w*_[A-Za-z0-9]{4,}|.*_[A-Za-z0-9]*\d[A-Za-z0-9]*_\d+"
)
# Names of how something looks or of its state now, of frameworks such as Tailwind: none of what it is.
_LOOKS = re.compile(
    r"(?:flex|grid|block|inline(?:-block|-flex)?|hidden|visible|relative|absolute|static|fixed|sticky|container|wrapper|inner|outer|clearfix|"
    r"row|col|column|columns|active|current|first|last|odd|even|open|closed|lazy(?:load(?:ed)?)?|loaded|wow|animated|fade\w*|selected|"
    r"left|right|center|clear|img-\w+|has-\w+|is-\w+|js-\w+|no-\w+|hover\w*|group|truncate|uppercase|lowercase|italic|underline|antialiased|"
    r"-?[mp][trblxyse]?-\S+|-?(?:w|h|min|max|col|row|gap|space|text|bg|font|leading|tracking|border|rounded|shadow|items|justify|self|content|"
    r"order|overflow|object|inset|top|bottom|z|opacity|transition|duration|ease|grow|shrink|basis|d|g|gx|gy|offset|align|float|ratio|"
    r"aspect|cursor|line|divide|ring|span|size|sm|md|lg|xl|xs|u|o|uk-width|medium|small|large|cell|pure|mdl|hentry|status|format)-\S+|"
    r"(?:post|item|node|article|story|id|entry|category|tag|type)-\d+|[a-z]{1,2}\d{0,2})",
    re.IGNORECASE,
)
_MODULE = re.compile(r"([A-Za-z][\w-]*?__)[\w-]*|([A-Za-z][A-Za-z]+_[A-Za-z]+)_{1,3}[A-Za-z0-9+-]{4,}")
_CASE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_DATA = ("data-testid", "data-test", "data-component", "data-type", "data-role", "itemtype", "itemprop", "role")
_MEANING = ("article", "li", "tr", "dt", "section", "figure")
MOST_STEPS = 4  # of a way from a named place down
STRUCTURE = frozenset({"main", "section", "article", "ul", "ol", "table", "tbody", "dl", "body", "aside"})


def is_stable(name: str) -> bool:
    """Whether a class or id is likely to be the same in a month: no hash in it, and no mere look or state."""
    if not _PLAIN.fullmatch(name) or _MADE.fullmatch(name) or _LOOKS.fullmatch(name):
        return False
    return not any(_is_hash(part) for part in re.split(r"[-_]+", name) if part)


def _is_hash(part: str) -> bool:
    """Whether a part of a name looks thrown: letters and figures mixed, or capitals where no word begins."""
    if len(part) < 5:
        return False
    pieces = _CASE.findall(part)
    figures = sum(piece.isdigit() for piece in pieces)
    if figures > 1 or (figures == 1 and not pieces[-1].isdigit()):
        return True
    letters = [piece for piece in pieces if not piece.isdigit()]
    if len(letters) > 1 and sum(len(piece) for piece in letters) / len(letters) < 3:
        return True
    return len(part) >= 5 and not re.search(r"[aeiouyAEIOUY]", part) and not part.isdigit()


def own_names(element: Element) -> Iterator[str]:
    """Selectors for one element by its own names, best first, without its tag alone."""
    for name in ("data-testid", *_DATA[1:]):
        value = element.attributes.get(name, "")
        if value and len(value) <= 60 and re.fullmatch(r"[\w:/.# -]+", value) and not re.search(r"\d{3}", value):
            yield f'{element.tag}[{name}="{value}"]'
    for name in element.classes[:8]:
        if is_stable(name):
            yield f"{element.tag}.{name}"
        elif module := _MODULE.fullmatch(name):
            beginning = module[1] or f"{module[2]}_"
            if is_stable(beginning.rstrip("_")):
                yield f'{element.tag}[class*="{beginning}"]'


def place_name(element: Element) -> str:
    """One selector for an element that others stand in: its id, its best own name, or "" where it has none."""
    name = element.attributes.get("id", "")
    if name and is_stable(name) and not re.search(r"\d", name):
        return f"#{name}"
    return next(own_names(element), "")


def names_of(elements: Elements, element: Element) -> Iterator[str]:
    """Selectors by which an element can be found with those that are like it, best first. None counts children."""
    yield from own_names(element)
    if element.tag in _MEANING:
        yield element.tag
    parent = elements.all[element.parent] if element.parent >= 0 else None
    if parent is None:
        return
    if name := place_name(parent):
        yield f"{name} > {element.tag}"
    yield f"{parent.tag} > {element.tag}"
    path = f"{parent.tag} > {element.tag}"
    for above in elements.ancestors(parent):
        if name := place_name(above) or (above.tag if above.tag in STRUCTURE else ""):
            yield f"{name} {element.tag}"
            yield f"{name} {parent.tag} > {element.tag}"
            if path.count(">") < MOST_STEPS:
                yield f"{name} > {path}"
            return
        path = f"{above.tag} > {path}"


def cost(selector: str) -> float:
    """How much there is in a selector that may change: names are better than places, few better than many."""
    named = "." in selector or "[" in selector or "#" in selector
    return len(selector.split()) + (0 if named else 1.5) + (0.5 if "[class" in selector else 0.0) + len(selector) / 100
