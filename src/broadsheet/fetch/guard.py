"""Where we go and where we do not: addresses as they are written, and addresses as they are dialled.

Two looks, because one is not enough. `check_url` refuses what an address says of itself; a name says nothing, so
`open_socket` looks at each number that is about to be dialled, after all name look-ups, on every redirect.
"""

import ipaddress
import re
import socket
from urllib.parse import SplitResult, quote, unquote, urlsplit

from yarl import URL

from broadsheet.errors import Refused

LONGEST = 2048  # characters; longer ones are broken by some server, proxy or database on the way
_DEFAULT_PORTS = {"http": 80, "https": 443}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_ENCODE = re.compile(r"[^!#-;=?-\[\]_a-z|~]")  # what browsers would not put on the wire as it is
_SAFE = "!#$%&'()*+,-./:;=?@[]_|~"  # the same set, for quote(), which never touches letters and digits
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_OURSELVES = re.compile(
    r"(?:.+\.)?localhost(?:\.localdomain)?|localhost[46](?:\.localdomain[46])?|ip6-(?:localhost|loopback)"
)

# The IPv4 blocks of the IANA special-purpose registry (RFC 6890 and later), multicast and the reserved end.
# 168.63.129.16 looks public, but is the inner service of a large hosting company on each of its machines.
_BLOCKS_4 = """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
    192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24
    203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 168.63.129.16/32
"""
# Only 2000::/3 is handed out to the public internet. That leaves out ::1, ::ffff:0:0/96 (IPv4 in IPv6), 64:ff9b::/96
# and 64:ff9b:1::/48 (NAT64: an inner IPv4 address in disguise), fc00::/7, fe80::/10, fec0::/10 and ff00::/8. Within it,
# protocol assignments with Teredo (2001::/23), examples (2001:db8::/32, 3fff::/20), 6to4 (2002::/16: again IPv4 in
# disguise) and AS112 (2620:4f:8000::/48) are no outlet's either.
_BLOCKS_6 = "2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20"
_PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_4 = tuple(ipaddress.IPv4Network(block) for block in _BLOCKS_4.split())
_NOT_PUBLIC_6 = tuple(ipaddress.IPv6Network(block) for block in _BLOCKS_6.split())
# The ports that browsers refuse too (WHATWG Fetch, "port blocking"): a page is never there, but a mail server that
# could be made to read our request as commands may be.
_PORTS = """
    0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135
    137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719
    1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080
"""
_BAD_PORTS = frozenset(map(int, _PORTS.split()))


class PrivateAddress(OSError):
    """Raised while dialling: the number is not on the public internet. An OSError, so that the next number of the same
    name is tried."""


def is_public(ip: str) -> bool:
    """Whether `ip` (as a resolver writes it) belongs to the public internet; False for what is no address at all.

    Our own rule, because `ipaddress.is_global` holds NAT64, 6to4, ::127.0.0.1, fec0::/10 and more for public.
    """
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in block for block in _NOT_PUBLIC_4)
    if address.scope_id is not None or address not in _PUBLIC_6:
        return False
    return not any(address in block for block in _NOT_PUBLIC_6)


def open_socket(info: tuple[int, int, int, str, tuple[str, int] | tuple[str, int, int, int]]) -> socket.socket:
    """A socket for one address of `getaddrinfo`, unless it is private: then PrivateAddress."""
    family, kind, protocol, _, address = info
    if not is_public(address[0]):
        raise PrivateAddress(address[0])
    return socket.socket(family, kind, protocol)


