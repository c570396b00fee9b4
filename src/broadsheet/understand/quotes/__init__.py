"""Who said what: the direct quotations of a text, each with its speaker."""

from broadsheet.understand.quotes.finding import quotes

__all__ = ["quotes"]
