"""The architecture, as tests. When one fails, move the code, not the rule."""

import ast
import re
from pathlib import Path

import pytest

PKG = Path(__file__).resolve().parents[1] / "src" / "broadsheet"
TESTS = Path(__file__).resolve().parent
NAME = PKG.name

BASE = {"model", "errors", "text"}
STAGES = {"fetch", "collect", "extract", "understand", "assist", "picture", "deliver", "store"}
ENTRANCES = {"web", "api", "readerapi", "mcp", "cli", "jobs"}
MAY_IMPORT = {
    "model": set(),
    "errors": set(),
    "text": {"model", "errors"},
    "config": {"model", "errors"},
    **dict.fromkeys(STAGES, BASE),  # settings, the guarded client and the clock are handed to them by boot
    "service": BASE | STAGES | {"config"},
    **{door: BASE | {"config", "service"} for door in ENTRANCES},
    "boot": BASE | STAGES | {"config", "service"},
    "serve": BASE | ENTRANCES | {"boot", "config", "service", "demo", "staging"},
    "demo": BASE | {"config"},
    "staging": BASE | {"demo", "service"},
    "__main__": BASE | ENTRANCES | {"boot", "serve", "config", "service"},
    "__init__": set(),
}
MODULES = sorted(path for path in PKG.rglob("*.py") if "migrations" not in path.parts)
LONGEST_FILE, LONGEST_FUNCTION = 400, 60
VAGUE = {"utils", "util", "helpers", "misc", "common", "base", "manager", "core"}
SHOWN = {"shown_article", "shown_cards", "shown_issue"}
HTTP = {"httpx", "requests", "aiohttp", "urllib3", "socket", "niquests"}


def part(path: Path) -> str:
    return path.relative_to(PKG).with_suffix("").parts[0]


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def ids(path: Path) -> str:
    return str(path.relative_to(PKG))


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_imports_point_down(path):
    ours = {name.split(".")[1] for name in imports(path) if name.startswith(NAME + ".")} - {"__version__"}
    assert ours <= MAY_IMPORT[part(path)] | {part(path)}


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_is_small_and_says_what_it_is(path):
    text = path.read_text()
    tree = ast.parse(text)
    assert text.count("\n") <= LONGEST_FILE
    assert path.stem not in VAGUE
    assert ast.get_docstring(tree) or not text.strip(), "first line: what is this file for?"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_services_do_not_call_each_other(path):
    if part(path) == "service":
        peers = {name.split(".")[2] for name in imports(path) if name.startswith(f"{NAME}.service.")}
        own_folder = path.parent.name
        assert peers <= {"context", own_folder}, "what two services need belongs lower"


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_sql_environment_and_http_have_one_home(path):
    text = path.read_text()
    if part(path) not in {"fetch", "demo", "serve"}:  # serve opens the door that the web listens on
        assert not {name.split(".")[0] for name in imports(path)} & HTTP
    if part(path) != "deliver":
        assert "smtplib" not in {name.split(".")[0] for name in imports(path)}
    if part(path) != "store":
        assert not re.search(r"\b(SELECT .+ FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b", text)
        assert "sqlalchemy" not in {name.split(".")[0] for name in imports(path)}
    if part(path) != "config":
        assert "os.environ" not in text and "getenv" not in text


@pytest.mark.parametrize("path", [path for path in MODULES if part(path) == "service"], ids=ids)
def test_a_service_that_reads_articles_asks_for_their_rights(path):
    reads = {f"{NAME}.store.{noun}" for noun in ("articles", "issues", "search", "timeline")}
    takes_in = "ingest" in path.parts or path.stem == "newsletters"
    if imports(path) & reads and not takes_in:
        assert {f"{NAME}.model.rights.may", *(f"{NAME}.text.rights.{name}" for name in SHOWN)} & imports(path)
