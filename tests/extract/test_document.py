import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.errors import ExtractError
from broadsheet.extract.document import MOST_ELEMENTS, decode, parse
from tests.extract.samples import raw


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        ("Zürich".encode(), None, "Zürich"),
        ("Zürich".encode(), "iso-8859-1", "Zürich"),  # the header is wrong
        ("Zürich".encode("latin-1"), None, "Zürich"),
        ("“x” €".encode("cp1252"), "iso-8859-1", "“x” €"),  # what browsers take Latin-1 for
        ("نهر".encode("cp1256"), "windows-1256", "نهر"),
        ("河".encode("gb18030"), "gb2312", "河"),
        ("川".encode("shift_jis"), "x-sjis", "川"),
        ("川".encode("euc_jp"), "EUC-JP", "川"),
        ("川と橋".encode("iso2022_jp"), "iso-2022-jp", "川と橋"),
        (codecs.BOM_UTF8 + b"plain", "latin-1", "plain"),
        (codecs.BOM_UTF16_LE + "Zürich".encode("utf-16-le"), None, "Zürich"),
        ("Zürich".encode(), "zlib", "Zürich"),  # a codec of Python's that is no encoding of text
        ("Zürich".encode(), "no-such-thing", "Zürich"),
    ],
)
def test_bytes_become_the_text_that_was_meant(body, charset, text):
    assert decode(body, charset) == text


@pytest.mark.parametrize(
    ("html", "word"),
    [
        ("<meta charset=windows-1251><p>река".encode("cp1251"), "река"),
        ("<meta http-equiv=Content-Type content='text/html; charset=koi8-r'><p>река".encode("koi8_r"), "река"),
        ("<html lang=ru><p>река".encode("cp1251"), "река"),  # nothing declared: as browsers assume for the language
        ("<html lang=pl><p>rzeką łódź".encode("iso-8859-2"), "łódź"),
    ],
)
def test_a_page_may_say_its_encoding_itself(html, word):
    assert word in decode(html)


def test_a_page_cut_in_the_middle_of_a_letter_stays_utf_8():
    assert decode(("Zürich " * 200).encode() + b"\xc3").startswith("Zürich")


@pytest.mark.parametrize(
    "body",
    [b"", b" \n ", b"%PDF-1.7 x", b"\x89PNG\r\n", b"\x1f\x8b\x08x", b"ab\x00\x00\x00\x00cd\x00\x00"],
)
def test_what_is_no_page_is_refused_with_a_sentence(body):
    with pytest.raises(ExtractError, match=r"^[A-Z].*\.$"):
        parse(raw(body))


def test_a_page_of_countless_elements_is_refused():
    with pytest.raises(ExtractError, match="so many parts"):
        parse(raw("<i></i>" * (MOST_ELEMENTS + 1)))


def test_a_name_of_a_million_letters_is_cut():
    long = "x" * 1_000_000
    part = parse(raw(f'<div class="caption {long}" id="{long}"><p>words</p></div>')).root.find(".//div")
    assert part.get("class").startswith("caption xxx")
    assert len(part.get("class")) + len(part.get("id")) < 10_000


def test_a_page_may_leave_out_its_head_and_body():
    root = parse(raw("<title>Pier</title><meta name=x content=y><article><p>words</p></article>more")).root
    assert [child.tag for child in root] == ["head", "body"]
    assert root.find("body").text_content() == "wordsmore"


def test_relative_addresses_follow_the_base_element():
    assert parse(raw("<base href='/archive/'><p>x")).base == "https://www.harbour.example/archive/"
    assert (
        parse(raw("<base href='javascript:x'><p>x")).base == "https://www.harbour.example/news/2025/06/30/pier-rebuilt"
    )


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "utf-7", "hz", "cp932", "idna", "\x00"]))
def test_any_bytes_are_read_or_refused(body, charset):
    try:
        root = parse(raw(body, charset=charset)).root
    except ExtractError:
        return
    assert root.tag == "html"
