"""Sentences by which a meeting decides; written for these tests in ordinary minutes' Swedish."""

import pytest

from samverka.swedish.decisions import decision_spans, records_decision

DECIDING = """
Styrgruppen beslutar att finansiera ytterligare ett år.
Styrgruppen beslutade enhälligt att förlänga uppdraget.
Den omarbetade planen tas av styrgruppen.
Den reviderade planen togs enhälligt av mötet.
Styrgruppen fastställer verksamhetsplanen för nästa år.
Mötet godkänner dagordningen.
AU antar den nya rutinen.
Nämnden uppdrar åt förvaltningen att ta fram ett underlag.
Styrgruppen ger processledningen i uppdrag att återkomma med förslag.
Styrgruppen gav processledarna uppdraget att se över budgeten.
Ärendet bordläggs.
Frågan bordlades till nästa möte.
Arbetsutskottet återremitterar ärendet för ytterligare beredning.
Styrgruppen ställer sig bakom förslaget.
Styrgruppen ställde sig enhälligt bakom planen.
Styrelsen avslår ansökan.
Nämnden tillstyrker förslaget.
Nätverket avstyrker remissen i dess nuvarande form.
Tvärgruppen beslutar att träffas var sjätte vecka.
Gruppen beslutade att pausa arbetet.
Ledningsgruppen beslutade om en gemensam utbildningsdag.
Vi beslutade att flytta mötet till den 12 maj.
Man beslutade att ses digitalt.
Det beslutades att var och en tar med sig frågan hem.
Beslut: Planen godkänns.
Beslut: att anta handlingsplanen
Beslut: Internatet hålls på Tallgården.
Beslut att förlänga projektet till årsskiftet.
Beslutas att mötet hålls digitalt.
Beslutades att bjuda in kommunikatörerna.
Styrgruppen utser Anna Berg till sammankallande.
Mötet väljer Bo Ek till justerare.
Anna Berg valdes till mötessekreterare.
Till justerare utsågs Bo Ek.
Dagordningen godkänns.
Dagordningen godkändes med tillägg av en övrig fråga.
Protokollet läggs till handlingarna.
Föregående mötes anteckningar lades till handlingarna.
Minnesanteckningarna från förra mötet godkändes.
Handlingsplanen antogs enhälligt av styrgruppen.
Styrgruppen är enig om att gå vidare med förslaget.
Efter diskussion beslutar styrgruppen att införa modellen i två steg.
Därmed antas handlingsplanen.
Härmed fastställs budgeten.
Efter att Erika redogjort för testerna beslutade styrgruppen att fortsätta.
När alla hade fått säga sitt beslutade mötet att skjuta på frågan.
Eftersom tiden är knapp bordläggs frågan.
Styrgruppen diskuterar förslaget och beslutar att anta det.
Styrgruppen tackar för presentationen och ställer sig bakom inriktningen.
Ordföranden tackar för presentationen och styrgruppen beslutar att gå vidare.
Planen justeras enligt diskussionen och antas.
Förslaget som arbetsgruppen tagit fram godkänns.
Styrgruppen, som träffades digitalt, beslutade att anta planen.
Beslutar att ge processledningen i uppdrag att ta fram en tidplan.
Beslutet blev att vänta till hösten.
Styrgruppen fattade beslut om att förlänga testperioden.
Mötet kom överens om att ses en gång i månaden.
Gruppen enades om att börja med förskolan.
Det bestämdes att Anna kallar till nästa möte.
Nästa möte bestämdes till den 6 november.
Styrgruppen beslutar i enlighet med arbetsutskottets förslag.
Styrgruppen beslutar enligt förslaget.
Styrgruppen har idag beslutat att utöka processledningen.
Vid mötet beslutades att kommunikationsplanen ska uppdateras.
Budgeten för 2022 fastställdes till två miljoner kronor.
Ordföranden finner att styrgruppen beslutar enligt förslaget.
Styrgruppen avsätter medel för en gemensam konferens.
En arbetsgrupp tillsätts för att se över rutinerna.
Mötet sade ja till förslaget.
Styrgruppen tog beslut om att anställa en samordnare.
Beslut fattades om att flytta internatet.
Socialnämnden beslutar att anta riktlinjen.
Styrgruppen beslutar
Styrgruppen beslutar:
STYRGRUPPEN BESLUTAR ATT anta planen.
§ 4 Beslut: Styrgruppen godkänner rapporten.
Erika föreslår att mötet flyttas, vilket styrgruppen godkänner.
Motionen bifölls.
Styrgruppen för Barnens bästa gäller! i Kronoberg beslutar att utse en arbetsgrupp.
Frågan skjuts upp till nästa möte.
Styrgruppen lägger informationen till handlingarna.
Samtliga ledamöter godkänner förslaget.
Beslut enligt förslag.
Styrgruppen beslutar därför att avvakta.
I enlighet med förslaget fastställs mötestiderna.
Med anledning av läget beslutar arbetsutskottet att ställa in konferensen.
Som ett led i arbetet beslutar styrgruppen att inrätta ett nätverk.
Dagordningen fastställdes efter tillägg av ett nytt ärende under övriga frågor.
Investeringen i samband med projektet Gröna vägen godkändes.
Vi kom överens om att allt material skickas med e-post.
Bo Ek valdes enhälligt till mötesordförande.
ARBETSUTSKOTTET BESLUTAR att notera informationen
Bo Ek utsågs att tillsammans med ordförande justera dagens protokoll.
Anna Berg (M) utses tillsammans med ordföranden att justera protokollet.
Föredragningslistan fastställs enligt följande:
Anteckningarna godkändes och lades till handlingarna.
Socialnämnden godkänner redovisningen.
Efter en längre diskussion enades gruppen om att avvakta.
Styrgruppen beslutar följande:
Styrgruppen beslutade följande: planen antas och skickas till kommunerna.
Styrgruppens beslut: att ge processledningen fortsatt mandat
Styrgruppens beslut blev att avvakta.
Mötet beslöt att sända en skrivelse till regionen.
Ärendet återremitteras till arbetsutskottet.
Ärendet hänskjuts till nästa möte.
Frågan om logotyp bordläggs till den 6 november.
Det beslutas att kommunikationsplanen gäller från årsskiftet.
Det beslutades enhälligt att anta planen.
Mot bakgrund av diskussionen beslutar styrgruppen att avsluta pilotprojektet.
Därefter beslutade mötet att utse en arbetsgrupp.
Därefter beslutades att utse en arbetsgrupp.
Mötet beslutar i enlighet med förslaget och utser Anna Berg till ny ledamot.
Ordförande sammanfattar diskussionen och mötet beslutar att fortsätta enligt plan.
Ordföranden ställer förslaget mot avslag och finner att nämnden bifaller förslaget.
Tvärgruppen godkänner handledningen med de ändringar som framkom.
Tvärgruppen godkänner, efter mindre justeringar, handledningen.
Styrgruppen godkänner den handledning som arbetsgruppen tagit fram.
Styrgruppen godkänner att internatet flyttas till oktober.
Arbetsutskottet ger Erika i uppdrag att boka lokal.
Processledningen ges i uppdrag att ta fram en tidplan.
Styrgruppen uppdrar till processledningen att återkomma i höst.
Styrgruppen gav klartecken till att starta en andra testomgång.
Förslaget bifalls.
Yrkandet avslogs.
Planen antas med de ändringar som föreslagits.
Planen antogs med acklamation.
Budgeten antogs utan ändringar.
Den nya logotypen antogs.
Beslut: Bordläggs.
Beslut: enligt förslag
Beslut: ja
Beslut om internatet: Vi håller det på Tallgården.
Beslut togs om att bilda en referensgrupp.
Det togs beslut om att bilda en referensgrupp.
Beslut fattades att mötena ska hållas digitalt.
Nätverket tog beslut om att träffas två gånger per termin.
Vi enades om att börja nästa möte kl. 9.
Gruppen är överens om att flytta mötet.
Alla var eniga om att fortsätta.
Styrgruppen var enig i frågan och beslutade att gå vidare.
Till ordförande för mötet valdes Bo Ek.
Mötet valde Anna Berg till sekreterare.
Anna Berg väljs till ordförande och Bo Ek till vice ordförande.
Som ny representant i tvärgruppen utsågs Cia Al.
Styrgruppen anslår 50 000 kronor till konferensen.
Styrgruppen beslutade om en förlängning med två år.
Styrgruppen beslutar samtidigt att planen ska ses över 2023.
Styrgruppen beslutade också att Anna Berg ska representera gruppen.
Rapporten godkänns och läggs till handlingarna.
Styrgruppen tog del av rapporten och lade den till handlingarna.
Informationen noterades och lades till handlingarna.
Medel avsätts för utbildning steg 1.
Mötet ställde sig positivt och beslutade att anta erbjudandet.
Verksamhetsplanen fastställs.
Mötestiderna för hösten fastställdes.
Nästa möte fastställs till den 6 november kl. 9.
§ 5. Styrgruppen beslutar att godkänna budgeten.
5. Styrgruppen beslutar att godkänna budgeten.
- Styrgruppen beslutar att godkänna budgeten.
Styrgruppen beslutar att inte gå vidare med förslaget.
Styrgruppen beslutade att frågan ska tas upp igen när utredningen är klar.
När frågan hade diskuterats beslutades att ärendet bordläggs.
Eftersom Anna inte kunde delta bordlades punkten.
På förslag från AU beslutar styrgruppen att höja avgiften.
Utifrån diskussionen beslutade ledningsgruppen om tre prioriterade områden.
Styrgruppen beslutar, efter votering, att avslå förslaget.
Styrgruppen, tillsammans med AU, beslutar att anta planen.
Mötet den 4 juni beslutade att anta planen.
Vid mötet den 4 juni beslutade styrgruppen att anta planen.
Styrgruppen och arbetsutskottet beslutar gemensamt att pausa arbetet.
Hela styrgruppen ställde sig bakom förslaget.
En enig styrgrupp beslutade att anta planen.
Presidiet fick mandat och styrgruppen beslutade att delegera frågan till AU.
Frågan delegeras till arbetsutskottet.
Styrgruppen beslutar att uppdra åt processledningen att utreda frågan vidare.
Projektledaren redogör för förslaget, varefter styrgruppen beslutar att anta det.
Projektet avslutas enligt beslut: styrgruppen beslutar att avsluta det den 31 december.
Därmed beslutat att anta planen.
Beslutat att anta planen.
Valdes till ordförande Anna Berg, till sekreterare Bo Ek.
Lades med godkännande till handlingarna.
Fastställdes resultat- och balansräkningar för åren 2006–2008.
Beviljades styrelsen ansvarsfrihet för 2008 års förvaltning.
Den föreslagna dagordningen fastställdes.
Styrelsen omvaldes i sin helhet.
Stämman beslutade att balansera resultatet i ny räkning.
Till ordförande valdes Anna Berg och till sekreterare Bo Ek.
Motion om laddplatser bifölls.
Anna Berg omvaldes som ordförande.
Årsmötet beviljade styrelsen ansvarsfrihet.
Motionen remitteras till styrelsen med begäran om yttrande.
Motionen anses besvarad.
Styrelsen beslutade att föreslå stämman en utdelning.
Styrelsen godkände den ekonomiska rapporten och lade den till handlingarna.
Efter en diskussion om hur internatet kan läggas upp beslutade styrgruppen att AU planerar vidare.
Frågan om ersättning bordläggs.
Förslaget om en gemensam hemsida antas.
Rapporten om testerna lades till handlingarna.
Informationen om projektet läggs till handlingarna.
Vi bestämmer att Cia bokar lokalen.
Gruppen bestämde sig för att skjuta på utbildningen till våren.
Nästa möte blir den 3 maj, vilket godkänns av samtliga.
Efter votering beslutar nämnden med sju röster mot fyra att avslå motionen.
Samverkansgruppen antar överenskommelsen i sin helhet.
Den uppdaterade rutinen godkänns och gäller från och med i dag.
Rutinen fastställs enligt bilaga 2.
Ledningsgruppen ställde sig efter viss tvekan bakom förslaget.
Man enades om att skicka ut enkäten före sommaren.
Mötet ger Cia i uppdrag att kontakta regionens jurister.
Mötet gav processledaren mandat att teckna avtal.
Det beslutas om ett extra möte i augusti.
Vidare beslutar styrgruppen att utöka gruppen med en representant från polisen.
Slutligen beslutade gruppen att byta namn till Samverkan unga.
Med detta godkändes budgeten.
Utan invändningar antogs förslaget till kommunikationsplan.
Föregående protokoll gicks igenom och godkändes.
Protokollet från den 2 mars godkänns.
Punkten om hemsidan bordläggs eftersom Bo Ek är sjuk.
Styrgruppen är överens om att ansökan ska skickas in.
Beslut: Styrgruppen ställer sig bakom inriktningen.
Beslut i ärendet: avslag
Beslut - att godkänna rapporten
Ordföranden konstaterar att mötet bifaller förslaget.
Ordföranden frågar om förslaget kan antas och finner att så sker, varefter mötet antar planen.
Nätverket tackade ja till erbjudandet och beslutade att medverka.
AU godkänner kostnaden för tryckning.
Styrgruppen accepterar tidplanen.
Kommittén tillstyrker ansökan.
Till ny ordförande efter Anna Berg utser styrgruppen Bo Ek.
Anna Berg adjungeras till gruppen under hösten.
Projektplanen godkänns med förbehåll för finansieringen.
Styrgruppen väljer att gå vidare med alternativ 2.
Styrgruppen lägger rapporten till handlingarna med beröm.
Förslaget avslås med hänvisning till kostnaden.
Mötet avslår begäran.
Arbetsgruppen upplöses enligt beslut: styrgruppen beslutar att avsluta uppdraget.
Samrådet beslutar att detta blir en stående punkt.
Efter att ha diskuterat för- och nackdelar beslutar styrgruppen att avvakta.
Styrgruppen beslutar – efter en ingående diskussion – att planen ska gälla i tre år.
"""


@pytest.mark.parametrize("sentence", DECIDING.strip().splitlines())
def test_a_sentence_that_decides_is_a_decision(sentence: str) -> None:
    assert records_decision(sentence)


def test_the_deciding_sentences_of_a_paragraph_are_found_where_they_stand() -> None:
    text = "Anna Berg redogör för planen. Styrgruppen antar den. Den skickas ut kl. 9. Beslut: Ja."
    assert [text[start:end] for start, end in decision_spans(text)] == [
        "Styrgruppen antar den.",
        "Beslut: Ja.",
    ]


def test_a_paragraph_of_talk_has_no_decision() -> None:
    assert decision_spans("Vi pratade om beslutet. Styrgruppen ska besluta senare.") == ()
    assert decision_spans("") == ()


def test_case_and_letters_of_two_parts_do_not_matter() -> None:
    assert records_decision("MÖTET GODKÄNNER DAGORDNINGEN.")
    assert records_decision("Mo\u0308tet godka\u0308nner dagordningen.")
