"""The demo's mail server: takes every mail over real SMTP, on loopback, and keeps the newest in memory to be read."""

import socket
import time
from collections import deque
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from itertools import count
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller

from broadsheet.model.mailbox import Mail

HOST = "127.0.0.1"
KEPT = 200  # mails
LARGEST = 5_000_000  # bytes of one mail


class Mailbox:
    """Serves in a thread of its own from `with` to its end; `address` is what the setting smtp wants."""

    def __init__(self) -> None:
        self._mails: deque[Mail] = deque(maxlen=KEPT)
        self._numbers = count(1)
        with socket.create_server((HOST, 0)) as door:  # aiosmtpd wants to know its port before it has one
            port = door.getsockname()[1]
        self._server = Controller(self, hostname=HOST, port=port, enable_SMTPUTF8=True, data_size_limit=LARGEST)
        self.address = f"smtp://{HOST}:{port}"

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()

    def mails(self) -> tuple[Mail, ...]:
        """What came, newest first."""
        return tuple(reversed(self._mails))

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's own name
        """Keep a mail: called by the server for each."""
        message = message_from_bytes(envelope.content, policy=default)
        self._mails.append(
            Mail(
                number=next(self._numbers),
                arrived=int(time.time()),
                sender=str(message["From"] or envelope.mail_from),
                recipient=", ".join(envelope.rcpt_tos),
                subject=str(message["Subject"] or ""),
                text=_part(message, "plain"),
                html=_part(message, "html"),
                headers=tuple((name, str(value)) for name, value in message.items()),
            )
        )
        return "250 OK"


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    return str(body.get_content()) if body else ""
