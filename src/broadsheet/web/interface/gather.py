"""All that the interface says, gathered into the catalogues: `make catalogues`, or `python -m` this module.

Three kinds of messages: what templates and pages mark with _(); the names that other layers give to things, such as
sections; and the sentences of services (see said.py), which are found by how they look.
"""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po

from broadsheet.model.comments import FlagReason
from broadsheet.model.insights import HashtagType
from broadsheet.model.readers import Role
from broadsheet.model.sections import SECTIONS
from broadsheet.web.interface.catalogues import DOMAIN, SOURCE, offered, place_of

PACKAGE = Path(__file__).parents[2]
KEYWORDS = {**DEFAULT_KEYWORDS, "_noted": (1, 2), "noted": None}
OPTIONS = {"trimmed": "true", "silent": "false", "newstyle_gettext": "true", "trim_blocks": "true",
           "lstrip_blocks": "true"}  # fmt: skip
# Where the sentences are that pages show. What is not here is said in English: the command line, mails, what only the
# log says, and what keeps a database or a worker from starting, which nobody reads on a page.
SPOKEN = (
    "service", "text/hints.py", "text/mailboxes.py", "text/passwords.py", "store/readers.py", "store/search.py",
    "store/searches.py", "store/timeline.py", "store/attempts.py", "store/database.py", "store/entries.py", "extract",
    "understand/breaking.py", "understand/edition.py", "understand/changes", "fetch", "collect", "jobs/desk.py",
    "web/pages", "web/assets.py",
)  # fmt: skip
UNSPOKEN = {"service/workers.py", "service/websub.py", "service/upkeep.py", "collect/plan.py", "extract/memory.py",
            "extract/recurrence.py", "collect/second_looks.py"}  # fmt: skip
# Reasons that are no whole sentences, by where they are made.
REASONS = {
    "understand/ranking.py": (
        "last report {0} ago", "last report now", "{0} in {1}", "its outlets publish often", "{0}: {1} a week",
        "you follow it", "you muted it",
    ),
    "understand/related.py": ("Both on {0}", "Both on {0} and {1}"),
    "understand/copies/tree.py": (
        "credits {0}", "the text of {0}, which credits {1}", "cites it: “told {0}”", "cites it: “reports {0}”",
        "{0} % the same text, {1} than {2}",
    ),
    "understand/copies/deciding.py": ("{0} % the same text, {1}", "{0} later", "{0} earlier", "at the same time"),
    "service/channels/showing.py": ("the front page", "the search “{0}”"),
    "collect/rhythm.py": (
        "every {0}: {1}", "again after {0}: it failed", "again after {0}: it failed {1} times in a row",
        "the server asks to wait {0}", "the server asks for at least {0}", "the feed asks for at least {0}",
        "the feed says that nothing new comes before", "more was listed than is taken at once",
        "every {0}: {1} tells of new articles at once", "{0} tells of new articles at once besides",
        "{0} an hour", "{0} a day", "{0} a week", "{0}, more at this time", "{0}, fewer at this time",
        "no new article yet", "no new article in 4 weeks", "{0} min", "{0} h",
        "daily: its robots.txt may change",
    ),
    "collect/health.py": (
        "Nothing new for {0}, though it answers.", "Its pauses are hardly ever longer than {0}.",
        "It was never read.", "The last look failed.",
    ),
    "fetch/statuses.py": (
        "{0} answered {1}: {2}.", "It asks us to wait {0}.", "{0} answered {1}: something is wrong there.",
        "Broadsheet tries again later.",
    ),
    "fetch/guest.py": (
        "The robots.txt of {0} does not let programs read this page.", "Broadsheet looks daily whether that changes.",
    ),
    "jobs/desk.py": ("Looks at {0} sources", "Looks at 1 source", "A job of another edition of Broadsheet"),
}  # fmt: skip
# Modules whose every string of some words is shown.
TELLING = ("fetch/statuses.py", "jobs/schedules.py")
SUBJECTS = ("World", "National", "Business", "Science", "Technology", "Sport", "Culture")  # of starter/outlets.toml
_SENTENCE = re.compile(r"(?=[A-Z“{])(?=.*[a-z]{3}).*[.?]", re.DOTALL)
_TELLING = re.compile(r"[A-Za-z{}]+(?: \S+)+|Tidies up", re.DOTALL)
_GLUED = re.compile(r"\}[A-Za-z]")  # half of something: its other half comes from elsewhere
_LOG = {"log", "logger"}

