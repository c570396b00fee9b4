"""QR codes, as SVG: for a desk whose phone should open an address."""

from io import BytesIO

import segno


def qr(address: str) -> bytes:
    """The address as a QR code: black on white with its quiet zone, so that it can be read on a dark page too."""
    drawn = BytesIO()
    segno.make_qr(address, error="m").save(
        drawn, kind="svg", scale=1, border=4, dark="#000", light="#fff", unit=None, omitsize=True, xmldecl=False
    )
    return drawn.getvalue()
