"""`Letter`: an issue as its readers get it."""

from dataclasses import dataclass

from samverka.mail.issue import Source


@dataclass(frozen=True, slots=True)
class Picture:
    """A small picture that travels with the letter; `cid` is its name in the HTML (RFC 2392).

    `address` is its whole address on the site, empty where it has none there.
    """

    cid: str
    file_name: str
    media_type: str
    content: bytes
    address: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """The same for every reader but for `leaving`.

    `leaving` is an address (mailto) that lets anyone ask to get no more letters. It stands in
    `html` (as an attribute's value, `&` written `&amp;`) and in `text` at least once each; who
    sends to one reader puts that reader's own address in its place. Pictures of ours are
    `cid:<cid>` in `html`, others whole addresses on the site. `text` has no line breaks within
    paragraphs; what sends it wraps it as format=flowed (RFC 3676).
    """

    name: str
    subject: str
    preheader: str
    html: str
    text: str
    leaving: str
    source: Source
    pictures: tuple[Picture, ...] = ()
    audience: str = ""
    items: tuple[str, ...] = ()
