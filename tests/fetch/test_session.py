"""Who is dialled: private numbers never, a proxy always, and encryption only with a valid certificate."""

import ssl

import pytest

from broadsheet.errors import BadStatus, Refused, Unreachable
from broadsheet.fetch import guard
from tests.fetch.wire import CERTIFICATE


@pytest.fixture
def loopback_is_public(monkeypatch):
    """127.0.0.1 counts as public, so that an outlet there can be asked as one on the internet; 127.0.0.2 does not."""
    monkeypatch.setattr(guard, "is_public", lambda ip: ip == "127.0.0.1")


@pytest.mark.parametrize("number", ["127.0.0.1", "10.0.0.5", "169.254.169.254", "100.64.0.1", "0.0.0.0"])
def test_a_name_that_leads_inside_is_refused_at_the_dial(outlet, get, names, number):
    names["rebind.example"] = number
    with pytest.raises(Refused, match=rf"^The name rebind.example:\d+ leads to {number}, "):
        get(outlet.url(host="rebind.example"), allow_private=False)
    assert outlet.connections == 0


def test_a_number_that_leads_inside_is_refused_without_asking(outlet, get):
    with pytest.raises(Refused):
        get(outlet.url(), allow_private=False)
    assert outlet.connections == 0


@pytest.mark.parametrize(
    "location", ["http://127.0.0.2/", "http://2130706434/", "http://inner.example/", "http://localhost/"]
)
def test_a_redirect_that_leads_inside_is_refused(outlet, get, names, loopback_is_public, location):
    names.update({"paper.example": "127.0.0.1", "inner.example": "127.0.0.2"})
    outlet.moves("/", location)
    with pytest.raises(Refused):
        get(outlet.url(host="paper.example"), allow_private=False)
    assert len(outlet.asked) == 1


def test_of_several_numbers_the_private_ones_are_skipped(outlet, get, names, loopback_is_public):
    names["mixed.example"] = "10.0.0.5 127.0.0.2 127.0.0.1"
    outlet.says("/", b"here")
    assert get(outlet.url(host="mixed.example"), allow_private=False).body == b"here"


def test_a_name_is_judged_each_time_it_is_dialled(outlet, get, names, loopback_is_public):
    outlet.says("/", b"here")
    names["rebind.example"] = "127.0.0.1"
    get(outlet.url(host="rebind.example"), allow_private=False)
    names["rebind.example"] = "127.0.0.2"
    with pytest.raises(Refused):
        get(outlet.url(host="rebind.example"), allow_private=False)


def test_a_proxy_is_asked_wherever_it_is_and_looks_up_the_names(proxy, get):
    proxy.says("/feed?x=1", b"here")
    page = get("http://unknown.example/feed?x=1", proxy=proxy.url(), allow_private=False)
    assert page.body == b"here"
    assert proxy.asked[0].target == "http://unknown.example/feed?x=1"
    assert proxy.asked[0].headers["host"] == "unknown.example"


@pytest.mark.parametrize("host", ["10.0.0.5", "2130706433", "[::1]", "localhost", "127。0。0。1"])
def test_a_private_number_is_not_asked_for_through_a_proxy(proxy, get, host):
    with pytest.raises(Refused):
        get(f"http://{host}/", proxy=proxy.url(), allow_private=False)
    assert proxy.connections == 0


def test_a_redirect_to_a_private_number_is_not_followed_through_a_proxy(proxy, get):
    proxy.moves("/", "http://169.254.169.254/secret")
    with pytest.raises(Refused, match=r"^paper\.example sends us on"):
        get("http://paper.example/", proxy=proxy.url(), allow_private=False)
    assert len(proxy.asked) == 1


def test_an_environment_does_not_choose_the_proxy(outlet, proxy, get, monkeypatch):
    monkeypatch.setenv("http_proxy", proxy.url())
    monkeypatch.setenv("HTTP_PROXY", proxy.url())
    outlet.says("/", b"here")
    assert get(outlet.url()).body == b"here"


def test_a_proxy_that_does_not_answer_is_named(get):
    with pytest.raises(
        Unreachable, match=r"^The proxy 127.0.0.1:9 cannot be reached\. Check the setting fetch_proxy\.$"
    ):
        get("http://paper.example/", proxy="http://127.0.0.1:9")


def test_the_password_of_a_proxy_is_for_the_proxy_and_for_no_sentence(proxy, get):
    proxy.says("/", status=407)
    with pytest.raises(BadStatus) as error:
        get("http://paper.example/", proxy=proxy.url(host="user:hunter2@127.0.0.1"))
    assert proxy.asked[0].headers["proxy-authorization"].startswith("Basic ")
    assert "hunter2" not in str(error.value)


@pytest.fixture
def trusted() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=CERTIFICATE)


def test_an_encrypted_page_is_read(secure, get, names, trusted):
    names["secure.example"] = "127.0.0.1"
    secure.says("/", b"here")
    assert get(f"https://secure.example:{secure.port}/", tls=trusted).body == b"here"


def test_an_encrypted_page_comes_through_a_tunnel_of_the_proxy(secure, proxy, get, trusted):
    proxy.tunnels["secure.example:443"] = secure.port
    secure.says("/", b"here")
    page = get("https://secure.example/", proxy=proxy.url(), allow_private=False, tls=trusted)
    assert (page.body, proxy.asked[0].target, secure.asked[0].target) == (b"here", "secure.example:443", "/")


def test_a_proxy_that_opens_no_tunnel_is_named(proxy, get):
    with pytest.raises(Unreachable, match=r"^The proxy did not open a way to secure\.example: it answered 403\."):
        get("https://secure.example/", proxy=proxy.url())


def test_a_certificate_that_nobody_vouches_for_is_not_valid(secure, get, names):
    names["secure.example"] = "127.0.0.1"
    with pytest.raises(
        Unreachable, match=r"^The certificate of secure.example:\d+ is not valid: self.signed certificate"
    ):
        get(f"https://secure.example:{secure.port}/")


def test_a_certificate_of_another_host_is_not_valid(secure, get, names, trusted):
    names["other.example"] = "127.0.0.1"
    with pytest.raises(Unreachable, match=r"The certificate of other.example:\d+ is not valid: Hostname mismatch"):
        get(f"https://other.example:{secure.port}/", tls=trusted)


def test_a_plain_server_gives_no_encrypted_connection(outlet, get):
    with pytest.raises(Unreachable, match=r"^No encrypted connection could be made with 127.0.0.1:\d+: "):
        get(outlet.url().replace("http:", "https:"))
