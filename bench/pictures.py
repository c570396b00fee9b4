"""Pictures: CPU and bytes of each as it is encoded anew, and what writing our addresses into a text costs."""

import asyncio
import io
import resource
import time

from PIL import Image

from bench.measure import Figures
from broadsheet.picture.lab import Lab
from broadsheet.text.sanitize import sanitize, sanitize_shown
from broadsheet.text.signing import media_address

ROUNDS = 20
SHAPES = ((1200, 675, "JPEG"), (2400, 1600, "JPEG"), (6000, 4000, "JPEG"), (1200, 675, "PNG"))


def run() -> Figures:
    """For each shape: CPU of the limited process, bytes as sent and as shown."""
    start, _ = _cost([])
    for width, height, kind in SHAPES:
        body = made(width, height, kind)
        cpu, sizes = _cost([body] * ROUNDS)
        shown = ", ".join(f"{size / 1000:.0f}" for size in sizes)
        label = f"a picture of {width} × {height} ({kind}, {len(body) / 1000:.0f} kB), encoded anew"
        yield label, f"{(cpu - start) / ROUNDS * 1000:.0f} ms CPU; {shown} kB for three widths"
    yield "a text with 5 pictures, our addresses written into it", f"{_addresses() * 1000:.2f} ms CPU"


def made(width: int, height: int, kind: str) -> bytes:
    """A landscape of gradients with a photograph's grain."""
    small = Image.effect_noise((width // 4, height // 4), 60).resize((width, height), Image.Resampling.BICUBIC)
    grain = Image.blend(small, Image.effect_noise((width, height), 12), 0.4)
    sky = Image.linear_gradient("L").resize((width, height))
    light = Image.radial_gradient("L").resize((width, height))
    picture = Image.merge("RGB", (Image.blend(sky, grain, 0.3), Image.blend(light, grain, 0.3), grain))
    out = io.BytesIO()
    picture.save(out, kind, quality=85)
    return out.getvalue()


def _cost(bodies: list[bytes]) -> tuple[float, list[int]]:
    """Seconds of CPU in the process, its start included; the bytes of the last one's widths."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    sizes: list[int] = []

    async def work() -> None:
        for body in bodies or [made(20, 20, "PNG")]:
            sizes[:] = [len(one) for one in (await lab.develop(body)).sizes.values()]

    lab = Lab(workers=1)
    asyncio.run(work())
    lab.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, sizes


def _addresses() -> float:
    """Seconds of CPU for one text of 800 words."""
    words = "<p>" + "Rain fell on the harbour again. " * 32 + "</p><img src='https://h.example/a/b/c.jpg?w=1' alt='A'>"
    html = sanitize(words * 5, "https://h.example/")
    start = time.process_time()
    for _ in range(200):
        sanitize_shown(html, lambda url: media_address(b"k" * 32, url, 1280))
    return (time.process_time() - start) / 200
