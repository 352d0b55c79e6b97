"""`cpsim print`: slips, a sheet for each observer's task and the facilitator's set, as text and as pages to print.

It writes into a folder of its own and never over anything. What holds the key lies in a folder
below, so that it is not handed out by mistake.
"""

import os
from dataclasses import replace
from errno import EEXIST
from pathlib import Path
from typing import TextIO

from cpsim.export.exits import COULD_NOT, WELL, refused
from cpsim.model.content import Content, Options
from cpsim.model.said import clean
from cpsim.present.tongue import _, plural

FACILITATOR = "facilitator"
"""The folder, and the file in it, with what nobody at the table may see."""
MOST_FOLDERS = 1000


def run_print(
    scenario: str,
    output: str | None,
    options: Options,
    html: bool,
    out: TextIO,
    err: TextIO,
    framework: str | None = None,
) -> int:
    """Write the slips of `scenario` into the folder `output`, or into a new one below it or below this one.

    `options` are those of the session they are for: whose pace's numbers stand on them, what everybody knows
    beforehand, whether what an author added is in; `framework` whose procedure, None the usual one. Gives the exit
    code: 0 written, with the folder's path on stdout; 1 the pack has problems; 2 there is no such scenario, pace,
    card or procedure; 3 nothing can be written there.
    """
    from cpsim.packs import load_content
    from cpsim.packs.problems import as_text

    content, problems = load_content(scenario, framework, options)
    if content is None:
        err.write(as_text(problems))
        return refused(problems)
    wanted = Path(output or ".")
    try:
        if output and not _taken(wanted):
            wanted.mkdir(parents=True, exist_ok=True)
            folder = _fill(wanted, content, html)
        else:
            folder = write_slips(content, wanted, html)
    except OSError as error:
        where = clean(str(error.filename or wanted), 400)
        err.write(_("{where} cannot be written: {why}.\n").format(where=where, why=error.strerror or error))
        return COULD_NOT
    out.write(f"{folder}\n")
    err.writelines(f"{line}\n" for line in _told(content, html))
    return WELL


def _told(content: Content, html: bool) -> list[str]:
    """What was written, what to keep, and how to print it."""
    told = plural("One slip is there.", "{n} slips are there.", len(content.scenario.cast))
    kept = _("The folder {name} below it holds every folder and the key: keep that one to yourself.")
    lines = [f"{told} {kept.format(name=FACILITATOR)}"]
    if html:
        lines.append(_("Open slips.html in a browser and print it on both sides: one sheet for each role."))
    return lines


def write_slips(content: Content, folder: Path, html: bool) -> Path:
    """Write all slips of `content` into a new folder below `folder`, which is made if need be; return it.

    OSError where that cannot be done. Nothing that is there is written over.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, MOST_FOLDERS):
        wanted = folder / _name(content, number)
        try:
            wanted.mkdir()
        except FileExistsError:
            continue
        return _fill(wanted, content, html)
    raise FileExistsError(EEXIST, os.strerror(EEXIST), str(folder / _name(content, 1)))


def slips_there(content: Content, folder: Path, html: bool) -> Path | None:
    """The folder below `folder` in which exactly these slips lie already, or None."""
    files = slip_files(content, html)
    for number in range(1, MOST_FOLDERS):
        there = folder / _name(content, number)
        if not there.is_dir():
            return None
        if all(_holds(there / name, text) for name, text in files.items()):
            return there
    return None


def _holds(file: Path, text: str) -> bool:
    try:
        return file.read_text(encoding="utf-8") == text
    except (OSError, ValueError):
        return False


def _name(content: Content, number: int) -> str:
    pace = content.options.pace
    usual = pace == Options().pace
    name = f"{content.scenario.slug}-slips" if usual else f"{content.scenario.slug}-slips-{pace}"
    return name if number == 1 else f"{name}-{number}"


def _taken(folder: Path) -> bool:
    """Whether `folder` is a folder with something in it."""
    return folder.is_dir() and any(folder.iterdir())


def _fill(folder: Path, content: Content, html: bool) -> Path:
    """Write every file into `folder`, which is empty."""
    (folder / FACILITATOR).mkdir()
    for name, text in slip_files(content, html).items():
        with (folder / name).open("x", encoding="utf-8") as file:
            file.write(text)
    return folder


def slip_files(content: Content, html: bool) -> dict[str, str]:
    """Every file's text by its name within the folder: for a table at the pace that `content` was loaded with."""
    from cpsim.export.facilitator_set import facilitator_sheet
    from cpsim.export.observer_sheet import observer_sheets
    from cpsim.export.role_slip import foot, opening_views, role_sheet, strap
    from cpsim.export.sheet_html import as_html
    from cpsim.export.sheet_text import as_text

    table = replace(content, options=replace(content.options, alone=False))
    views = opening_views(table)
    slips = [role_sheet(view, table.book, table.scenario.slug) for view in views]
    watching = observer_sheets(strap(views[0], table.book), foot())
    guide = facilitator_sheet(table, foot())
    files = {f"{slip.id}.txt": as_text(slip) for slip in (*slips, *watching)}
    files[f"{FACILITATOR}/{guide.id}.txt"] = as_text(guide)
    if html:
        title = content.scenario.title
        files["slips.html"] = as_html(_("{title}: slips").format(title=title), slips)
        files["observers.html"] = as_html(_("{title}: for observers").format(title=title), watching)
        files[f"{FACILITATOR}/{guide.id}.html"] = as_html(f"{title}: {guide.title}", [guide])
    return files
