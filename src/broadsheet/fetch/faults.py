"""What went wrong on the way, in words: the HTTP library's errors → ours."""

import errno
import socket
import ssl

import aiohttp
from aiohttp.http_exceptions import BadHttpMessage, LineTooLong

from broadsheet.errors import BadCertificate, FetchError, NoSuchHost, Refused, TimedOut, TooLarge, Unreachable
from broadsheet.fetch.guard import PrivateAddress
from broadsheet.fetch.limits import Limits

_CONNECTION = {
    errno.ECONNREFUSED: "{who} refuses connections. It may be down: Broadsheet tries again later.",
    errno.EHOSTUNREACH: "{who} cannot be reached from here.",
    errno.ENETUNREACH: "{who} cannot be reached from here: is this machine connected to the network?",
    errno.EMFILE: "{who} was not asked: too many connections are open here. Raise the limit of open files.",
}


def explain(error: Exception, who: str, limits: Limits) -> FetchError:
    """Our error for one that came while `who` (the host, for the sentence) was asked."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return _no_connection(error, who)
    if isinstance(error, TimeoutError):
        return _too_slow(error, who, limits)
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return Unreachable(
            f"The proxy did not open a way to {who}: it answered {error.status}. Check the setting fetch_proxy."
        )
    if isinstance(error, aiohttp.ClientResponseError):
        return _not_http(error, who, limits)
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return Unreachable(f"{who} closed the connection without an answer.")
    if isinstance(error, aiohttp.ClientPayloadError):
        return Unreachable(f"{who} broke off in the middle of the page. It may work later.")
    return Unreachable(f"{who} broke the connection. It may work later.")


def _too_slow(error: TimeoutError, who: str, limits: Limits) -> TimedOut:
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return TimedOut(f"{who} did not take a connection within {limits.connect:g} s.")
    return TimedOut(f"{who} sent nothing more for {limits.idle:g} s.")


def _not_http(error: aiohttp.ClientResponseError, who: str, limits: Limits) -> FetchError:
    broken = error.__cause__.__cause__ if error.__cause__ else None
    if isinstance(broken, LineTooLong):
        return TooLarge(f"{who} sent a header of more than {limits.header_line // 1024} KB.")
    if isinstance(broken, BadHttpMessage) and "many headers" in broken.message.lower():
        return TooLarge(f"{who} sent more than {limits.header_lines} headers.")
    return Unreachable(f"{who} answered with something that is not HTTP.")


def _no_connection(error: aiohttp.ClientConnectorError, who: str) -> FetchError:
    cause: BaseException = error.os_error
    if isinstance(cause, PrivateAddress):
        return Refused(
            f"The name {who} leads to {cause}, which is not an address of the public internet. Broadsheet goes nowhere "
            "else unless the setting allow_private_addresses allows it."
        )
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return _no_name(cause, who)
    if isinstance(error, aiohttp.ClientProxyConnectionError):
        return Unreachable(f"The proxy {error.host}:{error.port} cannot be reached. Check the setting fetch_proxy.")
    if isinstance(cause, ssl.SSLError):
        return _no_encryption(cause, who)
    said = _CONNECTION.get(error.errno or 0, "No connection with {who} could be made. It may work later.")
    return Unreachable(said.format(who=who))


def _no_name(cause: BaseException, who: str) -> Unreachable:
    if isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_AGAIN:
        return Unreachable(f"The name {who} could not be looked up just now: is this machine connected to the network?")
    return NoSuchHost(
        f"There is no host of the name {who}: look for a typing mistake, or for the outlet's new address."
    )


def _no_encryption(error: ssl.SSLError, who: str) -> Unreachable:
    if isinstance(error, ssl.SSLCertVerificationError):
        return BadCertificate(f"The certificate of {who} is not valid: {error.verify_message.rstrip('.')}.")
    return Unreachable(f"No encrypted connection could be made with {who}: {error.reason or 'the handshake failed'}.")
