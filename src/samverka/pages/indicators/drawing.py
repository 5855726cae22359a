"""Each kind of picture as a Vega-Lite chart, drawn to SVG without a browser or the network.

Sizes are in pixels and set here, so that no machine's fonts can move anything.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import singledispatch
from typing import Any, Final, TypeAlias

import altair as alt
import vl_convert

from samverka.pages.indicators.colours import ACCENT, EDGE, GRID, GROUND, INK, MUTED, STRONG
from samverka.pages.indicators.pictures import (
    Comparison,
    Development,
    Line,
    Pair,
    Picture,
    Sketch,
)
from samverka.pages.indicators.scales import Scale
from samverka.pages.indicators.sizes import (
    FOOT,
    HEAD,
    MARGIN,
    REMARK,
    ROW,
    WIDE,
    size_of,
)

Point: TypeAlias = Mapping[str, Any]
Style: TypeAlias = Mapping[str, Any]

VEGA_LITE: Final = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
NAME, TEXT = 14, 12
MANY: Final = 15
BELOW: Final = 28
"""From the top of a row to its dots."""

DOT: Final[Style] = {"color": STRONG, "filled": True, "opacity": 1, "size": 34}
FILLED: Final[Style] = {**DOT, "size": 75}
HOLLOW: Final[Style] = {"color": MUTED, "fill": GROUND, "opacity": 1, "size": 75, "strokeWidth": 2}
"""Sizes of dots are in square pixels."""

SCALE: Final[Style] = {"color": MUTED, "fontSize": TEXT}
DIGIT: Final = 6.8
LETTER: Final = 7.8
BOLD_LETTER: Final = 9.6
"""Letters are seldom wider on average: a digit at 12 pixels, any letter at 14."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The paper: `across` and `down` are the pixels the two scales fill."""

    size: tuple[int, int]
    x: Scale
    y: Scale
    across: tuple[float, float]
    down: tuple[float, float]

    def chart(self, points: Iterable[Point]) -> alt.Chart:
        """What is set to `x` and `y` of the points is placed by the scales."""
        data = alt.InlineData(values=[dict(point) for point in points])
        placed: alt.Chart = alt.Chart(data).encode(
            x=alt.X("x:Q", axis=None, scale=_linear(self.x, self.across)),
            y=alt.Y("y:Q", axis=None, scale=_linear(self.y, self.down)),
        )
        return placed

    def words(
        self, points: Iterable[Point], pixels: Mapping[str, float], style: Style
    ) -> alt.Chart:
        """The text `t` of each point; `pixels` says what the scales do not."""
        fixed = {axis: alt.value(pixel) for axis, pixel in pixels.items()}
        marks = self.chart(points).mark_text(**style)
        written: alt.Chart = marks.encode(text=alt.Text("t:N"), **fixed)
        return written

    def grid(self) -> list[alt.Chart]:
        """Faint lines at the marks of the upright scale, with what they stand for."""
        marks = [{"y": at, "t": word} for at, word in self.y.marks]
        left, right = self.across[0] - 4, self.size[0]
        rules = self.chart(marks).mark_rule(color=GRID)
        return [
            rules.encode(x=alt.value(left), x2=alt.value(right)),
            self.words(marks, {"x": left - 4}, {**SCALE, "align": "right"}),
        ]

    def line(self, line: Line, colour: str, width: float) -> alt.Chart:
        """Broken where a value is missing."""
        points = ({"x": at, "y": value} for at, value in line.points)
        chart = self.chart(points)
        drawn: alt.Chart = chart.mark_line(color=colour, strokeWidth=width, strokeJoin="round")
        return drawn


def draw(picture: Picture) -> str:
    """SVG as Vega writes it."""
    width, height = size_of(picture)
    chart = alt.LayerChart(
        layer=_layers(picture),
        width=width,
        height=height,
        padding=0,
        background=GROUND,
        autosize=alt.AutoSizeParams(type="none"),
        config=alt.Config(view=alt.ViewConfig(stroke=None)),
    )
    spec = chart.to_dict()
    return str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[]))


@singledispatch
def _layers(picture: Picture) -> list[alt.Chart]:
    raise TypeError(picture)


@_layers.register
def _(picture: Comparison) -> list[alt.Chart]:
    """A row for each place: its name and values, and below them where they lie on the scale."""
    count = len(picture.pairs)
    bottom = HEAD + ROW * count
    across, down = (MARGIN, WIDE - MARGIN), (HEAD, bottom)
    sheet = _Sheet(size_of(picture), picture.scale, Scale(0, count), across, down)
    marks = [{"x": at, "t": word} for at, word in picture.scale.marks]
    rules = sheet.chart(marks).mark_rule(color=GRID)
    return [
        rules.encode(y=alt.value(HEAD), y2=alt.value(bottom)),
        *(
            sheet.words([mark], {"y": bottom + 14}, {**SCALE, **_inwards(at, len(marks) - 1)})
            for at, mark in enumerate(marks)
        ),
        *_key(sheet, picture.periods),
        *_rows(sheet, picture),
        *_remark(sheet, picture),
    ]


