"""Texts that look the same to a reader are the same to the program."""

from __future__ import annotations

import pytest

from kit.quiz.normalisation import as_read, is_one_of, normalise, normalise_loosely


@pytest.mark.parametrize(
    ("typed", "text"),
    [("ＡＳＥＡＮ １９６７", "asean 1967"), ("km²", "km^2"), ("１½", "1/"), ("๑๙๖๗", "1967"), ("ﾊﾉｲ", "ハノイ")],
)
def test_width_case_and_digits_of_all_scripts(typed: str, text: str):
    """Width and case do not matter, and digits of any script are 0 to 9."""
    assert normalise(typed) == text


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("“Hà Nội”", "hanoi", True),
        ("Đà Nẵng", "da nang", True),
        ("Bandar Seri Begawan", "bandar-seri-begawan", True),
        ("が", "か", False),
        ("บ้าน", "บาน", False),
    ],
)
def test_accents_of_latin_letters_alone_are_dropped(one: str, other: str, is_same: bool):  # noqa: FBT001
    """Accents of Latin letters, punctuation and spaces do not matter; marks of other scripts make other letters."""
    assert (normalise_loosely(one) == normalise_loosely(other)) is is_same


def test_one_of_the_accepted_forms():
    """A typed text is accepted when it is one of the forms, however it is typed."""
    assert is_one_of(" HANOI. ", ["Hà Nội", "ハノイ"])
    assert not is_one_of("Hue", ["Hà Nội", "ハノイ"])


USUAL = [
    ("the Philippines", "Philippines"),
    ("Philippines", "The Philippines"),
    ("L'Indonésie", "Indonesie"),
    ("Cote d´Ivoire", "Côte d'Ivoire"),
    ("Cote d`Ivoire", "Côte d’Ivoire"),
    ("Lodz", "Łódź"),
    ("Łódź", "Lodz"),
    ("Malmo", "Malmø"),
    ("Foreign Minister Kamikawa", "Kamikawa"),
    ("上川陽子です。", "上川陽子"),
    ("答えは上川外相だと思います", "上川"),
    ("Prime Minister Fukuda Takeo", "Fukuda Takeo"),
    ("Mr. Fukuda", "Fukuda"),
    ("the late President Marcos", "Marcos"),
    ("福田首相", "福田"),
    ("上川外務大臣", "上川"),
    ("福田さん", "福田"),
    ("1982年", "1982"),
    ("1982", "1982年"),
    ("１９８２年", "1982"),
    ("12th", "12"),
    ("twelfth", "12th"),
    ("the twelfth", "12"),
    ("seventeenth", "17"),
    ("40 per cent", "40%"),
    ("forty percent", "40 %"),
    ("40パーセント", "40 per cent"),
    ("two thousand", "2,000"),
    ("十か国", "10か国"),
    ("\u200bHanoi\u200e", "Hanoi"),
    ("Ha\u00adnoi", "Hanoi"),
    ("\u202bHanoi\u202c", "Hanoi"),
    ("in Hanoi", "Hanoi"),
    ("It is Hanoi.", "Hanoi"),
    ("ASEAN + 3", "ASEAN+3"),
    ("Zuerich", "Zürich"),
    ("Toukyou", "Tōkyō"),
    ("Oohira", "Ōhira"),
    ("Satoh", "Satō"),
    ("ABE Shinzō", "Shinzo Abe"),
    ("Kouno Tarou", "Tarō Kōno"),
    ("Lao PDR", "Laos"),
    ("Brunei Darussalam", "Brunei"),
    ("Burma", "Myanmar"),
    ("the Socialist Republic of Viet Nam", "Vietnam"),
    ("タイ王国", "タイ"),
    ("東チモール", "東ティモール"),
    ("第一回", "1回目"),
    ("Peace & Prosperity", "Peace and Prosperity"),
    ("organisation", "organization"),
    ("neighbor", "neighbour"),
    ("St Lucia", "Saint Lucia"),
    ("ヴェトナム", "ベトナム"),
    ("5ヶ国", "5か国"),
    ("五カ国", "5か国"),
    ("カオ＝キム＝ホン", "カオ・キム・ホン"),
    ("P.M. Fukuda", "Fukuda"),
    ("H.E. Mr. Kao", "Kao"),
    ("Gen. Prayut", "Prayut"),
    ("Datuk Kao", "Kao"),
    ("ex-Prime Minister Abe", "Abe"),
    ("Japan's foreign minister Kamikawa", "Kamikawa"),
    ("Prime Minister of Japan Fukuda", "Fukuda"),
    ("Takeo Fukuda, Prime Minister", "Takeo Fukuda"),
    ("Fukuda, Takeo", "Takeo Fukuda"),
    ("President Marcos Jr.", "Marcos"),
    ("Fukuda-san", "Fukuda"),
    ("首相 福田", "福田"),
    ("安倍晋三内閣総理大臣", "安倍晋三"),
    ("in 1967", "1967"),
    ("1967 A.D.", "1967"),
    ("昭和42年", "1967"),
    ("1 300", "1,300"),
    ("1.300", "1,300"),
    ("1967 to 1973", "1967–1973"),
    ("1,5", "1.5"),
    ("−5", "-5"),
    ("the Foreign Minister, Yoko Kamikawa", "Yoko Kamikawa"),
    ("Minister for Foreign Affairs Kamikawa", "Kamikawa"),
    ("Y. Kamikawa", "Kamikawa"),
    ("Kamikawa, Y.", "Kamikawa"),
    ("She was Foreign Minister Kamikawa.", "Kamikawa"),
    ("Yoko Kamikawa (foreign minister)", "Yoko Kamikawa"),
    ("上川陽子(外務大臣)", "上川陽子"),
    ("前外相の上川陽子", "上川陽子"),
    ("ｶﾐｶﾜ ﾖｳｺ", "かみかわようこ"),
    ("Menteri Luar Negeri Kamikawa", "Kamikawa"),
    ("Ngoại trưởng Kamikawa", "Kamikawa"),
    ("tanggal 17", "17"),
    ("seratus tiga puluh", "130"),
    ("half a dozen", "6"),
    ("Siam", "Thailand"),
    ("Kampuchea", "Cambodia"),
    ("シャム", "タイ"),
    ("Rangoon", "Yangon"),
    ("the USA", "United States"),
    ("米国", "アメリカ合衆国"),
    ("アセアン", "ASEAN"),
    ("Takeo Fukuda", "Fukuda"),
    ("Prime Minister Fukuda Takeo", "Fukuda"),
    ("上川陽子外相", "上川"),
]


