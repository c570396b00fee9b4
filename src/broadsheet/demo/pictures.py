"""Small abstract pictures, drawn from their names: the same name gives the same picture, so none has to be shipped.

Each scene is a sky, some layers of land or water, and one thing that says where we are. Sizes are in the drawing's own
units, 1200 by 675.
"""

import math
from collections.abc import Callable
from random import Random

WIDTH, HEIGHT = 1200, 675
# sky above, sky below, far layer, near layer, accent
Palette = tuple[str, str, str, str, str]
# Other lights on the scenes that occur often; a picture's name chooses.
LIGHTS: dict[str, tuple[Palette, ...]] = {
    "harbour": (
        ("#dfe8ec", "#b7ccd6", "#8aa5b0", "#27404f", "#e0a33a"),
        ("#f7d9c4", "#d98f7c", "#6d6a86", "#2a2747", "#f4e3b0"),
    ),
    "sea": (
        ("#fbe9d0", "#f3b98a", "#a7737a", "#3d2f55", "#d9483b"),
        ("#e6efe6", "#bcd6c8", "#6fa08f", "#1f4f4a", "#e2633d"),
    ),
    "storm": (("#565064", "#9a8f9c", "#625a6e", "#262231", "#e8edf0"),),
    "hills": (("#e3eef3", "#c9dbe0", "#9db4b0", "#3d5a5c", "#f0c15a"),),
    "night": (("#10232e", "#2f5563", "#22404c", "#0a161d", "#ffd98a"),),
    "city": (("#dff0ee", "#f2d9b8", "#8fb0ad", "#2f4858", "#e5734f"),),
    "paper": (("#eef0ea", "#d8ddd0", "#93a68c", "#36504a", "#d08a3c"),),
}
PALETTES: dict[str, Palette] = {
    "harbour": ("#f3e3cf", "#e9b98f", "#7f9aa6", "#23424f", "#c8452f"),
    "sea": ("#dbe9ea", "#a9cbd0", "#5d98a3", "#1d4a5b", "#e7b54a"),
    "storm": ("#4a5765", "#8794a0", "#5b6a76", "#232d37", "#e8edf0"),
    "deep": ("#0d3b53", "#08202f", "#0b2f43", "#051620", "#74e0c5"),
    "hills": ("#f6ead2", "#f0cf9f", "#a9b48c", "#4f6650", "#d9713c"),
    "city": ("#e8e4ec", "#d9b9b4", "#9d92a8", "#3b3850", "#f0c15a"),
    "night": ("#171b38", "#39406e", "#2a2f57", "#0e1126", "#f4e3b0"),
    "pitch": ("#dfeedd", "#b9d8ae", "#7fb069", "#3c7a44", "#ffffff"),
    "paper": ("#f4efe4", "#e8dcc4", "#c9a66b", "#6b4f3a", "#a63d2f"),
    "lab": ("#eef2f7", "#d5dfec", "#8fa8c8", "#2f4a73", "#e2633d"),
}
Drawer = Callable[[Random, Palette], str]


def draw(scene: str, name: str) -> str:
    """An SVG picture of a scene of PALETTES. Raises KeyError for another one."""
    random = Random(f"{scene}/{name}")  # noqa: S311 - a drawing, not a secret
    palette = random.choice((PALETTES[scene], *LIGHTS.get(scene, ())))
    body = SCENES[scene](random, palette)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{palette[0]}"/>'
        f'<stop offset="1" stop-color="{palette[1]}"/></linearGradient></defs>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="url(#sky)"/>{body}</svg>'
    )


def _mix(first: str, second: str, share: float) -> str:
    parts = zip(bytes.fromhex(first[1:]), bytes.fromhex(second[1:]), strict=True)
    return "#" + bytes(round(a + (b - a) * share) for a, b in parts).hex()


