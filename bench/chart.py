"""Draws curves as SVG, with nothing but text."""

from __future__ import annotations

from pathlib import Path

_WIDTH, _HEIGHT, _LEFT, _EDGE = 560, 300, 70, 40
_COLOURS = ("#1f77b4", "#d62728", "#2ca02c", "#9467bd")

Points = list[tuple[float, float]]


def draw(file: Path, title: str, x_name: str, y_name: str, curves: dict[str, Points]) -> None:
    """Write one line for each of `curves`, from zero, with the greatest values at the axes' ends."""
    x_most = max(x for points in curves.values() for x, _ in points)
    y_most = max(y for points in curves.values() for _, y in points) * 1.1

    def place(x: float, y: float) -> str:
        across = _LEFT + x / x_most * (_WIDTH - _LEFT - _EDGE)
        return f"{across:.1f},{_HEIGHT - _EDGE - y / y_most * (_HEIGHT - 2 * _EDGE):.1f}"

    corner, right, top = place(0, 0), place(x_most, 0), place(0, y_most)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif"'
        ' font-size="12" role="img">',
        f"<title>{title}: {y_name} by {x_name}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        f'<text x="{_LEFT}" y="20" font-weight="bold">{title}</text>',
        f'<polyline points="{top} {corner} {right}" fill="none" stroke="#444"/>',
        f'<text x="{_WIDTH - _EDGE}" y="{_HEIGHT - 10}" text-anchor="end">{x_most:,.0f} {x_name}</text>',
        f'<text x="{_LEFT - 6}" y="{_EDGE + 4}" text-anchor="end">{y_most:,.4g}</text>',
        f'<text x="{_LEFT - 6}" y="{_EDGE + 20}" text-anchor="end">{y_name}</text>',
    ]
    for number, (name, points) in enumerate(curves.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        line = " ".join(place(x, y) for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{a}" cy="{b}" r="3" fill="{colour}"/>' for a, b in (p.split(",") for p in line.split())]
        parts.append(f'<text x="{_LEFT + 12}" y="{_EDGE + 16 * (number + 1)}" fill="{colour}">{name}</text>')
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")
