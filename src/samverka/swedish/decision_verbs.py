"""The verbs by which Swedish minutes record a decision, in every form that can record one."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto


class Voice(Enum):
    """Who stands where: the meeting before an active verb, the matter before a passive one."""

    ACTIVE = auto()
    PASSIVE = auto()
    PERFECT = auto()
    PERFECT_PASSIVE = auto()


@dataclass(frozen=True, slots=True)
class Form:
    """One form of one verb; `needs`: words of which one must follow for it to decide."""

    lemma: str
    voice: Voice
    past: bool = False
    needs: frozenset[str] = frozenset()


_VERBS = """
besluta: beslutar beslutade,beslöt beslutas beslutades,beslöts beslutat beslutats
fastställa: fastställer fastställde fastställs,fastställes fastställdes fastställt fastställts
fastslå: fastslår fastslog fastslås fastslogs fastslagit fastslagits
godkänna: godkänner godkände godkänns,godkännes godkändes godkänt godkänts
anta: antar,antager antog antas,antages antogs antagit antagits
uppdra: uppdrar uppdrog uppdras uppdrogs uppdragit uppdragits
bordlägga: bordlägger bordlade bordläggs,bordlägges bordlades bordlagt bordlagts
återremittera: återremitterar återremitterade återremitteras återremitterades - -
avslå: avslår avslog avslås avslogs avslagit avslagits
bifalla: bifaller biföll bifalls,bifalles bifölls bifallit bifallits
tillstyrka: tillstyrker tillstyrkte tillstyrks tillstyrktes tillstyrkt tillstyrkts
avstyrka: avstyrker avstyrkte avstyrks avstyrktes avstyrkt avstyrkts
utse: utser utsåg utses utsågs utsett utsetts
tillsätta: tillsätter tillsatte tillsätts tillsattes tillsatt tillsatts
bevilja: beviljar beviljade beviljas beviljades beviljat beviljats
avsätta: avsätter avsatte avsätts avsattes avsatt avsatts
adjungera: adjungerar adjungerade adjungeras adjungerades adjungerat adjungerats
delegera: delegerar delegerade delegeras delegerades delegerat delegerats
hänskjuta: hänskjuter hänsköt hänskjuts hänsköts hänskjutit hänskjutits
avskriva: avskriver avskrev avskrivs avskrevs avskrivit avskrivits
entlediga: entledigar entledigade entledigas entledigades entledigat entledigats
acceptera: accepterar accepterade accepteras accepterades accepterat accepterats
anslå: anslår anslog anslås anslogs anslagit anslagits
omvälja: omväljer omvalde omväljs omvaldes omvalt omvalts
"""
_WITH_NEEDS = """
remittera: remitterar remitterade remitteras remitterades remitterat remitterats / till
anse: - - anses ansågs - - / besvarad besvarat besvarade utagerad
bestämma: bestämmer bestämde bestäms bestämdes bestämt bestämts / att till sig
välja: väljer valde väljs valdes valt valts / till att som
ge: ger gav ges gavs gett,givit getts,givits / uppdrag uppdraget uppgift mandat klartecken bifall \
godkännande ansvarsfrihet
ställa: ställer ställde - - ställt - / bakom
lägga: lägger lade läggs lades lagt lagts / handlingarna
skjuta: skjuter sköt skjuts,skjutes sköts skjutit skjutits / upp
fatta: fattar fattade fattas fattades fattat fattats / beslut beslutet
ta: tar,tager tog tas,tages togs tagit tagits / beslut beslutet
komma: kommer kom - - - - / överens
enas: enas enades - - enats - / om
vara: är var - - varit - / enig enigt eniga överens ense
säga: säger sa,sade - - sagt - / ja nej
rösta: röstar röstade - - röstat - / för ja nej igenom ner emot
ansluta: ansluter anslöt - - anslutit - / sig
"""
_COLUMNS = (
    (Voice.ACTIVE, False),
    (Voice.ACTIVE, True),
    (Voice.PASSIVE, False),
    (Voice.PASSIVE, True),
    (Voice.PERFECT, True),
    (Voice.PERFECT_PASSIVE, True),
)


def _forms() -> Iterator[tuple[str, Form]]:
    for line in (*_VERBS.strip().splitlines(), *_WITH_NEEDS.strip().splitlines()):
        lemma, _, rest = line.partition(": ")
        columns, _, needs = rest.partition(" / ")
        for column, (voice, past) in zip(columns.split(), _COLUMNS, strict=True):
            for written in column.split(","):
                yield written, Form(lemma, voice, past, frozenset(needs.split()))


FORMS: dict[str, Form] = dict(_forms())
FORMS.pop("-", None)
