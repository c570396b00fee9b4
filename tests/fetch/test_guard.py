import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.errors import Refused
from broadsheet.fetch.guard import PrivateAddress, check_url, is_public, open_socket

PUBLIC = """
    8.8.8.8 1.1.1.1 11.22.33.44 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.0.3.1 192.167.1.1 198.17.0.1
    198.20.0.1 223.255.255.255 2606:4700:4700::1111 2a00:1450:4001::1 2001:4860:4860::8888 2400::1 3ffe::1
"""
PRIVATE = """
    0.0.0.0 0.1.2.3 10.0.0.5 100.64.0.1 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8
    192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1 192.168.1.1 192.175.48.1 198.18.0.1 198.19.255.255 198.51.100.1
    203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 168.63.129.16 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1
    ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::
    2620:4f:8000::1 3fff::1 5f00::1 fc00::1 fd00::1 fe80::1 fe80::1%lo fec0::1 ff02::1 2606:4700::1%lo
"""
NO_ADDRESS = ["", "localhost", "1.2.3", "0x7f000001", "2130706433", "1.2.3.4.5", "::1::", "１.1.1.1", "[::1]"]


@pytest.mark.parametrize("ip", PUBLIC.split())
def test_numbers_of_the_public_internet_are_public(ip):
    assert is_public(ip)


@pytest.mark.parametrize("ip", [*PRIVATE.split(), *NO_ADDRESS])
def test_all_other_numbers_are_not(ip):
    assert not is_public(ip)


def test_a_private_number_is_not_dialled():
    with pytest.raises(PrivateAddress):
        open_socket((2, 1, 6, "", ("10.0.0.5", 80)))


def test_a_public_number_gets_a_socket():
    open_socket((2, 1, 6, "", ("8.8.8.8", 80))).close()


ONE_MACHINE = """
    127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7F.1 0x7f.0.0.1 0177.0.0.1 017700000001 0177.0x0.0.1 127.0.0.1.
    127.0.0.0x1 ①②⑦.⓪.⓪.① 127。0。0。1 １２７.0.0.1 127．0．0．1 127.0.0.1%2e %31%32%37.0.0.1 0 0.0.0.0 0x
    localhost LOCALHOST localhost. a.localhost localhost.localdomain localhost6 ip6-loopback ｌocalhost
    [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [64:ff9b::7f00:1] [2002:7f00:1::]
    10.0.0.5 192.168.0x101 169.254.169.254 0xa9fea9fe [fd00::1] [fe80::1]
"""


@pytest.mark.parametrize("host", ONE_MACHINE.split())
def test_a_private_host_is_refused_however_it_is_spelt(host):
    with pytest.raises(Refused, match="allow_private_addresses"):
        check_url(f"http://{host}/secret", allow_private=False)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "paper.example",
        "//paper.example/",
        "http:",
        "http://",
        "http:///feed",
        "http://?x",
        "http://:80/",
        "file:///etc/passwd",
        "gopher://paper.example/",
        "ftp://paper.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "http+unix://%2Ftmp%2Fx/",
        "feed:http://paper.example/",
        "http://user@paper.example/",
        "http://user:hunter2@paper.example/",
        "http://paper.example@127.0.0.1/",
        "http://paper.example\\@127.0.0.1/",
        "http://paper.example\\.evil.example/",
        "http://paper.example:0/",
        "http://paper.example:22/",
        "http://paper.example:99999/",
        "http://paper.example:80:90/",
        "http://paper.example:８0/",
        "http://pa per.example/",
        "http://paper..example/",
        "http://-paper.example/",
        "http://.example/",
        f"http://{'a' * 64}.example/",
        f"http://{'a.' * 130}example/",
        "http://1.2.3.4.5/",
        "http://256.1.1.1/",
        "http://08.1.1.1/",
        "http://paper.1/",
        "http://0x100000000/",
        "http://[::1/",
        "http://[::g]/",
        "http://[fe80::1%25lo]/",
        "http://[v1.x]/",
        "http://127.0.0\u00ad.1/",
        "http://lo\u200bcalhost/",
        "http://%00/",
        "http://%ff.example/",
        "http://pa\nper.example/",
        "http://paper.example/\r\nX-Evil: 1",
        "http://paper.example/\x00",
        "http://paper.example/\ud800",
        "http://paper.example/" + "a" * 2_100,
    ],
)
def test_what_is_no_address_of_a_page_is_refused_even_inside(url):
    with pytest.raises(Refused) as refusal:
        check_url(url, allow_private=True)
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    ("given_as", "asked_as"),
    [
        ("http://paper.example", "http://paper.example/"),
        (" HTTP://Paper.EXAMPLE/A?B ", "http://paper.example/A?B"),
        ("http://paper.example:80/", "http://paper.example/"),
        ("https://paper.example:443/", "https://paper.example/"),
        ("https://paper.example:8443/", "https://paper.example:8443/"),
        ("http://paper.example./feed", "http://paper.example/feed"),
        ("http://paper.example/a#part", "http://paper.example/a"),
        ("http://paper.example?q=1", "http://paper.example/?q=1"),
        ("http://paper.example/a b", "http://paper.example/a%20b"),
        ("http://paper.example/a%20b%2Fc%2fd%", "http://paper.example/a%20b%2Fc%2fd%"),
        ("http://paper.example/straße?q=café", "http://paper.example/stra%C3%9Fe?q=caf%C3%A9"),
        ("http://paper.example/caf\udce9", "http://paper.example/caf%E9"),
        ('http://paper.example/"<>\\^`{}', "http://paper.example/%22%3C%3E%5C%5E%60%7B%7D"),
        ("http://paper.example/a;b=1,2:3@!$&'()*+|~[]", "http://paper.example/a;b=1,2:3@!$&'()*+|~[]"),
        ("http://paper.example/a/../b", "http://paper.example/a/../b"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://例え.example/", "http://xn--r8jz45g.example/"),
        ("http://my_paper.example/", "http://my_paper.example/"),
        ("http://0x08080808/", "http://8.8.8.8/"),
        ("http://[2606:4700:4700:0::1111]:8080/", "http://[2606:4700:4700::1111]:8080/"),
    ],
)
def test_an_address_is_asked_for_in_one_form(given_as, asked_as):
    assert check_url(given_as, allow_private=False) == asked_as
    assert check_url(asked_as, allow_private=False) == asked_as


def test_private_addresses_are_let_through_where_the_operator_says_so():
    assert check_url("http://127.1:8800/feed", allow_private=True) == "http://127.0.0.1:8800/feed"
    assert check_url("http://localhost/", allow_private=True) == "http://localhost/"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=string.printable + "é。①\u200b\ud800", max_size=60))
def test_whatever_is_typed_gives_a_plain_address_or_a_refusal(text):
    for url in (text, f"http://{text}", f"http://paper.example/{text}"):
        try:
            asked = check_url(url, allow_private=False)
        except Refused:
            continue
        assert asked.isascii() and asked.isprintable() and " " not in asked
        assert check_url(asked, allow_private=False) == asked
