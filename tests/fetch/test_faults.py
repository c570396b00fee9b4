import errno
import socket

import pytest

from broadsheet.errors import Unreachable


def test_a_name_that_nobody_has(get, names):
    with pytest.raises(Unreachable, match=r"^There is no host of the name gone\.example: look for a typing mistake"):
        get("http://gone.example/")


def test_names_that_cannot_be_looked_up_just_now(get, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(Unreachable, match="connected to the network"):
        get("http://paper.example/")


def test_a_port_where_nobody_listens(get):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(Unreachable, match=rf"^127\.0\.0\.1:{port} refuses connections\."):
            get(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EHOSTUNREACH, "cannot be reached from here"),
        (errno.ENETUNREACH, "connected to the network"),
        (errno.EMFILE, "too many connections are open here"),
        (errno.EIO, "No connection with 127.0.0.1 could be made"),
    ],
)
def test_what_keeps_a_connection_from_being_made_is_said(get, monkeypatch, number, sentence):
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(socket.socket, "connect", fail)
    with pytest.raises(Unreachable, match=sentence):
        get("http://127.0.0.1/")
