"""Which other outlets an article credits."""

from broadsheet.understand.provenance.finding import citations

__all__ = ["citations"]
