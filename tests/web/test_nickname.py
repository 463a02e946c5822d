"""Nicknames: what may stand on a projector, and which could be taken for one another."""

import unicodedata

import pytest
from hypothesis import given, strategies

from server.room import commands as c
from server.web import nickname_words as words
from server.web.nickname import _KEY, _SHOWN, LENGTH_MAX, BadName, Nickname, _enforced, checked, suggestion
from tests.room.stories import ADA, after, empty


def key(name: str) -> str:
    found = checked(name)
    assert isinstance(found, Nickname), f"{name!r}: {found.reason}"
    return found.key


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Ada", "Ada"),
        ("  Ada   Lovelace ", "Ada Lovelace"),
        ("Zoë", "Zoë"),
        ("Zoe\u0308", "Zoë"),
        ("Łukasz", "Łukasz"),
        ("Ngọc Ánh", "Ngọc Ánh"),
        ("Дмитрий", "Дмитрий"),
        ("李小龙", "李小龙"),
        ("さくらサクラ桜", "さくらサクラ桜"),
        ("محمد", "محمد"),
        ("O'Brien-Smith", "O'Brien-Smith"),
        ("R2-D2", "R2-D2"),
        ("<img onerror=x>", "<img onerror=x>"),
        ("'; DROP TABLE", "'; DROP TABLE"),
        ("=1+1", "=1+1"),
        ("cat 🐈", "cat 🐈"),
        ("佐々木", "佐々木"),
        ("ジョージ", "ジョージ"),
        ("김철수", "김철수"),
        ("Kaʻiulani", "Kaʻiulani"),
        ("Маряʼна", "Маряʼна"),
        ("राम", "राम"),
        ("लक्ष्मी", "लक्ष्मी"),
        ("กิ่งแก้ว", "กิ่งแก้ว"),
        ("ကျော်စွာ", "ကျော်စွာ"),
        ("Χρήστος", "Χρήστος"),
        ("Նարինե", "Նարինե"),
        ("Nguyễn Thị", "Nguyễn Thị"),
    ],
)
def test_names_of_the_world_are_shown_as_they_are_written(typed, shown):
    found = checked(typed)

    assert isinstance(found, Nickname) and found.shown == shown


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Choose a name"),
        (" \t ", "Choose a name"),
        ("x" * (LENGTH_MAX + 1), "too long"),
        ("a\u202egnirts", "cannot be shown"),
        ("a\u200bb", "cannot be shown"),
        ("\ufeffAda", "cannot be shown"),
        ("a\u0000b", "cannot be shown"),
        ("a\nb", "cannot be shown"),
        ("z\u0351\u0352\u0353\u0354", "accents"),
        ("ก" + "\u0e47" * 15, "accents"),
        ("ก\u0e47\u0e47", "accents"),
        ("а\u0489б", "accents"),
        ("A\u20ddda", "accents"),
        ("!nstructor", "kept for the instructor"),
        ("Adm!n 2", "kept for the instructor"),
        ("H!tler", "say aloud"),
        ("\u0301Ben", "belongs to no letter"),
        ("Ada \u0301Ben", "belongs to no letter"),
        ("\u037a", "belongs to no letter"),
        ("\u0e49\u0e48", "belongs to no letter"),
        ("Ínstructor", "kept for the instructor"),
        ("The Instructor", "kept for the instructor"),
        ("Instructor 1", "kept for the instructor"),
        ("Instructor1", "kept for the instructor"),
        ("Instructor!", "kept for the instructor"),
        ("~Instructor~", "kept for the instructor"),
        ("TheInstructor", "kept for the instructor"),
        ("Mr. Teacher", "kept for the instructor"),
        ("Frau Lehrerin", "kept for the instructor"),
        ("Dozent_2", "kept for the instructor"),
        ("Prof. X", "kept for the instructor"),
        ("Ηοѕт", "alphabets"),
        ("ɪɴꜱᴛʀᴜᴄᴛᴏʀ", "kept for the instructor"),
        ("fück", "say aloud"),
        ("Аdа", "alphabets"),  # Cyrillic А and а around a Latin d
        ("Αda", "alphabets"),  # Greek Alpha
        ("...", "at least one letter"),
        ("🐈", "at least one letter"),
        ("Teacher", "kept for the instructor"),
        ("T-e-a-c-h-e-r", "kept for the instructor"),
        ("ADM1N", "kept for the instructor"),
        ("f u c k", "say aloud"),
        ("Fսck".replace("ս", "u"), "say aloud"),
        ("fμck", "alphabets"),
        ("sh1t", "say aloud"),
        ("big dick", "say aloud"),
        ("n1gg3r", "say aloud"),
        ("xxhitlerxx", "say aloud"),
    ],
)
def test_what_cannot_stand_on_a_projector_is_refused_with_a_reason(typed, says):
    """X03."""
    found = checked(typed)

    assert isinstance(found, BadName) and says in found.reason


