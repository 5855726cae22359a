"""Given names common in Sweden: they tell a person from a place or a programme."""

_WRITTEN = """
abbas abdi abdullah adam adnan agnes agneta ahmad ahmed aida aina aisha albert albin aleksandra
alex alexander alexandra alf alfred ali alice alicia alina alma alva alvar amal amanda amelia amin
amina amir amira ana anders andré andrea andreas angela angelica angelika angelina anita anja ann
anna annabel anne anneli annelie annette anni annica annie annika annikki anton antonia arash
ariana arne aron arvid asta astrid ava axel aylin azra
barbro bassam beata beatrice beatriz bella bengt benjamin benny berit bernt bert berth bertil
bianca birger birgit birgitta birgitte bitte björn bo bodil boel boris bosse britt britta börje
cajsa camilla camille carin carina carita carl carola carolin carolina caroline casper catarina
catharina cathrin cathrine catrin cecilia celina charlie charlotta charlotte christel christer
christian christin christina christine christoffer christopher cia cilla claes clara claudia conny
cornelia cristina
dag dagmar dan daniel daniela daniella danuta david dennis diana dick dina ditte dorota dragan
ebba eddie edit edith edvard edvin eero egon eileen einar eino ekaterina elena eleonor eleonora
eli elias elin elina elisabet elisabeth elise ella ellen ellinor elma elna elof elsa elsie elton
elvin elvira elvy emanuel emelie emil emilia emily emma emmy enar engla enok eric erica erik erika
erkki erland erling ernst eskil ester esther eugen eva evelina evert ewa ewert eyvind
fanny farah farid faris fatima fatma fatou felicia felix filip filippa fitim folke frank frans
fred fredric fredrik fredrika freja frida frideborg fridolf fritz
gabriel gabriella georg gerd gerda gert gertrud gisela gitte glenn greger greta grethe gudrun gull
gullan gulli gun gunborg gunde gunhild gunilla gunlög gunn gunnar gunnel gunvald gunvor gustaf
gustav gustava göran gösta göte
habib hamid hamza hanna hannah hannele hannes hans harald harriet harry hasan hassan hedda hedvig
heidi helen helén helena helene helga helge helmi helmut helny henning henric henrik henry herbert
herman hilda hilde hillevi hilma hjalmar hjördis holger hugo hussein håkan
ia ibrahim ida igor ilona ilse ilyas imad imre ina ines inez inga ingalill inge ingeborg ingegerd
ingegärd ingela ingemar inger ingmar ingmarie ingrid ingvar ingvor inkeri irena irene irina iris
irja irma isa isabel isabell isabella isabelle isac isak ismail isolde ivan ivar
jacob jakob jamal jan jana jane janet janne jannike jarl jasmin jasmina jasmine javier jeanette
jeanna jelena jennie jennifer jenny jens jerker jerry jesper jessica jill jim jimmie jimmy joacim
joakim joan joanna joar joel johan johanna johannes john johnny jon jonas jonatan jonathan jonna
jonny josef josefin josefina josefine joseph juan judit judith juha juhani julia julian juliana
julie julius jussi jytte jörgen jörn
kai kaisa kaj kajsa kalle karen kari karim karin karina karl karla karolin karolina kaspar kasper
katarina katarzyna kate katharina kathrine katja katrin katti kay kenan kennet kenneth kent kenth
kerstin kevin khaled khalid kia kicki kim kira kirsi kirsten kirsti kitty kjell klara klas knut
kris krister kristian kristin kristina kristine kristofer kristoffer krzysztof kurt
lage laila lars lasse laura lave layla lea leena leif leila lena lennart lennarth leo leon leonard
levi lia liam liban lilian lill lillemor lilli lillian lilly lina linda linn linnea linnéa linus
lis lisa lisbet lisbeth lise liselott liselotte lisen lissi liv liza loa lotta lotten louise lova
love lovisa lucas lucia lucy ludvig luis lukas lydia lykke
madeleine madelene magda magdalena maggan magnus mai maivor maj maja majken malena malin malte
malva manfred manuel marcel marcela marcus mare marek margareta margareth margaretha margit margot
margreta mari maria marian mariana mariann marianne marica marie mariette marika marina mario
marion marit marita maritha marja marjo marju mark markku marko markus marlene marta martha marthe
martin martina maryam mateusz mathias mathilda mathilde maths matilda mats matteus matti mattias
mattis maud maurits max maximilian maya mazar mehmet melina melissa melker melvin merja meta mia
michael michaela michal michelle mika mikael mikaela mikko milan milena miles milla milo mimmi
minea minna mira miranda miriam mirja mirjam miro moa mohamad mohamed mohammad mohammed moja mona
monia monica monika monique mostafa muhammad muna mustafa my myra måns märit märta märtha
nadia nadja nahid naima nancy nanna naomi natalia natalie natascha natasha nathalie nellie nelly
nicklas niclas nicole nicolina nidal niels niklas nikola nikolaj nils nina noa noah noel nora nour
ola olavi ole oleg olga oliver olivia olle olof olov omar orvar osama oscar oskar oskari osman
osmo osvald otto ove
palle pamela patric patricia patrick patrik paul paula paulina peder pekka pelle per pernilla
pernille peter petra petri petter pia piotr pirjo pontus preben pär
rachel rafael ragnar ragnhild ragnvald rakel ralf ralph ramona rana rania rasmus raul rauni
rebecca rebecka regina regine reidar reijo reine reino rene renée reza ricard rickard riitta
rikard rita robert roberta robin roger roine roland rolf roma romina ronald ronja ronnie ronny
rosa rosanna rose roy ruben rudolf rune runo rut ruth ryszard
saad sabina sabine saga said salam sally salma sam samer sami samir samira samuel sandra sanja
sanna sanne sara sarah sari satu sead sebastian seija selma senad seppo sergej seth shahin shirin
sigbritt signe sigrid sigvard silja silvia simon simone siri sirpa sissela siv sixten sofia sofie
solbritt solveig solvig sonia sonja sonny sophia sophie staffan steen stefan stefanie stella
stellan sten stephan stephanie stig stina sture sune sunniva susan susann susanna susanne susie
sussie suzanne svante svea sven sverker svetlana sylvia synnöve sölve sören
tage tamara tanja tarek tariq tarja tatiana tatjana tea teodor teresa terese teresia tero tess
thea theodor theresa therése therese theresia thomas thor thore thorsten thure tiina tilda tilde
tilly tim timo tina tindra tobias tom tomas tomasz tomi tommy tony tor torbjörn tord tore torgny
torkel torsten torun tova tove truls trygve tua tuija tuomas ture tuula tyra
uffe ulf ulla ulrica ulrich ulrik ulrika uno urban urpo ursula
valdemar valentina valter vanessa vanja vega veikko vendela vera verner veronica veronika vesna
victor victoria vidar vigg viggo viktor viktoria vilda vilgot vilhelm ville vilma vincent viola
virpi viveca viveka vivi vivianne vladimir vuokko
waldemar walter werner wilhelm wilhelmina wilma wiveca wivi
yasmin yasmine ylva yngvar yngve yosef younes yousef youssef yusuf yvonne
zahra zainab zandra zara zeinab zelda zeynep zlatan zoran
åke åsa åsalill åse åslög
öjvind örjan östen
"""
GIVEN_NAMES = frozenset(_WRITTEN.split())


def is_given_name(word: str) -> bool:
    """True also for a compound such as Ulla-Karin, whose first part is a known one."""
    folded = word.casefold()
    return folded in GIVEN_NAMES or folded.partition("-")[0] in GIVEN_NAMES
