"""Word files that say impossible things: loops, levels without end, relations that lead out."""

from collections.abc import Callable, Iterator, Mapping
from random import Random
from xml.sax.saxutils import quoteattr

from lxml import etree

from archives import content_of, related, replaced, root_of, unzip, zip_up
from damage_xml import NUMBERS, TEXTS

MAIN = "word/document.xml"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)


Maker = Callable[[Random], str]


def _text(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def _number(chance: Random) -> str:
    return chance.choice(NUMBERS)


def _words(chance: Random) -> str:
    return quoteattr(chance.choice(TEXTS), {"'": "&apos;", '"': "&quot;"})[1:-1]


def _spans(chance: Random) -> str:
    cell = (
        f'<w:tc><w:tcPr><w:gridSpan w:val="{_number(chance)}"/>'
        f'<w:vMerge w:val="{chance.choice(("restart", "continue", "", "x"))}"/></w:tcPr>'
        f"{_text('cell')}</w:tc>"
    )
    row = (
        f'<w:tr><w:trPr><w:gridBefore w:val="{_number(chance)}"/><w:tblHeader/></w:trPr>'
        f"{cell * chance.randint(1, 5)}</w:tr>"
    )
    look = f'<w:tblPr><w:tblLook w:val="{_number(chance)}"/></w:tblPr>'
    return f"<w:tbl>{look}{row * chance.randint(0, 6)}<w:tr/></w:tbl>"


def _levels(chance: Random) -> str:
    return "".join(
        _text(
            f"punkt {n}",
            f'<w:numPr><w:ilvl w:val="{_number(chance)}"/><w:numId w:val="1"/></w:numPr>'
            f'<w:ind w:left="{_number(chance)}"/><w:outlineLvl w:val="{_number(chance)}"/>',
        )
        for n in range(chance.randint(1, 6))
    )


def _sizes(chance: Random) -> str:
    return (
        f'<w:p><w:r><w:rPr><w:sz w:val="{_number(chance)}"/><w:b w:val="{_number(chance)}"/>'
        f'<w:vertAlign w:val="x"/></w:rPr><w:t>Rubrik</w:t>'
        f'<w:sym w:font="Wingdings" w:char="{_number(chance)}"/><w:sym/></w:r></w:p>'
    )


def _boxes(chance: Random) -> str:
    depth = chance.choice((2, 13, 40, 60))
    start = "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
    end = "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    return start * depth + _text("innerst") + end * depth


def _fields(chance: Random) -> str:
    url = _words(chance)
    begin = '<w:r><w:fldChar w:fldCharType="begin">'
    choices = (
        f'<w:ffData><w:ddList><w:result w:val="{_number(chance)}"/><w:listEntry w:val="a"/>'
        f'<w:listEntry w:val="b"/></w:ddList></w:ffData></w:fldChar></w:r>'
    )
    told = f'<w:r><w:instrText> HYPERLINK "{url}" \\l "{url}" </w:instrText></w:r>'
    after = '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>hit</w:t></w:r>'
    count = chance.choice((1, 3, 50))
    simple = f'<w:fldSimple w:instr="HYPERLINK &quot;{url}&quot;"><w:r><w:t>hit</w:t></w:r></w:fldSimple>'
    return f"<w:p>{(begin + choices + told + after) * count}{simple}</w:p>"


def _related_things(chance: Random) -> str:
    """Everything that names a relation, each named `rIdFuzz` and what is not there."""
    key = chance.choice(("rIdFuzz", "rIdFuzz", "finns-inte", ""))
    words = _words(chance)
    drawing = (
        f'<w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{words}"><a:hlinkClick r:id="{key}"/>'
        f'</wp:docPr><a:blip r:embed="{key}" r:link="{key}"/></wp:inline></w:drawing>'
    )
    return (
        f'<w:p><w:r>{drawing}<w:pict><v:shape alt="{words}"><v:imagedata r:id="{key}"/></v:shape>'
        f'</w:pict><w:drawing><c:chart r:id="rIdChart"/><dgm:relIds r:dm="rIdSmart"/></w:drawing>'
        f'</w:r><w:hyperlink r:id="{key}" w:anchor="{words}"><w:r><w:t>länk</w:t></w:r></w:hyperlink>'
        f'<w:bookmarkStart w:id="1" w:name="{words}"/></w:p>'
    )


def _equations(chance: Random) -> str:
    depth = chance.choice((3, 50, 70, 100))
    said = _words(chance)
    name = chance.choice(("f", "rad", "d", "m", "eqArr", "nary", "acc", "sSup", "limLow"))
    inner = {"f": "num", "m": "mr"}.get(name, "e")
    return (
        f"<w:p><m:oMath>{f'<m:{name}><m:{inner}>' * depth}<m:r><m:t>{said}</m:t></m:r>"
        f"{f'</m:{inner}></m:{name}>' * depth}</m:oMath></w:p>"
    )


def _note_calls(chance: Random) -> str:
    call = '<w:r><w:footnoteReference w:id="900"/><w:endnoteReference w:id="900"/></w:r>'
    return f"<w:p><w:r><w:t>Not</w:t></w:r>{call * chance.choice((1, 5, 500))}</w:p>"


def _alternates(chance: Random) -> str:
    depth = chance.choice((2, 20, 60))
    start = "<mc:AlternateContent><mc:Choice Requires='x'>"
    end = "</mc:Choice><mc:Fallback/></mc:AlternateContent>"
    return f"{start * depth}{_text('inuti')}{end * depth}<mc:AlternateContent/>"


def _tables_in_tables(chance: Random) -> str:
    depth = chance.choice((3, 30, 70))
    return f"{'<w:tbl><w:tr><w:tc>' * depth}{_text('innerst')}{'</w:tc></w:tr></w:tbl>' * depth}"


MAKERS: Mapping[str, Maker] = {
    "spans": _spans,
    "levels": _levels,
    "sizes": _sizes,
    "boxes": _boxes,
    "fields": _fields,
    "relations": _related_things,
    "equations": _equations,
    "notes": _note_calls,
    "alternates": _alternates,
    "tables": _tables_in_tables,
}


def _part(name: str, inner: str, space: str = "w") -> bytes:
    return f"<{space}:{name} {SPACES}>{inner}</{space}:{name}>".encode()


def _loop_of_styles(chance: Random) -> bytes:
    ids = [f"S{n}" for n in range(chance.choice((1, 3, 100)))]
    return _part(
        "styles",
        "".join(
            f'<w:style w:type="paragraph" w:styleId="{one}" w:default="1"><w:name w:val="heading 1"/>'
            f'<w:basedOn w:val="{following}"/><w:rPr><w:sz w:val="{_number(chance)}"/></w:rPr>'
            f"</w:style>"
            for one, following in zip(ids, [*ids[1:], ids[0]], strict=True)
        ),
    )


def _numbering(chance: Random) -> bytes:
    """Loops of list styles, lists without levels, levels and starts of any size."""
    levels = "".join(
        f'<w:lvl w:ilvl="{_number(chance)}"><w:start w:val="{_number(chance)}"/>'
        f'<w:numFmt w:val="{chance.choice(("decimal", "lowerRoman", "upperLetter", "decimalZero", "x"))}"/>'
        f'<w:lvlText w:val="%1.%2.%{_number(chance)}"/><w:lvlRestart w:val="{_number(chance)}"/>'
        f'<w:pPr><w:ind w:left="{_number(chance)}"/></w:pPr></w:lvl>'
        for _ in range(chance.choice((0, 1, 4)))
    )
    override = (
        f'<w:lvlOverride w:ilvl="{_number(chance)}"><w:startOverride w:val="{_number(chance)}"/>'
        f"{chance.choice(('', levels))}</w:lvlOverride>"
    )
    links = chance.choice(("", '<w:numStyleLink w:val="L"/><w:styleLink w:val="L"/>'))
    return _part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="0">{levels}{links}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="{chance.choice(("0", "77"))}"/>'
        f"{chance.choice(('', override))}</w:num>",
    )