def _rows(sheet: _Sheet, picture: Comparison) -> list[alt.Chart]:
    """What is below the names and values is so by as many pixels."""
    pairs = list(enumerate(picture.pairs))
    ways = [{"y": at, "x": one.then, "to": one.now} for at, one in pairs]
    then = [{"y": at, "x": one.then} for at, one in pairs if one.then is not None]
    now = [{"y": at, "x": one.now} for at, one in pairs if one.now is not None]
    names = [{"y": at, "t": _shortened(one)} for at, one in pairs]
    said = [{"y": at, "t": one.text} for at, one in pairs]
    whole_ways = sheet.chart(way for way in ways if None not in way.values())
    text = {"color": INK, "fontSize": NAME, "dy": 12}
    return [
        whole_ways.mark_rule(color=EDGE, strokeWidth=3, yOffset=BELOW).encode(x2="to:Q"),
        sheet.chart(then).mark_point(**HOLLOW, yOffset=BELOW),
        sheet.chart(now).mark_point(**FILLED, yOffset=BELOW),
        sheet.words(names, {"x": MARGIN}, {**text, "align": "left", "fontWeight": 600}),
        sheet.words(said, {"x": WIDE - MARGIN}, {**text, "align": "right"}),
    ]


def _shortened(pair: Pair) -> str:
    """As much of the name as there is room for beside the values."""
    room = int((WIDE - 3 * MARGIN - LETTER * len(pair.text)) / BOLD_LETTER)
    return pair.name if len(pair.name) <= room else f"{pair.name[: room - 1].rstrip()}…"


def _key(sheet: _Sheet, periods: tuple[str, ...]) -> Iterator[alt.Chart]:
    """Which dot is which period; the word stands beside its dot."""
    left = MARGIN + 6.0
    for period in periods:
        look = FILLED if period == periods[-1] else HOLLOW
        dot = sheet.chart([{}]).mark_point(**look)
        yield dot.encode(x=alt.value(left), y=alt.value(14))
        beside = {"x": left + 10, "y": 14}
        style = {"color": INK, "fontSize": NAME, "align": "left"}
        yield sheet.words([{"t": period}], beside, style)
        left += 34 + len(period) * (DIGIT + 1.4)


@_layers.register
def _(picture: Development) -> list[alt.Chart]:
    """A line with a dot for each value; the first and the last are written out."""
    width, height = size_of(picture)
    bottom = height - FOOT - (REMARK if picture.told.remark else 0)
    left = 12 + DIGIT * max(len(word) for _, word in picture.scale.marks)
    times = Scale(0, picture.line.last) if picture.line.last else Scale(-1, 1)
    sheet = _Sheet((width, height), times, picture.scale, (left, width - 8), (bottom, 18))
    behind = [sheet.line(picture.behind, EDGE, 1.2)] if picture.behind else []
    dots = sheet.chart({"x": at, "y": value} for at, value in picture.line.known)
    return [
        *sheet.grid(),
        *behind,
        sheet.line(picture.line, STRONG, 2.2),
        dots.mark_point(**_dot(picture)),
        *_labels(sheet, picture),
        *_times(sheet, picture, bottom),
        *_remark(sheet, picture),
    ]


def _dot(picture: Development) -> Style:
    """Small where there are many, so that the line is still seen."""
    if len(picture.line.points) > MANY:
        return {**DOT, "size": 9}
    return FILLED if picture.is_large else DOT


def _labels(sheet: _Sheet, picture: Development) -> Iterator[alt.Chart]:
    """Each on the side of its dot where the line is not."""
    known, scale = picture.line.known, picture.scale
    row = zip(picture.labels, (known[:2], known[:-3:-1]), strict=False)
    for word, ((at, value), *beside) in row:
        has_room = value > scale.low + (scale.high - scale.low) / 4
        below = has_room and any(other > value for _, other in beside)
        style = {
            "color": INK,
            "fontSize": NAME if picture.is_large else TEXT,
            "fontWeight": 600,
            "dy": 14 if below else -11,
            **_inwards(at, picture.line.last),
        }
        yield sheet.words([{"x": at, "y": value, "t": word}], {}, style)


def _times(sheet: _Sheet, picture: Development, bottom: float) -> Iterator[alt.Chart]:
    """The first period and the last."""
    last = picture.line.last
    ends = {0: picture.periods[0], last: picture.periods[-1]}
    for at, word in ends.items():
        style = {**SCALE, **_inwards(at, last)}
        yield sheet.words([{"x": at, "t": word}], {"y": bottom + 14}, style)


def _inwards(at: int, last: int) -> Style:
    """Words at the ends of a scale go towards its middle."""
    if at == 0 < last:
        return {"align": "left", "dx": -4}
    return {"align": "right", "dx": 4} if at == last > 0 else {"align": "center"}


def _remark(sheet: _Sheet, picture: Comparison | Development) -> list[alt.Chart]:
    if not picture.told.remark:
        return []
    place = {"x": MARGIN, "y": sheet.size[1] - 12}
    style = {"color": ACCENT, "fontSize": TEXT, "fontWeight": 600, "align": "left"}
    return [sheet.words([{"t": picture.told.remark}], place, style)]


@_layers.register
def _(picture: Sketch) -> list[alt.Chart]:
    """Lines without words."""
    lines = (*picture.lines, *((picture.bold,) if picture.bold else ()))
    last = max(1, *(line.last for line in lines))
    width, height = size_of(picture)
    sheet = _Sheet((width, height), Scale(0, last), picture.scale, (5, width - 5), (height - 5, 5))
    layers = [sheet.line(line, EDGE, 1.2) for line in picture.lines]
    if picture.bold:
        layers.append(sheet.line(picture.bold, STRONG, 2.2))
    return layers


def _linear(scale: Scale, pixels: tuple[float, float]) -> alt.Scale:
    ends = [scale.low, scale.high]
    return alt.Scale(type="linear", domain=ends, range=list(pixels), zero=False, nice=False)