def _layers(random: Random, palette: Palette, count: int, top: float, height: float) -> str:
    """Rolling lines, one before the other, from the far colour to the near one."""
    drawn = []
    for layer in range(count):
        share = layer / max(count - 1, 1)
        level = top + (HEIGHT - top) * share * 0.75
        phase, wave = random.uniform(0, 6.3), random.uniform(260, 520)
        points = " ".join(
            f"{x},{level + height * (1 - share * 0.5) * math.sin(x / wave * 2 + phase):.0f}"
            for x in range(0, WIDTH + 41, 40)
        )
        fill = _mix(palette[2], palette[3], share)
        drawn.append(f'<polygon points="0,{HEIGHT} {points} {WIDTH},{HEIGHT}" fill="{fill}"/>')
    return "".join(drawn)


def _disc(random: Random, fill: str, low: float = 260) -> str:
    x, y, radius = random.randint(180, 1020), random.randint(110, round(low)), random.randint(46, 84)
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}" opacity=".9"/>'


def _ship(random: Random, palette: Palette, level: int) -> str:
    x, size = random.randint(180, 780), random.uniform(0.8, 1.5)
    return (
        f'<g transform="translate({x},{level}) scale({size:.2f})">'
        f'<path d="M0 0h230l-34 46H36z" fill="{palette[3]}"/><path d="M44-34h130v34H44z" fill="{palette[0]}"/>'
        f'<path d="M70-58h66v24H70z" fill="{palette[0]}"/><path d="M92-98h26v40H92z" fill="{palette[4]}"/></g>'
    )


def _harbour(random: Random, palette: Palette) -> str:
    cranes = "".join(
        f'<path d="M{x} 480V{y}h{random.randint(110, 190)}M{x} {y + 40}l60-40M{x - 34} {y}h34" '
        f'stroke="{_mix(palette[2], palette[3], 0.6)}" stroke-width="9" fill="none"/>'
        for x, y in ((random.randint(60 + 300 * i, 260 + 300 * i), random.randint(170, 290)) for i in range(3))
    )
    return _disc(random, palette[4]) + cranes + _ship(random, palette, 392) + _layers(random, palette, 4, 440, 9)


def _sea(random: Random, palette: Palette) -> str:
    return (
        _disc(random, palette[4], 200)
        + _layers(random, palette, 2, 330, 12)
        + _ship(random, palette, 388)
        + _layers(random, palette, 4, 430, 16)
    )


def _storm(random: Random, palette: Palette) -> str:
    rain = "".join(
        f'<path d="M{x} {y}l-26 90" stroke="{palette[4]}" stroke-width="2" opacity="{random.uniform(0.15, 0.5):.2f}"/>'
        for x, y in ((random.randint(0, WIDTH + 60), random.randint(-40, 560)) for _ in range(90))
    )
    return _layers(random, palette, 5, 300, 46) + rain


def _deep(random: Random, palette: Palette) -> str:
    lights = "".join(
        f'<circle cx="{random.randint(30, 1170)}" cy="{random.randint(30, 600)}" r="{random.uniform(1.5, 6):.1f}" '
        f'fill="{palette[4]}" opacity="{random.uniform(0.25, 0.9):.2f}"/>'
        for _ in range(70)
    )
    fans = "".join(
        f'<path d="M{x} 690q{spread * 0.1:.0f}-{height // 2} {spread:.0f}-{height}" stroke="{palette[4]}" '
        f'stroke-width="{width}" stroke-linecap="round" fill="none" opacity=".75"/>'
        f'<circle cx="{x + spread:.0f}" cy="{690 - height}" r="{width + 3}" fill="{palette[4]}"/>'
        for x, width in ((random.randint(140, 330), 6), (random.randint(480, 700), 9), (random.randint(860, 1060), 5))
        for i in range(9)
        for spread, height in [((i - 4) * 8 * width, random.randint(22, 30) * width + 60 - abs(i - 4) * 4 * width)]
    )
    return _layers(random, palette, 3, 470, 30) + fans + lights