def _notes(kind: str, chance: Random) -> bytes:
    """Notes that call themselves and one another, many times."""
    call = f'<w:r><w:{kind}Reference w:id="{{}}"/></w:r>'
    count, width = chance.choice(((1, 1), (1, 40), (12, 10), (100, 1)))
    other = {"footnote": "endnote", "endnote": "footnote"}[kind]
    cross = f'<w:r><w:{other}Reference w:id="900"/></w:r>'
    notes = (
        f'<w:{kind} w:id="{900 + n}"><w:p><w:r><w:t>not {n}</w:t></w:r>'
        f"{call.format(900 + (n + 1) % count) * width}{cross}</w:p></w:{kind}>"
        for n in range(count)
    )
    return _part(f"{kind}s", "".join(notes))


def _chart(chance: Random) -> bytes:
    point = f'<c:pt idx="{_number(chance)}"><c:v>{_number(chance)}.12345678901234</c:v></c:pt>'
    series = f"<c:ser><c:tx>{point}</c:tx><c:cat>{point * 3}</c:cat><c:val>{point}</c:val></c:ser>"
    return _part("chartSpace", f"<c:chart><c:title/>{series * chance.randint(0, 4)}</c:chart>", "c")


def _smartart(chance: Random) -> bytes:
    points = '<dgm:pt modelId="1" type="doc"/>' + "".join(
        f'<dgm:pt modelId="{n}"><dgm:t><a:p><a:r><a:t>punkt {n}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for n in range(2, 60)
    )
    links = "".join(
        f'<dgm:cxn srcId="{n}" destId="{chance.choice((n + 1, 1, n))}" srcOrd="{_number(chance)}"/>'
        for n in range(1, 60)
    )
    return _part("dataModel", points + links, "dgm")