@pytest.mark.parametrize(
    "name", ["Dickens", "Scunthorpe", "Cockburn", "Essex", "Shitake", "Analiese", "Isis2"]
)
def test_a_good_name_with_a_bad_word_inside_is_a_good_name(name):
    assert isinstance(checked(name), Nickname)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Olivia", "0livia"),
        ("Olivia", "OLIVIA"),
        ("Olivia", "O-l-i-v-i-a"),
        ("Olivia", "Olívia".replace("í", "i")),
        ("Ill", "lIl"),
        ("modern", "modem"),
        ("vvalter", "Walter"),
        ("Ｏｌｉｖｉａ", "Olivia"),
        ("ﬁnn", "Finn"),
        ("Straße", "STRASSE"),
        ("ΑΝΝΑ", "Anna"),
        ("ΒΟΒ", "Bob"),
        ("ΖΟΕ", "Zoe"),
        ("ᎪᎠᎪ", "Ada"),
        ("ꓮꓓꓮ", "Ada"),
        ("ᴀᴅᴀ", "Ada"),
        ("ɑda", "Ada"),
        ("Оӏіѵіа", "Olivia"),
        ("ԝеѕ", "Wes"),
        ("օօ", "oo"),
        ("АННА", "AHHA"),
        ("Анна", "АННА"),
        ("Дмитрий", "ДМИТРИЙ"),
        ("Василий", "ВАСИЛИЙ"),
        ("Χρήστος", "ΧΡΉΣΤΟΣ"),
        ("Նարինե", "ՆԱՐԻՆԵ"),
        ("Kaʻiulani", "Ka'iulani"),
        ("مُحَمَّد", "محمد"),
        ("M!a", "Mia"),
        ("Șule", "Şule"),
        ("Ţepeş", "Țepeș"),
        ("Ană", "Anǎ"),
    ],
)
def test_names_that_look_alike_are_one(one, other):
    """X03."""
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("Ada", "Eva"), ("Kim 1", "Kim 2"), ("Anna", "Hanna"), ("Nina", "Viva"), ("Zoë", "Zoe")),
        *(
            ("राम", "रमा"),
            ("सीता", "सुता"),
            ("นิด", "นุด"),
            ("Ольга", "Оля"),
            ("李", "王"),
            ("Νίκος", "Νικόλας"),
        ),
    ],
)
def test_names_that_can_be_told_apart_are_two(one, other):
    assert key(one) != key(other)


@given(strategies.text(max_size=40))
def test_whatever_is_typed_gets_a_name_or_a_reason(typed):
    found = checked(typed)

    if isinstance(found, BadName):
        assert found.reason.endswith(".")
    else:
        assert found.key and found.shown.strip() == found.shown
        assert not [
            char for char in found.shown if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        ]
        assert checked(found.shown) == found


def test_what_is_typed_for_a_letter_stands_for_one_that_stands_for_itself():
    """Or those who look alike would be two after all."""
    assert not set(words.LOOK_ALIKES.values()) & {chr(typed) for typed in words.LOOK_ALIKES}


def test_every_suggestion_is_a_good_name():
    for adjective in words.ADJECTIVES:
        for animal in words.ANIMALS:
            assert isinstance(checked(f"{adjective} {animal}"), Nickname), (adjective, animal)


def test_a_suggestion_is_free():
    room = after(empty(), (c.Join(ADA, "Bold Fox", key("Bold Fox"), "seat"), 1))

    assert all(key(suggestion(room)) != key("Bold Fox") for _ in range(300))


def test_suggestions_do_not_run_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(words, "ADJECTIVES", ("Bold",))
    monkeypatch.setattr(words, "ANIMALS", ("Fox",))
    room = after(empty(), (c.Join(ADA, "Bold Fox", key("Bold Fox"), "seat"), 1))

    assert suggestion(room).startswith("Bold Fox ")


@given(strategies.text(strategies.characters(min_codepoint=32, max_codepoint=126), min_size=1))
def test_a_plain_name_is_written_and_compared_as_precis_does(typed: str):
    if typed.strip():
        assert _enforced(typed) == (_SHOWN.enforce(typed), _KEY.enforce(typed))