def check_url(url: str, *, allow_private: bool) -> str:
    """`url` in the form in which it is asked for, or Refused with the reason.

    Scheme and host in lower case, the host in ASCII (UTS 46) or as a plain number, no default port, no fragment; what
    is percent-encoded stays so, spaces and what is not ASCII become so. The host is read as browsers do (WHATWG URL,
    "host parsing"), so that no spelling of a number passes for a name. Names are not looked up here.
    """
    url = url.strip()
    if len(url) > LONGEST:
        raise Refused(f"The address is longer than {LONGEST:,} characters.")
    if _CONTROL.search(url):
        raise Refused("The address has control characters in it.")
    parts = _split(url)
    host = _host(parts)
    if not allow_private:
        _refuse_private(host)
    port = _port(parts)
    place = f"{parts.scheme}://{host}" + (f":{port}" if port else "")
    path = parts.path or "/"
    return place + _encode(f"{path}?{parts.query}" if parts.query else path)


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise Refused("The address is not one that can be read: look for a typing mistake in it.") from None
    if parts.scheme not in _DEFAULT_PORTS:
        raise Refused("The address does not begin with http:// or https://, and Broadsheet reads nothing else.")
    if "@" in parts.netloc:
        raise Refused("The address has a user name or a password in it, which Broadsheet does not send.")
    return parts


def _port(parts: SplitResult) -> int | None:
    try:
        port = parts.port
    except ValueError:
        raise Refused("The port in the address is not a number between 1 and 65,535.") from None
    if port in _BAD_PORTS:
        raise Refused(f"Port {port} is not for web pages: Broadsheet does not go there.")
    return None if port == _DEFAULT_PORTS[parts.scheme] else port


def _host(parts: SplitResult) -> str:
    written = parts.hostname or ""
    if not written:
        raise Refused("The address names no host.")
    try:
        if "[" in parts.netloc:
            return f"[{_ipv6(written)}]"
        host = _ascii(unquote(written)).removesuffix(".")
        if _NUMBER.fullmatch(host.rpartition(".")[2]):
            return str(_ipv4(host))
    except ValueError:
        host = ""
    if len(host) > 253 or not _NAME.fullmatch(host):
        raise Refused(f"{_shown(written)} is not the name of a host: look for a typing mistake in the address.")
    return host


def _ipv6(host: str) -> ipaddress.IPv6Address:
    if "%" in host:
        raise ValueError("a zone is of this machine, not of the address")
    return ipaddress.IPv6Address(host)


def _ipv4(host: str) -> ipaddress.IPv4Address:
    """One to four numbers, decimal, octal or hexadecimal, the last one filling the rest; else ValueError."""
    *firsts, last = (_digits(part) for part in host.split("."))
    if len(firsts) > 3 or any(first > 255 for first in firsts) or last >= 256 ** (4 - len(firsts)):
        raise ValueError(host)
    return ipaddress.IPv4Address(sum(first << (24 - 8 * place) for place, first in enumerate(firsts)) + last)


def _digits(part: str) -> int:
    if not _NUMBER.fullmatch(part) or len(part) > 20:
        raise ValueError(part)
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if part.startswith("0") else 10)


def _ascii(host: str) -> str:
    """UTS 46, as browsers do; ValueError where that gives no name."""
    return host.lower() if host.isascii() else (URL.build(scheme="http", host=host).raw_host or "").lower()


def _refuse_private(host: str) -> None:
    number = host.strip("[]")
    if (host != number or _NUMBER.fullmatch(host.rpartition(".")[2])) and not is_public(number):
        raise Refused(
            f"{number} is not an address of the public internet, and Broadsheet goes nowhere else "
            "unless the setting allow_private_addresses allows it."
        )
    if _OURSELVES.fullmatch(host):
        raise Refused(
            f"{_shown(host)} is this machine itself, where Broadsheet does not collect "
            "unless the setting allow_private_addresses allows it."
        )


def _encode(rest: str) -> str:
    if not _ENCODE.search(rest):
        return rest
    try:
        return quote(rest.encode("utf-8", "surrogateescape"), safe=_SAFE)  # a header's stray bytes arrive as surrogates
    except UnicodeEncodeError:
        raise Refused("The address has characters in it that no address can have.") from None


def _shown(host: str) -> str:
    printable = "".join(character if character.isprintable() else "?" for character in host)
    return printable if len(printable) <= 80 else f"{printable[:79]}…"
