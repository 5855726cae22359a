"""A letter made by hand, for what is done with letters."""

import hashlib
from pathlib import Path, PurePosixPath

from samverka.mail.issue import Source
from samverka.mail.letter.letter import Letter, Picture
from samverka.settings import Sender

LEAVING = "mailto:brev@exempel.se?subject=Avsluta%20prenumerationen"
SENDER = Sender(name="Trygg uppväxt i Växjö", address="brev@exempel.se")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63b8c1c0000002e000c1a5f6d6b50000000049454e44ae426082"
)
HTML = f"""\
<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Nyhetsbrev</title>
<style>
@media (prefers-color-scheme: dark) {{ body {{ background: #101818 !important }} }}
</style>
</head>
<body>
<div lang="sv">
<h1>Nyhetsbrev <img src="cid:a1@exempel.se" alt="Logotyp > stor" width="40"></h1>
<p>Hej åäö.
<a href="https://exempel.se/om/?a=1&amp;b=2">Läs om oss</a> eller <a href="#d">nedan</a>.</p>
<h2 id="d">Del</h2>
<p><img alt="Barn på gården" width="400" src="https://exempel.se/bilder/barn.png"></p>
<p><a href="{LEAVING}">Avsluta prenumerationen</a></p>
</div>
</body>
</html>
"""
TEXT = f"Nyhetsbrev\n\nHej åäö.\n\nAvsluta prenumerationen <{LEAVING}>\n"
MARKDOWN = "---\ntitle: Nyhetsbrev\n---\n\nHej åäö.\n"
PLACE = PurePosixPath("newsletters/2020-09.md")


def written_letter(root: Path, name: str = "2020-09", path: PurePosixPath = PLACE) -> Letter:
    """Its Markdown lies below `root`."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(MARKDOWN.encode())
    return Letter(
        name=name,
        subject="Nyhetsbrev för september: vi når fler föräldrar",
        preheader="Två nya utbildningar.",
        html=HTML,
        text=TEXT,
        leaving=LEAVING,
        source=Source(path, hashlib.sha256(MARKDOWN.encode()).hexdigest()),
        pictures=(Picture("a1@exempel.se", "logotyp.png", "image/png", PNG),),
        audience="Förskola",
        items=("om/index.md 2020-09-01",),
    )
