"""The forms a term takes, and the text in which it is found or is something else."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.swedish.inflection import inflections, is_abbreviation
from samverka.swedish.phrases import Phrases

IN_TEXT = (
    ("Insats", "insats insatsen insatsens insatser insatsers insatserna insatsernas"),
    ("Styrgrupp", "styrgrupp styrgruppens styrgrupper styrgrupperna"),
    ("Indikator", "indikator indikatorn indikatorns indikatorer indikatorerna"),
    ("Kunskapsöversikt", "kunskapsöversikten kunskapsöversikters kunskapsöversikterna"),
    ("Arbetsutskott", "arbetsutskottet arbetsutskottets arbetsutskotten"),
    ("Välbefinnande", "välbefinnandet välbefinnandets välbefinnandes"),
    ("Processledning", "processledningen processledningar processledningarnas"),
    ("BVC-sjuksköterska", "bvc-sjuksköterskan bvc-sjuksköterskor bvc-sjuksköterskornas"),
    ("Uppmärksamma", "uppmärksammar uppmärksammade uppmärksammas uppmärksammat"),
    ("Barnensbästa-ansvarig", "barnensbästa-ansvariga barnensbästa-ansvariges"),
    ("Samordnare", "samordnaren samordnares samordnarna samordnarnas"),
    ("Program", "programmet program programmen programmens"),
    ("Gymnasium", "gymnasiet gymnasier gymnasiernas"),
    ("Medel", "medlet medlen medlens"),
    ("Kommitté", "kommittén kommittéer kommittéernas"),
    ("Möte", "mötet möten mötena mötenas"),
    ("Flicka", "flickan flickor flickorna"),
    ("Kronobarnsmodellen", "kronobarnsmodellens"),
)
IN_SEVERAL_WORDS = (
    ("Barnets plan", "barnets planer"),
    ("Barnets plan", "barnets planers"),
    ("Samordnad individuell plan", "den samordnade individuella planen"),
    ("Samordnad individuell plan", "samordnade individuella planer"),
    ("Tvärgrupp barn och unga", "tvärgruppen barn och unga"),
    ("Kommunalt aktivitetsansvarig", "kommunalt aktivitetsansvariga"),
    ("Främjande arbete", "det främjande arbetet"),
    ("Connected Children", "Connected Childrens"),
)
SOMETHING_ELSE = (
    ("Styrgrupp", "ett styrgruppsmöte"),
    ("Styrgrupp", "Nordstyrgruppen"),
    ("Insats", "insatsplan, insats- och stödformer, e-insats, skolinsats"),
    ("Plan", "planeten, planera, flygplan och planlös"),
    ("Arbete", "de arbetar, arbetade och arbetslös"),
    ("SIP", "sip, Sip, SIPRI, SIP-möte, sippra"),
    ("AU", "au, aU, AUDI, AU-möte"),
    ("Forte", "fortet"),
    ("Insats", "skriv till insats@example.org, se example.org/insats/ och insats.se"),
    ("Barnets plan", "i ”Barnets plan”"),
    ("Barnets plan", "barnets planer"[:-2] + "ekonomi"),
)


@pytest.mark.parametrize(("term", "forms"), IN_TEXT, ids=[term for term, _ in IN_TEXT])
def test_a_word_is_found_in_its_forms(term: str, forms: str) -> None:
    assert set(forms.split()) <= inflections(term)


@pytest.mark.parametrize(("term", "text"), IN_SEVERAL_WORDS)
def test_a_term_of_several_words_is_found_in_its_forms(term: str, text: str) -> None:
    assert [found.name for found in Phrases({term: [term]}).find(f"Se {text}.")] == [term]


@pytest.mark.parametrize(("term", "text"), SOMETHING_ELSE)
def test_what_only_begins_or_ends_alike_is_not_found(term: str, text: str) -> None:
    assert not [*Phrases({term: [term]}).find(text)]


@pytest.mark.parametrize("written", ["SIP", "SIP:s", "SIP:en", "SIP:ar", "SIP:er"])
def test_an_abbreviation_is_found_in_capitals_with_its_endings(written: str) -> None:
    assert [(one.start, one.end) for one in Phrases({"x": ["SIP"]}).find(f"{written}, ja")] == [
        (0, len(written))
    ]


def test_a_sentence_may_begin_with_a_term_or_shout_it() -> None:
    text = "Insatsen. INSATSER? insats: ja"
    found = [text[one.start : one.end] for one in Phrases({"Insats": ["Insats"]}).find(text)]
    assert found == ["Insatsen", "INSATSER", "insats"]


def test_the_longest_term_wins_and_lines_may_break_in_it() -> None:
    phrases = Phrases({"Plan": ["Plan"], "Barnets plan": ["Barnets plan"]})
    found = phrases.find("En plan. Barnets\nplan och Barnets\u00a0plan. Planen.")
    assert [one.name for one in found] == ["Plan", "Barnets plan", "Barnets plan", "Plan"]


def test_a_written_spelling_counts_before_an_inflected_one() -> None:
    phrases = Phrases({"Tvärgrupp": ["Tvärgrupp"], "Barngruppen": ["Barngruppen", "tvärgruppen"]})
    assert phrases.name_of("tvärgruppen") == "Barngruppen"
    assert phrases.name_of("tvärgrupper") == "Tvärgrupp"


@pytest.mark.parametrize(
    ("written", "is_short"),
    [("SIP", True), ("GIRFEC", True), ("Forte", False), ("BVC-sköterska", False), ("I", False)],
)
def test_only_words_in_capitals_are_abbreviations(written: str, *, is_short: bool) -> None:
    assert is_abbreviation(written) == is_short


def test_no_phrases_find_nothing() -> None:
    assert not [*Phrases({}).find("Insatser och planer.")]
    assert not [*Phrases({"x": ["", " "]}).find("Insatser och planer.")]


WORDS = st.text(alphabet=f"{string.ascii_letters}åäöÅÄÖé-", min_size=1, max_size=14)


@given(st.lists(WORDS, min_size=1, max_size=4).map(" ".join))
def test_every_form_of_any_words_is_those_words_with_other_endings(term: str) -> None:
    forms = inflections(term)
    assert (term if is_abbreviation(term) else " ".join(term.lower().split())) in forms
    assert {len(form.split()) for form in forms} == {len(term.split())}
    assert all(form[:1].lower() == term[:1].lower() for form in forms)


@given(st.lists(WORDS, max_size=5), st.text(max_size=60))
def test_what_is_found_is_a_form_of_its_term_with_no_letter_beside_it(
    terms: list[str], text: str
) -> None:
    phrases = Phrases({term: [term] for term in terms})
    text = f"{text} {' '.join(terms)} {text}"
    end = 0
    for found in phrases.find(text):
        assert end <= found.start < found.end
        written = re.sub(r"\s+", " ", text[found.start : found.end])
        assert phrases.name_of(written) == found.name
        assert not text[found.end : found.end + 1].isalpha()
        end = found.end
