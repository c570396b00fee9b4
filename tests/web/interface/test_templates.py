"""No word of a template is left outside the catalogues: looked for in the templates themselves, in every branch."""

import re

import pytest
from jinja2 import nodes

from broadsheet.web.interface.catalogues import DOMAIN
from broadsheet.web.interface.gather import PACKAGE
from broadsheet.web.rendering import ENVIRONMENT

FOLDER = PACKAGE / "web" / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
# Names, and what people type or read as it is, in every language.
NAMES = {"Broadsheet", "RSS", "Atom", "JSON Feed", "OPML", "UTC", "Enter", "example.org"}
SAID = r"aria-label|placeholder|title|alt|data-(?:failed|save|unsave|read|unread|name)"
ATTRIBUTE = re.compile(rf'\b(?:{SAID})="([^"]*)"')
TRANSLATED = re.compile(
    r"\{% block page %\}.*?\{% endblock %\}|\{%-?\s*trans\b.*?endtrans\s*-?%\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
WORD = re.compile(r"[A-Za-z]{2,}")
PROSE = re.compile(r"[A-Z][a-z]+(?: |$)|[a-z]{2,} [a-z]{2,}")
# Examples of what to type, and the nouns that `counted` knows.
TYPED = re.compile(r"[:\"*#=(]|OR|^storm |^h2 |^(?:new|more) [a-z]+$")
UNSAID = {"ok", "new", "failing", "gone"}  # classes of the stylesheet
MARKS = {"_", "N_", "gettext", "ngettext"}


def bare(source: str) -> list[str]:
    """The words between tags and in attributes that are said which no mark stands around."""
    marked = TRANSLATED.sub("\x00", source)
    found = [text for attribute in ATTRIBUTE.findall(marked) for text in attribute.split("\x00")]
    found += re.split(r"[\x00\n]", TAG.sub("\n", marked))
    return [text.strip() for text in found if WORD.search(re.sub(r"&#?\w+;", "", text)) and not known(text)]


def known(text: str) -> bool:
    left = text.strip()
    for name in sorted(NAMES, key=len, reverse=True):
        left = left.replace(name, "")
    if '"' in left or "=" in left or re.fullmatch(r"[:\w…?&;]*[/#.][#/.:\w…?&;]*", left):
        return True  # an address, or attributes that a macro writes
    return not WORD.search(left)


def marked_in(tree: nodes.Template) -> set[int]:
    """The constants within a mark, by their identity."""
    return {
        id(constant)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in MARKS
        for constant in call.find_all(nodes.Const)
    }


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_word_of_a_template_is_marked(name):
    assert bare((FOLDER / name).read_text("utf-8")) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_word_within_an_expression_is_marked(name):
    tree = ENVIRONMENT.parse((FOLDER / name).read_text("utf-8"))
    marked = marked_in(tree)
    said = [
        constant.value
        for constant in tree.find_all(nodes.Const)
        if isinstance(constant.value, str) and id(constant) not in marked and PROSE.search(constant.value)
    ]
    assert [text for text in said if not known(text) and not TYPED.search(text)] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_one_word_says_is_marked_too(name):
    """A value that is looked up, or stands in for another one, is mostly said: the few that are not are known here."""
    tree = ENVIRONMENT.parse((FOLDER / name).read_text("utf-8"))
    marked = marked_in(tree)
    values = [pair.value for pair in tree.find_all(nodes.Pair)] + [each.right for each in tree.find_all(nodes.Or)]
    said = {value.value for value in values if isinstance(value, nodes.Const) and id(value) not in marked}
    assert {text for text in said if isinstance(text, str) and WORD.search(text) and not known(text)} <= UNSAID


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name.startswith("parts/")])
def test_a_part_says_nothing_while_it_is_loaded(name):
    """A part is run once for all readers: what it sets outside of its macros is only noted with N_()."""
    tree = ENVIRONMENT.parse((FOLDER / name).read_text("utf-8"))
    outside = [node for node in tree.body if not isinstance(node, nodes.Macro)]
    calls = [call for node in outside for call in (*node.find_all(nodes.Call), *_self(node))]
    assert not [call for call in calls if isinstance(call.node, nodes.Name) and call.node.name in MARKS - {"N_"}]


def _self(node):
    return [node] if isinstance(node, nodes.Call) else []


def test_the_catalogues_lie_beside_the_templates():
    assert list((PACKAGE / "web" / "locales").glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def test_a_word_that_nobody_marked_is_found():
    assert bare('<p title="A word">{{ _("marked") }} and bare</p>') == ["A word", "and bare"]
    assert bare("{% trans %}all of this{% endtrans %}<code>#news</code>") == []
