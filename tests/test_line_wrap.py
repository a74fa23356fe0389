"""Long lines in lines that fit, Japanese included."""

from __future__ import annotations

from kit.line_wrap import wide, wrapped


def test_lines_are_cut_where_they_may_be():
    """Lines are cut at spaces and between Japanese characters, lose nothing, and none begins with a full stop."""
    english, japanese = "Heart to heart for fifty years", "心と心の五十年。東南アジアと日本。"
    assert " ".join(wrapped(english, 12)) == english
    for width in range(8, 20):
        lines = wrapped(japanese, width)
        assert "".join(lines) == japanese
        assert all(wide(line) <= width + 2 and not line.startswith("。") for line in lines)


def test_no_word_stands_alone_that_can_have_company():
    """Lines are about equally long, and as few as they can be."""
    title = "13 July 2023: 4 of ASEAN's 11 partners have the highest rank. Japan: strategic partner"
    assert wrapped(title, 84) == [
        "13 July 2023: 4 of ASEAN's 11 partners have",
        "the highest rank. Japan: strategic partner",
    ]
    for width in range(12, 100):
        lines = wrapped(title, width)
        assert max(map(wide, lines)) <= max(width, len("partners"))
        assert len(lines) == 1 or len(wrapped(title, max(map(wide, lines)) - 1)) > len(lines)
    assert wrapped("", 84) == [""]


def test_a_japanese_character_is_as_wide_as_two():
    """A character of Chinese, Japanese or Korean takes the room of two Latin ones, full-width digits too."""
    assert wide("ASEAN") == 5
    assert wide("日本") == 4
    assert wide("２０２３") == 8


def test_a_word_that_is_too_long_has_a_line_of_its_own():
    """A word longer than a line is not cut."""
    assert wrapped("a comprehensive partner", 6) == ["a", "comprehensive", "partner"]


def test_a_japanese_line_follows_the_rules_of_its_setting():
    """No line begins with a mark that closes or lengthens, none ends with an opening bracket, numbers stay whole."""
    text = "データ（ヒョウの写真）を、キャッチボールのように見せた。2011～2013年、2015年、1,134億ドル「例」"
    for width in range(10, 40):
        lines = wrapped(text, width)
        assert "".join(lines) == text
        assert not [line for line in lines if line[0] in "、。）」ーャュョッ～"]
        assert not [line for line in lines if line[-1] in "（「"]
        assert "1,134億" in "|".join(lines)


def test_a_japanese_line_ends_between_phrases():
    """A phrase stays with its particles and endings, a number with its unit; where a line is shorter, it is cut."""
    title = "2024年：訪日客100人のうち約12人がASEANの11か国から来た。その後も受け入れた（速報）"
    phrases = [
        "2024年：",
        "訪日客100人のうち",
        "約12人が",
        "ASEANの",
        "11か国から",
        "来た。",
        "その",
        "後も",
        "受け入れた",
        "（速報）",
    ]
    ends = {len("".join(phrases[:count])) for count in range(1, len(phrases) + 1)}
    for width in range(20, 60):
        lines = wrapped(title, width)
        assert {len("".join(lines[:count])) for count in range(1, len(lines) + 1)} <= ends
    assert [len(line) for line in wrapped("東南アジア諸国連合友好協力条約", 10)] == [5, 5, 5]
