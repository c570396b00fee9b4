"""One connection to the mail server, over which many mails go. The only place that imports smtplib.

What smtplib raises names the recipient; what is raised here never does.
"""

import re
import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from typing import Self
from urllib.parse import unquote, urlsplit

from broadsheet.errors import BadSettings, MailError

TIMEOUT = 60  # seconds for each answer: servers that check a mail while we wait take their time
SUBMISSION, IMPLICIT_TLS = 587, 465  # the usual ports (RFC 8314)
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
# Refusals for good that say nothing about the recipient: what the server thinks of us (RFC 3463, X.7 and X.5), and how
# servers without such codes word it.
_ABOUT_US = re.compile(r"^5\.[567]\.|relay|authenticat|not permitted|denied|spam|policy|block|sender", re.IGNORECASE)
# Of those with X.7, these two are about the recipient all the same: the mailbox takes no mail from outside.
_ABOUT_THEM = re.compile(r"^5\.1\.(?!7|8)|^5\.2\.")


class Server:
    """The mail server of an address such as smtp://user:password@host:587. Opens its connection at the first mail,
    keeps it, and opens another where it broke. Not for several threads at once."""

    def __init__(self, address: str, *, name: str) -> None:
        """`name`: what we call ourselves in EHLO. Raises BadSettings for an address that cannot be read."""
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            raise BadSettings("The setting smtp has no port that can be: smtp://user:password@host:587.") from None
        if not parts.hostname:
            raise BadSettings("The setting smtp names no host: smtp://user:password@host:587.")
        self.host, self._implicit, self._name = parts.hostname, parts.scheme == "smtps", name
        self._port = port or (IMPLICIT_TLS if self._implicit else SUBMISSION)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._open: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def send(self, message: EmailMessage, sender: str, recipient: str) -> None:
        """Hand one mail over. `sender`, `recipient`: bare addresses. Raises MailError, which tells whether the
        recipient was refused for good; its words name no recipient."""
        try:
            connection = self._connection()
            options, policy = [], SMTP
            if not f"{sender}{recipient}".isascii():
                if not connection.has_extn("smtputf8"):
                    raise MailError(f"{self.host} takes no addresses with letters such as these.", refused=True)
                options, policy = ["SMTPUTF8", "BODY=8BITMIME"], SMTPUTF8
            connection.sendmail(sender, [recipient], message.as_bytes(policy=policy), options)
        except smtplib.SMTPRecipientsRefused as error:
            raise self._of_recipient(*next(iter(error.recipients.values()))) from None
        except smtplib.SMTPDataError as error:
            raise self._of_server(error) from None
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise self._of_server(error) from None

    @property
    def is_usable(self) -> bool:
        """Whether the next mail can be tried: the server is there, and takes mails from us."""
        return self._open is not None and self._open.sock is not None

    def close(self) -> None:
        """End the connection; the next mail opens another."""
        connection, self._open = self._open, None
        if connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()

    def _connection(self) -> smtplib.SMTP:
        if self._open is None or not self.is_usable:
            self._open = self._connect()
        return self._open

    def _connect(self) -> smtplib.SMTP:
        trust = ssl.create_default_context()
        if self.host in _LOOPBACK:  # nobody stands between; its certificate is seldom for that name
            trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
        if self._implicit:
            made: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self._port, local_hostname=self._name, timeout=TIMEOUT, context=trust
            )
        else:
            made = smtplib.SMTP(self.host, self._port, local_hostname=self._name, timeout=TIMEOUT)
        try:
            made.ehlo_or_helo_if_needed()
            if not self._implicit and made.has_extn("starttls"):
                made.starttls(context=trust)
                made.ehlo()
            elif self._user and not self._implicit and self.host not in _LOOPBACK:
                raise MailError(f"{self.host} offers no encryption, so the password is not sent to it.")
            if self._user:
                made.login(self._user, self._password)
        except BaseException:
            made.close()
            raise
        return made

    def _of_recipient(self, code: int, said: bytes) -> MailError:
        words = said.decode("utf-8", "replace")
        for_good = code >= 500 and (bool(_ABOUT_THEM.search(words)) or not _ABOUT_US.search(words))
        if for_good:
            return MailError(f"{self.host} refused the recipient for good ({code}).", refused=True)
        return MailError(f"{self.host} does not take a mail to that recipient now ({code}).")

    def _of_server(self, error: Exception) -> MailError:
        if isinstance(error, smtplib.SMTPAuthenticationError):
            return MailError(f"{self.host} does not accept the user and the password of the setting smtp.")
        if isinstance(error, smtplib.SMTPSenderRefused):
            return MailError(f"{self.host} does not take mails from the address in mail_from ({error.smtp_code}).")
        if isinstance(error, smtplib.SMTPResponseException):
            return MailError(f"{self.host} did not take the mail ({error.smtp_code}).")
        if isinstance(error, ssl.SSLCertVerificationError):
            return MailError(f"{self.host} shows a certificate that is not its own: {error.verify_message}.")
        if isinstance(error, TimeoutError):
            return MailError(f"{self.host} did not answer within {TIMEOUT} seconds.")
        if isinstance(error, OSError) and error.strerror:
            return MailError(f"{self.host} cannot be reached: {error.strerror}.")
        return MailError(f"{self.host} broke the conversation off.")
