"""The settings: typed, read once, failing loudly. The only file that looks at the environment.

Precedence, highest first: command line, BROADSHEET_NAME, BROADSHEET_NAME_FILE (for secrets), `broadsheet.toml`
in the data folder, the defaults below. `docs/settings.md` is checked against this file.
"""

import ipaddress
import os
import re
import tomllib
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import unquote, urlsplit

import platformdirs
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from broadsheet.errors import BadSettings
from broadsheet.model.newsletters import Mailbox
from broadsheet.model.rhythm import Bounds
from broadsheet.model.rights import Policy

PREFIX = "BROADSHEET_"
SETTINGS_FILE = "broadsheet.toml"
_PRIVATE_NAMES = frozenset({"localhost", "local", "internal", "lan", "home", "test", "invalid"})  # last parts of names
SECRET = {"database", "smtp", "newsletters", "newsletters_password"}  # may hold a password: its value is never printed


def _http_address(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("must be an address that begins with http:// or https://")
    try:
        parts = urlsplit(value)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0) and not re.search(r"\s", value)
    except ValueError:
        named = False
    if not named:
        raise ValueError("must be an address with a host, and a port from 1 to 65535 if it names one")
    return value.rstrip("/")


def _origin(value: str) -> str:
    value = _http_address(value)
    if "/" in value.split("://", 1)[1]:
        raise ValueError("must end after the host and port: Broadsheet does not live below a path")
    return value


def _is_public(host: str) -> bool:
    """Whether a host's name or number may be known outside of a private network (RFC 6761, 6762, 8375)."""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        last = host.rstrip(".").rpartition(".")
        return bool(last[0]) and last[2] not in _PRIVATE_NAMES and not host.endswith(".home.arpa")


