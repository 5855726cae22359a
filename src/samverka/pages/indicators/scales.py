"""From where to where an indicator's charts go: one scale for all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from samverka.pages.indicators.figures import Indicator
from samverka.swedish.numbers import decimals_of, format_number, is_percent

STEPS: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))
MOST_STEPS: Final = 4
ALL: Final = Decimal(100)
FAR_FROM_ZERO: Final = Decimal("0.5")
"""Where the lowest value is more than this share of the highest, the scale need not show zero:
dots and lines are read by their place, not by their length."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` to `high`, with the marks to draw and how each is written."""

    low: float
    high: float
    marks: tuple[tuple[float, str], ...] = ()

    @property
    def has_zero(self) -> bool:
        """Whether zero can be seen on it."""
        return self.low <= 0 <= self.high


def scale_of(indicator: Indicator) -> Scale:
    """Round marks around all values; a share of a hundred does not go beyond it."""
    bottom, top = _ends(indicator.figures.values)
    step = _step(top - bottom)
    low = (bottom / step).to_integral_value(ROUND_FLOOR) * step
    high = (top / step).to_integral_value(ROUND_CEILING) * step
    high = max(high, low + step)
    marks = [low + step * at for at in range(int((high - low) / step) + 1)]
    if is_percent(indicator.matter.unit) and top <= ALL < high:
        marks = [*(one for one in marks if one < ALL), ALL]
    said = tuple((float(one), format_number(one, decimals_of(one.normalize()))) for one in marks)
    return Scale(float(marks[0]), float(marks[-1]), said)


def _ends(values: tuple[Decimal, ...]) -> tuple[Decimal, Decimal]:
    """The lowest and the highest, zero among them unless it is far away."""
    low, high = min(values), max(values)
    if low > high * FAR_FROM_ZERO > 0 and low != high:
        return low, high
    return min(low, Decimal(0)), max(high, Decimal(0))


def _step(span: Decimal) -> Decimal:
    """The smallest round step that needs few enough marks."""
    if not span:
        return Decimal(1)
    return next(size for size in _sizes(span) if span / size <= MOST_STEPS)


def _sizes(span: Decimal) -> Iterator[Decimal]:
    tenth = Decimal(1).scaleb(span.adjusted() - 1)
    for power in (1, 10, 100):
        yield from (factor * tenth * power for factor in STEPS)
