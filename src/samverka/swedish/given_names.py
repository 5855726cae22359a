"""Given names common in Sweden: they tell a person from a place or a programme."""

_WRITTEN = """
abbas abdi abdullah adam adnan agnes agneta ahmad ahmed aida aina aisha albert albin aleksandra alex
alexander alexandra alf alfred ali alice alicia alina alma alva alvar amal amanda amelia amin amina
amira amir ana anders andrea andreas andré angela angelica angelika angelina anita anja ann anna
annabel anne anneli annelie annette anni annica annie annika annikki anton antonia arash ariana
arne aron arvid asta astrid ava axel aylin azra
barbro bassam beata beatrice beatriz bella bengt benjamin benny berit bernt bert berth bertil bianca
birger birgit birgitta birgitte bitte björn bo boel bosse britt britta britt-marie börje
camilla camille carin carina carita carl carl-johan carola carolin carolina caroline casper catarina
catharina cathrin cathrine catrin cecilia celina charlie charlotta charlotte christel christer
christian christin christina christine christoffer christopher cia cilla claes clara claudia conny
cornelia cristina
dag dan daniel daniela daniella danuta david dennis diana dick dina dorota dragan
ebba eddie edit edith edvard edvin eero egon eileen einar eino ekaterina elena eleonor eleonora eli
elias elin elina elisabet elisabeth elise elisabet ella ellen ellinor elma elna elof elsa elsie elvira
elvy emanuel emelie emil emilia emily emma emmy engla enar eric erica erik erika erkki erland
erling ernst eskil ester esther eugen eva evelina evert ewa eyvind
fanny farah faris farid fatima fatma fatou felicia felix filip filippa folke frank frans fred
fredric fredrik fredrika freja frida frideborg fridolf fritz
gabriel gabriella georg gerd gerda gert gertrud gisela glenn greger greta grethe greta gudrun gull
gulli gun gunborg gunde gunhild gunilla gunlög gunn gunnar gunnel gunvor gustaf gustav gustava
göran gösta göte
habib hamid hamza hanna hannah hannele hannes hans hans-erik harald harriet harry hasan hassan hedda
hedvig heidi helen helena helene helén helga helge helmi helmut helny henning henric henrik henry
herbert herman hilda hilde hillevi hilma hjalmar holger hugo hussein håkan
ia ibrahim ida igor ilona ilse ilyas imad imre ina ines inez inga inga-britt inga-lill inge ingeborg
ingegerd ingegärd ingela ingemar inger ingmar ingrid ingvar ingvor inkeri irena irene irina iris irja
irma isa isabel isabell isabella isabelle isac isak ismail ivan ivar
jacob jakob jamal jan jana jan-erik jane janet janne jannike jasmin jasmine javier jeanette jelena
jennie jennifer jenny jens jerker jerry jessica jesper jim jimmy joacim joakim joan joanna joar
joel johan johanna johannes john johnny jon jonas jonathan jonna jonny josef josefin josefina
josefine joseph juan judit judith juha juhani julia julian juliana julie julius jussi jytte
jörgen jörn
kai kaisa kaj kajsa kalle karen kari karim karin karina karl karla karl-erik karolin karolina
kaspar kasper katarina katarzyna kate katharina kathrine katja katrin kay kennet kenneth kent kenth
kerstin kevin khaled khalid kia kicki kim kira kirsi kirsten kirsti kitty kjell klara klas knut kris
krister kristian kristin kristina kristine kristofer kristoffer krzysztof kurt
lage laila lars lars-erik lasse lave laura layla lea leena leif leila lena lennart lennarth leo leon
leonard levi lia liam liban lilian lillemor lilly lina linda linn linnea linnéa linus lis lisa
lisbet lisbeth lise liselott liselotte lisen liv liza loa lotta lotten louise lova love lovisa
lucas lucia lucy ludvig luis lukas lykke lydia
madeleine madelene magda magdalena magnus mai maivor maj maja majken maj-britt malin malte malva
manfred manuel marcel marcus mare marek margareta margareth margaretha margit margot margreta
mari maria marian mariana mariann marianne marica marie marie-louise marika marina mario marion
marit marita maritha marja marjo marju mark marko markku markus marlene marta martha marthe martin
martina maryam mateusz mathias mathilda mathilde matilda mats matti mattias mattis maud maurits max
maximilian maya melina melissa melker melvin meta mia michael michaela michal michelle mika mikael
mikaela mikko milan milena miles milla milo mimmi minna mira miranda miriam mirja mirjam miro moa
mohamad mohamed mohammad mohammed moja mona monia monica monika mostafa muhammad muna mustafa my myra
märit märta märtha måns
nadia nadja nahid naima nanna naomi natalia natalie natasha nathalie nellie nelly nicklas niclas
nicole nicolina nidal niels niklas nikola nikolaj nils nils-erik nina noa noah noel nora nour
ola olavi ole oleg olga oliver olivia olle olof olov omar orvar oscar oskar osman osvald otto ove
palle pamela patric patricia patrick patrik paul paula paulina pekka pelle per per-olof pernilla
pernille peter petra petri petter pia piotr pirjo pontus preben pär per-erik per-ola
rachel rafael ragnar ragnhild ragnvald rakel ralf ralph ramona rana rania rasmus raul rebecca rebecka
regina reidar reijo reine reino rene renée rickard rikard riitta rita robert roberta robin roger roine
roland rolf roma romina ronald ronja ronnie ronny rosa rosanna rose rose-marie roy ruben rudolf rune
runo rut ruth ryszard
saad sabina sabine said sally salma sam samer sami samir samira samuel sandra sanna sanne saga sara
sarah sari sebastian seija selma sergej seth shirin sigbritt signe sigrid sigvard silja silvia simon
simone sirpa sissela siv sixten sofia sofie solbritt solveig solvig sonia sonja sophia sophie staffan
stefan steen stella sten sten-åke stephan stephanie stig stina sture sune susan susann susanna susanne
suzanne svante svea sven sven-erik svetlana sylvia synnöve sölve sören
tage tamara tanja tarek tariq tatiana tatjana teodor teresa teresia terese tess therese theresia
theodor theresa thomas thore thorsten thor thure tiina tilda tilde tim timo tina tindra tobias tom
tomas tomasz tommy tony tor torbjörn tord tore torgny torkel torsten torun tova tove truls
trygve tua tuija tuomas tuula tyra ture
uffe ulf ulla ulla-britt ulrica ulrik ulrika uno urban ursula
valdemar valentina valter vanessa vanja vega vendela vera verner veronica veronika victor victoria
vidar vigg viggo viktor viktoria vilda vilgot vilhelm ville vilma vincent viola virpi viveca viveka
vivianne vivi vladimir
waldemar walter werner wilhelm wilhelmina wilma wiveca wivi
ylva yngve yngvar yasmin yasmine yusuf yousef youssef yvonne
zahra zainab zara zeinab zeynep zelda zlatan zoran
åke åsa åse åslög
öjvind örjan östen
"""
GIVEN_NAMES = frozenset(_WRITTEN.split())


def is_given_name(word: str) -> bool:
    """True also for a compound such as Ulla-Karin, whose first part is a known one."""
    folded = word.casefold()
    return folded in GIVEN_NAMES or folded.partition("-")[0] in GIVEN_NAMES
