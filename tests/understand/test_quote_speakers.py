import pytest

from broadsheet.understand.quotes import quotes


def speakers(text: str, language: str | None = "en") -> list[str]:
    return [one.speaker for one in quotes(text, language)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # The verb nearest to the words has another subject, or none; the sentence's own speaker is meant.
        ('Ada Quill said Paul Tern was "not the right man for it".', "Ada Quill"),
        ('Ada Quill, the mayor, said she thinks the council "has lost its way".', "Ada Quill"),
        ('Ada Quill left the room on Monday, noting the council "has lost its way".', "Ada Quill"),
        ('By refusing to say the name, Ada Quill said, the council "has lost its way".', "Ada Quill"),
        ('Paul Tern was asked by moderator Ada Quill whether he "has lost his way".', "Ada Quill"),
        ('One harbour source said Port agents "would be screaming today".', "One harbour source"),
        # A name that is set off by commas, before or behind the words.
        ("\"We will not shut it,\" the mayor's chief of staff, Ada Quill, told the Lamp.", "Ada Quill"),
        ('"We will not shut it," Ada Quill, 30, of Tidewick, N.Y., who has a boat, said.', "Ada Quill"),
        ("Pier reopens at last - Ada Quill: “It was a long wait.”", "Ada Quill"),
        # A name that only describes a noun is no speaker.
        ('Tidewick officials said "the pier is far too old".', "Tidewick officials"),
        ('"The pier is far too old," said one Tidewick source on the council.', "one Tidewick source on the council"),
        # What stands behind a fragment belongs to another clause.
        ('Ada Quill called the pier "a danger to us all" and said Paul Tern would pay.', "Ada Quill"),
    ],
)  # fmt: skip
def test_the_speaker_is_whose_speech_the_sentence_tells(text, speaker):
    assert speakers(text) == [speaker]


def test_an_office_alone_names_nobody_but_is_the_role():
    (one,) = quotes('It rained. "We will not shut the pier," the senator said.', "en")
    assert (one.speaker, one.role) == ("", "the senator")


def test_a_surname_that_two_people_share_as_often_stays_a_surname():
    text = 'Ada Quill and Ben Quill came. "The pier is open again," Quill said.'
    assert speakers(text) == ["Quill"]


def test_a_headline_gives_nobody_a_name():
    text = 'More Strange Things Ada Quill Did\nIt rained on Ada Quill. "The pier is open again," Quill said.'
    assert speakers(text) == ["Ada Quill"]


def test_single_marks_within_doubled_ones_are_left_alone():
    assert speakers("''Part of my job is to say, 'the pier is open again,' '' Ada Quill said.") == []


def test_what_merely_follows_a_quotation_is_not_its_speakers():
    text = 'Ada Quill said: "The pier is open again." The harbour lacks "what any town would want".'
    assert speakers(text) == ["Ada Quill", ""]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "role"),
    [
        ("en", '"It is far too late," said Ada Quill, the mayor of Tidewick.', "Ada Quill", "the mayor of Tidewick"),
        ("en", '"It is far too late," said Ada Quill, 30, a pilot who left.', "Ada Quill", "a pilot"),
        ("en", "Tidewick's commissioner for human rights, Ada Quill, said: “It is far too late.”", "Ada Quill",
         "Tidewick's commissioner for human rights"),
        ("en", '"It is far too late," harbour spokesman Paul Tern said.', "Paul Tern", "harbour spokesman"),
        ("en", '"It is far too late," House Speaker Ada Quill said.', "Ada Quill", "House Speaker"),
        ("en", 'A spokesman for the port said: "We have nothing to add."', "A spokesman for the port",
         "A spokesman for the port"),
        ("en", 'Ada Quill is the mayor. "It is far too late," Ada Quill, who was tired, said.', "Ada Quill", ""),
        ("en", 'Ada Quill, director of the pier, came.\n"It is far too late," Quill said.', "Ada Quill",
         "director of the pier"),
        ("de", "„Wir können heute nicht auslaufen“, sagte der Sprecher Jörn Feddersen.", "Jörn Feddersen", "Sprecher"),
        ("de", "„Wir können heute nicht auslaufen“, sagte Jörn Feddersen, Leiter des Hafens.", "Jörn Feddersen",
         "Leiter des Hafens"),
        ("de", "„Wir können heute nicht auslaufen“, sagte Jörn Feddersen, nachdem er lange gewartet hatte.",
         "Jörn Feddersen", ""),
        ("de", "Am Abend sagte der Trainer der Fischer: „Wir können heute nicht auslaufen.“", "Trainer der Fischer",
         "Trainer"),
        ("fr", "« Nous ne fermerons pas le port », a déclaré la ministre Jeanne Vauclair.", "Jeanne Vauclair",
         "ministre"),
        ("es", "El alcalde Tomás Ibarra dijo: «No vamos a cerrar el puerto».", "Tomás Ibarra", "alcalde"),
        ("ar", 'قال الوزير سالم البحري إن "الميناء لن يغلق هذا العام".', "سالم البحري", "الوزير"),
        ("zh", "港务局长王海说：“我们今年不会关闭港口。”", "港务局长王海", "港务局长"),
        ("ja", "田中市長は「港を閉鎖することはない」と述べた。", "田中市長", "市長"),
        ("ko", '김바다 청장은 "올해 항구를 절대 닫지 않을 것"이라고 말했다.', "김바다 청장", "청장"),
    ],
)  # fmt: skip
def test_the_role_is_what_the_text_says_the_speaker_is(language, text, speaker, role):
    one = quotes(text, language)[-1]
    assert (one.speaker, one.role) == (speaker, role)
    assert one.role_at is None or " ".join(one.role_at.of(text).split()) == role


def test_the_paragraph_is_counted_from_one_without_empty_lines():
    text = 'It rained.\n\n"The pier is open again," Ada Quill said.\n"It took us a year," she said.'
    assert [one.paragraph for one in quotes(text, "en")] == [2, 3]
