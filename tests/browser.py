"""A browser without a screen, for tests of the whole program: keeps cookies and says where its forms come from."""

import socket
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urlsplit

PASSWORD = "four words in a row"


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return door.getsockname()[1]


def wait_for(address: str, seconds: float = 60) -> None:
    """Wait until something answers there."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).read()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


class Browser:
    """Talks to the Broadsheet at `address`, which ends with a slash."""

    def __init__(self, address: str) -> None:
        self.address = address
        parts = urlsplit(address)
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str = "") -> str:
        return self._opener.open(self.address + path, timeout=20).read().decode()

    def post(self, path: str, **form: str) -> str:
        asked = urllib.request.Request(self.address + path, urlencode(form).encode(), {"Origin": self._origin})
        return self._opener.open(asked, timeout=20).read().decode()

    def become_owner(self, name: str = "Ada") -> "Browser":
        """What a newcomer does first."""
        self.post("owner", name=name, password=PASSWORD)
        return self

    def sign_in(self, name: str = "Ada") -> "Browser":
        self.post("sign-in", name=name, password=PASSWORD)
        return self