@pytest.mark.parametrize(("typed", "form"), USUAL)
def test_any_usual_form_is_accepted(typed: str, form: str):
    """An article, a title, an ordinal, a number in words, another apostrophe or an invisible mark changes nothing."""
    assert is_one_of(typed, [form])


OTHER = [
    ("Minister", "Prime Minister"),
    ("Prime Minister", "Minister"),
    ("Secretary-General", "General"),
    ("President", "King"),
    ("13th", "12th"),
    ("1983年", "1982"),
    ("4%", "40%"),
    ("首相", "大臣"),
    ("二", "三"),
    ("South Korea", "Korea"),
    ("New Guinea", "Guinea"),
    ("not Hanoi", "Hanoi"),
    ("1.5", "15"),
    ("17%", "17"),
    ("vitamin C", "vitamin"),
    ("1-5", "15"),
    ("1/2", "12"),
    ("10:30", "1030"),
    ("10 11", "1011"),
    ("1967–1973", "19671973"),
    ("-5", "5"),
    ("5", "-5"),
    ("Myanmar", "Burma"),
    ("Republic of Korea", "Korea"),
    ("aid foreign", "foreign aid"),
    ("Foreign aid", "aid"),
    ("Prime number", "number"),
    ("Jap Times", "Japan Times"),
    ("Korea, Japan, China", "China, Korea, Japan"),
    ("China South", "South China"),
    ("Penh Phnom", "Phnom Penh"),
    ("Doctrine Fukuda", "Fukuda Doctrine"),
    ("Yasuo Fukuda", "Fukuda"),
    ("Fukuda", "Takeo Fukuda"),
    ("Thailand", "Siam"),
    ("South Vietnam", "Vietnam"),
]

DATES = [
    *("August 8, 1967", "Aug. 8, 1967", "8th August 1967", "the eighth of August, 1967", "8-Aug-1967", "1967-08-08"),
    *("08/08/1967", "8.8.1967", "8/8/67", "1967/8/8", "1967年8月8日", "１９６７年８月８日（火）", "昭和42年8月8日"),
    *("昭和四十二年八月八日", "8 Agustus 1967", "ngày 8 tháng 8 năm 1967", "8 สิงหาคม 1967", "8 สิงหาคม พ.ศ. 2510"),
    *("8 สิงหาคม 2510", "วันที่ 8 ส.ค. 2510", "8 สิงหาคม พุทธศักราช 2510", "๘ สิงหาคม ๒๕๑๐"),
    *("Tuesday, 8 August 1967", "on 8 August 1967"),
]


@pytest.mark.parametrize("typed", DATES)
def test_a_day_is_right_as_any_country_writes_it(typed: str):
    """The order, the names, the calendar and the separators of a date are those of whoever writes it."""
    assert is_one_of(typed, ["8 August 1967"])
    assert is_one_of("1967-08-08", [typed])


def test_a_day_may_have_its_month_first_or_second_but_stays_that_day():
    """What two countries read as two days may mean either; another day, month or year is another answer."""
    assert all(is_one_of(typed, ["13 July 2023"]) for typed in ("13/7/2023", "7/13/23", "July the 13th, 2023"))
    assert all(is_one_of(typed, ["13 July"]) for typed in ("7/13", "13/7", "7月13日", "July 13"))
    assert not any(is_one_of(typed, ["8 August 1967"]) for typed in ("8 August", "9/8/1967", "8/8/1968", "August 1967"))
    assert not is_one_of("2/1", ["1/2"])


@pytest.mark.parametrize(("typed", "form"), OTHER)
def test_another_answer_stays_another(typed: str, form: str):
    """What is more or less than the accepted form, and means something else, is not accepted."""
    assert not is_one_of(typed, [form])


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Manila", "manila ", True),
        ("Hanoi", "Ｈａｎｏｉ.", True),
        ("ten  members", "Ten members", True),
        ("Manila\u200b", "Manila", True),
        ("it's", "It’s", True),
        ("5–7 “days”", '5-7 "days"', True),
        ("1,300 km", "1300 km", True),
        ("50 %", "50%", True),
        ("Istanbul", "İSTANBUL", True),
        ("Straße", "STRASSE", True),
        ("Hanoi\ufe0f", "Hanoi,", True),
        ("1.5", "15", False),
        ("1,30", "130", False),
        ("C", "C++", False),
        ("-5", "5", False),
        ("Hà Nội", "Hanoi", False),
    ],
)
def test_what_reads_the_same_in_a_list(one: str, other: str, is_same: bool):  # noqa: FBT001
    """Case, width, spaces, a full stop and what is invisible do not make two texts of one."""
    assert (as_read(one) == as_read(other)) is is_same
