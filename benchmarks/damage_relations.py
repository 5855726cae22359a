"""Relations between the parts of a Word file that are gone, double, or lead out of it."""

from random import Random

from lxml import etree

from archives import Entry, root_of, unzip, zip_up
from samverka.word.opening.ooxml import Element

TARGETS = (
    "../../../etc/passwd", "../../../../../../../etc/passwd", "file:///etc/passwd", "/etc/passwd",
    "C:\\Windows\\win.ini", "\\\\server\\share\\x.png", "http://127.0.0.1:9/x.png", "document.xml",
    "../word/document.xml", "media/../../../../x", "", ".", "..", "/", "%2e%2e/x", "media/", "NUL",
    "javascript:alert(1)", "data:image/png;base64,AAAA", "styles.xml#x", "https://example.org/a b",
)  # fmt: skip


def bad_relations(content: bytes, chance: Random) -> bytes:
    """Relations that are gone, double, lead out of the file, or in a circle."""
    entries = unzip(content)
    tables = [one for one in entries if one.name.endswith(".rels")]
    if not tables:
        return content
    table = chance.choice(tables)
    root = root_of(table.content)
    if root is None or len(root) == 0:
        return content
    for one in chance.sample(list(root), k=chance.randint(1, len(root))):
        _bend(one, chance)
    made = etree.tostring(root, encoding="UTF-8", standalone=True)
    return zip_up([Entry(e.name, made) if e is table else e for e in entries])


def _bend(relation: Element, chance: Random) -> None:
    match chance.randrange(5):
        case 0:
            relation.attrib.clear()
        case 1:
            relation.set("Id", chance.choice(("rId1", "")))
        case 2:
            relation.set("Type", chance.choice(("", "x/image", "x/hyperlink", "x/styles")))
        case 3:
            relation.set("TargetMode", chance.choice(("External", "Internal", "x")))
            relation.set("Target", chance.choice(TARGETS))
        case _:
            relation.set("Target", chance.choice(TARGETS))
