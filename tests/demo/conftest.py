"""One press for all the demo's tests, and what expected.toml says of it."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from broadsheet.demo import press as press_module
from broadsheet.demo.press import Press

FOLDER = Path(press_module.__file__).parent


@pytest.fixture(scope="session")
def press() -> Iterator[Press]:
    with Press() as running:
        yield running


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))


@pytest.fixture(scope="session")
def read(press: Press) -> Callable[[str], str]:
    """The page at an address, decoded as its Content-Type says."""

    def get(url: str) -> str:
        with urlopen(url, timeout=10) as answer:
            return answer.read().decode(answer.headers.get_content_charset())

    return get
