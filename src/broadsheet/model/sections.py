"""The sections of the paper, in its order: their names by their keys."""

SECTIONS = {
    "world": "World",
    "politics": "Politics",
    "business": "Business",
    "science": "Science",
    "technology": "Technology",
    "sport": "Sport",
    "culture": "Culture",
    "health": "Health",
    "local": "Local",
}
