"""Mails as they come: what a head says, and what a letter is; whatever is sent."""

import re
from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.collect.newsletters import LONGEST_HEADER, read_head, read_letter
from broadsheet.errors import LetterError
from tests.newsletters import READER, SAMPLES, mail, plain, sample


def head(*lines):
    return read_head("\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape"))


def content(mail):
    return read_letter(mail).entry.content


@pytest.mark.parametrize(
    ("said", "name", "address"),
    [
        ("Tide Letter <letter@tide.example>", "Tide Letter", "letter@tide.example"),
        ('"Holt, Maren" <M@Tide.Example>', "Holt, Maren", "m@tide.example"),
        ("=?utf-8?Q?Gr=C3=BC=C3=9Fe?= =?utf-8?Q?_vom_Kai?= <kai@tide.example>", "Grüße vom Kai", "kai@tide.example"),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?= <jp@tide.example>", "日本", "jp@tide.example"),
        ("=?x-unheard-of?B?4pyT?= <a@tide.example>", "✓", "a@tide.example"),
        ("Kai Möwe <kai@tide.example>", "Kai Möwe", "kai@tide.example"),
        ("letter@tide.example", "letter@tide.example", "letter@tide.example"),
        ("bank@real.example <b@evil.example>", "b@evil.example", "b@evil.example"),
        ("<b>Bold</b> & \x1b[31m\u202ebold <a@tide.example>", "Bold & [31mbold", "a@tide.example"),
    ],
)
def test_a_sender_has_a_name_and_an_address(said, name, address):
    sender = head(f"From: {said}").sender
    assert (sender.name, sender.address) == (name, address)


@pytest.mark.parametrize("said", ["", "nobody", "<>", "a@", "@b", "a b <c d>", "undisclosed:;"])
def test_without_an_address_there_is_no_sender(said):
    assert head(f"From: {said}").sender is None


@pytest.mark.parametrize(
    ("said", "identity"),
    [
        ("Tide <Tide.List.example>", "list-id:tide.list.example"),
        ("tide.list.example", "list-id:tide.list.example"),
        ("12mc list <12.34.list-id.mcsv.net>", "list-id:12.34.list-id.mcsv.net"),
        ("<not one at all>", "mailto:a@tide.example"),
        ("", "mailto:a@tide.example"),
    ],
)
def test_a_list_is_known_by_its_id_else_by_its_address(said, identity):
    assert head("From: a@tide.example", f"List-Id: {said}").sender.identity == identity


@pytest.mark.parametrize(
    ("line", "is_list"),
    [
        ("List-Id: <a.b>", True),
        ("List-Unsubscribe: <mailto:a@b.example>", True),
        ("Precedence: Bulk", True),
        ("Precedence: first-class", False),
        ("X-List: a", False),
    ],
)
def test_a_newsletter_says_that_it_goes_to_many(line, is_list):
    assert head("From: a@tide.example", line).is_list is is_list


def test_all_whom_it_was_sent_to_count():
    post = head("From: a@tide.example", f"To: Ada <{READER.upper()}>, b@c.example", "Delivered-To: d@e.example")
    assert post.to == {READER, "b@c.example", "d@e.example"}


def test_without_a_message_id_the_head_tells_mails_apart():
    one, same, other = (mail(number="", subject=subject) for subject in ("One", "One", "Other"))
    keys = [read_letter(each).entry.key for each in (one, same, other)]
    assert keys[0] == keys[1] != keys[2] and keys[0].startswith("digest:")


def test_head_and_letter_agree_on_the_key():
    for each in [plain(), *map(sample, SAMPLES), mail(number="")]:
        assert read_head(each.partition(b"\n\n")[0] + b"\n\n").key == read_letter(each).entry.key


def test_the_html_is_taken_else_the_text():
    assert "<b>HTML</b>" in content(mail(text="Text", html="<b>HTML</b>"))
    assert content(mail(text="Text & more\n")) == "<p>Text &amp; more</p>"


def test_what_is_attached_is_no_letter():
    made = EmailMessage()
    made["From"] = "a@tide.example"
    made.set_content("The letter")
    made.add_attachment("<p>Not this</p>", subtype="html", filename="page.html")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", cid="<logo>")
    assert content(made.as_bytes()) == "<p>The letter</p>"


