"""Text as people and as machines need it: one plain line, an excerpt, a folded form to match with, tokens to search.

Called for every article at ingest, so each function takes a short way where the text is plain ASCII.
"""

import html
import re
import unicodedata

from selectolax.lexbor import LexborHTMLParser

from broadsheet.text.trees import uncrowded

# Not shown and not searched: C0 and C1 controls, the marks that turn the direction of what follows (a title could
# disguise its end), zero-width space, soft hyphen, byte order mark, halves of surrogate pairs, noncharacters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0001]"
)
# Invisible letters, except in the flags of England, Scotland and Wales, which are spelled with them.
_TAGS = re.compile("(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+")

_BLOCK = re.compile(
    r"<(?=/?(?:p|div|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|th|table|blockquote|figure|figcaption|section|article|header|"
    r"footer|aside|pre|option|img)\b)",
    re.IGNORECASE,
)
_DROPPED = "script,style,template,noscript,iframe,svg,math,head,title,textarea,select,object"
_MAY_BE_DROPPED = re.compile(r"<(?:sc|st|te|no|if|sv|ma|he|ti|se|ob)", re.IGNORECASE)
LARGEST = 2_000_000  # characters of HTML that `plain` looks at
MANY = 100  # attributes, from which on a tag may be crowded with them
MOST_TAGS = 10_000  # and tags: nesting costs the parser the square of its depth (0.15 s at this one)


def plain(markup: str) -> str:
    """HTML → its text on one line: entities decoded, scripts and styles dropped, blocks parted by a space.

    The result is text, not safe HTML: whoever shows it escapes it.
    """
    if "<" not in markup:
        return squash(html.unescape(markup) if "&" in markup else markup)
    markup = markup[:LARGEST].replace("\x00", "")
    if markup.count("<") > MOST_TAGS:
        markup = "<".join(markup.split("<", MOST_TAGS)[:MOST_TAGS])
    if markup.count("=") > MANY:
        markup = uncrowded(markup.encode("utf-8", "replace")).decode()
    tree = LexborHTMLParser(_BLOCK.sub(" <", markup))
    if _MAY_BE_DROPPED.search(markup):
        for node in tree.css(_DROPPED):
            node.decompose()
    return squash(tree.body.text() if tree.body else "")


def squash(text: str) -> str:
    """Text on one line: runs of white space become one space; control and direction characters go."""
    line = " ".join(text.split())
    if line.isprintable():  # nothing in it is unseen: the usual case, and the cheapest to tell
        return line
    text = _UNSEEN.sub("", text)
    if max(text, default="") > "\U000e0000":
        text = _TAGS.sub("", text)
    return " ".join(text.split())


_SENTENCE_END = re.compile(r"(?:[^\W\d_]{4}[.]|\d{4}[.]|[!?؟।]|[。！？])[\"'”’»)\]」』]{0,2}(?=\s|(?<=[。！？」』]))")
_CLINGS = re.compile("[\u0300-\u036f\u200c\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")


def excerpt(text: str, most: int = 300) -> str:
    """The beginning of plain text, at most `most` characters: up to a sentence's end where one is near, else up to a
    word's end with an ellipsis. Scripts without spaces are cut between characters."""
    line = squash(text[: most * 4])
    if len(line) <= most and len(text) <= most * 4:
        return line
    ends = [match.end() for match in _SENTENCE_END.finditer(line, 0, most + 1) if match.end() <= most]
    if ends and ends[-1] >= most * 0.6:
        return line[: ends[-1]]
    cut = line.rfind(" ", int(most * 0.8), most)
    if cut < 0:
        cut = most - 1
        while cut > 1 and (_CLINGS.match(line[cut : cut + 1]) or line[cut - 1] == "\u200d"):
            cut -= 1
    return line[:cut].rstrip(" ,;:.-–—、，") + "…"


# Marks that go: accents of Latin, Greek and Cyrillic, the points of Hebrew, the vowels of Arabic and its tatweel, and
# the joiners. Marks of other scripts are letters to their readers and stay: Hindi vowels, Japanese voicing, Thai tones.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]+")
_DIGITS = {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0, 0x966) for digit in range(10)}
_TWINS = "ø=o ł=l đ=d ð=d þ=th æ=ae œ=oe ı=i ħ=h ٱ=ا ى=ي ی=ي ک=ك ة=ه ہ=ه ’=' ‘=' ʼ='"
_LETTERS = str.maketrans({**dict(pair.split("=") for pair in _TWINS.split()), **_DIGITS})


def fold(text: str) -> str:
    """Text for matching: without case, accents, Arabic vowel marks and tatweel; alef, yeh and kaf in one form each;
    compatibility forms (full width, ligatures) and digits in their usual form."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", text).translate(_LETTERS))


# Scripts written without spaces: Thai and Lao, Burmese, Khmer, kana, Han.
_UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u1049\u1780-\u17d3\u3005-\u3007\u3031-\u3035\u303b\u3041-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
# Signs that belong to words although Unicode does not count them as letters: vowels and tones of India's scripts,
# without their full stops.
_SIGNS = "\u0900-\u0963\u0966-\u0dff"
LONGEST = 64  # characters of one token
_RUNS = re.compile(f"([{_UNSPACED}]+)|((?:[^\\W_{_UNSPACED}]|[{_SIGNS}]){{1,{LONGEST}}})")
_ASCII_RUNS = re.compile(f"[a-z0-9]{{1,{LONGEST}}}")
_POSSESSIVE = re.compile(r"'s\b")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,6}")
_TYPOGRAPHIC = (("’", "'"), ("‘", "'"), ("“", " "), ("”", " "), ("–", " "), ("—", " "), ("…", " "), ("\xa0", " "))


def tokens(text: str) -> list[str]:
    """The folded words of a text, in order, for search and matching: at most 64 characters each.

    Chinese, Japanese, Thai, Lao, Khmer and Burmese runs, which have no spaces, become overlapping pairs of characters;
    a single character alone stays one token. A possessive 's is dropped, "U.S." is "us".
    """
    found: list[str] = []
    for run, word in pieces(text):
        if word:
            found.append(word)
        elif len(run) == 1:
            found.append(run)
        else:
            found.extend(pairs(run))
    return found


def pieces(text: str) -> list[tuple[str, str]]:
    """The same words before they are cut: in each pair either a run that is written without spaces, or a word."""
    if not text.isascii():
        for sign, usual in _TYPOGRAPHIC:
            text = text.replace(sign, usual)
    folded = fold(text)
    if "'s" in folded:
        folded = _POSSESSIVE.sub("", folded)
    if "." in folded:
        folded = _INITIALS.sub(lambda match: match[0].replace(".", ""), folded)
    if folded.isascii():
        return [("", word) for word in _ASCII_RUNS.findall(folded)]
    return _RUNS.findall(folded)


def pairs(run: str) -> list[str]:
    """The overlapping pairs of a run's characters."""
    return [run[at : at + 2] for at in range(len(run) - 1)]
