"""Newsletters that we wrote, in the HTML that the large senders make; and the mails that they come in."""

from email.message import EmailMessage
from pathlib import Path

HERE = Path(__file__).parent
READER = "news+paper@home.example"

# File, headline, whom it comes from, its List-Id, where one leaves.
SAMPLES = {
    "substack": ("Why the herring came back", "Maren Holt from Slack Water <slackwater@substack.com>",
                 "<slackwater.substack.com>", "https://slackwater.substack.com/action/disable_email?token=eyJ1c2VyX2lkIjox"),
    "mailchimp": ("Harbour Notes no. 41: the crane moves", "Harbour Notes <hello@harbournotes.example>",
                  "12ab34cd56mc list <12ab34cd56.1234567.list-id.mcsv.net>",
                  "https://harbournotes.us5.list-manage.com/unsubscribe?u=1d2c3b4a5f&id=99aa88bb77&e=0f1e2d3c4b&c=5a6b7c8d9e"),
    "beehiiv": ("☀️ Five things before breakfast", "The Early Ferry <earlyferry@mail.beehiiv.com>", "",
                "https://link.mail.beehiiv.com/ss/c/u001.unsub/4kq/abc/h9/h001.Xyz"),
    "german": ("Der Kai am Montag", "Grauhafen Brief <brief@grauhafen.example>", "<brief.grauhafen.example>",
               "https://grauhafen.example/n/abmelden?k=8c7d6e5f4a3b2c1d"),
}  # fmt: skip


def mail(
    *,
    subject: str = "Tide tables for October",
    sender: str = "Tide Letter <letter@tide.example>",
    number: str = "1",
    list_id: str = "<tide.list.example>",
    leaving: str = "https://tide.example/unsubscribe?u=77",
    to: str = READER,
    date: str = "Wed, 08 Oct 2025 06:30:00 +0200",
    text: str = "",
    html: str = "",
) -> bytes:
    """One mail; without `html` and `text` it has a short text."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Date"] = sender, to, subject, date
    if number:
        made["Message-ID"] = f"<{number}@post.example>"
    if list_id:
        made["List-Id"] = list_id
    if leaving:
        made["List-Unsubscribe"] = f"<mailto:leave@post.example>, <{leaving}>"
    made.set_content(
        text or f"{subject}. High water comes at noon on every day of the week, says the harbour master.\n"
    )
    if html:
        made.add_alternative(html, subtype="html")
    return made.as_bytes()


def sample(name: str) -> bytes:
    """One of SAMPLES as a mail."""
    subject, sender, list_id, leaving = SAMPLES[name]
    html = (HERE / f"{name}.html").read_text()
    return mail(
        subject=subject, sender=sender, number=name, list_id=list_id, leaving=leaving, html=html, text="See the HTML."
    )


def plain() -> bytes:
    """A letter of text alone, broken at 72 characters, as Mailman sends it."""
    return mail(
        subject="[pier] Minutes of the October meeting",
        sender="Dilys Marrack via Pier <pier@lists.example>",
        number="plain",
        list_id="Friends of the pier <pier.lists.example>",
        leaving="https://lists.example/options/pier",
        text=(HERE / "plain.txt").read_text(),
    )