def _hills(random: Random, palette: Palette) -> str:
    trees = "".join(
        f'<circle cx="{60 + i * 92 + random.randint(-18, 18)}" cy="{random.randint(540, 620)}" '
        f'r="{random.randint(18, 34)}" fill="{_mix(palette[2], palette[3], random.uniform(0.7, 1))}"/>'
        for i in range(13)
    )
    return _disc(random, palette[4]) + _layers(random, palette, 5, 330, 52) + trees


def _blocks(random: Random, palette: Palette, lit: float) -> str:
    drawn, x = [], -20
    while x < WIDTH:
        width, height = random.randint(60, 130), random.randint(130, 380)
        top = 600 - height
        drawn.append(f'<rect x="{x}" y="{top}" width="{width}" height="{height + 80}" fill="{palette[3]}"/>')
        drawn += [
            f'<rect x="{wx}" y="{wy}" width="12" height="18" fill="{palette[4]}" opacity=".8"/>'
            for wx in range(x + 14, x + width - 18, 26)
            for wy in range(top + 18, 580, 38)
            if random.random() < lit
        ]
        x += width + random.randint(4, 26)
    return "".join(drawn)


def _city(random: Random, palette: Palette) -> str:
    far = (palette[0], palette[1], palette[2], palette[2], palette[1])
    return _disc(random, palette[4]) + _blocks(random, far, 0) + _blocks(random, palette, 0.2)


def _night(random: Random, palette: Palette) -> str:
    stars = "".join(
        f'<circle cx="{random.randint(0, WIDTH)}" cy="{random.randint(0, 380)}" r="{random.uniform(0.8, 2.4):.1f}" '
        f'fill="{palette[4]}"/>'
        for _ in range(110)
    )
    return stars + _disc(random, palette[4], 180) + _blocks(random, palette, 0.35)


def _pitch(random: Random, palette: Palette) -> str:
    stripes = "".join(
        f'<rect x="{i * 150}" width="75" height="{HEIGHT}" fill="{palette[2]}" opacity=".45"/>' for i in range(8)
    )
    x = random.randint(420, 780)
    lines = (
        f'<g fill="none" stroke="{palette[4]}" stroke-width="8"><path d="M{x} 0V{HEIGHT}"/>'
        f'<circle cx="{x}" cy="337" r="120"/><path d="M0 170h170v335H0M{WIDTH} 170h-170v335h170"/></g>'
    )
    ball = f'<circle cx="{random.randint(200, 1000)}" cy="{random.randint(150, 520)}" r="20" fill="{palette[3]}"/>'
    return stripes + lines + ball


def _paper(random: Random, palette: Palette) -> str:
    sheets = []
    for i in range(5):
        turn, x = random.randint(-14, 14), 120 + i * 200
        fill = (palette[0], palette[2], palette[3], palette[4], palette[1])[i]
        sheets.append(
            f'<g transform="rotate({turn} {x + 90} 340)"><rect x="{x}" y="{random.randint(120, 200)}" width="190" '
            f'height="340" rx="6" fill="{fill}"/><path d="M{x + 24} 300h140M{x + 24} 330h110" '
            f'stroke="{palette[1]}" stroke-width="6"/></g>'
        )
    return "".join(sheets)


def _lab(random: Random, palette: Palette) -> str:
    nodes = [(random.randint(90, 1110), random.randint(80, 600)) for _ in range(16)]
    lines = "".join(
        f'<path d="M{a[0]} {a[1]}L{b[0]} {b[1]}" stroke="{palette[2]}" stroke-width="3"/>'
        for i, a in enumerate(nodes)
        for b in nodes[i + 1 :]
        if math.dist(a, b) < 300
    )
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="{random.randint(10, 34)}" fill="{random.choice(palette[2:])}"/>'
        for x, y in nodes
    )
    return lines + dots


SCENES: dict[str, Drawer] = {
    "harbour": _harbour,
    "sea": _sea,
    "storm": _storm,
    "deep": _deep,
    "hills": _hills,
    "city": _city,
    "night": _night,
    "pitch": _pitch,
    "paper": _paper,
    "lab": _lab,
}
