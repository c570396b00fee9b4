"""From a web page without a feed to a listing: selectors that are given, or proposed from its own repeated links."""

from broadsheet.collect.page_sources.proposing import propose
from broadsheet.collect.page_sources.reading import read_page
from broadsheet.collect.page_sources.selectors import faults_of

__all__ = ["faults_of", "propose", "read_page"]
