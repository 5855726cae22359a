"""Dialogue dashes and who speaks; the people are invented."""

import pytest

from samverka.swedish.speech import Quotation, begins_with_dialogue_dash, spoken_quotation


@pytest.mark.parametrize("dash", ["-", "–", "\u2014", "\u2212", "\u2011", "\u2015"])
def test_a_dash_and_a_space_begin_speech(dash: str) -> None:
    assert begins_with_dialogue_dash(f"{dash} Det går bra")


@pytest.mark.parametrize("text", ["-5 grader", "Det går bra", "", "-", "--", "e-post är bra"])
def test_a_dash_for_something_else_does_not(text: str) -> None:
    assert not begins_with_dialogue_dash(text)


def test_the_words_and_the_speaker_are_told_apart() -> None:
    assert spoken_quotation("- Det blir en mötesplats, säger Anna Berg, processledare.") == (
        Quotation("Det blir en mötesplats", "Anna Berg, processledare", "säger")
    )


@pytest.mark.parametrize(
    "verb", ["menar", "berättar", "förklarar", "konstaterar", "tycker", "sade"]
)
def test_many_verbs_attribute(verb: str) -> None:
    assert spoken_quotation(f"Det blir bra, {verb} Anna Berg") == (
        Quotation("Det blir bra", "Anna Berg", verb)
    )


def test_a_dash_already_gone_makes_no_difference() -> None:
    said = "Det blir bra. Vi provar, säger Anna Berg."
    assert spoken_quotation(said) == spoken_quotation(f"– {said}")


def test_speech_goes_on_after_the_attribution() -> None:
    assert spoken_quotation("– Ja! säger Bo Ek. Vi fortsätter.") == (
        Quotation("Ja! Vi fortsätter.", "Bo Ek", "säger")
    )
    assert spoken_quotation("– Vi tror, säger Bo Ek, att det blir bra.") == (
        Quotation("Vi tror att det blir bra.", "Bo Ek", "säger")
    )


def test_an_initial_does_not_end_the_speaker() -> None:
    quotation = spoken_quotation("– Det är bra, säger Roger O. Lund, chef på Tallskolan. Och mer.")
    assert quotation is not None
    assert quotation.speaker == "Roger O. Lund, chef på Tallskolan"


def test_a_title_before_the_name_is_part_of_the_speaker() -> None:
    quotation = spoken_quotation("– Det är bra, säger processledare Anna Berg.")
    assert quotation is not None
    assert quotation.speaker == "processledare Anna Berg"


def test_a_named_speaker_goes_before_a_pronoun() -> None:
    quotation = spoken_quotation("– Nja, säger hon. Vi får se, tillägger Anna Berg.")
    assert quotation is not None
    assert quotation.speaker == "Anna Berg"


@pytest.mark.parametrize(
    "text",
    [
        "– Vi ses på torsdag.",
        "- En punkt i en lista",
        "– Hon säger att det är bra.",
        "Vi menar, tror jag, att det blir bra.",
        "",
    ],
)
def test_without_a_speaker_there_is_no_quotation(text: str) -> None:
    assert spoken_quotation(text) is None
