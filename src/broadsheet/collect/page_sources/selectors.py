"""CSS selectors as page sources use them: read with a clear word about what is wrong, and matched in linear time.

They are a part of Selectors Level 4 (w3.org/TR/selectors-4): types, classes, ids, attributes, descendants, children and
lists of them. We match them ourselves: the parser's own matcher takes a time that is exponential in the length of a
selector (17 s for six names on a page 200 deep), and selectors come with files and forms.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.collect.page_sources.elements import Element, Elements
from broadsheet.errors import BadInput
from broadsheet.model.page_sources import Selectors

LONGEST = 300  # characters
MOST_STEPS = 10  # names after each other
MOST_CHOICES = 12  # parted by commas

_NAME = r"(?:[\w-]|[^\x00-\x7f]|\\[^\n0-9a-fA-F])+"
_ATTRIBUTE = re.compile(
    rf"\[\s{{0,9}}(?P<name>{_NAME})\s{{0,9}}(?:(?P<how>[~|^$*]?=)\s{{0,9}}"
    rf"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>{_NAME}))\s{{0,9}})?\]"
)
_PIECE = re.compile(rf"(?P<sign>[.#]?)(?P<word>{_NAME})|(?P<any>\*)")
_STEP = re.compile(r"\s{0,300}(?P<child>>)\s{0,300}|\s{1,300}")
_ESCAPE = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Step:
    """What one element must be. `child`: whether it stands directly within the one before, or anywhere in it."""

    tag: str = ""
    id: str = ""
    classes: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str, str], ...] = ()  # name, operator ("" where it need only be there), value
    child: bool = False

    def fits(self, element: Element) -> bool:
        """Whether the element is such a one."""
        return (
            (not self.tag or self.tag == element.tag)
            and (not self.id or self.id == element.attributes.get("id"))
            and all(name in element.classes for name in self.classes)
            and all(_has(element.attributes.get(name), how, value) for name, how, value in self.attributes)
        )


def read(text: str) -> tuple[tuple[Step, ...], ...]:
    """The choices of a selector, each a way of steps. Raises BadInput with what is wrong and where."""
    text = text.strip()
    if not text:
        raise BadInput("It is empty.")
    if len(text) > LONGEST:
        raise BadInput(f"It is longer than {LONGEST} characters.")
    choices, at = [], 0
    while True:
        steps, at = _read_steps(text, at)
        choices.append(steps)
        if len(choices) > MOST_CHOICES:
            raise BadInput(f"It has more than {MOST_CHOICES} choices.")
        if at == len(text):
            return tuple(choices)
        at += 1  # the comma
        at += len(text[at:]) - len(text[at:].lstrip())


def select(elements: Elements, choices: Iterable[tuple[Step, ...]]) -> list[Element]:
    """The elements of the page that a selector finds, in the order of the page."""
    found: set[int] = set()
    for steps in choices:
        found.update(_follow(elements, steps))
    return [elements.all[at] for at in sorted(found)]


def faults_of(selectors: Selectors) -> dict[str, str]:
    """What is wrong with each selector that cannot be used, by its name."""
    faults: dict[str, str] = {}
    for name, text in selectors.items():
        if not text.strip() and name != "item":
            continue
        try:
            read(text)
        except BadInput as fault:
            faults[name] = fault.reason
    return faults


def _read_steps(text: str, at: int) -> tuple[tuple[Step, ...], int]:
    """One choice, up to its comma or the end."""
    steps: list[Step] = []
    child = False
    while True:
        step, at = _read_step(text, at, child=child)
        steps.append(step)
        if len(steps) > MOST_STEPS:
            raise BadInput(f"It has more than {MOST_STEPS} names after each other.")
        gap = _STEP.match(text, at)
        after = gap.end() if gap else at
        if after == len(text) or text[after] == ",":
            if gap and gap["child"]:
                raise BadInput("Nothing follows the last >.")
            return tuple(steps), after
        if not gap:
            raise BadInput(_about(text, at))
        child, at = bool(gap["child"]), after


def _read_step(text: str, start: int, *, child: bool) -> tuple[Step, int]:
    tag, id_, at = "", "", start
    classes: list[str] = []
    attributes: list[tuple[str, str, str]] = []
    while True:
        if match := _PIECE.match(text, at):
            if not match["sign"] and at > start:
                break
            word = _ESCAPE.sub(r"\1", match["word"] or "")
            if match["sign"] == ".":
                classes.append(word)
            elif match["sign"] == "#":
                id_ = word
            else:
                tag = word.lower()
        elif match := _ATTRIBUTE.match(text, at):
            value = match["double"] or match["single"] or _ESCAPE.sub(r"\1", match["bare"] or "")
            attributes.append((match["name"].lower(), match["how"] or "", value))
        else:
            break
        at = match.end()
    if at == start:
        raise BadInput(_about(text, at))
    return Step(tag, id_, tuple(classes), tuple(attributes), child), at


def _about(text: str, at: int) -> str:
    """What is wrong at a place, for a person who knows some CSS."""
    rest = text[at : at + 20]
    if not rest:
        return "It breaks off: a name, such as li or .teaser, is missing at its end."
    if rest.startswith("::"):
        return f"“{rest}”: a pseudo-element is no element of the page. Leave it out."
    if rest[0] == ":":
        return f"“{rest}”: conditions with a colon are not understood. Use names, .classes, #ids and [attributes]."
    if rest[0] in "+~":
        return f"“{rest}”: elements beside each other are not understood. Use a space (within) or > (directly within)."
    if rest[0] == "[":
        return f'“{rest}”: this attribute is not complete. Write it like [data-type="article"].'
    if rest[0] == "/":
        return "This is an XPath or an address. Give a CSS selector, such as article.teaser."
    if rest[0] in ",>":
        return f"“{rest}”: a name, such as li or .teaser, is missing before the {rest[0]}."
    return f"“{rest}” is not understood. Use names, .classes, #ids and [attributes], such as li.teaser h2."


def _follow(elements: Elements, steps: tuple[Step, ...]) -> list[int]:
    """Each step is one walk over the page; what is inside a match is told by the ends of those before."""
    here: list[int] = [element.at for element in elements.all if steps[0].fits(element)]
    for step in steps[1:]:
        if step.child:
            parents = set(here)
            here = [one.at for one in elements.all if one.parent in parents and step.fits(one)]
        else:
            here = _inside(elements, here, step)
        if not here:
            break
    return here


def _inside(elements: Elements, outer: list[int], step: Step) -> list[int]:
    found: list[int] = []
    last = 0  # up to where we are known to have been
    for at in outer:
        element = elements.all[at]
        inner = elements.all[max(at + 1, last) : element.end]
        found += [one.at for one in inner if step.fits(one)]
        last = max(last, element.end)
    return found


def _has(given: str | None, how: str, value: str) -> bool:
    if given is None:
        return False
    if not how:
        return True
    if how == "=":
        return given == value
    if not value:
        return False
    if how == "~=":
        return value in given.split()
    if how == "|=":
        return given == value or given.startswith(f"{value}-")
    return given.startswith(value) if how == "^=" else given.endswith(value) if how == "$=" else value in given
