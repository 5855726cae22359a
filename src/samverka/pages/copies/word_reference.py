"""The look of the Word copies: pandoc's own reference document, restyled.

Words are dark on white (at least 7:1), headings are real styles, the paper is A4, the language is
Swedish, and the foot of each page says its number.
"""

from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element, fromstring, register_namespace

from samverka.pages.copies.word_files import read_parts, written, xml_of

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LANGUAGE: Final = "sv-SE"
FONT: Final = "Calibri"
INK, FRAME, MUTED, ACCENT = "1D2829", "0B4A50", "4A5758", "A8370B"
PAPER, WARM, LINE = "F6F3EC", "FDEEE4", "C9C2B2"
STYLES: Final = "word/styles.xml"
SETTINGS: Final = "word/settings.xml"
DOCUMENT: Final = "word/document.xml"
RELATIONS: Final = "word/_rels/document.xml.rels"
TYPES: Final = "[Content_Types].xml"
FOOT: Final = "word/footer1.xml"

_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
_LANGUAGE = f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>'


def _heading(size: int, before: int) -> tuple[str, str]:
    """Sizes in half points, space in twentieths of a point."""
    paragraph = f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="100"/>'
    return paragraph, f'{_FONTS}<w:b/><w:bCs/><w:color w:val="{FRAME}"/><w:sz w:val="{size}"/>'


def _set_apart(colour: str, ground: str) -> str:
    border = f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{colour}"/></w:pBdr>'
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
    return f'{border}{shade}<w:spacing w:before="120" w:after="120"/><w:ind w:left="227"/>'


_TOP = f'<w:top w:val="single" w:sz="6" w:space="6" w:color="{LINE}"/>'
_ABOVE = f'<w:pBdr>{_TOP}</w:pBdr><w:spacing w:before="480"/>'
_GROUND = f'<w:shd w:val="clear" w:color="auto" w:fill="{PAPER}"/>'
_PANEL = f'{_GROUND}<w:spacing w:before="120" w:after="240"/><w:contextualSpacing/>'
"""Paragraphs of one style in a row lie close, as one panel."""

_TIGHT = '<w:spacing w:before="0" w:after="60"/>'
_CLOSE = '<w:spacing w:before="80" w:after="160"/>'
_OUTLINE = '<w:outlineLvl w:val="{}"/>'
LOOKS: Final[dict[str, tuple[str, str]]] = {
    **{
        f"Heading{level}": (
            f"{_heading(size, before)[0]}{_OUTLINE.format(level - 1)}",
            _heading(size, before)[1],
        )
        for level, size, before in (
            (1, 44, 0),
            (2, 32, 360),
            (3, 27, 280),
            (4, 24, 240),
            (5, 23, 200),
            (6, 23, 200),
        )
    },
    "BodyText": ('<w:spacing w:before="0" w:after="140" w:line="300" w:lineRule="auto"/>', ""),
    "FirstParagraph": ('<w:spacing w:before="80"/>', ""),
    "Compact": ('<w:spacing w:before="40" w:after="40"/>', ""),
    "Caption": ('<w:spacing w:before="60" w:after="200"/>', f'<w:color w:val="{MUTED}"/>'),
    "TableCaption": ('<w:keepNext/><w:spacing w:before="200" w:after="80"/>', "<w:b/>"),
    "BlockText": (_set_apart(LINE, "FFFFFF"), ""),
    "FootnoteText": ('<w:spacing w:after="60"/>', '<w:sz w:val="20"/>'),
    "Hyperlink": ("", f'<w:color w:val="{FRAME}"/><w:u w:val="single"/>'),
}
"""The paragraph's and the letters' look, by the key of a style pandoc has."""

NEW: Final[dict[str, tuple[str, str]]] = {
    "Etikett": (f"<w:keepNext/>{_TIGHT}", f'<w:b/><w:color w:val="{MUTED}"/>'),
    "Påhittat": (_set_apart(ACCENT, WARM), ""),
    "Ingress": ('<w:spacing w:before="80" w:after="200"/>', '<w:sz w:val="28"/>'),
    "Fråga": (f"<w:keepNext/><w:keepLines/>{_CLOSE}", '<w:b/><w:sz w:val="28"/>'),
    "Fakta": (_PANEL, ""),
    "Beslut": (_set_apart(FRAME, PAPER), ""),
    "Åtgärd": (_set_apart(ACCENT, PAPER), ""),
    "Källa": (_ABOVE, f'<w:color w:val="{MUTED}"/><w:sz w:val="20"/>'),
}
"""Styles of our own, under the names an editor sees in Word."""

