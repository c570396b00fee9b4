import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.understand.language import detect

SAMPLES = {
    "en": "The council said that it would not close the library before the winter, because too many children need it.",
    "de": "Der Stadtrat hat gesagt, dass die Bücherei nicht vor dem Winter geschlossen wird, weil Kinder sie brauchen.",
    "fr": "Le conseil a dit que la bibliothèque ne serait pas fermée avant l'hiver, car les enfants en ont besoin.",
    "es": "El consejo dijo que no va a cerrar la biblioteca antes del invierno porque los niños la necesitan mucho.",
    "pt": "O conselho disse que não vai fechar a biblioteca antes do inverno, porque muitas crianças precisam dela.",
    "it": "Il consiglio ha detto che non chiuderà la biblioteca prima dell'inverno, perché serve ai bambini.",
    "nl": "De gemeente zegt dat de bibliotheek niet voor de winter wordt gesloten, want kinderen hebben haar nodig.",
    "sv": "Kommunen säger att biblioteket inte ska stängas före vintern, eftersom många barn behöver det och är där.",
    "da": "Kommunen siger, at biblioteket ikke bliver lukket før vinteren, fordi mange børn har brug for det nu.",
    "no": "Kommunen sier at biblioteket ikke blir stengt før vinteren, fordi mange barn trenger det nå, etter skolen.",
    "fi": "Kaupunki sanoo, että kirjasto ei sulje ennen talvea, koska niin moni lapsi on siellä myös koulun jälkeen.",
    "pl": "Rada miasta powiedziała, że biblioteka nie zostanie zamknięta przed zimą, ponieważ dzieci jej potrzebują.",
    "cs": "Rada města uvedla, že knihovna se před zimou nezavře, protože ji potřebuje mnoho dětí a také jejich rodiče.",
    "hu": "A tanács azt mondta, hogy a könyvtár nem zár be a tél előtt, mert sok gyerek van, akinek szüksége van rá.",
    "ro": "Consiliul a spus că biblioteca nu va fi închisă înainte de iarnă, pentru că mulți copii au nevoie de ea.",
    "tr": "Belediye, kütüphanenin kıştan önce kapanmayacağını söyledi, çünkü çok sayıda çocuk ona ihtiyaç duyuyor.",
    "id": "Dewan kota mengatakan bahwa perpustakaan itu tidak akan ditutup sebelum musim dingin.",
    "vi": "Hội đồng nói rằng thư viện sẽ không đóng cửa trước mùa đông, vì nhiều trẻ em cần đến nó sau giờ học.",
    "ru": "Совет сообщил, что библиотека не закроется до зимы, потому что она нужна детям и их родителям.",
    "uk": "Рада повідомила, що бібліотека не закриється до зими, бо вона потрібна дітям і їхнім батькам.",
    "bg": "Съветът съобщи, че библиотеката няма да бъде затворена преди зимата, защото е нужна на децата.",
    "sr": "Савет је саопштио да се библиотека неће затворити пре зиме, јер је потребна деци и њиховим родитељима.",
    "el": "Το συμβούλιο είπε ότι η βιβλιοθήκη δεν θα κλείσει πριν από τον χειμώνα.",
    "ar": "قال المجلس إن المكتبة لن تغلق قبل الشتاء لأن الأطفال في المدينة بحاجة إليها.",
    "fa": "شورای شهر گفت که کتابخانه پیش از زمستان بسته نمی‌شود، چون کودکان به آن نیاز دارند.",
    "ur": "کونسل نے کہا ہے کہ لائبریری سردیوں سے پہلے بند نہیں ہو گی کیونکہ بچوں کو اس کی ضرورت ہے۔",
    "he": "המועצה אמרה שהספרייה לא תיסגר לפני החורף כי הילדים צריכים אותה.",
    "th": "สภาเมืองกล่าวว่าห้องสมุดจะไม่ปิดก่อนฤดูหนาว",
    "hi": "परिषद ने कहा है कि पुस्तकालय सर्दियों से पहले बंद नहीं होगा, क्योंकि बच्चों को इसकी ज़रूरत है।",
    "ko": "시의회는 도서관이 겨울 전에 문을 닫지 않을 것이라고 말했다.",
    "ja": "市議会は、冬の前に図書館を閉めることはないと述べた。",
    "zh": "市议会表示，图书馆不会在冬天之前关闭，因为许多孩子需要它。",
}


@pytest.mark.parametrize(("language", "text"), SAMPLES.items())
def test_a_sentence_is_enough_to_know_its_language(language, text):
    assert detect(text) == language


def test_the_declared_language_stands_where_the_evidence_is_thin():
    assert detect("Rock in Rio", "pt-BR") == "pt"
    assert detect("", "de_AT") == "de"


def test_an_outlet_that_mis_declares_is_overruled():
    assert detect(SAMPLES["de"] * 3, "en") == "de"
    assert detect(SAMPLES["ar"], "en-US") == "ar"


def test_a_related_language_is_not_overruled_by_what_both_share():
    assert detect("Fallen i byen er den same, og dei er på veg heim.", "nn") == "no"
    assert detect("O concello dixo que a biblioteca non pechará.", "gl") == "gl"


@pytest.mark.parametrize("text", ["", "   ", "12:30 4-0", "X", "Sony Xperia 10 VI", "Ĉu ŝi?", "🙂🙂🙂"])
def test_where_nothing_speaks_for_a_language_there_is_none(text):
    assert detect(text) is None


def test_a_language_without_a_table_may_be_declared():
    assert detect("Owayesakuba nguMphathiswa wamaShishini oLuntu", "xh") == "xh"


def test_quotes_in_another_script_do_not_turn_the_language():
    assert detect(SAMPLES["en"] + " «Библиотека»", None) == "en"
    assert detect("東京都議会 図書館は冬の前に閉めない", None) == "ja"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400), st.none() | st.text(max_size=20))
def test_any_text_and_any_declaration_give_a_tag_or_none(text, declared):
    found = detect(text, declared)
    assert found is None or (found.isascii() and found.islower() and 2 <= len(found) <= 3)


def test_only_the_beginning_of_a_long_text_is_read():
    assert detect(SAMPLES["fr"] * 20 + SAMPLES["de"] * 20_000) == "fr"
