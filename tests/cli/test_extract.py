import gzip
import json
from types import SimpleNamespace

import pytest
import typer
from typer.testing import CliRunner

from broadsheet.cli.extract import extract
from broadsheet.model.pages import Page

WORDS = "The old pier opened again on Monday, nine months after a storm had torn it into the harbour of the town."
HTML = f"<title>Pier rebuilt</title><article><h1>Pier rebuilt</h1><p>{WORDS}</p><p>{WORDS[::-1]}</p></article>"

app = typer.Typer()
app.command()(extract)


def run(*arguments: str, given: str = ""):
    house = SimpleNamespace(fetch=lambda url: Page(url, url, HTML.encode()))
    return CliRunner().invoke(app, arguments, input=given, obj=house)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(HTML)
    return str(path)


def test_a_file_is_printed_as_text(file):
    done = run(file)
    assert done.exit_code == 0
    assert done.stdout.startswith(f"Pier rebuilt\n\n{WORDS}\n\n")


def test_standard_input_and_addresses_are_pages_too():
    assert WORDS in run("-", given=HTML).stdout
    assert WORDS in run(given=HTML).stdout
    assert json.loads(run("https://press.example/pier", "--json").stdout)["url"] == "https://press.example/pier"


def test_everything_is_printed_as_json(file):
    record = json.loads(run(file, "--json", "--url", "https://press.example/2025/06/30/pier").stdout)
    assert (record["title"], record["published"], record["error"]) == ("Pier rebuilt", "2025-06-30", None)


def test_what_spoke_for_each_field_is_explained(file):
    told = run(file, "--explain").stdout
    assert "title      Pier rebuilt" in told
    assert "* heading" in told
    assert "· <title>" in told
    explained = json.loads(run(file, "--explain", "--json").stdout)["explained"]
    assert explained["title"]["value"] == "Pier rebuilt"
    assert explained["title"]["source"] == "heading"
    assert {"source": "<title>", "text": "Pier rebuilt"} in explained["title"]["told"]
    assert all(field["because"] for field in explained.values())
    assert "explained" not in json.loads(run(file, "--json").stdout)


def test_each_block_of_the_page_is_explained(file):
    told = run(file, "--explain").stdout.splitlines()
    at = next(place for place, line in enumerate(told) if line.startswith("+ ") and WORDS[:50] in line)
    assert told[at + 1].strip() == "text by its layout: more than 0.3 · html > body > article > p"
    record = json.loads(run(file, "--explain", "--json").stdout)
    assert [block["words"] for block in record["blocks"] if block["kept"]] == [WORDS, WORDS[::-1]]
    assert record["explained"]["lead"]["value"] == ""
    assert "blocks" not in json.loads(run(file, "--json").stdout)


@pytest.mark.parametrize("options", [(), ("--memory",)])
def test_many_pages_are_explained_line_by_line(file, tmp_path, options):
    empty = tmp_path / "empty.html"
    empty.write_text("<nav>News</nav><p>Nothing here.</p>")
    given = "".join(json.dumps({"id": one, "url": "", "file": one}) + "\n" for one in (file, str(empty), "no file"))
    read, none, broken = map(json.loads, run("--jsonl", "--explain", *options, given=given).stdout.splitlines())
    assert read["error"] is None and read["blocks"][0]["because"]
    assert read["explained"]["title"]["value"] == "Pier rebuilt"
    assert [block["kept"] for block in none["blocks"]] == [False, False]
    assert none["blocks"][1]["because"].endswith(f"; but: {none['error']}")
    assert broken["error"] and "blocks" not in broken


def test_a_page_without_an_article_is_explained_too(tmp_path):
    path = tmp_path / "empty.html"
    path.write_text("<nav>News</nav><p>Nothing here.</p>")
    done = run(str(path), "--explain")
    assert done.exit_code == 1
    assert "furniture by its tag, <nav>" in done.stdout


def test_each_line_gets_its_answer_whatever_is_in_it(file, tmp_path):
    packed = tmp_path / "page.html.gz"
    packed.write_bytes(gzip.compress(HTML.encode()))
    broken = tmp_path / "broken.html.gz"
    broken.write_bytes(gzip.compress(HTML.encode())[:-20][:10] + b"nonsense")
    lines = [
        json.dumps({"id": "a", "url": "https://press.example/pier", "file": file}),
        json.dumps({"id": "b", "url": None, "file": str(packed)}),
        json.dumps({"id": "c", "file": str(broken)}),
        json.dumps({"id": "d", "file": str(tmp_path / "missing.html")}),
        json.dumps({"id": "e", "file": str(tmp_path)}),
        "not json",
        "[1]",
        "",
    ]
    records = [json.loads(line) for line in run("--jsonl", given="\n".join(lines)).stdout.splitlines()]
    assert [(record["id"], record["error"] is None) for record in records] == [
        ("a", True), ("b", True), ("c", False), ("d", False), ("e", False), ("", False), ("", False),
    ]  # fmt: skip
    assert all(record["error"] is None or record["error"].endswith(".") for record in records)


def test_a_missing_file_is_one_clear_line(tmp_path):
    done = run(str(tmp_path / "missing.html"))
    assert done.exit_code == 2
    assert done.stderr.startswith("There is no file ")


def test_a_page_without_an_article_says_why():
    done = run("-", given="<html><body><div id=app></div></body></html>")
    assert done.exit_code == 1
    assert done.stderr.strip().endswith(".")


@pytest.mark.parametrize(
    "bad", ['{"id": "x", "url": "http://[bad", "file": "FILE"}', '{"id": "\\ud800", "file": "FILE"}', "[" * 100_000]
)
def test_no_line_ends_the_stream(file, bad):
    good = json.dumps({"id": "good", "url": "https://press.example/a", "file": file})
    done = run("--jsonl", given=f"{bad.replace('FILE', file)}\n{good}\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["error"] for answer in answers][1:] == [None]
    assert answers[1]["id"] == "good"


def test_a_page_without_an_article_is_json_too(tmp_path):
    (tmp_path / "a.html").write_text("<p>Hi")
    done = run(str(tmp_path / "a.html"), "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["error"]


def test_with_a_memory_pages_of_one_site_teach_each_other(tmp_path):
    promotion = "Zorvan mesto paru denti kovlum brenad osh elyqua."
    lines = []
    for number in range(16):
        own = [f"{letter * 5}{'bdfghklmnp'[number % 10] * 4}{'aeiou'[number % 5] * 4}" for letter in "abcdefghijklmnop"]
        body = f"<p>{' '.join(own[:8])}</p><p><b>{promotion}</b></p><p>{' '.join(own[8:])} {WORDS[::-1]}</p>"
        path = tmp_path / f"{number}.html"
        path.write_text(f"<title>{own[0]}</title><article><h1>{own[0]}</h1>{body}</article>")
        lines.append(json.dumps({"id": str(number), "url": f"https://press.example/{number}", "file": str(path)}))
    given = "\n".join(lines)
    alone, taught = (run("--jsonl", *more, given=given) for more in ((), ("--memory",)))
    assert promotion in json.loads(alone.stdout.splitlines()[-1])["text"]
    assert promotion in json.loads(taught.stdout.splitlines()[0])["text"]
    assert promotion not in json.loads(taught.stdout.splitlines()[-1])["text"]
