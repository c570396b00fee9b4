"""Articles on nothing in particular or on many things at once: they may belong to a story, but bring others to none."""

import re

# What headlines of live blogs, round-ups, horoscopes, forecasts and quizzes say, in the languages that we read often.
# Only what says so for certain: a headline on the weather may well be on an event.
_SAYS_SO = re.compile(
    r"\b(?:live ?blog|live[ :-]{1,2}updates?|live ticker|as it happened|minute[ -]by[ -]minute|liveticker|newsticker|"
    r"en direct|en vivo|in diretta|ao vivo|minuto a minuto|direkte updates|na żywo|онлайн-трансляция|trực tiếp|"
    r"horoscopes?|horoskop|horóscopo|oroscopo|гороскоп|tử vi|"
    r"(?:news|weekly|daily|crossword|sunday|saturday|friday) quiz|quiz of the (?:day|week)|sudoku|crossword answers?|"
    r"weather forecast|wettervorhersage|prévisions météo|el tiempo hoy|previsioni meteo|dự báo thời tiết|"
    r"(?:morning|evening|daily|news) (?:briefing|round-?up|digest)|news in brief|the week in pictures|"
    r"photos of the (?:day|week)|kurznachrichten|nachrichtenüberblick|revue de presse|rassegna stampa)\b",
    re.IGNORECASE,
)


def is_round_up(title: str) -> bool:
    """Whether a headline says that its article is no report of one event."""
    return _SAYS_SO.search(title[:300]) is not None
