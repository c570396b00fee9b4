from bench.alignment import NO, OPEN, YES, aligned

TEXT = "The old pier opened again on Monday after nine months.\nWhat it took\nWorkers drove oak piles into the sea."


def test_lines_of_the_gold_are_told_from_the_others():
    lines = ["News", *TEXT.split("\n"), "Ten cafés with a view of the bay for the summer", "What it took", "***"]
    assert aligned(lines, TEXT) == [NO, YES, YES, YES, NO, NO, OPEN]


def test_a_short_line_counts_only_where_the_gold_has_it():
    lines = ["What it took", *TEXT.split("\n")]
    assert aligned(lines, TEXT) == [NO, YES, YES, YES]


def test_without_gold_nothing_is_text():
    assert aligned(["One line that is long enough to be told.", "Short"], "") == [NO, NO]