_EDGE = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
_TABLE = f"""
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>
<w:top {_EDGE}/><w:bottom {_EDGE}/><w:insideH {_EDGE}/></w:tblBorders><w:tblCellMar>
<w:top w:w="40" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>
<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{FRAME}"/></w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="{PAPER}"/></w:tcPr></w:tblStylePr>
"""
_A4 = f"""
<w:sectPr xmlns:w="{W}" xmlns:r="{R}"><w:footerReference w:type="default" r:id="rIdFoot"/>
<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr><w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1304" w:right="1361" w:bottom="1304" w:left="1361" w:header="680" w:footer="680"
 w:gutter="0"/></w:sectPr>
"""
_NUMBER = '<w:fldSimple w:instr=" {} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
_FOOT = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:t xml:space="preserve">Sida \
</w:t></w:r>{_NUMBER.format("PAGE")}<w:r><w:t xml:space="preserve"> av </w:t></w:r>\
{_NUMBER.format("NUMPAGES")}</w:p></w:ftr>"""
_NEWEST = """
<w:compat><w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
"""


def restyled(reference: bytes) -> bytes:
    """Pandoc's reference document with our look."""
    register_namespace("w", W)
    register_namespace("r", R)
    parts = read_parts(reference)
    parts[STYLES] = _edited(parts[STYLES], _restyle)
    parts[SETTINGS] = _edited(parts[SETTINGS], _set_language)
    parts[DOCUMENT] = _edited(parts[DOCUMENT], _set_paper)
    parts[FOOT] = _FOOT.encode()
    relation = f'<Relationship Id="rIdFoot" Type="{R}/footer" Target="footer1.xml"/>'
    parts[RELATIONS] = _before_end(parts[RELATIONS], "</Relationships>", relation)
    type_ = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
    kind = f'<Override PartName="/{FOOT}" ContentType="{type_}"/>'
    parts[TYPES] = _before_end(parts[TYPES], "</Types>", kind)
    return written(parts)


def _edited(content: bytes, edit: Callable[[Element], None]) -> bytes:
    root = fromstring(content)  # noqa: S314  pandoc's own file
    edit(root)
    return xml_of(root)


def _before_end(content: bytes, end: str, what: str) -> bytes:
    return content.decode().replace(end, what + end).encode()


def _restyle(styles: Element) -> None:
    defaults = styles.find(f"{{{W}}}docDefaults")
    if defaults is not None:
        look = f'{_FONTS}<w:color w:val="{INK}"/><w:sz w:val="23"/><w:szCs w:val="23"/>{_LANGUAGE}'
        space = '<w:spacing w:after="140"/>'
        defaults[:] = _parsed(
            f"<w:rPrDefault>{_run(look)}</w:rPrDefault>"
            f"<w:pPrDefault>{_paragraph(space)}</w:pPrDefault>"
        )
    for style in styles.findall(f"{{{W}}}style"):
        key = style.get(f"{{{W}}}styleId", "")
        if key in LOOKS:
            _dress(style, *LOOKS[key])
        elif key == "Table":
            style[:] = [one for one in style if one.tag != f"{{{W}}}tblPr"]
            style[:] = [one for one in style if one.tag != f"{{{W}}}tblStylePr"]
            style.extend(_parsed(_TABLE))
    for name, look_ in NEW.items():
        styles.append(_new(name, *look_))


def _dress(style: Element, paragraph: str, run: str) -> None:
    style[:] = [one for one in style if one.tag not in (f"{{{W}}}pPr", f"{{{W}}}rPr")]
    style.extend(_parsed(_paragraph(paragraph) + _run(run)))


def _new(name: str, paragraph: str, run: str) -> Element:
    attributes = f'w:type="paragraph" w:customStyle="1" w:styleId="{name}"'
    said = f'<w:name w:val="{name}"/><w:basedOn w:val="BodyText"/><w:qFormat/>'
    return _parsed(f"<w:style {attributes}>{said}{_paragraph(paragraph)}{_run(run)}</w:style>")[0]


def _paragraph(look: str) -> str:
    return f"<w:pPr>{look}</w:pPr>" if look else ""


def _run(look: str) -> str:
    return f"<w:rPr>{look}</w:rPr>" if look else ""


def _parsed(inner: str) -> list[Element]:
    return list(fromstring(f'<x xmlns:w="{W}">{inner}</x>'))  # noqa: S314  written above


def _set_language(settings: Element) -> None:
    for language in settings.iter(f"{{{W}}}themeFontLang"):
        language.set(f"{{{W}}}val", LANGUAGE)
    if settings.find(f"{{{W}}}compat") is None:
        place = [one.tag for one in settings].index(f"{{{W}}}themeFontLang")
        for one in _parsed(_NEWEST):
            settings.insert(place, one)


def _set_paper(document: Element) -> None:
    body = document.find(f"{{{W}}}body")
    if body is not None:
        body[:] = [one for one in body if one.tag != f"{{{W}}}sectPr"]
        body.append(fromstring(_A4))  # noqa: S314  written above
