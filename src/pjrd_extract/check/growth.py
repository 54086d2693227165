"""``change-mismatch``: an amount beside what it was before, by how much it changed, or at what rate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pjrd_extract._patterns import rare
from pjrd_extract._text import Span
from pjrd_extract.check.ground import Ground
from pjrd_extract.check.margins import as_written, last_digit, margin
from pjrd_extract.models.base import plain
from pjrd_extract.models.bulletin import Finding
from pjrd_extract.models.metric import Metric

__all__ = ["check_growth"]

_FAR = 20
_LONGEST = 12
_VERB = "(?<![新多])(?:净?增加|增长|增收|增支|净?增|上升|提高|减少|下降|减收|减支|降低|减)了?"
_YEAR = r"(?:上年|去年|上一年|[0-9]{4}年)(?:度|同期)?"
_BASIS = rf"(?P<basis>同比|环比|[比较]{_YEAR}|[比较][^，,、。；（()\d]{{1,6}}?)?"
_CHANGED = rare(re.compile, rf"[，,（(]?\s*{_BASIS}{_VERB}")
_ALSO = rare(re.compile, rf"[，,、（(]\s*{_BASIS}(?:{_VERB}|[增降]幅为?)")
_EARLIER = rare(re.compile, rf"[，,（(]\s*{_YEAR}(?:为|是|仅为)?|[，,（(]?\s*[比较]{_YEAR}的")
_SINCE = rare(re.compile, rf"[）)]?[，,]?\s*(?:同比)?{_VERB}")
_COMPARED = rare(re.compile, rf"(?P<of>[比较]{_YEAR}的?\Z)|[比较由从](?:上|去|前|同|[0-9]|年初)")
_TO_YEAR = rare(re.compile, rf"同比|[比较]{_YEAR}")


def check_growth(ground: Ground) -> Iterator[Finding]:
    """One finding for each rate of growth that the amounts beside it don't make, and each difference likewise.

    8.6亿元，同比增加0.6亿元，增长17.5%; 8.6亿元，上年8亿元，增长17.5%. Not compared are amounts whose growth is not that
    of the amounts: at constant prices (地区生产总值), or of the same businesses (规模以上工业).
    """
    for article in ground.bulletin.articles:
        metrics = article.metrics
        for i in ground.changes(article):
            change, before = metrics[i], metrics[i - 1] if i else None
            if before is None or change.span.start - before.span.end > _FAR or before.role not in ("level", "change"):
                continue
            if i > 1 and before.role == "level" and before.unit == metrics[i - 2].unit:
                yield from _since(ground, metrics[i - 2], before, change)
            elif i > 1 and before.role == "change" and before.direction == change.direction:
                yield from _twice(ground, metrics[i - 2], before, change)


def _since(ground: Ground, now: Metric, then: Metric, change: Metric) -> Iterator[Finding]:
    """An amount, what it was a year before, and the change: 8.6亿元，上年8亿元，增长12.5%."""
    if then.span.start - now.span.end > _FAR or change.unit not in ("%", now.unit):
        return
    earlier = ground.between(now.span, then.span)
    if "年" not in earlier or len(earlier) > _LONGEST:
        return
    if _EARLIER.fullmatch(earlier) is None or _SINCE.fullmatch(ground.between(then.span, change.span)) is None:
        return
    if not _amounts(ground, now, then) or _COMPARED.search(_before_number(ground, now)):
        return
    if "比" not in earlier and "较" not in earlier and not _before(now, then, earlier):
        return
    a, b = now.value or Decimal(0), then.value or Decimal(0)
    of_then = margin(then, now)
    slack = margin(now, then) + of_then
    told = (change.value or Decimal(0)) * (-1 if change.direction == "down" else 1)
    if change.kind == "percent":
        low, high = (a - b - slack) * 100 / (b + of_then), (a - b + slack) * 100 / (b - of_then)
        right = f"按前两数算约为{plain(((a - b) * 100 / b).quantize(Decimal('0.1')))}%"
    else:
        low, high = a - b - slack - margin(change, now), a - b + slack + margin(change, now)
        right = f"前两数相差{as_written(abs(a - b), now)}"
    step = last_digit(change) if change.kind == "percent" else Decimal(0)
    if not min(low, high) - step <= told <= max(low, high) + step:
        yield _finding(ground, now, change, right)


def _before(now: Metric, then: Metric, words: str) -> bool:
    """Whether the year told with an amount is before that of the other: the two may stand in the order of time."""
    if not any(word.isdigit() for word in words):
        return True
    one, other = now.period, then.period
    return bool(one and other and one.start and other.start and other.start < one.start)


def _twice(ground: Ground, now: Metric, one: Metric, other: Metric) -> Iterator[Finding]:
    """An amount, its change and the rate of that, in either order: 8.6亿元，同比增加0.6亿元，增长17.5%."""
    rate, change = (one, other) if one.kind == "percent" else (other, one)
    if rate.unit != "%" or change.unit != now.unit or not _amounts(ground, now, change):
        return
    first = _CHANGED.fullmatch(ground.between(now.span, one.span))
    second = _ALSO.fullmatch(ground.between(one.span, other.span))
    if first is None or second is None or not _one_basis(first["basis"], second["basis"]):
        return
    up = rate.direction == "up"
    a, d = now.value or Decimal(0), change.value or Decimal(0)
    base, of_change = (a - d if up else a + d), margin(change, now)
    if (compared := _COMPARED.search(_before_number(ground, now))) is not None:
        if compared["of"] is None:
            return
        base = a  # the earlier one itself: 较去年4.52亿元增加0.34亿元，增幅7.5%
    slack = margin(now, change) + of_change
    if base <= slack:
        return
    low, high = (d - of_change) * 100 / (base + slack), (d + of_change) * 100 / (base - slack)
    step = last_digit(rate)
    if not low - step <= (rate.value or Decimal(0)) <= high + step:
        right = f"按前后两数算约为{plain((d * 100 / base).quantize(Decimal('0.1')))}%"
        yield _finding(ground, now, other, right)


def _amounts(ground: Ground, now: Metric, other: Metric) -> bool:
    """Whether two amounts are exact, and of something whose growth is that of the amounts."""
    exact = now.role == "level" and now.bound == other.bound == "exact" and now.kind != "percent"
    if not exact or not now.value or not other.value or now.value < 0:
        return False
    clause = ground.quote(ground.clause(now.span))
    return not any(word in now.name or word in clause for word in ground.words("adjusted"))


def _before_number(ground: Ground, now: Metric) -> str:
    """The clause before an amount, up to its number."""
    return ground.source[ground.clause(now.span).start : now.span.start]


def _one_basis(first: str | None, second: str | None) -> bool:
    if not second or first == second:
        return True
    return bool(first and _TO_YEAR.fullmatch(first) and _TO_YEAR.fullmatch(second))


def _finding(ground: Ground, now: Metric, last: Metric, right: str) -> Finding:
    span = Span(ground.clause(now.span).start, last.span.end)
    return ground.finding("change-mismatch", "warning", f"变化与数字不合：{ground.quote(span)}，{right}", [span])