def impossible(content: bytes, chance: Random) -> bytes:
    """Some of all this in one document."""
    entries = unzip(content)
    main = content_of(entries, MAIN)
    root = root_of(main)
    body = next(root.iter("{*}body"), None) if root is not None else None
    if root is None or body is None:
        return content
    names = chance.sample(sorted(MAKERS), k=chance.randint(1, 4))
    for name in names:
        made = f"<x {SPACES}>{MAKERS[name](chance)}</x>"
        made = made.translate({0x2028: None})
        parser = etree.XMLParser(huge_tree=True)
        place = chance.randrange(len(body) + 1)
        for one in reversed(list(etree.fromstring(made.encode(), parser))):
            body.insert(place, one)
    entries = replaced(entries, MAIN, etree.tostring(root, encoding="UTF-8", standalone=True))
    return zip_up(related(entries, dict(_companions(names, chance))))


def _companions(names: list[str], chance: Random) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """The parts that what was put in leads to."""
    if "levels" in names:
        yield "numbering", ("numbering.xml", _numbering(chance))
    if "sizes" in names:
        yield "styles", ("styles.xml", _loop_of_styles(chance))
    if "notes" in names:
        yield "footnotes", ("footnotes.xml", _notes("footnote", chance))
        yield "endnotes", ("endnotes.xml", _notes("endnote", chance))
    if "relations" in names:
        yield "chart#rIdChart", ("charts/chart99.xml", _chart(chance))
        yield "diagramData#rIdSmart", ("diagrams/data99.xml", _smartart(chance))
        yield "image#rIdFuzz", (chance.choice(PICTURES), chance.choice(PICTURE_BYTES))


PICTURES = ("media/fuzz.png", "media/fuzz.svg", "media/fuzz.emf", "media/å ä.png", "media/x.EPS")
PICTURE_BYTES = (
    b"", b"\x89PNG\r\n\x1a\n", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n%%EOF\n", b"GIF89a",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\xff\xff\xff\0\xff\xff\xff\x08\x06\0\0\0", b"II*\0\xff\xff\xff\xff",
    b"BM" + b"\xff" * 60, b"RIFF\xff\xff\xff\xffWEBPVP8 ", b"P6 99999 99999 255 ", b"<svg onload='x'/>",
    b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 50, b"8BPS\0\1" + b"\xff" * 30, b"qoif" + b"\1" * 40,
)  # fmt: skip
