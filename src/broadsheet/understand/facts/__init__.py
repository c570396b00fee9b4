"""Names and numbers: the people, places, organisations and figures of a text, each with where it stands."""

from broadsheet.understand.facts.finding import facts

__all__ = ["facts"]
