"""Sheets as one HTML page that prints well: A4, each sheet on a side of its own, nothing from outside.

The templates lie beside this file. Everything that comes into them is escaped.
"""

from collections.abc import Sequence

from cpsim.export.sheets import Sheet
from cpsim.present.prose import Words


def as_html(title: Words, sheets: Sequence[Sheet], style: str = "sheets") -> str:
    """One page titled `title` with all `sheets`, in British English; `style` is a style sheet among the templates."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    templates = Environment(
        loader=PackageLoader("cpsim.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return templates.get_template("sheets.html.j2").render(title=title, sheets=sheets, style=style)
