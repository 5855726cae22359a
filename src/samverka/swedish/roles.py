"""What people are in a meeting or at work: ordförande, rektor, processledare."""

import re
from collections.abc import Sequence

from samverka.swedish.lexicon import lexicon

_MEETING = (
    "ordförande|ordf|mötesordförande|mötesordf|viceordförande|sekreterare|sekr|mötessekreterare|"
    "justerare|protokollförare|ledamot|ersättare|suppleant|adjungerad|adj|föredragande|kassör|"
    "sammankallande|observatör|gäst|tolk|deltagare|moderator|koordinator|värd|protokollsjusterare"
)
_TITLES = (
    "chef|rektor|direktör|docent|professor|prof|doktor|dr|lektor|doktorand|forskare|polis|kurator|"
    "psykolog|logoped|barnmorska|sjuksköterska|sköterska|läkare|överläkare|tandläkare|pedagog|"
    "lärare|förskollärare|socionom|jurist|ekonom|strateg|utredare|handläggare|samordnare|"
    "processledare|projektledare|kommunikatör|utvecklare|verksamhetsutvecklare|konsult|politiker|"
    "kommunalråd|regionråd|oppositionsråd|borgmästare|landshövding|diakon|präst|kyrkoherde|fritidsledare|"
    "ungdomsledare|assistent|administratör|specialist|inspektör|kommissarie|konsulent|rådgivare|"
    "vd|phd|generalsekreterare|verksamhetsledare|ombud|representant|elev|student|praktikant|vaktmästare|"
    "intendent|bibliotekarie|kanslist|registrator|controller|revisor|analytiker|statistiker|"
    "arkitekt|planerare|ingenjör|tekniker|terapeut|dietist|habiliterare|boende|vårdnadshavare|"
    "förälder|förvaltare|familjebehandlare|behandlare|socialsekreterare|nämndsekreterare|"
    "gruppledare|riksdagsledamot|biskop|statssekreterare|minister|huvudman|ansvarig|chefer|"
    "stf|handledare|medarbetare|systemförvaltare|arkivarie|verksamhetsansvarig"
)
_SUFFIXES = (
    "chef|ledare|ordförande|sekreterare|strateg|samordnare|handläggare|utvecklare|direktör|råd|"
    "representant|ombud|konsulent|sköterska|läkare|lärare|pedagog|psykolog|kurator|kommunikatör|"
    "utredare|inspektör|koordinator|ansvarig|ansvarige|assistent|specialist|rådgivare|jurist|"
    "ekonom|forskare|polis|föreståndare|administratör|terapeut|ledamot|controller|planerare|"
    "rektor|analytiker|suppleant|ersättare|justerare|förvaltare|professor|lektor|doktor|"
    "coach|mentor|stödjare|vägledare|behandlare|stödet|politiker|expert|intendent|befäl"
)
_MODIFIERS = lexicon(
    "tf t.f tillförordnad vice v 1:e 1:a 2:e 2:a 3:e förste första andre andra tredje bitr "
    "biträdande "
    "ställföreträdande ordinarie adjungerad adj tjänstgörande tjg regional kommunal nationell "
    "lokal operativ strategisk ny avgående medicinsk medicinskt pensionerad ställf "
    "senior leg legitimerad universitets- för- skol- social- barn- förvaltnings- verksamhets- "
    "teknisk juridisk extern intern inbjuden"
)
_HEAD = re.compile(rf"(?:{_MEETING}|{_TITLES})(?:en|n|et|rna|na)?|[\w-]{{2,}}(?:{_SUFFIXES})n?")
_ADJECTIVE = re.compile(r"[a-zåäö]{2,}(?:iska?|ativa?|klig|llig|tlig)")
_OF_BODY = re.compile(r"[\w-]*(?:nämndens|styrelsens|gruppens|utskottets|rådets|fullmäktiges)")
_AGENT = re.compile(
    r"[a-zåäöé-]{3,}(?:are|ör|ist|log|ant|ent|iker|nom|man|kvinna|ator|graf|sköterska|at)"
)
_NOT_AGENTS = lexicon(
    "vidare snarare senare tidigare därför utanför inför framför vore mare bland annat ibland "
    "sedan protokollet samman tillsammans mötet frånvarande dessutom delvis"
)


def is_role(word: str) -> bool:
    """True for a word that says what someone is, whatever its case."""
    return _HEAD.fullmatch(word.casefold().rstrip(".")) is not None


def role_head(words: Sequence[str]) -> int:
    """How many words the role takes with what modifies it (vice ordförande), 0 for no role."""
    if words[0].endswith("-") and list(words[1:2]) == ["och"] and any(map(is_role, words[2:3])):
        return 3
    for at, word in enumerate(words[:4]):
        if is_role(word):
            return at + 1
        if not _modifies(word):
            return 0
    return 0


def _modifies(word: str) -> bool:
    folded = word.casefold().rstrip(".")
    if _OF_BODY.fullmatch(folded):
        return True
    return folded in _MODIFIERS or _ADJECTIVE.fullmatch(folded) is not None


def looks_like_role(word: str) -> bool:
    """True for a lower-case word formed like an occupation, known or not."""
    return _AGENT.fullmatch(word) is not None and word not in _NOT_AGENTS
