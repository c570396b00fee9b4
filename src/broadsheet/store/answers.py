"""What the AI features said of an article, with the receipts."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from broadsheet.model.answers import Answer, Feature, Receipt, Sentence
from broadsheet.model.spans import Span
from broadsheet.store.rows import plain
from broadsheet.store.schema.answers import answers, receipts, sentences


def of_article(conn: Connection, article_id: int) -> tuple[Answer, ...]:
    """All that was said of an article; three queries."""
    rows = conn.execute(select(answers).where(answers.c.article_id == article_id).order_by(answers.c.id)).all()
    ids = [row.id for row in rows]
    rests: dict[tuple[int, int], list[Receipt]] = defaultdict(list)
    by_number = (receipts.c.answer_id, receipts.c.place, receipts.c.number)
    for row in conn.execute(select(receipts).where(receipts.c.answer_id.in_(ids)).order_by(*by_number)):
        rests[row.answer_id, row.place].append(Receipt(row.article_id, row.revision, Span(row.start, row.stop)))
    said: dict[int, list[Sentence]] = defaultdict(list)
    in_order = (sentences.c.answer_id, sentences.c.place)
    for row in conn.execute(select(sentences).where(sentences.c.answer_id.in_(ids)).order_by(*in_order)):
        kept = tuple(rests[row.answer_id, row.place])
        said[row.answer_id].append(Sentence(row.text, kept, row.label, row.kind))
    return tuple(Answer(Feature(row.feature), row.revision, row.rules, tuple(said[row.id])) for row in rows)


def keep(conn: Connection, article_id: int, made: Sequence[Answer], now: int) -> None:
    """Put these answers in the place of those that the article has. `now`: seconds since 1970, UTC."""
    conn.execute(delete(answers).where(answers.c.article_id == article_id))
    for answer in made:
        values = {
            "article_id": article_id,
            "feature": answer.feature.value,
            "revision": answer.revision,
            "rules": answer.rules,
            "made": now,
        }
        (answer_id,) = conn.execute(insert(answers).values(values)).inserted_primary_key or (0,)
        _keep_sentences(conn, answer_id, answer)


def _keep_sentences(conn: Connection, answer_id: int, answer: Answer) -> None:
    rows = [
        {"answer_id": answer_id, "place": place, "text": plain(one.text), "label": plain(one.label), "kind": one.kind}
        for place, one in enumerate(answer.sentences)
    ]
    if not rows:
        return
    conn.execute(insert(sentences), rows)
    rests = [
        {
            "answer_id": answer_id,
            "place": place,
            "number": number,
            "article_id": receipt.article_id,
            "revision": receipt.revision,
            "start": receipt.span.start,
            "stop": receipt.span.end,
        }
        for place, one in enumerate(answer.sentences)
        for number, receipt in enumerate(one.receipts)
    ]
    conn.execute(insert(receipts), rests)
