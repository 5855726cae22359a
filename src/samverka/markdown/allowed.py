"""What a source may bring to a page: elements, attributes and kinds of address."""

from typing import Final

_ELEMENTS = """
a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del
details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img input ins kbd
label li main mark nav ol p pre q s samp section small source span strong sub summary sup table
tbody td tfoot th thead time tr track u ul var video wbr
math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace
msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover
svg g path circle rect ellipse line polyline polygon title desc
"""
_ATTRIBUTES = """
abbr alt checked class colspan controls datetime dir disabled download for headers height hidden
hreflang id kind label lang loading name open reversed role rowspan scope span srclang start
tabindex title type value width
accent accentunder alttext columnalign columnlines columnspacing columnspan depth display
displaystyle fence form linethickness lspace mathcolor mathsize mathvariant maxsize minsize
movablelimits notation rowlines rowspacing rspace scriptlevel separator stretchy symmetric voffset
viewbox xmlns d fill stroke stroke-width stroke-linecap stroke-linejoin transform cx cy r rx ry
x y x1 x2 y1 y2 points
"""
ELEMENTS: Final = frozenset(_ELEMENTS.split())
ATTRIBUTES: Final = frozenset(_ATTRIBUTES.split())
WITHOUT_TEXT: Final = frozenset({"script", "style", "iframe", "object", "template", "noscript"})
"""Of these not even the text is kept."""
VOID: Final = frozenset({"br", "col", "hr", "img", "input", "source", "track", "wbr"})
LINKS: Final = frozenset({"href", "cite"})
LOADS: Final = frozenset({"src", "poster"})
"""A browser fetches these without being asked."""
SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
OF_FIELDS: Final = frozenset({"aria-label", "checked", "class", "disabled", "id", "type"})
"""Of the boxes of a list of tasks, the only fields a source may bring."""
OF_QUESTIONS: Final = frozenset(
    {
        *("data-question", "data-type", "data-right", "data-answer", "data-row", "data-apt"),
        *("data-minutes", "data-module", "data-version", "data-title", "data-pass"),
    }
)
"""What `samverka.markdown.blocks` and the player say of questions and modules."""
CLASSES_OF_QUESTIONS: Final = frozenset(
    {
        *(
            "module",
            "step",
            "question",
            "answers",
            "answers--rows",
            "answer",
            "verdicts",
            "verdict",
        ),
        *("feedback", "tasks", "task", "transcript"),
    }
)
BEGIN_CLASSES: Final = ("question__", "box--", "box__", "apt__")
