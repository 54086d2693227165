"""The lines that are drawn on a page of a PDF, and how a page is seen."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice, pairwise
from typing import TYPE_CHECKING, Any

from pjrd_extract.read.page_model import Point, Rule

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

__all__ = ["View", "page_rules", "picture_share"]

_THIN = 2.0
"""Points that a rule which is drawn as a rectangle is thick, at the most."""
_SHORTEST = 6.0
_MOST_OBJECTS = 20_000
_DEEPEST = 4

_Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class View:
    """From places in the document to places on the page as it is shown."""

    def __init__(self, page: PdfPage) -> None:
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._turn = page.get_rotation()

    def point(self, x: float, y: float) -> Point:
        """A place in points from the lower left corner of the page."""
        if self._turn == 90:
            return y - self._bottom, self._right - x
        if self._turn == 180:
            return self._right - x, self._top - y
        if self._turn == 270:
            return self._top - y, x - self._left
        return x - self._left, y - self._bottom

    def direction(self, x: float, y: float) -> Point:
        """A direction, whose length stays as it is."""
        if self._turn == 90:
            return y, -x
        if self._turn == 180:
            return -x, -y
        if self._turn == 270:
            return -y, x
        return x, y


def page_rules(page: PdfPage) -> tuple[Rule, ...]:
    """The level and upright lines that are drawn on a page, also as sides of rectangles."""
    from pypdfium2 import raw

    view = View(page)
    top = (raw.FPDFPage_GetObject(page.raw, i) for i in range(raw.FPDFPage_CountObjects(page.raw)))
    shapes = islice(_shapes(top, _AS_IT_IS), _MOST_OBJECTS)
    sides = (_sides([view.point(*point) for point in shape]) for shape in shapes)
    return tuple(_merged(list(chain.from_iterable(sides))))


def picture_share(page: PdfPage) -> float:
    """The share of a page that its largest picture covers."""
    from pypdfium2 import raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    largest = 0.0
    for i in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        one = raw.FPDFPage_GetObject(page.raw, i)
        if raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_IMAGE:
            raw.FPDFPageObj_GetBounds(one, left, bottom, right, top)
            largest = max(largest, (right.value - left.value) * (top.value - bottom.value))
    wide, high = page.get_size()
    return largest / max(float(wide * high), 1.0)


def _shapes(objects: Iterable[Any], outer: _Matrix, depth: int = 0) -> Iterator[list[Point]]:
    """The points of each line that the objects of a page draw, also those of forms within forms."""
    from pypdfium2 import raw

    for one in objects:
        kind = raw.FPDFPageObj_GetType(one)
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM):
            continue
        own = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(one, own)
        matrix = _within((own.a, own.b, own.c, own.d, own.e, own.f), outer)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield from _subpaths(one, matrix)
        elif depth < _DEEPEST:
            inner = (raw.FPDFFormObj_GetObject(one, i) for i in range(raw.FPDFFormObj_CountObjects(one)))
            yield from _shapes(inner, matrix, depth + 1)


def _subpaths(path: Any, matrix: _Matrix) -> Iterator[list[Point]]:
    from pypdfium2 import raw

    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for i in range(min(raw.FPDFPath_CountSegments(path), _MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(_moved((x.value, y.value), matrix))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    yield points


def _moved(point: Point, matrix: _Matrix) -> Point:
    (x, y), (a, b, c, d, e, f) = point, matrix
    return a * x + c * y + e, b * x + d * y + f


def _within(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """The matrix that applies ``inner`` first."""
    a, b, c, d, e, f = inner
    (left, low), (x, y) = _moved((0, 0), outer), _moved((e, f), outer)
    (ax, ay), (cx, cy) = _moved((a, b), outer), _moved((c, d), outer)
    return ax - left, ay - low, cx - left, cy - low, x, y


def _sides(points: list[Point]) -> Iterator[Rule]:
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(y0 - y1) < _THIN and abs(x0 - x1) > _SHORTEST:
            yield Rule(upright=False, at=(y0 + y1) / 2, start=min(x0, x1), end=max(x0, x1))
        elif abs(x0 - x1) < _THIN and abs(y0 - y1) > _SHORTEST:
            yield Rule(upright=True, at=(x0 + x1) / 2, start=min(y0, y1), end=max(y0, y1))


def _merged(rules: list[Rule]) -> Iterator[Rule]:
    """Rules that lie on each other, such as the two sides of a thin rectangle, as one."""
    rules.sort(key=lambda rule: (rule.upright, round(rule.at / _THIN), rule.start))
    for _, group in groupby(rules, key=lambda rule: (rule.upright, round(rule.at / _THIN))):
        last: Rule | None = None
        for rule in group:
            if last is not None and rule.start <= last.end + _THIN:
                last = Rule(last.upright, last.at, last.start, max(last.end, rule.end))
                continue
            if last is not None:
                yield last
            last = rule
        if last is not None:
            yield last