Message = str | tuple[str, ...]
Found = Iterator[tuple[str, int, Message]]


def gathered() -> Catalog:
    """Every message of the interface, with where it stands."""
    catalogue = Catalog(domain=DOMAIN, project="Broadsheet", charset="utf-8", fuzzy=False)
    for file, line, message in (*_marked(), *_named(), *_spoken()):
        catalogue.add(message, locations=[(file, line)] if line else [(file, 1)])
    return catalogue


def _marked() -> Found:
    """What is marked: in the templates, and in the Python of the pages."""
    for path in sorted((PACKAGE / "web").rglob("*.html")):
        yield from _extract("jinja2.ext:babel_extract", path)
    for path in sorted((PACKAGE / "web").rglob("*.py")):
        yield from _extract("python", path)


def _extract(method: str, path: Path) -> Found:
    with path.open("rb") as file:
        for line, message, _comments, _context in extract(method, file, keywords=KEYWORDS, options=OPTIONS):
            yield _name(path), line, message


def _named() -> Found:
    """What other layers call things, as pages show it."""
    named = {
        "model/sections.py": SECTIONS.values(),
        "model/readers.py": (role.value.capitalize() for role in Role),
        "model/insights.py": (kind.value.capitalize() for kind in HashtagType),
        "model/comments.py": (reason.label for reason in FlagReason),
        "starter/outlets.toml": SUBJECTS,
        "web/interface/said.py": ("{0};",),
        **REASONS,
    }
    for file, messages in named.items():
        for message in messages:
            yield file, 0, message


def _spoken() -> Found:
    """The sentences of services: literals that look like one, with {0}, {1} … where a value goes in."""
    for place in SPOKEN:
        paths = [PACKAGE / place] if place.endswith(".py") else sorted((PACKAGE / place).rglob("*.py"))
        for path in paths:
            if _name(path) not in UNSPOKEN:
                yield from ((_name(path), line, message) for line, message in sentences(path.read_text("utf-8")))
    for name in TELLING:
        code = (PACKAGE / name).read_text("utf-8")
        yield from ((name, line, message) for line, message in sentences(code, _TELLING))


def sentences(code: str, looks: re.Pattern[str] = _SENTENCE) -> Iterator[tuple[int, str]]:
    """The sentences in Python code, as messages with their lines; docstrings and the log's are left out. `looks`: how a
    sentence looks."""
    tree = ast.parse(code)
    passed = {id(node) for top in ast.walk(tree) for node in _passed(top)}
    for node in ast.walk(tree):
        if id(node) not in passed:
            message = _literal(node)
            if message and "\n" not in message and looks.fullmatch(message) and not _GLUED.search(message):
                yield getattr(node, "lineno", 1), message


def _passed(node: ast.AST) -> Iterator[ast.AST]:
    """The literals under a node that nobody is told."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from (part for part in ast.walk(node) if part is not node)
    elif isinstance(node, ast.Call):
        called = node.func.value if isinstance(node.func, ast.Attribute) else node.func
        if isinstance(called, ast.Name) and called.id in {*_LOG, "_"}:
            yield from ast.walk(node)


def _literal(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        counter = iter(range(100))
        return re.sub(r"\{\w*\}", lambda _: f"{{{next(counter)}}}", node.value)  # for str.format
    if not isinstance(node, ast.JoinedStr):
        return None
    parts, place = [], 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        else:
            parts.append(f"{{{place}}}")
            place += 1
    return "".join(parts)


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def renew() -> None:
    """Bring each catalogue up to date: new messages come in empty, translations stay, what is said no more goes."""
    template = gathered()
    for code in offered():
        if code == SOURCE:
            continue
        path = place_of(code)
        catalogue = read_po(BytesIO(path.read_bytes()), locale=code, domain=DOMAIN)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        with path.open("wb") as file:  # without lines and dates: a change of code is no change of the catalogue
            write_po(file, catalogue, width=110, sort_by_file=True, ignore_obsolete=True, include_lineno=False)


if __name__ == "__main__":
    renew()
