"""The commonest small words of each language: what tells languages apart, and what never makes a hashtag."""

from types import MappingProxyType

# Closed-class words (articles, pronouns, prepositions, conjunctions, auxiliaries), lower case, with their accents.
# Written down by us from grammar, not counted from a corpus: some forty a language are enough for a paragraph.
_TABLE = {
    "en": "the of and to in a is that for it on was with as are be this at by from have has had not but they their his "
    "her which or an were been will would who more about can could there what when you we i he she after also its into "
    "than how why where our your my me him them us if so no do does did said says over out up new one two first last",
    "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er "
    "hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis "
    "mehr durch man sein wurde wenn ich wir ihr ihre seine kann gegen vom können schon unter was dieser diese",
    "fr": "le la les de des du et en un une à est que qui dans pour au par sur pas ne ce se plus il elle avec son sa "
    "ses aux ou cette mais sont été nous vous ils leur même ont être fait comme tout deux aussi après avait après "
    "était sans entre d l qu n s c j très ces lui je on où contre depuis",
    "es": "el la los las de del y en que un una a se por con no para es al lo su como más pero sus le ha o este sí "
    "porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante uno ni contra "
    "otros ese eso ante ellos fue era son han ya está según tras sido años",
    "pt": "o a os as de do da dos das e em que um uma no na nos nas para com não por se ao mais como mas foi à ele ou "
    "ser quando muito há já está eu também só pelo pela até isso ela entre era depois sem mesmo aos seus quem são "
    "sua seu segundo sobre ainda você às num numa",
    "it": "il lo la i gli le di del della dei delle e in un una che è a da per con non si al alla nel nella sono più "
    "come anche ma ha dal dalla sul sulla ai alle se o suo sua questo questa dopo essere stato tra fra ed anni tutti "
    "ci cui hanno era loro ancora dell nell all l un d",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij door naar heeft hij ze "
    "die dit deze uit over wordt nog werd tot wel zich worden meer geen kan was ik je we zo waar tegen onder hun "
    "moet hebben had al volgens",
    "af": "die en van in is het dat wat met vir nie op te om as aan was sy hy hulle ook by deur na sal kan maar word "
    "ons uit een daar so 'n dié meer oor nog tot ek jy haar hom gaan moet toe wees kom baie",
    "sv": "och i att det som en på är av för med den till inte har de ett om men var jag så sig från vi han kan hon "
    "när efter upp nu där vid mot ska också ut skulle blir eller hade under över än bara år mycket sin sina detta "
    "varit mellan enligt",
    "da": "og i at det er en til af på for med den der de ikke som har et om var men han sig fra jeg vi så kan hun "
    "også efter skal blev ved nu eller over være været havde ud hvor hvad når op mod kun meget under mere blevet "
    "siger uden mellem deres ifølge",
    "no": "og i det er på som en for å til av at med har de ikke den et om var fra men han seg jeg vi så kan hun "
    "etter også ved blir skal ble nå eller være vært hadde ut hvor hva når opp mot bare mye under mer blitt "
    "sier uten mellom deres ifølge ikkje eg",
    "is": "og að í á sem er það til við ekki um en af með fyrir var hann hún þeir því hafa hefur verið eru þá eftir "
    "frá  ef upp út nú sér þetta þess svo segir hjá kom",
    "fi": "ja on ei se että oli hän ovat mutta joka myös kuin olla kun tai sen mukaan jo ole niin vain jos hänen "
    "sekä mitä nyt ollut voi olisi siitä tämä sitä vielä kanssa noin eivät ennen jälkeen myöhemmin joita kuitenkin "
    "ovat tämän hänet mukana vuonna",
    "et": "ja on ei et see oli ka kui oma ning aga mis kes ta nad seda selle nii välja siis veel või ma pole olnud "
    "ole üle pärast juba enne kuid tema sellest mille peab ühe saab",
    "pl": "i w na z się nie do to że o jest jak za od po ale co przez dla tym był są oraz ma tego jego przy jako czy "
    "także już jej być tylko ich który która które roku może tak ze było była między bardzo więcej też pod",
    "cs": "a v se na je že s z do o i to k ve pro za by ale jako po od si jsou tak který která které u byl jeho už ze "
    "také až jak není jen jsem při bude podle nebo její před mezi když má bylo aby však",
    "sk": "a v sa na je že s z do o i to k vo pre za by ale ako po od si sú tak ktorý ktorá ktoré u bol jeho už zo "
    "tiež až aj nie je len som pri bude podľa alebo jej pred medzi keď má bolo aby však uviedol",
    "sl": "in v je na se da za so z s ki pa tudi kot bi po pri od do še ne bo bil bila iz ali že to jih ga smo ter "
    "med pred njegov ko kako več lahko če zaradi",
    "hr": "i u je na se da za su od s o koji koja koje kao što nije bi ali iz do po će bio bila te li sve može samo "
    "jer nakon prema ili ne smo više kako on ona njegov ovo između već sam tijekom uz",
    "hu": "a az és hogy is nem egy volt meg ez csak de már el még mint ha ki azt vagy után kell lehet majd ezt sem "
    "van amely szerint között ami itt most minden akkor mert pedig nagyon lesz voltak két által ezek aki",
    "ro": "de și în a la cu pe care nu să din că o un pentru mai au este fost sunt prin după ca se ce dar al lui sau "
    "ai ale fi acest această între foarte când unde dacă până doar vor ei lor avea fără ani sa",
    "tr": "ve bir bu da de için ile olarak çok daha gibi olan sonra kadar en ne ama göre var o ki ise oldu değil "
    "her olduğunu tarafından yeni iki üzerinde karşı ya mi büyük dedi içinde bin olduğu şu nasıl etti",
    "id": "yang dan di ini itu dengan untuk dari pada tidak dalam akan ke juga oleh ada sebagai telah bisa karena "
    "mereka saat lebih sudah kepada hari kata tersebut saya kami atau seperti menjadi dapat harus adalah hingga bahwa "
    "para secara agar masih",
    "ms": "yang dan di ini itu dengan untuk daripada pada tidak dalam akan ke juga oleh ada sebagai telah boleh kerana "
    "mereka ketika lebih sudah kepada hari kata tersebut saya kami atau seperti menjadi dapat perlu adalah sehingga "
    "bahawa para secara berkata beliau ialah turut",
    "vi": "và của là có được cho các trong với không người một những đã để khi này về từ ở đến như nhiều tại ra vào "
    "sẽ cũng theo năm sau trên bị lại anh ông còn mà hơn đó phải thì nhưng việc bà",
    "ca": "el la els les de del i en que un una a per amb no es al ha són més com però seus aquest aquesta també entre "
    "quan sobre fins des han ser pel dels als hi va tot molt sense ja ens anys segons perquè què",
    "gl": "o a os as de do da e en que un unha no na para con non por se ao máis como pero foi pola polo tamén xa "
    "está entre sobre ata cando moi sen seu súa dos das nos nas polos hai ser anos esta este",
    "eu": "eta da ez bat ere du dute izan dira egin zuen baina hori den dela baino beste edo ditu zen gero arte dago "
    "behar egon hau bere dituzte dio bezala aurrera buruz",
    "lt": "ir į kad yra su iš tai ne apie o po už bet ar jis jos kaip per buvo nuo dėl jau taip pat tik prie metų gali "
    "būti savo šis kurie kuris labai dar iki mūsų yra jei",
    "lv": "un ir uz no ar ka par kas tas vai arī ne bet pie kā jau gan tā gada pēc to savu lai var tika būs viņš nav "
    "kur šo līdz mēs vēl bija tikai",
    "sq": "dhe e në të i me për që një nga është se nuk ka do si më u ky kjo por edhe janë kanë duke pas tij saj ishte "
    "nga mund ose deri kur ndaj tha",
    "sw": "na ya wa kwa ni katika la za kuwa cha hiyo kama lakini au huo yake hii pia baada ambayo watu alisema wake "
    "hayo bila hadi sasa hivyo huyo ambao vya",
    "tl": "ang ng sa na at mga ay para ni si ito hindi kung may mula nang isang din siya niya rin ngunit dahil kanyang "
    "pa lang ako kami sila nila wala noong",
    "ru": "и в на не что с по а как из за это от к он для о его но до было у все же так также который после она они "
    "был была были если или чтобы уже года только при мы её их когда может во со",
    "uk": "і в на не що з та до за про як у це від для його але який після він вона вони було був була були якщо або "
    "щоб вже року також лише при ми її їх коли може й є зі під тому",
    "be": "і ў на не што з да за па як гэта ад для яго але які пасля ён яна яны было быў была былі калі або каб ужо "
    "года таксама толькі пры мы іх можа яе гэтага",
    "bg": "и на в за да се от че с по не са е към до като това си при след който която които но още или ще през е "
    "беше бе са му го ли тази този бъде между също",
    "sr": "и у је на се да за су од са о који која које као што није би али из до по ће био била те ли све може само "
    "јер након према или не смо више како он она између већ",
    "mk": "и на во за да се од дека со не по ќе е се кој која кои како што но или до при беше бил била го ја ги "
    "му оваа овој меѓу според исто",
    "el": "και το της του να η των με για την που είναι στο από τα στην ο τη οι θα τον στη δεν ότι σε τις μια ένα τους "
    "ως αλλά αυτό κατά μετά έχει όπως έχουν όταν",
    "ar": "في من على إلى أن عن التي الذي مع هذا هذه ما كان لا بعد قد ذلك بين كما أو إن قبل حول خلال كل لم هو هي وقال "
    "قال أنه منذ حتى غير عند وقد ولا وفي وكان بعض ثم لكن أي نحو فيما أكثر تم عبر",
    "fa": "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز گفت شده بود ما شد یا وی اما می هر کند کرده "
    "پس دو های شود است بین پیش",
    "ur": "کے کی میں ہے اور سے کو کا نے پر کہ یہ ہیں اس بھی نہیں کر تھا ہو ایک جو وہ تو کیا تھی گیا ان ہی لیے کہا بعد "
    "گئی  رہے ساتھ",
    "he": "של על את לא זה עם כי גם הוא היא אל או יותר היה כל אני לאחר אם אך בין רק כך מה הם אבל כדי יש זאת אחרי לפי "
    "עוד כבר היו אמר",
    "hi": "के में की है और से को का ने पर कि यह हैं इस भी नहीं कर था हो एक जो वह तो लिए गया बाद किया ही कहा थे रहे साथ "
    "अपने तक थी रहा गई करने दिया इसके",
    "mr": "आणि आहे या ते तो ही हे मध्ये नाही केली केले होते होता असे आहेत त्यांनी एक करण्यात यांनी मात्र झाली झाले पण "
    "म्हणून त्या असून आता साठी",
    "ne": "र छ को मा ले हो यो पनि भने छन् गर्न गरेको भएको थियो लागि एक हुने गर्ने तर बाट सबै त्यो उनले रहेको",
}

FUNCTION_WORDS = MappingProxyType({language: frozenset(words.split()) for language, words in _TABLE.items()})
