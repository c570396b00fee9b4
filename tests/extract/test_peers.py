from bench.extraction_peers import gain, shown


def share(pages):
    return sum(page["right"] for page in pages) / len(pages)


def test_a_difference_is_measured_on_the_same_pages():
    theirs = [{"right": (place % 7) / 7} for place in range(60)]
    mine = [{"right": page["right"] + 0.1} for page in theirs]
    assert shown(*gain(mine, theirs, share)) == "+0.100 [+0.100, +0.100]"


def test_a_difference_that_few_pages_make_has_a_wide_interval():
    theirs = [{"right": 0.5} for _ in range(40)]
    mine = [{"right": 1.0}, *theirs[1:]]
    middle, least, most = gain(mine, theirs, share)
    assert least == 0 < middle < most < 0.06
