"""Plots as SVG: points on two logarithmic scales, and bars."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10

__all__ = ["bar_plot", "line_plot"]

_WIDTH, _HEIGHT = 640, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 20, 20, 50


def bar_plot(bars: Sequence[tuple[str, float]], across: str) -> str:
    """The SVG of ``bars``, each with its name and value; ``across`` names the scale, which begins at 0.

    >>> bar_plot([("1 job", 30.5), ("2 jobs", 57.0)], "files a second").count("<rect class")
    2
    """
    height = 34
    most = max(value for _, value in bars)
    marks: list[str] = []
    for number, (name, value) in enumerate(bars):
        y = _TOP + number * height
        width = value / most * (_WIDTH - _LEFT - 3 * _RIGHT)
        marks.append(f'<text x="{_LEFT - 8}" y="{y + 17}" text-anchor="end">{escape(name)}</text>')
        marks.append(f'<rect class="bar" x="{_LEFT}" y="{y}" width="{width:.0f}" height="{height - 10}"/>')
        marks.append(f'<text x="{_LEFT + width + 6:.0f}" y="{y + 17}">{value:.1f}</text>')
    bottom = _TOP + len(bars) * height
    marks.append(f'<text x="{_LEFT}" y="{bottom + 14}">{escape(across)}</text>')
    return _svg(bottom + 30, f"{across} by {bars[0][0]} to {bars[-1][0]}", marks)


def line_plot(points: Sequence[tuple[float, float]], across: str, up: str) -> str:
    """The SVG of ``points``, with a dashed line through the first of what is proportional to it.

    ``across`` and ``up`` name the axes; all numbers are above 0.

    >>> line_plot([(10, 1), (100, 10)], "characters", "seconds").count("<circle")
    2
    """
    left, right = floor(log10(min(x for x, _ in points))), ceil(log10(max(x for x, _ in points)))
    low, high = floor(log10(min(y for _, y in points))), ceil(log10(max(y for _, y in points)))

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            _LEFT + (log10(x) - left) / (right - left) * (_WIDTH - _LEFT - _RIGHT),
            _HEIGHT - _BOTTOM - (log10(y) - low) / (high - low) * (_HEIGHT - _TOP - _BOTTOM),
        )

    marks: list[str] = []
    for power in range(left, right + 1):
        x, bottom = at(10**power, 10**low)
        marks.append(f'<path class="grid" d="M{x:.0f} {bottom:.0f}V{_TOP}"/>')
        marks.append(f'<text x="{x:.0f}" y="{bottom + 18:.0f}" text-anchor="middle">{_shown(power)}</text>')
    for power in range(low, high + 1):
        x, y = at(10**left, 10**power)
        marks.append(f'<path class="grid" d="M{x:.0f} {y:.0f}H{_WIDTH - _RIGHT}"/>')
        marks.append(f'<text x="{x - 8:.0f}" y="{y + 4:.0f}" text-anchor="end">{_shown(power)}</text>')
    (x0, y0), (x1, _) = points[0], points[-1]
    ends = [at(x0, y0), at(x1, y0 * x1 / x0)]
    marks.append(f'<path class="linear" d="{_path(ends)}"/>')
    places = [at(x, y) for x, y in points]
    marks.append(f'<path class="line" d="{_path(places)}"/>')
    marks += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in places]
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    marks.append(f'<text x="{middle:.0f}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(across)}</text>')
    turned = f'transform="rotate(-90 16 {_HEIGHT / 2:.0f})"'
    marks.append(f'<text x="16" y="{_HEIGHT / 2:.0f}" text-anchor="middle" {turned}>{escape(up)}</text>')
    return _svg(_HEIGHT, f"{up} by {across}; dashed: in proportion", marks)


def _path(places: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)


def _shown(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:.{-power}f}"


def _svg(height: int, title: str, marks: Sequence[str]) -> str:
    style = (
        "text{font:13px sans-serif;fill:#333}.grid{stroke:#ddd}.line{stroke:#06c;stroke-width:2;fill:none}"
        ".linear{stroke:#888;stroke-dasharray:6 4;fill:none}circle,.bar{fill:#06c}"
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">'
    background = f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>'
    return "\n".join(
        [head, f"<title>{escape(title)}</title>", f"<style>{style}</style>", background, *marks, "</svg>", ""]
    )
