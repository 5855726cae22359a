"""Sentences that only talk about decisions; written for these tests in minutes' Swedish."""

import pytest

from samverka.swedish.decisions import records_decision

TALKING = """
Sjöviks ledamöter får veta mer om dagens beslut av processledningen.
Beslut ska ha tagits i nämnd eller fullmäktige senast i oktober.
Gruppen samlades för att fatta beslut om vårens arbete.
Parterna avgör själva på vilken nivå beslut ska tas.
Sekreteraren läser de att-satser som föreslås gälla.
Arbetsutskottet föreslår att styrgruppen beslutar att anta planen.
Förslag till beslut: Styrgruppen beslutar att anta planen.
Förslag till beslut: att anta planen.
Om styrgruppen beslutar att gå vidare behövs mer resurser.
När styrgruppen har beslutat skickas underlaget ut.
Styrgruppen ska besluta om budgeten i höst.
Styrgruppen kommer att besluta om detta vid nästa möte.
Nämnden bör besluta om riktlinjen före sommaren.
Styrgruppen behöver besluta om finansieringen.
Styrgruppen kan inte besluta om detta.
Kommunfullmäktige i Sjövik beslutade redan 2017 att delta.
Beslutsunderlaget skickas ut en vecka före mötet.
Vi inväntar beslut från regionen.
Inget beslut fattades i frågan.
Styrgruppen beslutade inte om någon ny finansiering.
Frågan är inte beslutad.
Ordförande informerar om att styrgruppen beslutade förra året om medel.
Vad beslutade styrgruppen?
Ska styrgruppen besluta om detta?
Styrgruppen noterar informationen.
Styrgruppen tackar för informationen.
Erika berättar att planen antas i november.
Planen ska antas av kommunfullmäktige.
Planen antas av respektive kommunfullmäktige under hösten.
Handlingsplanen antogs av kommunfullmäktige i april.
Vi antar att alla har läst handlingarna.
Det antas bero på pandemin.
Antalet ärenden antas öka.
Beslut om plats tas vid nästa möte.
Beslut fattas i respektive nämnd.
Beslut
Beslutspunkter
Budgeten fastställs i november.
Nya datum fastställs senare.
Styrgruppen beslutar om detta vid nästa möte.
Processledningen återkommer när beslut är fattat.
Enligt beslut i styrgruppen ska testerna pågå till november.
Planen, som antogs 2019, ska revideras.
Planen som styrgruppen antog i våras gäller fortfarande.
Erika redogör för de beslut som fattades vid förra mötet.
Det är styrgruppen som beslutar om finansieringen.
Ordföranden påminner om att styrgruppen har beslutat om ett internat.
Ansvaret tas av styrgruppen gemensamt.
Frågan tas upp av styrgruppen i september.
Anteckningar tas av Erika.
Initiativet togs av regionen.
Region Kronoberg beslutade att bidra med medel.
Regeringen beslutar om friregioner nästa år.
I Växjö har man beslutat att anställa en samordnare.
I Ljungby beslutade man att starta i liten skala.
Varje kommun beslutar själv om sin organisation.
Innan planen antas behöver den gå på remiss.
För att planen ska kunna antas krävs politiska beslut.
Styrgruppen tar del av rapporten.
Man tar del av varandras erfarenheter.
Styrgruppen ser fram emot att godkänna planen.
Styrgruppen vill att planen godkänns i alla kommuner.
Styrgruppen föreslås besluta att anta planen.
Arbetsutskottet rekommenderar styrgruppen att godkänna förslaget.
Föredragande: Anna Berg
Underlag för beslut i nämnderna
Det finns ett beslut om att testerna ska pågå hela hösten.
Styrgruppens beslut skickas till kommunerna.
Godkänns planen startar arbetet i augusti.
Beslutar styrgruppen att gå vidare så anställs en samordnare.
Sekreteraren informerar om att planen är uppdaterad och reviderad.
Anna Berg ger en lägesrapport.
Erika ger exempel på uppdrag som kommunerna fått.
Styrgruppen är enig om att frågan är viktig.
Diskussion om hur planen antas i kommunerna.
Styrgruppen diskuterade vem som beslutar om barnets plan.
Rektorn beslutar om åtgärdsprogram.
Socialtjänsten beslutar om insatser enligt socialtjänstlagen.
Kommunerna godkänner förslaget var för sig.
Förslag: att styrgruppen utser en arbetsgrupp.
Vid förra mötet beslutades att ta fram en tidplan.
Styrgruppen har tidigare beslutat att finansiera två tjänster.
Redan 2017 beslutade styrgruppen att ta fram en handlingsplan.
Målet är att styrgruppen beslutar i maj.
Det är viktigt att alla ställer sig bakom planen.
Socialnämnden i Alvesta beslutade att delta i testerna.
Ännu har inget beslutats.
Beslutet skickas ut till kommunerna.
Beslutet att starta testerna togs 2019.
"Styrgruppen beslutar", stod det i underlaget.
Ordföranden frågar om mötet godkänner dagordningen.
Budgeten godkänns normalt i december.
Ansökan beviljas av Socialstyrelsen.
Hur detta ska hanteras beslutas senare.
Vi väljer ofta att ses digitalt.
Mötet avslutas.
Ordföranden hälsar alla välkomna och öppnar mötet.
Beslut: Inget beslut fattades.
Beslut inväntas från regionen.
Mötet konstaterades vara beslutsfört.
Mötet förklarades öppnat.
Kommunstyrelsen har beslutat att kommunen ska ta fram riktlinjer.
Erbjudande skickas ut till alla grundskolor.
Kommunstyrelsen föreslår kommunfullmäktige besluta att anta planen
Beslutet har fattats med stöd av delegationsordningen.
Nämnden får bestämma vad som ska gälla.
Två övriga frågor lades till dagordningen.
Vid föregående möte beslutades att bjuda in LNU.
Erika påminner om beslutet att samfinansiera processledarna.
Erika tar upp frågan om hur beslutet ska kommuniceras.
Kommunerna har fattat beslut om att ingå i processen.
Region Kronoberg har antagit planen.
Samtliga kommuner har nu antagit planen.
Alla kommuner antar planen under hösten.
Åtta av nio parter har fattat beslut.
Beslut är taget i Växjö och Älmhult.
Beslut om finansiering väntas i december.
Ett beslut måste fattas före sommaren.
Ärendet går vidare till kommunfullmäktige för beslut.
Ärendet är på remiss och beslutas i kommunfullmäktige den 12 juni.
Underlaget ska godkännas av styrgruppen innan det skickas ut.
Materialet behöver godkännas av tvärgruppen.
Förslaget ska läggas fram för styrgruppen som därefter fattar beslut.
AU bereder frågan inför styrgruppens beslut i september.
Styrgruppen väntas anta planen i november.
Styrgruppen avvaktar med att fatta beslut.
Styrgruppen skjuter inte upp frågan.
Styrgruppen var inte beredd att fatta beslut.
Styrgruppen kunde inte enas om en plats.
Frågan diskuterades men inget beslut togs.
Diskussion fördes om huruvida planen ska antas.
Diskussion om hur och när planen antas av kommunerna.
Frågor: vem beslutar om barnets plan?
Fråga från Bo Ek om vem som utser barnensbästa-ansvarig.
I varje kommun utses en barnensbästa-ansvarig.
En barnensbästa-ansvarig utses av rektorn.
Rektorn utser en barnensbästa-ansvarig.
Barnensbästa-ansvarig beslutar tillsammans med familjen om barnets plan.
Vårdnadshavaren godkänner att information delas.
Vårdnadshavare behöver godkänna barnets plan.
I skolan beslutar rektorn om åtgärdsprogram.
Lagen säger att kommunen beslutar om insatser.
Enligt lagen fastställs avgiften av kommunfullmäktige.
Regionens ledning ställer sig bakom arbetet.
Cheferna ställer sig bakom arbetet.
Det är viktigt att ledningen ställer sig bakom modellen.
Föräldrarna säger ja till att delta.
Åtta familjer har sagt ja till att delta i testerna.
Erika ger en bild av läget i de olika uppdragen.
Gruppen får i uppdrag av rektorn att ta fram en plan varje termin.
Man antar att testerna fortsätter.
Styrgruppen antar att pengarna räcker.
Vi bestämmer tid för nästa möte senare.
Tid för nästa möte bestäms senare.
Innehållet bestäms av barnets behov.
Nya indikatorer tas fram av forskarna.
Anteckningarna förs av Erika.
Åtgärderna följs upp av styrgruppen.
Rapporten läggs fram i september.
Rapporten läggs på hemsidan.
Styrgruppen läggs ner om planen inte antas.
Om planen antas startar arbetet i januari.
Skulle styrgruppen besluta något annat får planen ändras.
Först när alla parter fattat beslut kan arbetet börja.
Efter att kommunfullmäktige antagit planen kan arbetet börja.
Tack vare att styrgruppen beslutade om medel har vi kunnat anställa.
Eftersom styrgruppen beslutade att pausa arbetet har inga möten hållits.
Därför behöver styrgruppen besluta om en ny tidplan.
Det som beslutades på internatet har nu genomförts.
De åtgärder som styrgruppen beslutade om är genomförda.
Allt som beslutats följs upp vid nästa möte.
Uppföljning av vad som beslutades i maj.
Styrgruppen har ännu inte fattat beslut.
Styrgruppen har inte beslutat om någon förlängning.
Hade styrgruppen beslutat tidigare hade tiden räckt.
Arbetsutskottets förslag är att styrgruppen godkänner budgeten.
Förslaget är att planen antas i november.
Förslaget innebär att styrgruppen fattar beslut två gånger om året.
Tanken är att styrgruppen utser en referensgrupp.
Målet är att alla kommuner ska ha fattat beslut till november.
Syftet är att planen antas i alla kommuner.
Erika föreslår att gruppen utser en kontaktperson.
Bo Ek yrkar att ärendet bordläggs.
Bo Ek yrkade på att planen antas.
Anna undrar om styrgruppen godkänner upplägget.
Erika vill att styrgruppen fattar beslut i dag.
Det krävs att styrgruppen beslutar om detta.
Så snart styrgruppen beslutat startar rekryteringen.
Kommunfullmäktige antog planen i april.
Lessebo kommun godkände planen i april.
Socialstyrelsen fastställer riktlinjer för barnhälsovården.
Riksdagen antog lagen 2018.
LNU beslutade att avsätta forskningsmedel.
Polismyndigheten beslutar själv om sin medverkan.
Styrgruppens roll är att besluta om inriktning och resurser.
Styrgruppen består av chefer som beslutar om resurser.
Styrgruppen är det organ som fattar beslut om processen.
Det finns önskemål om att styrgruppen fattar beslut.
Det är inte bestämt när planen antas.
Det bestämdes aldrig.
Beslutsgången förtydligas i bilagan.
Beslutsordningen gicks igenom.
Besluten protokollförs.
Beslutet överklagades inte.
Beslutet att pausa arbetet påverkar tidplanen.
Beslutet om finansiering är viktigt för fortsatt arbete.
Den antagna planen finns på hemsidan.
Den av styrgruppen beslutade planen skickas ut.
Godkända anteckningar publiceras på hemsidan.
Erika har godkänts som handledare.
Rutinen har antagits i tre kommuner.
Rutinen är antagen.
Mötet avslutades av ordföranden.
Nästa möte hålls den 6 november.
Erika går igenom hur beslutsprocessen ser ut framöver.
Frågan lyfts på nästa styrgrupp där beslut fattas.
Anna berättar att Alvesta har beslutat att anställa en samordnare.
Två av kommunerna har ännu inte antagit planen.
Hur gör vi om styrgruppen inte godkänner budgeten?
Om budgeten godkänns kan rekryteringen starta i mars.
Vi behöver enas om en gemensam bild.
Gruppen diskuterar vilka som ska utses.
Processledarna tar fram ett underlag som styrgruppen kan besluta om.
Underlaget har godkänts av juristerna.
Erika påminner om att ansökan ska vara inne senast den 1 maj.
Styrgruppen bjuds in att lämna synpunkter innan planen fastställs.
Det är rektor som utser vem som är barnets kontakt.
När barnets plan är godkänd av vårdnadshavarna kan arbetet börja.
Regionfullmäktige fastställer budgeten i november.
Bo frågar vad som händer om en kommun avslår.
Cia menar att gruppen borde besluta om en policy.
Vi väntar på att nämnden ska fatta beslut.
Styrgruppen önskar att tvärgruppen tar fram ett förslag.
Styrgruppen ser positivt på förslaget.
Styrgruppen diskuterade förslaget men var inte överens.
Man tog upp frågan om hur man bäst når föräldrar.
Enligt Bo har socialnämnden godkänt upplägget.
Anna visar den plan som antogs i december.
Nya riktlinjer antogs av riksdagen i våras.
Styrgruppen tackar Anna för en bra presentation.
Mötet önskar Cia lycka till.
Under mötet togs flera viktiga frågor upp.
Alla tar med sig frågan hem till sina organisationer.
Vi ger varandra stöd i det här arbetet.
Ordföranden ger ordet till Erika.
Läget i kommunerna ställer krav på nya lösningar.
Cheferna kommer överens med personalen om scheman.
Barn och föräldrar väljer själva vem som ska vara med på mötet.
Gruppen återkommer till frågan om val av ordförande.
Val av justerare
Fastställande av dagordning
Godkännande av föregående protokoll
Därför är det bra om alla läser planen innan den antas.
Beslutsgruppen träffas i maj.
"""


@pytest.mark.parametrize("sentence", TALKING.strip().splitlines())
def test_talk_about_decisions_is_no_decision(sentence: str) -> None:
    assert not records_decision(sentence)


@pytest.mark.parametrize("text", ["", " ", "?", "att", "beslutar?", "§ 4", "och", ", , ,"])
def test_scraps_decide_nothing(text: str) -> None:
    assert not records_decision(text)
