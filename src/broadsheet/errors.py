"""Every error of our own. Each says, in a sentence for a person, what happened; and whether to try again.

BroadsheetError
├── BadInput            the person can mend it: exit code 2, status 400
│   ├── BadSettings  BadAddress (NoFeed: a web page without one)  BadFile
├── NotFound            there is no such thing: status 404
├── NotSignedIn         only for readers of this Broadsheet: to the page that signs in
├── Forbidden           this reader may not do that: status 403
├── TooManyTries        wait a while: status 429
├── FetchError          an outlet did not give us the page
│   ├── Refused  Unreachable  TimedOut  TooLarge  BadEncoding  TooManyRedirects  BadStatus
│   ├── NoSuchHost  BadCertificate    kinds of Unreachable
│   └── NotAsked            and we did not even ask: a rule of the outlet's (KeptOut), or a pause that it asked for
├── ListingError        what came is not a feed or sitemap that can be read
│   └── WebPage             it is a page for people
├── ExtractError        no article was found in a page
├── PictureError        what came is not a picture that we show
├── MailError           the mail server did not take a mail
├── MailboxError        the mailbox that newsletters come to cannot be read
├── LetterError         a mail in it is no newsletter that can be read
├── OwnFault            a mistake in Broadsheet itself
└── StoreError          the database cannot be used
    ├── NewerDatabase  StoreBusy
"""

from typing import ClassVar


class BroadsheetError(Exception):
    """`str(error)` is a sentence for a person; `again` says whether the same thing may work later."""

    again: ClassVar[bool] = False

    @property
    def reason(self) -> str:
        return str(self)


class BadInput(BroadsheetError):
    """Something typed, pasted or uploaded cannot be used as it is."""


class BadSettings(BadInput):
    """A setting is wrong, or two settings contradict each other."""


class BadAddress(BadInput):
    """Not an address that Broadsheet can collect from."""


class NoFeed(BadAddress):
    """A web page came that everybody can read, but no feed or news sitemap stands beside it."""

    def __init__(self, message: str, url: str) -> None:
        """`url`: the page, whose own links may be followed instead."""
        super().__init__(message)
        self.url = url


class BadFile(BadInput):
    """A file that was given cannot be read as what it should be."""


class NotFound(BroadsheetError):
    """No such source, article, hashtag or page."""


class NotSignedIn(BroadsheetError):
    """Nobody is signed in, and what was asked for is only for readers."""


class Forbidden(BroadsheetError):
    """The reader who is signed in has not the right to do that."""


class TooManyTries(BroadsheetError):
    """The same was tried too often in a short time."""

    again = True

    def __init__(self, message: str, retry_after: int) -> None:
        """`retry_after`: seconds until it may be tried again."""
        super().__init__(message)
        self.retry_after = retry_after


class FetchError(BroadsheetError):
    """A page could not be fetched."""

    again = True


class Refused(FetchError):
    """We do not go there: a private address, another scheme than http or https, a forbidden port."""

    again = False


class Unreachable(FetchError):
    """The host has no address, does not answer, or breaks the connection or the encryption."""


class NoSuchHost(Unreachable):
    """The name of the host leads nowhere."""


class BadCertificate(Unreachable):
    """The host does not show a certificate that holds for its name today."""


class TimedOut(FetchError):
    """The headers, the body or the whole took longer than we wait."""


class TooLarge(FetchError):
    """The headers or the body, as sent or decompressed, are larger than we accept."""


class BadEncoding(FetchError):
    """The body says gzip or deflate and is not, or uses an encoding that we did not ask for."""


class TooManyRedirects(FetchError):
    """The address leads round in a circle, or too far."""


class BadStatus(FetchError):
    """The server answered, but not with the page."""

    def __init__(self, message: str, status: int, retry_after: int | None = None, *, wall: str | None = None) -> None:
        """`status`: the HTTP status. `retry_after`: seconds that the server asks us to wait, or None. `wall`: the name
        of the service before it that turned us away, or None."""
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after
        self.wall = wall

    @property
    def gone(self) -> bool:
        """The server says that the page is no longer there, and will not be (RFC 9110, 15.5.11)."""
        return self.status == 410


class NotAsked(FetchError):
    """The page was not asked for: robots.txt forbids it, or the host asked for a pause."""

    def __init__(self, message: str, until: int) -> None:
        """`until`: when to see again whether it may be asked for, seconds since 1970, UTC."""
        super().__init__(message)
        self.until = until


class KeptOut(NotAsked):
    """The outlet's robots.txt closes the page to programs."""


class ListingError(BroadsheetError):
    """What came from a source's address is not a listing of articles."""

    again = True


class WebPage(ListingError):
    """What came is a web page that everybody can read, and no listing."""


class ExtractError(BroadsheetError):
    """A page came, but no article was found in it."""


class PictureError(BroadsheetError):
    """What came for a picture is none, is too large, or may not be shown."""


class MailError(BroadsheetError):
    """The mail server did not take a mail. `refused`: it never will, so that mail is not tried again."""

    again = True

    def __init__(self, message: str, *, refused: bool = False) -> None:
        super().__init__(message)
        self.refused = refused


class MailboxError(BroadsheetError):
    """The mailbox that newsletters come to cannot be read."""

    again = True


class LetterError(BroadsheetError):
    """A mail in that mailbox is too large, or cannot be read as a newsletter."""


class OwnFault(BroadsheetError):
    """A mistake in Broadsheet itself, met in one page or source: logged whole, and kept from harming the others."""

    again = True


class StoreError(BroadsheetError):
    """The database cannot be opened, read or written."""


class NewerDatabase(StoreError):
    """The database was written by a newer Broadsheet than this one."""


class StoreBusy(StoreError):
    """Another process held the database longer than we wait."""

    again = True
