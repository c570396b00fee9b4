"""The names of the months as outlets write them, for text/dates.py: data, not code.

Keys are folded (case and accents dropped). Where two languages use one word for different months, neither is listed
(`listopad` is November in Polish and Czech, October in Croatian: the larger press decided).
"""

import re
import unicodedata

_NAMES = """
1 january jan janvier janv enero ene januar janner jänner janeiro gennaio gen januari ianuarie ocak styczeń stycznia sty
1 leden ledna január tammikuu tammikuuta január januára январь января янв січень січня януари ιανουάριος ιανουαρίου
1 oca ιαν يناير جانفي ינואר जनवरी มกราคม
2 february feb febr février fevr fév febrero febbraio februar feber fevereiro fev februari februarie şubat luty lutego
2 şub únor února február helmikuu helmikuuta февраль февраля фев февр лютий лютого февруари φεβρουάριος φεβρουαρίου φεβ
2 فبراير فيفري شباط פברואר फरवरी กุมภาพันธ์
3 march mar mars marzo märz mrz maerz março maart mrt marts martie mart marzec marca březen března március maaliskuu
3 maaliskuuta maret март марта мар березень березня μάρτιος μαρτίου μαρ مارس آذار מרץ מרס मार्च มีนาคม
4 april apr avril avr abril abr aprile aprilie nisan kwiecień kwietnia kwi duben dubna április huhtikuu huhtikuuta
4 nis апрель апреля апр квітень квітня април απρίλιος απριλίου απρ أبريل إبريل نيسان افريل אפריל अप्रैल เมษายน
5 may mai mayo maggio mag maio mei maj mayıs maja květen května május máj mája toukokuu toukokuuta май мая травень
5 травня μάιος μαΐου مايو أيار ماي מאי मई พฤษภาคม
6 june jun juin junio giugno giu juni junho iunie haziran czerwiec czerwca cze červen června június kesäkuu kesäkuuta
6 haz июнь июня июн червень червня юни ιούνιος ιουνίου ιουν يونيو حزيران جوان יוני जून มิถุนายน
7 july jul juillet juil julio luglio lug juli julho iulie temmuz lipiec lipca lip červenec července július heinäkuu
7 tem heinäkuuta июль июля июл липень липня юли ιούλιος ιουλίου ιουλ يوليو تموز جويلية יולי जुलाई กรกฎาคม
8 august aug août agosto ago augustus augusti ağustos sierpień sierpnia sie srpen srpna augusztus elokuu elokuuta
8 ağu agu agustus август августа авг серпень серпня αύγουστος αυγούστου αυγ أغسطس آب أوت אוגוסט अगस्त สิงหาคม
9 september sep sept septembre septiembre setiembre settembre set setembro septembrie eylül wrzesień września wrz
9 eyl září szeptember syyskuu syyskuuta сентябрь сентября сен сент вересень вересня септември σεπτέμβριος σεπτεμβρίου
9 σεπ سبتمبر أيلول ספטמבר सितंबर กันยายน
10 october oct octobre octubre ottobre ott oktober okt outubro out octombrie ekim październik października paź říjen
10 eki října október lokakuu lokakuuta октябрь октября окт жовтень жовтня октомври οκτώβριος οκτωβρίου οκτ أكتوبر
10 אוקטובר अक्टूबर ตุลาคม
11 november nov novembre noviembre novembro noiembrie kasım listopad listopada listopadu lis marraskuu marraskuuta
11 kas ноябрь ноября ноя нояб листопад листопада ноември νοέμβριος νοεμβρίου νοε نوفمبر נובמבר नवंबर พฤศจิกายน
12 december dec décembre déc diciembre dicembre dic dezember dez dezembro decembrie aralık grudzień grudnia gru
12 ara prosinec prosince joulukuu joulukuuta desember des desembre декабрь декабря дек грудень грудня декември
1 ژانویه جنوری
2 فوریه فروری
3 مارچ
4 آوریل اپریل
5 مه مئی
6 ژوئن جون
7 ژوئیه جولای جولائی
8 اوت آگوست اگست
9 سپتامبر ستمبر
10 اکتبر اکتوبر
11 نوامبر نومبر
12 دسامبر دسمبر
12 δεκέμβριος δεκεμβρίου δεκ ديسمبر דצמבר दिसंबर ธันวาคม
"""

# Months of two words (the Levant), written as one before the words are looked up.
PAIRS = {
    "كانون الثاني": "يناير",
    "تشرين الاول": "اكتوبر",
    "تشرين الثاني": "نوفمبر",
    "كانون الاول": "ديسمبر",
}

_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]")


def letters(text: str) -> str:
    """Text without case and accents, its digits of any script as 0-9."""
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())))
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in bare)


MONTHS: dict[str, int] = {
    letters(name): int(line.split(" ", 1)[0]) for line in _NAMES.strip().splitlines() for name in line.split(" ")[1:]
}
MONTHS |= {f"ב{name}": month for name, month in MONTHS.items() if "א" <= name[0] <= "ת"}  # "in June": how it is written
