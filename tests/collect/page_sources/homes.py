# ruff: noqa: E501  markup is easier to read as it stands on a page
"""Home pages of invented outlets, each built in another way, with what stands around the news: menus, tickers, lists of
topics, footers. `articles`: the addresses that a person would call its articles; `also`: those that may come or not."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Home:
    key: str
    url: str
    html: str
    articles: frozenset[str]
    also: frozenset[str] = frozenset()
    dated: int = 0  # how many of the articles show a date that can be read


WORDS = (
    "Harbour council votes to rebuild the northern pier", "Engineers find cracks under the old lighthouse",
    "Ferry line to run at night from next spring", "School garden feeds two hundred children a day",
    "Storm damage costs the county four million crowns", "Library keeps its doors open on Sundays",
    "Why the herring came back to the bay", "Bus drivers accept the offer after a long night",
    "Museum shows the maps that sailors drew", "Young team wins the cup in the last minute",
    "New bakery opens where the bank used to be", "River runs clear again after thirty years",
)  # fmt: skip
MENU = (
    "World",
    "Politics",
    "Business",
    "Sport",
    "Culture",
    "Weather",
    "About us",
    "Contact",
    "Subscribe to our newsletter",
)


def slug(text: str) -> str:
    return "-".join(text.lower().split())


def menu(words=MENU, wrap="nav") -> str:
    items = "".join(f'<li><a href="/{slug(word)}">{word}</a></li>' for word in words)
    return f"<{wrap} class='main-menu'><ul>{items}</ul></{wrap}>"


FOOTER = (
    "<footer><ul><li><a href='/privacy-policy-and-cookies'>Privacy policy and cookies</a></li>"
    "<li><a href='/terms-of-use'>Terms of use for our readers</a></li><li><a href='/jobs-at-the-paper'>Work for us</a>"
    "</li></ul><p><a href='https://friends.example/a-long-headline-elsewhere-about-us'>A long headline elsewhere</a></p></footer>"
)


def home(key, url, lang, body, articles, also=(), dated=0, head="", direction="ltr") -> Home:
    html = (
        f"<!doctype html><html lang='{lang}' dir='{direction}'><head><meta charset=utf-8><title>{key.title()} Post</title>{head}"
        f"</head><body>{body}</body></html>"
    )
    return Home(key, url, html, frozenset(articles), frozenset(also), dated)


def cards() -> Home:
    """A lead and cards with classes, pictures, <time>; a list of most read and a cloud of tags beside."""
    at = "https://cards.example/"
    paths = [f"/2025/10/0{1 + number % 9}/{slug(word)}" for number, word in enumerate(WORDS)]
    card = (
        "<article class='card story-{n}'><a href='{path}' class='card__image'><img src='/i/{n}.jpg' alt='Picture'></a>"
        "<div class='card__body'><p class='kicker'><a href='/section/local'>Local</a></p><h3 class='card__title'>"
        "<a href='{path}'>{word}</a></h3><p class='card__teaser'>What happened, what it costs and who decides about it next week.</p>"
        "<time datetime='2025-10-09T0{d}:00:00Z'>today</time></div></article>"
    )
    lead = (
        f"<article class='card card--lead'><h2 class='card__title'><a href='{paths[0]}'>{WORDS[0]}</a></h2>"
        "<time datetime='2025-10-09T08:00:00Z'>8 am</time></article>"
    )
    grid = "".join(card.format(n=n, d=n % 9, path=paths[n], word=WORDS[n]) for n in range(1, 9))
    most = "".join(f"<li><a href='{paths[n]}'>{WORDS[n]}</a></li>" for n in (3, 5, 9, 10))
    tags = "".join(
        f"<a class='tag' href='/tag/{slug(word)}'>{word}</a>"
        for word in ("Harbour council", "Northern pier works", "The bay")
    )
    body = f"<header>{menu()}</header><main>{lead}<div class='grid'>{grid}</div></main><aside class='sidebar'><h4>Most read</h4><ol class='most-read'>{most}</ol><div class='tags'>{tags}</div></aside>{FOOTER}"
    return home(
        "cards", at, "en", body, [at[:-1] + paths[n] for n in range(9)], [at[:-1] + paths[n] for n in (9, 10)], 9
    )


def table() -> Home:
    """An old site of tables, addresses with numbers, dates as text."""
    at = "https://table.example/"
    rows = "".join(
        f"<tr><td class=datum>{n + 1}.10.2025</td><td><a href='meldung.php?id={4711 + n}'>{word}</a></td><td>Lokales</td></tr>"
        for n, word in enumerate(WORDS)
    )
    side = "".join(f"<tr><td><a href='rubrik.php?r={n}'>{word}</a></td></tr>" for n, word in enumerate(MENU))
    body = f"<table width=100%><tr><td width=150><table id=menue>{side}</table></td><td><table class=meldungen>{rows}</table></td></tr></table>"
    return home("table", at, "de", body, [f"{at}meldung.php?id={4711 + n}" for n in range(12)], dated=12)


def plain_list() -> Home:
    """A plain list without any class."""
    at = "https://list.example/"
    items = "".join(
        f"<li><a href='/articles/{900 + n}.html'>{word}</a> <small>9 October 2025</small></li>"
        for n, word in enumerate(WORDS[:8])
    )
    body = f"<h1>The List</h1>{menu(MENU[:6], 'div')}<ul>{items}</ul><p><a href='/about-this-list-and-its-makers'>About</a></p>"
    return home("list", at, "en", body, [f"{at}articles/{900 + n}.html" for n in range(8)], dated=8)


def hashed() -> Home:
    """A site of a framework: every class is thrown anew with each build; the card is one link."""
    at = "https://hashed.example/"
    made = "".join(
        f"<div class='css-1x2y3z sc-bdVaJa'><a class='css-9kq0tz' href='/story/{slug(word)}-{55000 + n}'><div class='css-77aa1b'>"
        f"<h3 class='css-p0q9r8'>{word}</h3><p class='css-0zz9yx'>A sentence that says a little more about what came of it all.</p></div></a></div>"
        for n, word in enumerate(WORDS[:9])
    )
    nav = "".join(f"<a class='css-aa11bb' href='/{slug(word)}'>{word}</a>" for word in MENU)
    body = f"<div id='__next'><div class='css-hd1r2s'><div role='navigation'>{nav}</div></div><main class='css-m4n5'><section class='css-s3c7'>{made}</section></main>{FOOTER}</div>"
    return home("hashed", at, "en", body, [f"{at}story/{slug(word)}-{55000 + n}" for n, word in enumerate(WORDS[:9])])


def tickers() -> Home:
    """Stories with a live ticker nested in one of them, and teasers of several kinds."""
    at = "https://ticker.example/"
    path = [f"/news/{slug(word)}/{70000 + n}" for n, word in enumerate(WORDS)]
    live = "".join(
        f"<li class='tick'><span>1{n}:05</span> <a href='/live/storm/{n}'>Tick {n}</a></li>" for n in range(4)
    )
    big = f"<section class='top'><div class='teaser teaser-big'><h2><a href='{path[0]}'>{WORDS[0]}</a></h2><p>The council sat until midnight and then voted by nine to four.</p><ul class='ticker'>{live}</ul></div></section>"
    small = "".join(
        f"<div class='teaser'><h3><a href='{path[n]}'>{WORDS[n]}</a></h3><span class='date'>9 Oct 2025, 1{n % 10}:30</span></div>"
        for n in range(1, 7)
    )
    lines = "".join(f"<li class='headline'><a href='{path[n]}'>{WORDS[n]}</a></li>" for n in range(7, 12))
    body = f"{menu()}<div id='content'>{big}<section class='middle'>{small}</section><section class='bottom'><ul>{lines}</ul></section></div>{FOOTER}"
    also = [f"{at}live/storm/{n}" for n in range(4)]
    return home("ticker", at, "en", body, [at[:-1] + one for one in path], also, 6)


ARABIC = ("مجلس الميناء يصوّت لإعادة بناء الرصيف الشمالي", "عبّارات ليلية جديدة تربط ضفتي المضيق في الربيع", "المتحف يعرض خرائط رسمها البحّارة القدامى", "السردين يعود إلى الخليج بعد غياب طويل", "الفريق الشاب يفوز بالكأس في الدقيقة الأخيرة", "مدرسة الحي تزرع خضارها وتطعم مئتي طفل")  # fmt: skip
CHINESE = ("海港议会投票重建北码头", "渡轮明年春天起夜间通航", "博物馆展出水手手绘海图", "鲱鱼为何重返海湾", "青年队最后一分钟夺冠", "校园菜园每天供二百名学童", "图书馆周日照常开放", "新面包店在旧银行开张")  # fmt: skip
RUSSIAN = ("Совет порта решил восстановить северный причал", "Паромы будут ходить ночью с весны", "Музей показывает карты старых моряков", "Почему сельдь вернулась в залив", "Молодая команда выиграла кубок", "Школьный огород кормит двести детей")  # fmt: skip


def right_to_left() -> Home:
    at = "https://rtl.example/"
    items = "".join(
        f"<div class='news-item'><div class='thumb'><a href='/node/{3100 + n}'><img data-src='/t/{n}.jpg'></a></div><h2><a href='/node/{3100 + n}'>{word}</a></h2>"
        f"<span class='submitted'>{n + 1} أكتوبر 2025</span></div>"
        for n, word in enumerate(ARABIC)
    )
    nav = "".join(
        f"<li><a href='/section/{n}'>{word}</a></li>"
        for n, word in enumerate(("سياسة", "اقتصاد", "رياضة", "ثقافة وفنون", "اتصل بنا"))
    )
    body = f"<div class='menu-wrap'><ul>{nav}</ul></div><div class='view-content'>{items}</div><div id='footer'><a href='/node/12'>سياسة الخصوصية وشروط استخدام الموقع</a></div>"
    return home("rtl", at, "ar", body, [f"{at}node/{3100 + n}" for n in range(6)], direction="rtl", dated=6)


def chinese() -> Home:
    at = "https://chinese.example/"
    items = "".join(
        f"<li><a target=_blank href='//news.chinese.example/a/20251009/{n}0{n}.shtml'>{word}</a><span>2025-10-09 1{n}:20</span></li>"
        for n, word in enumerate(CHINESE)
    )
    nav = "".join(
        f"<li><a href='/{name}/'>{word}</a></li>"
        for name, word in zip(("gn", "gj", "cj", "ty", "yl"), ("国内", "国际", "财经", "体育", "娱乐"), strict=True)
    )
    body = f"<div class='top_nav'><ul>{nav}</ul></div><div class='w1000'><div class='left_list'><ul class='news_list'>{items}</ul></div></div><div class='foot'><a href='/about/lianxi.shtml'>联系我们</a></div>"
    return home(
        "chinese", at, "zh", body, [f"https://news.chinese.example/a/20251009/{n}0{n}.shtml" for n in range(8)], dated=8
    )


def flat() -> Home:
    """Headings and paragraphs in a row, without anything around each article; a blog in Russian."""
    at = "https://flat.example/blog/"
    parts = "".join(
        f"<h2><a href='/blog/{n + 20}/'>{word}</a></h2><p>Короткий рассказ о том, что было и что будет дальше в нашем городе.</p><p><a href='/blog/{n + 20}/#more'>Читать дальше</a></p><hr>"
        for n, word in enumerate(RUSSIAN)
    )
    body = f"<div id='page'><div id='header'><h1><a href='/blog/'>Блог</a></h1></div><div id='main'>{parts}<p class='pager'><a href='/blog/page/2/'>Более старые записи на следующей странице</a></p></div></div>"
    return home("flat", at, "ru", body, [f"https://flat.example/blog/{n + 20}/" for n in range(6)])


def modules() -> Home:
    """Classes of CSS modules, and data attributes that the makers test by."""
    at = "https://www.modules.example/"
    made = "".join(
        f"<li class='Feed_item__x9Kq2'><div data-testid='article-card' class='Card_root__3xYz9'><span class='Card_meta__aB3dE'>2025-10-0{n + 1}</span><a class='Card_link__9dJk1' href='https://modules.example/n/{slug(word)}'><span class='Card_title__Zz8yX'>{word}</span><span class='Card_blurb__Qq1wE'>One more sentence with what readers should know about this matter.</span></a></div></li>"
        for n, word in enumerate(WORDS[:7])
    )
    body = f"<div class='Nav_nav__a1b2C'>{menu(wrap='div')}</div><div class='Feed_feed__k2L9m'><ul>{made}</ul></div>{FOOTER}"
    return home("modules", at, "en", body, [f"https://modules.example/n/{slug(word)}" for word in WORDS[:7]], dated=7)


JAPANESE = (
    "海峡で光るサンゴ発見",
    "高潮に備え夜間訓練",
    "無人駅に一日駅長",
    "北防波堤の再建を可決",
    "灯台の下に亀裂見つかる",
)


def definitions() -> Home:
    """A list of definitions: the date is the term, short headlines, addresses with small numbers."""
    at = "https://dl.example/"
    rows = "".join(
        f"<dt>2025年10月{n + 1}日</dt><dd><a href='/articles/-/{n + 1}'>{word}</a></dd>"
        for n, word in enumerate(JAPANESE)
    )
    body = f"<div id=gnavi><a href='/kokunai/'>国内</a><a href='/kokusai/'>国際</a></div><dl class=topics>{rows}</dl>"
    return home("dl", at, "ja", body, [f"{at}articles/-/{n + 1}" for n in range(5)])


def blog() -> Home:
    """Each post links to itself four times, and to its author, its category and its comments."""
    at = "https://blog.example/"
    post = (
        "<article id='post-{n}' class='post-{n} post hentry'><a class='post-thumbnail' href='/{path}/'><img src='/a{n}.jpg'></a>"
        "<h2 class='entry-title'><a href='/{path}/'>{word}</a></h2><div class='entry-meta'><a href='/{path}/'><time datetime='2025-10-0{n}T08:00:00Z'>"
        "October {n}, 2025</time></a> by <a href='/author/ada-marlowe/'>Ada Marlowe of this town</a> in <a href='/category/local/'>Local news</a></div>"
        "<p>An excerpt that says what happened and why it matters to the town. <a class='more-link' href='/{path}/'>Continue reading</a></p>"
        "<a href='/{path}/#comments'>12 comments</a></article>"
    )
    posts = "".join(post.format(n=n + 1, path=slug(word), word=word) for n, word in enumerate(WORDS[:6]))
    comments = "".join(
        f"<li><a href='/{slug(word)}/#comment-{n}'>Ada on {word}</a></li>" for n, word in enumerate(WORDS[3:9])
    )
    body = f"<div id=page><ul id='menu-main'><li class='menu-item'><a href='/about-this-small-blog/'>About this small blog</a></li></ul><main>{posts}<nav><a href='/page/2/'>Older posts</a></nav></main><aside class='widget-area'><ul>{comments}</ul></aside></div>"
    return home("blog", at, "en", body, [f"{at}{slug(word)}/" for word in WORDS[:6]], dated=6)


HOMES = (
    cards(),
    table(),
    plain_list(),
    hashed(),
    tickers(),
    right_to_left(),
    chinese(),
    flat(),
    modules(),
    definitions(),
    blog(),
)
