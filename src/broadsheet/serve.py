"""Runs the web and the jobs, in one process or apart, until Ctrl-C or SIGTERM.

The web server and the job engine are imported late: they are heavy, and only who runs them pays for them.
"""

import ipaddress
import signal
import socket
import tempfile
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet import __version__
from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.errors import BadSettings
from broadsheet.jobs.desk import Desk
from broadsheet.service import readers

if TYPE_CHECKING:
    from broadsheet.service.context import Context
    from broadsheet.web.pages.demo import Mails

Tell = Callable[[str], None]
STOPS = (signal.SIGINT, signal.SIGTERM)


def up(settings: Settings, tell: Tell) -> None:
    """Web and jobs in one process."""
    _up(settings, tell)


def _up(settings: Settings, tell: Tell, mailbox: "Mails | None" = None) -> None:
    from broadsheet.jobs import engine

    _leave_when_told()
    with open_context(settings, engine.wake, engine.post, Desk) as ctx, ExitStack() as stack:
        door = open_door(ctx)
        stack.callback(engine.stop)
        engine.start(ctx)
        _serve(ctx, door, tell, mailbox)


def web(settings: Settings, tell: Tell) -> None:
    """The pages alone: the jobs run elsewhere."""
    _leave_when_told()
    with open_context(settings, make_desk=Desk) as ctx:
        _serve(ctx, open_door(ctx), tell)


def jobs(settings: Settings, tell: Tell) -> None:
    """The jobs alone: the pages are elsewhere."""
    from broadsheet.jobs import engine

    stopped = threading.Event()
    for number in STOPS:
        signal.signal(number, lambda *_: stopped.set())
    with open_context(settings, engine.wake, engine.post) as ctx, ExitStack() as stack:
        stack.callback(engine.stop)
        engine.start(ctx)
        tell("The jobs run. Stop them with Ctrl-C.")
        # The system may give the signal to another thread, which wakes nobody who waits without end.
        while not stopped.wait(1):
            pass
    tell("Stopped.")


def demo(settings: Settings, tell: Tell) -> None:
    """Web and jobs on a folder of their own that is gone afterwards, reading invented outlets on this machine.

    Raises BadSettings for an address that others can reach: in the demo one walks in without a password.
    """
    from broadsheet import staging
    from broadsheet.demo.mailbox import Mailbox
    from broadsheet.demo.press import Press

    if not _is_loopback(settings.host):
        raise BadSettings("The demo is open to everyone who reaches it, so it listens on this machine alone.")
    with Press() as press, Mailbox() as mailbox, tempfile.TemporaryDirectory(prefix="broadsheet-demo-") as folder:
        shown = settings.model_copy(
            update={
                "data": Path(folder),
                "database": None,
                "fetch_proxy": None,
                "allow_private_addresses": True,
                "host_pause": 0.0,
                "base_address": None,
                "smtp": mailbox.address,
                "mail_from": "The demo <demo@broadsheet.example>",
            }
        )
        tell(f"{len(press.outlets)} invented outlets are on this machine; the first is at {press.outlets[0].home}")
        tell("They are read now. A few seconds, please.")
        with open_context(shown) as ctx:
            staging.set_scene(ctx, press, mailbox)
        _up(shown, tell, mailbox.mails)


def _leave_when_told() -> None:
    """Until the web server listens to signals itself, they end the program in good order."""

    def leave(*_: object) -> None:
        raise SystemExit(0)

    for number in STOPS:
        signal.signal(number, leave)


def open_door(ctx: "Context") -> socket.socket:
    """The socket that the web listens on. Raises BadSettings where it may not or cannot be opened."""
    settings = ctx.settings
    refuse_public(settings, has_owner=readers.has_owner(ctx))
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((settings.host, settings.port))
        door.listen()  # from now on nobody is turned away: who comes before the pages are ready waits
    except OSError as error:
        door.close()
        raise BadSettings(
            f"Cannot listen on {settings.host} port {settings.port}: {error.strerror}. "
            "Is Broadsheet running already? Choose another port with --port or BROADSHEET_PORT."
        ) from None
    return door


def refuse_public(settings: Settings, *, has_owner: bool) -> None:
    """A Broadsheet without an owner is for this machine alone: whoever came first would own it."""
    if not has_owner and not _is_loopback(settings.host):
        raise BadSettings(
            f"The address {settings.host} can be reached from other machines, and this Broadsheet has no owner yet. "
            "Make one first: broadsheet owner NAME. Or listen on 127.0.0.1 (the default)."
        )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _serve(ctx: "Context", door: socket.socket, tell: Tell, mailbox: "Mails | None" = None) -> None:
    import uvicorn

    from broadsheet.web.app import create_app

    config = uvicorn.Config(
        create_app(ctx, version=__version__, mailbox=mailbox),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=ctx.settings.trusted_proxies,
        timeout_graceful_shutdown=5,
        limit_concurrency=200,
        h11_max_incomplete_event_size=64 * 1024,
    )
    host, port = door.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    page = "demo" if mailbox else ""
    tell(f"Broadsheet is at http://{shown}:{port}/{page}  (stop it with Ctrl-C)")
    if not readers.has_owner(ctx):
        tell("Open it, and choose a name and a password: the first visitor owns this Broadsheet.")
    # uvicorn stops cleanly on these, then raises them again for whoever was there before: that one does nothing more.
    for number in STOPS:
        signal.signal(number, lambda *_: None)
    uvicorn.Server(config).run(sockets=[door])
    tell("Stopped.")
