"""What the articles of one story say together: who has it from whom, who said what, where outlets differ."""

from dataclasses import dataclass

from broadsheet.model.answers import Sentence
from broadsheet.model.copies import CopyTree
from broadsheet.model.disagreements import Disagreement, Voice


@dataclass(frozen=True, slots=True)
class Said:
    """The sentence in which a voice says its value, as the article `article` has it at `start`, in that revision."""

    article: int
    start: int
    revision: int
    text: str


@dataclass(frozen=True, slots=True)
class Account:
    """`quotes`: label and kind of each are the speaker and the role; all of one speaker stand together, and each has a
    receipt for every article that has those words. `differences` with the sentences that they rest on in `said`."""

    tree: CopyTree = CopyTree(())  # noqa: RUF009 (frozen)
    quotes: tuple[Sentence, ...] = ()
    differences: tuple[Disagreement, ...] = ()
    said: tuple[Said, ...] = ()

    def sentence(self, voice: Voice) -> Said:
        """The sentence of a voice."""
        return next(one for one in self.said if (one.article, one.start) == (voice.article, voice.sentence.start))
