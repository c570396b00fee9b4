from broadsheet.errors import ExtractError
from broadsheet.model.articles import Article, SafeHtml
from broadsheet.model.listings import Image
from broadsheet.model.moments import Moment
from broadsheet.model.pages import Page
from broadsheet.service.extraction import as_fault, as_record, extract_page

KEYS = [
    "id",
    "url",
    "title",
    "lead",
    "text",
    "html",
    "authors",
    "published",
    "modified",
    "language",
    "image",
    "section",
    "topics",
    "kind",
    "canonical",
    "paywalled",
    "rights",
    "cpu_ms",
    "error",
]
URL = "https://press.example/pier"


def test_a_record_holds_all_that_is_known():
    article = Article(
        url=URL,
        title="Pier rebuilt",
        html=SafeHtml("<p>Words</p>"),
        text="Words",
        authors=("Ann Lee",),
        published=Moment(1_751_295_900, "2025-06-30T16:05:00+01:00"),
        image=Image("https://press.example/a.jpg", caption="The pier"),
    )
    record = as_record(article, "7", "", 12.345)
    assert list(record) == KEYS
    assert (record["url"], record["published"], record["cpu_ms"]) == (URL, "2025-06-30T16:05:00+01:00", 12.3)
    assert record["image"]["caption"] == "The pier"
    assert (record["kind"], record["error"]) == ("article", None)


def test_a_fault_has_the_same_keys_and_the_reason():
    record = as_fault(ExtractError("The page holds no article's text."), "7", URL, 1.0)
    assert list(record) == KEYS
    assert (record["id"], record["text"], record["error"]) == ("7", "", "The page holds no article's text.")


def test_one_page_gives_one_article():
    words = "The old pier opened again on Monday, nine months after a storm had torn it into the harbour. " * 3
    page = Page(URL, URL, f"<title>Pier rebuilt</title><article><h1>Pier rebuilt</h1><p>{words}</p></article>".encode())
    assert extract_page(page).title == "Pier rebuilt"
