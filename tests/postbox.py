"""A real mail server on loopback for tests: it keeps what it is sent, and refuses what a test wants refused."""

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, Self, cast

from aiosmtpd.controller import Controller


@dataclass
class Postbox:
    """`mails`: what came, in order. `refusals`: by recipient, the line that the server answers, such as "550 no"."""

    mails: list[EmailMessage] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    after_data: str | None = None  # what is answered to every mail in the place of 250
    before: Callable[[], None] | None = None  # called when a mail has come and is not yet answered
    connections: int = 0
    _controller: Controller | None = None

    async def handle_EHLO(self, _server: Any, session: Any, _envelope: Any, hostname: str, responses: Any) -> Any:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        refusal = self.refusals.get(address)
        if refusal:
            return refusal.replace("ADDRESS", address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.before:
            self.before()
        if self.after_data:
            return self.after_data
        self.mails.append(cast("EmailMessage", message_from_bytes(envelope.content, policy=default)))
        return "250 OK"

    def __enter__(self) -> Self:
        with socket.create_server(("127.0.0.1", 0)) as door:  # aiosmtpd wants to know its port before it has one
            port = door.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True)
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._controller
        self._controller.stop()

    @property
    def address(self) -> str:
        """As the setting smtp wants it."""
        assert self._controller
        return f"smtp://127.0.0.1:{self._controller.port}"

    def to(self, recipient: str) -> list[EmailMessage]:
        """The mails to one recipient."""
        return [mail for mail in self.mails if recipient in str(mail["To"])]


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    """The text, or with "html" its twin."""
    body = mail.get_body((kind,))
    assert body
    return cast("str", body.get_content())
