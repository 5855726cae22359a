"""Verbs that carry a clause: enough of them to see where one clause holds another verb."""

import re
from collections.abc import Sequence

from samverka.swedish.decision_verbs import FORMS, Voice
from samverka.swedish.lexicon import lexicon
from samverka.swedish.words import Word

MODALS = lexicon(
    "ska skall skulle kan kunde bör borde måste får fick vill ville behöver behövde brukar brukade "
    "avser avsåg planerar väntas väntades förväntas förväntades beräknas beräknades föreslås "
    "föreslogs kommer torde lär må hinner hann tänker ämnar önskar hoppas tros planeras planerades "
    "rekommenderas uppmanas bedöms"
)
"""Those after which the next verb only says what may, must or will be."""
PROPOSING = lexicon(
    "föreslår föreslog föreslås föreslogs yrkar yrkade yrkas rekommenderar rekommenderade "
    "rekommenderas önskar önskade önskas vill ville hoppas hoppades undrar undrade frågar frågade "
    "begär begärde begärs förutsätter förordar förordade vädjar uppmanar uppmanade"
)
"""Those whose att-clause is no more than a wish."""
_OTHERS = lexicon(
    """
    är var blir blev har hade finns fanns gör gjorde gick går ger gav tar tog sker skedde står
    stod ser såg säger sa sade kom berättar berättade beskriver beskrev anser ansåg menar menade
    tycker tyckte tror trodde vet visste känner kände lyfter lyfte tackar tackade hälsar hälsade
    öppnar öppnade avslutar avslutade inleder inledde fortsätter fortsatte påpekar påpekade
    betonar betonade poängterar poängterade påminner påminde visar visade delar delade skickar
    skickade skickas skickades förklarar förklarade håller höll hålls hölls leder ledde leds får
    fick startar startade börjar började pågår pågick arbetar arbetade jobbar jobbade deltar
    deltog deltagit medverkar handlar handlade saknas saknades saknar krävs krävdes kräver
    behövs behövdes behandlar behandlade behandlas genomgås genomgicks genomförs genomfördes
    genomför genomförde tas togs läggs lades lämnar lämnade lämnas lämnades frågar frågade
    undrar undrade svarar svarade föreslår föreslog yrkar yrkade framgår framgick framförde
    framförs ställer ställde ställs ställdes ligger låg sitter satt heter innebär innebar ingår
    ingick tillhör återkommer återkom träffas träffades möts möttes samlas enas enades röstar
    röstade väljer valde utgår bygger byggde bidrar bidrog upplever upplevde förordar bedömer
    bedömde bedöms vänder hänvisar hänvisade meddelar meddelade understryker konstaterar
    konstaterade uppmanar uppmanade önskar önskade hoppas hoppades skriver skrev fyller fyllde
    gått kallar kallade tillkommer tillkom ansvarar ansvarade finner fann talar talade pratar
    pratade diskuteras diskuterades följer följde följs följdes gås gicks stämmer ändras
    ändrades godtar tillfrågas redogör redogjorde gäller gällde beror berodde ökar ökade hör
    hörde betyder utgör bor kallas består tycks växer räcker råder använder används användes
    skapar skapas uppstår verkar hjälper tyder tvingas görs gjordes klarar slutar skiljer händer
    hände sätter utvecklas utvecklar orkar befinner byggs förändras medför väntar innehåller
    spelar uppnås undersöker undersöks främjar möter syftar driver drivs drar rör passar
    försvinner bildar påverkar söker sökte avgör minskar stärker stödjer stöder stöds bedrivs
    erbjuder erbjuds testar testas införs inför sammanställer sammanställs sprider sprids
    stannar återstår känns löper upphör avser berör bjuder bjöd bjuds ansöker ansökte anställer
    anställs läser läste lär lärde söks tillträder utökas utökar försätter kvarstår
    """
)
_SUPINES = lexicon(
    "tagit fått gjort haft varit blivit gett givit lagt sett kommit gått skickat föreslagit "
    "framfört diskuterat arbetat börjat startat hållit ställt sagt skrivit berättat avslutat "
    "inlett genomfört lyft läst behandlat tittat visat skett utgått beslutat"
)
_BETWEEN = lexicon("inte ej också även då sedan formellt slutligen först därmed nu")
_SUPINE_ENDINGS = ("erat", "gjort", "ats", "tts", "gits")
_NEVER = re.compile(r"deras|\w*plats|\w*sats")
_DETERMINERS = lexicon("den det de en ett ny nya denna detta dessa vår sin vårt")


def is_finite(words: Sequence[Word], at: int) -> bool:
    """True for a verb that is the verb of its clause, as far as its form tells."""
    written = words[at].folded
    if written in MODALS:
        return True
    if written in _SUPINES or written.endswith(_SUPINE_ENDINGS):
        return not _NEVER.fullmatch(written) and not _follows_have(words, at)
    return _is_finite_form(written) and not _is_disguised(words, at)


def _follows_have(words: Sequence[Word], at: int) -> bool:
    return any(word.folded in ("har", "hade", "ha") for word in words[max(0, at - 4) : at])


def _is_disguised(words: Sequence[Word], at: int) -> bool:
    """True for an infinitive, a participle (den beslutade planen) and in the process's name."""
    written = words[at].folded
    before = words[at - 1].folded if at else ""
    if written.endswith(("as", "es", "ås")) and is_governed(words, at):
        return True
    participle = written.endswith(("ade", "de")) and before in _DETERMINERS
    return participle or (written == "gäller" and before == "bästa")


def is_governed(words: Sequence[Word], at: int) -> bool:
    """True for the infinitive in "ska kunna antas", which looks like a present."""
    for before in reversed(words[max(0, at - 5) : at]):
        if before.folded in MODALS or before.folded == "att":
            return True
        if before.folded not in _BETWEEN and not before.folded.endswith("a"):
            return False
    return False


def is_infinitive(written: str) -> bool:
    """True for a word that after "att" makes it an infinitive and no clause."""
    if written in _SHORT_INFINITIVES:
        return True
    if written in _NOT_INFINITIVES or written.endswith(_PLURALS):
        return False
    return written.endswith(("a", "as")) or written in ("ske", "ses", "enas", "ges", "fås")


def _is_finite_form(written: str) -> bool:
    form = FORMS.get(written)
    if form is not None:
        return form.voice in (Voice.ACTIVE, Voice.PASSIVE)
    if written in _OTHERS:
        return True
    return written != "deras" and written.endswith(
        ("erar", "eras", "erade", "erades", "ades", "ndes", "gdes", "ldes")
    )


_SHORT_INFINITIVES = lexicon(
    "få ge se gå stå ta bli dra be må nå bo tro förstå anse utse avslå föreslå uppnå avstå bestå "
    "medge ingå delta anta uppdra uppta fastslå avse överse vidta åta genomgå upp framgå"
)
_NOT_INFINITIVES = lexicon(
    "alla båda samma flera andra dessa våra sina era mina dina nya gamla stora små goda bra vissa "
    "olika många berörda gemensamma lokala kommunala regionala nationella sociala digitala "
    "politiska tekniska ekonomiska praktiska fysiska tidiga samordnade främjande handlingsplanera "
    "denna ena tredje anna erika emma maria eva åsa ida sara lisa karolina johanna kristina "
    "medarbetarna första bästa sista nästa egna vara-"
)
_PLURALS = ("erna", "arna", "orna", "liga", "iska")
