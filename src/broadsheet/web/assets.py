"""The stylesheet and the drawings: read once, addressed by what is in them, so that a browser may keep them forever."""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Response

from broadsheet.errors import NotFound

FOLDER = Path(__file__).parent / "static"
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
