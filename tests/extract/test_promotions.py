import pytest
from lxml import html

from broadsheet.extract.promotions import find
from broadsheet.extract.runs import runs_of

TEXT = "The ferry runs again from the new pier, and the first boat left at six in the morning with nobody on board."


def left(markup: str) -> list[str]:
    runs = runs_of(html.document_fromstring(f"<div>{markup}</div>"))
    gone = find(list(enumerate(runs)))
    return [run.words for place, run in enumerate(runs) if place not in gone]


@pytest.mark.parametrize(
    "promotion",
    [
        "<p>Follow us on WhatsApp for more news from the coast.</p>",
        "<p>Abonnieren Sie unseren Newsletter</p>",
        "<p>Suscríbete a nuestro boletín</p>",
        "<p>Theo dõi chúng tôi trên Zalo.</p>",
        "<p>Подписывайтесь на наш канал в Telegram</p>",
        "<p><strong>Join our Telegram channel!</strong></p><p>You will get our news twice a day.</p>"
        "<p>To leave, click on the name of the channel and choose that you want to leave our community.</p>",
        "<p>Read also: How the pier was lost</p>",
        "<p>Lesen Sie auch: Wie der Steg verloren ging</p>",
        "<p>Lire aussi <a href=/x>Comment la jetée fut perdue</a></p>",
        "<p><a href=/x>HOW THE PIER WAS LOST: A STORY IN PICTURES</a></p>",
    ],
)
def test_promotions_are_taken_out_and_the_text_goes_on(promotion):
    assert left(f"<p>{TEXT}</p>{promotion}<p>'It is ours,' she said.</p><p>{TEXT}</p><p>More words.</p>") == [
        TEXT,
        "'It is ours,' she said.",
        TEXT,
        "More words.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The company said that WhatsApp users can follow up to ten channels from next week, and that it costs nothing.",
        "He joined Twitter in 2009.",
        "“Follow your heart,” she wrote, and left.",
        "Watch this space was the name of the boat.",
        "She asked the council to subscribe 2,000 pounds.",
    ],
)
def test_reporting_about_a_channel_is_no_promotion(line):
    assert left(f"<p>{TEXT}</p><p>{line}</p><p>{TEXT}</p>") == [TEXT, line, TEXT]


def test_an_article_made_of_links_keeps_them():
    links = "".join(f"<p><a href=/{place}>A boat that is for sale, number {place}</a></p>" for place in range(9))
    assert len(left(f"<p>{TEXT}</p>{links}")) == 10
