"""The stylesheet, the scripts and the drawings: read once, addressed by what is in them, and so kept by browsers."""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from broadsheet.errors import NotFound

FOLDER = Path(__file__).parent / "static"
WORKER = "worker.js"  # has one address for ever: browsers ask there whether it changed
FOREVER = "public, max-age=31536000, immutable"

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the folder `static`; `address` changes whenever its bytes do."""

    address: str
    body: bytes
    media_type: str


def _read(path: Path) -> Asset:
    body = path.read_bytes()
    digest = hashlib.sha256(body).hexdigest()[:12]
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Asset(f"/static/{path.stem}.{digest}{path.suffix}", body, media_type)


ASSETS = {path.name: _read(path) for path in sorted(FOLDER.iterdir()) if path.is_file()}
_BY_ADDRESS = {asset.address: asset for asset in ASSETS.values()}


def address(name: str) -> str:
    """Where a file of the folder `static` is served. KeyError where there is none: a mistake in a template."""
    return ASSETS[name].address


@router.get("/static/{name}")
async def static(name: str) -> Response:
    """One asset. Only its present address answers, so nothing old is ever kept under a new name."""
    asset = _BY_ADDRESS.get(f"/static/{name}")
    if asset is None:
        raise NotFound("There is no such file here.")
    return Response(asset.body, media_type=asset.media_type, headers={"Cache-Control": FOREVER})


@router.get("/worker.js")
async def worker() -> Response:
    """The script that keeps pages for offline: at the root, for a worker sees the pages below its own address only."""
    return Response(ASSETS[WORKER].body, media_type=ASSETS[WORKER].media_type, headers={"Cache-Control": "no-cache"})


@router.get("/broadsheet.webmanifest")
async def manifest() -> Response:
    """What a browser needs to install Broadsheet as an app (W3C Web Application Manifest)."""
    shown = {
        "name": "Broadsheet",
        "short_name": "Broadsheet",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#fdfcf9",
        "theme_color": "#fdfcf9",
        "icons": [
            {"src": address("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            {"src": address("icon-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any"},
            {"src": address("icon-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
            {"src": address("icon-192.png"), "sizes": "192x192", "type": "image/png", "purpose": "any"},
        ],
    }
    return JSONResponse(shown, media_type="application/manifest+json", headers={"Cache-Control": "no-cache"})
