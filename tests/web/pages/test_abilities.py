from broadsheet.model.answers import Answer, Feature, Receipt, Sentence
from broadsheet.model.spans import Span
from broadsheet.service import answers
from broadsheet.service.answers import Example

KINDS = {Feature.POINTS: "", Feature.FACTS: "person", Feature.QUOTES: "the mayor", Feature.CITATIONS: "told"}


def test_each_feature_has_its_example(ask, paper, monkeypatch):
    def example(feature):
        one = Sentence("Ada Quill told it so.", (Receipt(7, 1, Span(0, 18)),), "Ada Quill", KINDS[feature])
        return Example(paper.article().article, Answer(feature, 1, 1, (one, one)))

    monkeypatch.setattr(answers, "examples", lambda _ctx, _reader: {feature: example(feature) for feature in Feature})
    html = ask("/abilities").text
    assert all(f'href="/article/7?receipt={feature}-0#receipt"' in html for feature in Feature)
    assert "the mayor" in html and ">told</span>" in html
