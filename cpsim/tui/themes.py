"""The three themes: dark, light and high contrast.

Every colour our widgets use is a variable of its own here, so that the contrast test can
measure each pair; Textual's derived shades are used by none of them.
"""

from textual.theme import Theme

DARK, LIGHT, HIGH = "cpsim-dark", "cpsim-light", "cpsim-high-contrast"
NAMES = {DARK: "Dark", LIGHT: "Light", HIGH: "High contrast"}
"""The themes a person may choose, with the words for them."""


def _theme(name: str, *, dark: bool, ground: str, raised: str, bar: str, words: dict[str, str]) -> Theme:
    """A theme from its three grounds and its inks (ink, quiet, head, accent, warn, ...)."""
    return Theme(
        name=name,
        primary=words["accent"],
        secondary=words["head"],
        accent=words["accent"],
        warning=words["warn"],
        error=words["warn"],
        success=words["head"],
        foreground=words["ink"],
        background=ground,
        surface=raised,
        panel=bar,
        dark=dark,
        variables={
            "ground": ground,
            "raised": raised,
            "bar": bar,
            "text": words["ink"],
            "scrollbar": words["rule"],
            "scrollbar-hover": words["accent"],
            "scrollbar-active": words["accent"],
            # The track is not painted: beside a text that does not scroll it would be a stripe of no meaning.
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            **words,
        },
    )


THEMES = (
    _theme(
        DARK,
        dark=True,
        ground="#14181d",
        raised="#1d232a",
        bar="#26303a",
        words={
            "ink": "#e4e7ea",
            "quiet": "#a3adb8",
            "head": "#a9c7e8",
            "accent": "#8fb8de",
            "warn": "#e8b36b",
            "cursor": "#2f5878",
            "on-cursor": "#ffffff",
            "rule": "#55606c",
        },
    ),
    _theme(
        LIGHT,
        dark=False,
        ground="#f7f6f2",
        raised="#ffffff",
        bar="#e3e6ea",
        words={
            "ink": "#1d2329",
            "quiet": "#525c67",
            "head": "#1f4a75",
            "accent": "#23588a",
            "warn": "#8a4b08",
            "cursor": "#23588a",
            "on-cursor": "#ffffff",
            "rule": "#9aa3ad",
        },
    ),
    _theme(
        HIGH,
        dark=True,
        ground="#000000",
        raised="#000000",
        bar="#000000",
        words={
            "ink": "#ffffff",
            "quiet": "#ffffff",
            "head": "#ffff66",
            "accent": "#66ffff",
            "warn": "#ffcc00",
            "cursor": "#ffff00",
            "on-cursor": "#000000",
            "rule": "#ffffff",
        },
    ),
)
DEFAULTS = THEMES[0].variables
"""Used while another theme is active, so that the style sheet always has every variable."""
