"""LexRank, TextRank or LSA of the library sumy, on the same questions: peers for bench/summaries.py.

Their sentences are cut by our splitter: sumy's own needs data from the internet, and the choice is what is compared.
Run as `uv run --no-project --with sumy --with numpy python bench/peer_sumy.py lexrank`.
"""

import json
import re
import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from sumy.nlp.stemmers import Stemmer
from sumy.parsers.plaintext import PlaintextParser

from broadsheet.text.sentences import sentences

PEERS = {
    "lexrank": ("sumy.summarizers.lex_rank", "LexRankSummarizer"),
    "textrank": ("sumy.summarizers.text_rank", "TextRankSummarizer"),
    "lsa": ("sumy.summarizers.lsa", "LsaSummarizer"),
}


class Tokenizer:
    """What sumy asks of one."""

    def to_sentences(self, text: str) -> tuple[str, ...]:
        """Our sentences."""
        return tuple(span.of(text) for span in sentences(text))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Runs of letters and digits."""
        return tuple(re.findall(r"[^\W_]+", sentence.lower()))


def main() -> None:
    """Read `{"id", "text"}` lines, write `{"id", "sentences"}` lines."""
    module, name = PEERS[sys.argv[1]]
    summarizer = getattr(import_module(module), name)(Stemmer("english"))
    for line in sys.stdin:
        question = json.loads(line)
        document = PlaintextParser.from_string(question["text"], Tokenizer()).document
        chosen = [str(sentence) for sentence in summarizer(document, 3)]
        print(json.dumps({"id": question["id"], "sentences": chosen}), flush=True)


main()
