"""The one place that turns a sentence of ours into the reader's language.

British English is what stands in the code. A catalogue is added with `CATALOGUE.add_fallback`.
"""

from gettext import NullTranslations

CATALOGUE = NullTranslations()


def _(message: str) -> str:
    """`message` in the reader's language; itself where no catalogue has it."""
    return CATALOGUE.gettext(message)


def plural(one: str, many: str, number: int) -> str:
    """`one` or `many` with `{n}` filled in, as the reader's language counts."""
    return CATALOGUE.ngettext(one, many, number).format(n=number)


def N_(message: str) -> str:  # noqa: N802 - the name that tools for catalogues look for
    """Mark a sentence of a table for translation where it is shown, not where it stands."""
    return message
