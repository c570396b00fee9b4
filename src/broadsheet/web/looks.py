"""How the paper looks, as classes of the page and as what a browser paints around it. The colours are paper.css's."""

from broadsheet.model.appearance import PLAIN, Appearance, Ground
from broadsheet.model.readers import Reader

PAPER = {Ground.LIGHT: "#fdfcf9", Ground.SEPIA: "#f5ebd7", Ground.DARK: "#161513"}


def classes(appearance: Appearance) -> str | None:
    """What a page is marked with for the stylesheet; None where everything is as for everybody."""
    marks = (
        appearance.ground.value if appearance.ground is not PLAIN.ground else "",
        f"text-{appearance.size.value}" if appearance.size is not PLAIN.size else "",
        f"measure-{appearance.measure.value}" if appearance.measure is not PLAIN.measure else "",
    )
    return " ".join(filter(None, marks)) or None


def scheme(reader: Reader | None) -> str:
    """The colours of fields and bars (CSS Color Adjustment 1, 2.2)."""
    ground = reader.appearance.ground if reader else PLAIN.ground
    return {Ground.SYSTEM: "light dark", Ground.DARK: "dark"}.get(ground, "light")


def papers(reader: Reader | None) -> list[tuple[str, str | None]]:
    """The colours of the bars around the page, each with when it holds (HTML Living Standard, 4.2.5.1)."""
    ground = reader.appearance.ground if reader else PLAIN.ground
    if ground is not Ground.SYSTEM:
        return [(PAPER[ground], None)]
    return [(PAPER[one], f"(prefers-color-scheme: {one.value})") for one in (Ground.LIGHT, Ground.DARK)]