@pytest.mark.parametrize(
    ("charset", "body"),
    [
        ("utf-8", "Grüße, 日本"),
        ("us-ascii", "Grüße"),
        ("iso-8859-1", "“Grüße” €"),
        ("koi8-r", "Привет"),
        ("nonsense", "Grüße"),
        ("utf-7", "Grüße"),
        ("idna", "Grüße"),
        ("zlib", "Grüße"),
    ],
)
def test_a_charset_may_lie(charset, body):
    encoded = body.encode({"iso-8859-1": "cp1252", "koi8-r": "koi8-r"}.get(charset, "utf-8"))
    told = f"From: a@tide.example\r\nContent-Type: text/plain; charset={charset}\r\n\r\n".encode() + encoded
    assert content(told) == f"<p>{body}</p>"


def test_lines_that_were_broken_to_fit_are_joined_and_others_are_not():
    text = content(plain())
    assert "the heating was off. Engineers expect the work on the northern part" in text
    assert "- planks, oak, 4 m<br>- two boats" in text
    assert '<a href="https://pier.example/plans/2025?utm_source=list">' in text and "&lt;Nobody&gt;" in text


def nested(depth):
    opened = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(depth))
    return f"From: a@tide.example\r\n{opened}Content-Type: text/plain\r\n\r\nDeep".encode()


def test_parts_in_parts_are_read_as_deep_as_newsletters_go():
    assert content(nested(5)) == "<p>Deep</p>"
    for deep in (nested(2_000), b"From: a@b.example\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 2_000):
        with pytest.raises(LetterError, match="too many parts"):
            read_letter(deep)


HEADERS = ("From", "Subject", "List-Id", "Content-Type", "Content-Transfer-Encoding", "Date", "Message-ID", "To")


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize(
    "unit", ["(", "<", '"', "=?utf-8?q?", "; a=b", "a@b,", "\\", ";a*0*=''x", "=?utf-8?b?=", "\xff"]
)
def test_a_huge_header_is_cut_short(name, unit):
    huge = f"From: a@tide.example\r\n{name}: ".encode() + unit.encode("latin-1") * 300_000 + b"\r\n\r\nx"
    try:
        letter = read_letter(huge)
    except LetterError:
        return
    assert len(letter.entry.title) <= LONGEST_HEADER and len(letter.entry.key) <= 500


def test_a_header_cannot_smuggle_another_in():
    post = head("From: a@tide.example", "Subject: =?utf-8?q?One=0D=0AList-Id:_<x.y>?=")
    assert post.subject == "One List-Id:"
    assert post.sender.identity == "mailto:a@tide.example"


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "From: a@tide.example",
                "From: =?utf-8?b?/w?= <a@b.example>",
                "Content-Type: multipart/mixed; boundary=b",
                "Content-Type: text/html; charset=utf-16",
                "Content-Type: text/plain; charset*=''%ff",
                "--b",
                "--b--",
                "",
                "Content-Transfer-Encoding: base64",
                "Content-Transfer-Encoding: quoted-printable",
                "=",
                "=\xff",
                "ZZZ=",
                "Content-Transfer-Encoding: x-uuencode",
                "begin 644 a",
                "Content-Type: message/rfc822",
                "Subject: =?a?b?c?=",
                "Content-Type: message/delivery-status",
                "Content-Disposition: inline; filename*0*=x",
                "Date: Thu, 99 Foo",
                "List-Id: <",
                "Message-ID: <>",
                'Content-Type: text/html; charset="\x00"',
                "<p>Hello</p>",
                " folded",
            ]
        ),
        st.text(max_size=40),
    ),
    max_size=20,
)


@settings(max_examples=80)
@given(LINES)
def test_whatever_is_sent_it_is_a_letter_or_an_error_of_ours(lines):
    sent = "\r\n".join(lines).encode("utf-8", "surrogatepass")
    read_head(sent)
    try:
        letter = read_letter(sent)
    except LetterError:
        return
    assert letter.sender.address and not re.search(r"[\r\n]", letter.entry.title + letter.sender.name)


@settings(max_examples=80)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_letter_or_an_error_of_ours(sent):
    read_head(sent)
    with suppress(LetterError):
        read_letter(b"From: a@tide.example\r\n" + sent)
