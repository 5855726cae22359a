"""Time a letter of many articles, from `Issue` to `Letter`, warm, and weigh its HTML.

The peer is Python-Markdown alone, with the site's own extensions, on the same text: what no letter
made of that Markdown can be faster than. Ends with 1 above 50 ms or 40 kB.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from samverka.mail.issue import Article, Issue, Occurrence, Source
from samverka.mail.letter.rendering import render_letter
from samverka.markdown.dialect import converter
from samverka.settings import Mail, Sender
from samverka.source.addresses import heading_anchor

SITE = "https://trygg.example/"
MAIL = Mail(sender=Sender(name="Trygg uppväxt", address="brev@trygg.example"))
TEXT = f"""\
Från och med i höst möter en trygghetsvärd barnen på tre skolor i kommunen. Värden står vid \
dörren **varje morgon**, kan namnen och märker vem som inte kom.

Kursen är kort och går att gå tillsammans med hela arbetslaget. Den första träffen är i Granby.

[Läs om modellens tre delar]({SITE}om/modellen/)
"""
MILLISECONDS = 50
BYTES = 40_000


def make_issue(count: int) -> Issue:
    """Articles alike but for their number, each with a link, and three events."""
    address = f"{SITE}nyhetsbrev/2026-05/"
    return Issue(
        name="2026-05",
        title="Nyhetsbrev maj 2026",
        preheader="Korta nyheter om barn, vardag och samarbete.",
        masthead="Barnens vardag",
        site_title="Trygg uppväxt",
        site_url=SITE,
        address=address,
        lead="Här är allt som har hänt i år.",
        articles=tuple(
            Article(
                f"Nyhet nummer {n} från kommunerna", f"a{n}", TEXT, f"{address}#nyhet-nummer-{n}"
            )
            for n in range(1, count + 1)
        ),
        occurrences=tuple(
            Occurrence("Träff", "Måndag 1 juni 2026", "Växjö", f"{SITE}kalender/traff-{n}.ics")
            for n in range(3)
        ),
        source=Source(PurePosixPath("newsletters/2026-05.md"), ""),
    )


def fastest(work: Callable[[], object], rounds: int) -> float:
    """Milliseconds of the processor, of the fastest of several after a first one that warms up."""
    work()
    return min(_once(work) for _ in range(rounds)) * 1000


def _once(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> int:
    """Print what was measured."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--articles", type=int, default=40)
    asked.add_argument("--rounds", type=int, default=20)
    told = asked.parse_args()
    issue = make_issue(told.articles)
    convert = converter(heading_anchor)
    markdown = "\n\n".join((issue.lead, *(article.markdown for article in issue.articles)))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        ours = fastest(lambda: render_letter(issue, MAIL, root), told.rounds)
        peer = fastest(lambda: convert(markdown), told.rounds)
        weight = len(render_letter(issue, MAIL, root).value.html.encode())
    print(f"{told.articles} articles, {len(markdown.encode())} bytes of Markdown")
    print(f"letter            {ours:6.1f} ms   {weight} bytes of HTML")
    print(f"Python-Markdown   {peer:6.1f} ms   the letter takes {ours / peer:.2f} times as long")
    return int(ours > MILLISECONDS or weight > BYTES)


if __name__ == "__main__":
    sys.exit(main())
