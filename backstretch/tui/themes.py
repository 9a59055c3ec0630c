"""The themes of `backstretch.settings.THEMES`: our own, and Textual's with the colours of words made readable."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual.app import App
from textual.color import BLACK, WHITE, Color
from textual.theme import BUILTIN_THEMES, Theme

OWN_THEME = "textual-dark"
"""What stands where no theme is chosen."""
HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#6fc3ff",
    secondary="#6fc3ff",
    accent="#ffd75f",
    warning="#ffd75f",
    error="#ff8080",
    success="#5cf590",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "text-muted": "#e0e0e0",
        "text-disabled": "#c0c0c0",
        "text-accent": "#ffd75f",
        "warning-muted": "#000000",
        "text-warning": "#ffd75f",
        "text-error": "#ff8080",
        "block-cursor-background": "#ffffff",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#ffffff",
        "block-cursor-blurred-foreground": "#000000",
        "block-hover-background": "#303030",
        "input-selection-background": "#004a80",
        "scrollbar": "#ffffff",
        "scrollbar-background": "#303030",
    },
)
"""White on black, and black on white where the keyboard is."""
LEAST_CONTRAST = 4.5
"""Of words to what is behind them (WCAG 2.2, 1.4.3)."""
_THEMES = {**BUILTIN_THEMES, HIGH_CONTRAST.name: HIGH_CONTRAST}
_BEHIND = ("background", "surface", "panel")
_WRITTEN = ("foreground", "accent", "text-accent", "warning", "text-warning", "success", "text-error")
"""The colours of words, of which each may stand before each of those behind."""
_STEPS = 20


def readable_theme(name: str) -> Theme:
    """The theme of that name, readable, under the same name."""
    theme = _THEMES[name]
    return replace(theme, variables={**theme.variables, **_readable(theme)})


def chosen_theme(config: Path) -> str:
    """The theme in the file of settings; empty where none is chosen."""
    if not config.is_file():
        return ""
    from backstretch.settings.config_file import read_settings

    return read_settings(config)[0].theme


def apply_theme(app: App[int], name: str) -> None:
    """Change the colours of the program; without a ``name``, to its own."""
    app.register_theme(readable_theme(name or OWN_THEME))
    app.theme = name or OWN_THEME


def _readable(theme: Theme) -> dict[str, str]:
    """The theme's variables that have to be others."""
    variables = {**theme.to_color_system().generate(), **theme.variables}
    behind = [Color.parse(variables[name]) for name in _BEHIND]
    moved = {name: _moved(Color.parse(variables[name]), behind) for name in _WRITTEN}
    cursor, chosen = Color.parse(variables["block-cursor-background"]), variables["block-cursor-foreground"]
    text = cursor.get_contrast_text(1.0) if chosen.startswith("auto") else Color.parse(chosen)
    moved["block-cursor-foreground"] = _moved(text, [cursor])
    return {name: color.hex for name, color in moved.items() if color.hex != variables[name]}


def _moved(color: Color, behind: list[Color]) -> Color:
    """``color``, or the nearest on the way to white or black that can be read before all of ``behind``."""
    for target in sorted((WHITE, BLACK), key=lambda end: -min(contrast(end, back) for back in behind)):
        for step in range(_STEPS + 1):
            found = color.blend(target, step / _STEPS, 1.0)
            if min(contrast(found, back) for back in behind) >= LEAST_CONTRAST:
                return found
    return target


def contrast(one: Color, other: Color) -> float:
    """How far two colours are from each other, from 1 to 21, as WCAG measures it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
