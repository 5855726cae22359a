"""Sentences by which somebody takes something on; written for these tests."""

import pytest

from samverka.swedish.decisions import records_action

PROMISING = """
Erika återkommer med ett förslag till nästa möte.
Processledarna får i uppdrag att ta fram en tidplan.
Anna Berg ansvarar för att kalla till nästa möte.
Bo tar på sig att kontakta kommunikatörerna.
Ordföranden kallar till ett extra möte senast den 4 maj.
Sekreteraren skickar ut anteckningarna senast fredag.
AU tar med sig frågan.
Arbetsutskottet återkommer till frågan med ett underlag.
Åtgärd: Anna kontaktar LNU.
Ansvarig: Anna Berg
Till nästa möte sammanställer Erika synpunkterna inför nästa möte.
Samtliga lämnar synpunkter senast den 15 oktober.
Erika ska ta fram ett förslag till nästa möte.
Vi återkommer med mer information.
Anna Berg åtar sig att skriva ett första utkast.
Processledningen ansvarar för kallelsen.
Anna Berg och Bo Ek i processledningen återkommer med förslag till datum.
"""
TELLING = """
Frågan återkommer på nästa möte.
Erika informerar om testerna.
Vem återkommer med förslag?
Anna återkom med ett förslag som diskuterades.
Om Erika återkommer med ett förslag kan styrgruppen besluta.
Det är oklart vem som ansvarar för frågan.
Erika återkommer inte till frågan.
Socialtjänsten ansvarar för utredningar enligt lagen.
Underlaget skickas ut via epost.
Nästa möte är den 6 november.
Ordförande hälsar alla välkomna.
Anna berättar att Bo tar på sig uppdraget.
Styrgruppen beslutar att anta planen.
Föredragande: Anna Berg
Materialet kommer att ligga på hemsidan.
"""


@pytest.mark.parametrize("sentence", PROMISING.strip().splitlines())
def test_somebody_who_takes_something_on_is_an_action(sentence: str) -> None:
    assert records_action(sentence)


@pytest.mark.parametrize("sentence", TELLING.strip().splitlines())
def test_what_nobody_takes_on_is_no_action(sentence: str) -> None:
    assert not records_action(sentence)