def _mail_address(value: str) -> str:
    from email_validator import EmailNotValidError, validate_email  # slow to load, and rarely needed

    try:
        validate_email(parseaddr(value)[1], check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise ValueError(f"must be an address of mail: {str(error).rstrip('.')}") from None
    if not value.isprintable():
        raise ValueError("must be one line")
    return value


def _mailbox_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        named = bool(parts.hostname and parts.username) and (parts.port is None or parts.port > 0)
    except ValueError:
        named = False
    if not named or not f"{value}{unquote(value)}".isprintable():
        raise ValueError("must be an address such as imaps://user:password@mail.example.org/Folder")
    if parts.query or parts.fragment:
        raise ValueError("holds a ? or # that must be written as %3F or %23; or use newsletters_password")
    return value


def _one_line(value: str) -> str:
    if "\n" in value or "\r" in value or "\0" in value:
        raise ValueError("must be one line")
    return value


HttpAddress = Annotated[str, AfterValidator(_http_address)]
Origin = Annotated[str, AfterValidator(_origin)]
MailAddress = Annotated[str, AfterValidator(_mail_address)]
MailboxAddress = Annotated[str, AfterValidator(_mailbox_address)]
Password = Annotated[str, AfterValidator(_one_line)]


class Settings(BaseModel):
    """Everything that an operator can set. Each field's description is its documentation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("broadsheet", appauthor=False)),
        description="The folder that holds the database, the kept pages and pictures, and the backups.",
    )
    database: str | None = Field(
        None,
        pattern=r"^(sqlite|postgresql)://",
        description="Address of the database: postgresql://user:password@host/name, or sqlite:///file. "
        "Without it: a SQLite file in the data folder.",
    )
    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(8480, ge=0, le=65535, description="The port to listen on; 0 takes any free one.")
    base_address: Origin | None = Field(
        None, description="The public address under which readers reach this Broadsheet, for links in feeds and mail."
    )
    websub: bool = Field(
        True,
        description="Whether hubs that feeds name (WebSub) are asked to tell of new articles at once. It takes a "
        "base_address that begins with https:// and that hubs can reach; without one nothing is asked.",
    )
    trusted_proxies: str = Field(
        "127.0.0.1",
        description="Addresses of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, "
        "separated by commas.",
    )
    anonymous_reading: bool = Field(
        False,
        description="Whether visitors who are not signed in see headlines, excerpts and links. Whole texts are for "
        "readers with an account, but for those whose licence lets anybody show them.",
    )
    policy: Policy = Field(
        Policy.PRIVATE,
        description="Whom articles are shown to: private, the readers of this Broadsheet, who read them whole; or "
        "public, anybody, and then all see excerpts and links, and whole texts only where a licence allows it. "
        "Visitors who are not signed in are always the public.",
    )
    smtp: str | None = Field(
        None,
        pattern=r"^smtps?://",
        description="The mail server for channels, invitations and password recovery: smtp://user:password@host:587 "
        "(STARTTLS where the server offers it) or smtps://… (TLS from the start).",
    )
    mail_from: MailAddress | None = Field(
        None, description="The address that mails come from: news@example.org, or “Our paper <news@example.org>”."
    )
    newsletters: MailboxAddress | None = Field(
        None,
        pattern=r"^imaps?://",
        description="The mailbox that newsletters come to, and its folder: imaps://user:password@host/Folder (TLS from "
        "the start) or imap://… (STARTTLS). It is only read; nothing in it is changed.",
    )
    newsletters_password: Password | None = Field(
        None, description="The password of that mailbox, where it is not in the address."
    )
    newsletters_to: MailAddress | None = Field(
        None, description="Only mails to this address are read: for a mailbox that also gets other mail."
    )
    model_address: HttpAddress | None = Field(
        None,
        description="An OpenAI-compatible endpoint for the AI features. No feature of this edition asks it: all of "
        "them work without a model.",
    )
    fetch_proxy: HttpAddress | None = Field(
        None,
        description="A forward proxy for all requests to outlets. It resolves names; only literal private "
        "addresses are refused then.",
    )
    contact: str = Field(
        "", max_length=200, description="A mail or web address of yours, told to outlets in the agent name."
    )
    allow_private_addresses: bool = Field(
        False, description="Whether sources on private and loopback addresses may be collected."
    )
    read_pages: bool = Field(True, description="Whether articles' own pages are read, or the feeds' words alone.")
    fetch_concurrency: int = Field(64, ge=1, le=256, description="How many hosts are asked at the same time.")
    host_pause: float = Field(
        0.5, ge=0, le=60, description="Seconds between the end of one request to a host and the next."
    )
    refresh_minutes: int = Field(
        20,
        ge=5,
        le=1440,
        description="Minutes between two looks at a source that brings one new article an hour. Busier ones are looked "
        "at more often, quieter ones less, as each has been found to publish.",
    )
    refresh_shortest: int = Field(5, ge=5, le=1440, description="Minutes between two looks at least, however busy.")
    refresh_longest: int = Field(
        1440,
        ge=5,
        le=1440,
        description="Minutes between two looks at most, however quiet the source; one may ask for more, up to a day.",
    )
    keep_pages_days: int = Field(14, ge=0, le=3650, description="Days that a fetched raw page is kept.")
    keep_pages_mb: int = Field(1000, ge=0, description="Megabytes of raw pages that are kept at most.")

    keep_media_mb: int = Field(
        500, ge=10, description="Megabytes of the outlets' pictures that are kept at most, made smaller for our pages."
    )

    hashtag_aliases: Path | None = Field(
        None,
        description="A text file with spellings of hashtags that are one: “Vladimir Putin = Putin, President Putin”, a "
        "line for each. Without it: hashtags.txt in the data folder, if there is one.",
    )

    @classmethod
    def read(cls, **given: Any) -> Self:
        """Settings from the command line (`given`; None means not given), the environment and the settings file.

        Raises BadSettings with one line that names the setting and what to do.
        """
        given = {name: value for name, value in given.items() if value is not None}
        from_environment = _environment(set(cls.model_fields))
        data = (
            given.get("data")
            or from_environment.get("data")
            or cls.model_fields["data"].get_default(call_default_factory=True, validated_data={})
        )
        folder = Path(data).expanduser().absolute()
        values = {**_file(folder / SETTINGS_FILE), **from_environment, **given, "data": folder}
        try:
            return cls(**values)
        except ValidationError as error:
            raise BadSettings(_sentence(error)) from None

    @property
    def database_address(self) -> str:
        """The database's address, with the default filled in."""
        return self.database or f"sqlite:///{self.data / 'broadsheet.db'}"

    @property
    def rhythm(self) -> Bounds:
        """How often sources may be looked at. Where the two ends contradict each other, the shortest pause holds."""
        shortest = self.refresh_shortest * 60
        return Bounds(self.refresh_minutes * 60, shortest, max(shortest, self.refresh_longest * 60))

    @property
    def callbacks(self) -> str | None:
        """The address under which hubs can call us; None where they cannot, or are not to: it is not encrypted, or has
        a name or number of a private network."""
        if not self.websub or not self.base_address or not self.base_address.startswith("https://"):
            return None
        return self.base_address if _is_public(urlsplit(self.base_address).hostname or "") else None

    @property
    def mailbox(self) -> Mailbox | None:
        """The mailbox that newsletters come to, or None."""
        if not self.newsletters:
            return None
        parts = urlsplit(self.newsletters)
        implicit = parts.scheme == "imaps"
        return Mailbox(
            host=parts.hostname or "",
            port=parts.port or (993 if implicit else 143),
            implicit=implicit,
            user=unquote(parts.username or ""),
            password=self.newsletters_password or unquote(parts.password or ""),
            folder=unquote(parts.path.strip("/")) or "INBOX",
            to=parseaddr(self.newsletters_to or "")[1].lower(),
        )

    @property
    def sends_mail(self) -> bool:
        """Whether mails can be sent: there is a server, and an address that they come from."""
        return bool(self.smtp and self.mail_from)

    @property
    def address(self) -> str:
        """Where readers reach this Broadsheet, for links in mails: the public address, or this machine's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.base_address or f"http://{host}:{self.port}"


def _environment(known: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for variable, value in os.environ.items():
        if not variable.startswith(PREFIX):
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name in known:
            found[name] = value
        elif name.endswith("_file") and name.removesuffix("_file") in known:
            found.setdefault(name.removesuffix("_file"), _secret(variable, value))
        else:
            raise BadSettings(f"There is no setting {variable}. docs/settings.md lists them all.")
    return found


def _secret(variable: str, path: str) -> str:
    try:
        return Path(path).read_text().strip()
    except OSError as error:
        raise BadSettings(f"{variable} names {path}, which cannot be read: {error.strerror}.") from None


def _file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text())
    except (FileNotFoundError, NotADirectoryError):  # what is wrong with the folder is said when it is made
        return {}
    except OSError as error:
        raise BadSettings(f"{path} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path} is not valid TOML: {error}.") from None


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"There is no setting {name}. docs/settings.md lists them all."
    said = first["msg"].removeprefix("Value error, ")
    value = "not right" if name in SECRET else repr(first["input"])
    return f"The setting {name} ({PREFIX}{name.upper()}) is {value}: {said[0].lower()}{said[1:]}."
