"""What a browser calls itself, in two words for people: "Firefox on Linux"."""

from broadsheet.web.interface.current import gettext as _
from broadsheet.web.interface.current import noted

# The first that is found names it: browsers call themselves by the names of those that came before them, too.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
    ("curl", "curl"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", noted("an iPhone")),
    ("iPad", noted("an iPad")),
    ("Windows", "Windows"),
    ("Macintosh", noted("a Mac")),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_name(agent: str) -> str:
    """The browser and the system of a User-Agent; where they are not known, the beginning of what it says."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), None)
    system = next((name for sign, name in _SYSTEMS if sign in agent), None)
    if browser is None:
        return agent[:40] or _("A program without a name")
    return _("%(browser)s on %(system)s", browser=browser, system=_(system)) if system else browser
