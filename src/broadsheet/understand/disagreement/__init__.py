"""What the outlets of one story say differently: numbers, days, ages, spellings, offices."""

from broadsheet.understand.disagreement.finding import disagreements

__all__ = ["disagreements"]
