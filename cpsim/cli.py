"""The command line: reads arguments, calls one function, passes its exit code on.

stdout is data, stderr is words. Nothing is imported that the verb does not need. Exit codes: 0 well,
1 the answer is no, 2 used wrongly, 3 could not, 70 crashed, 128+n ended by signal n.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
"""True for type checkers alone; asking `typing` for it would double the time `--version` takes."""

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 (argparse names no public type)

WELL, NO, WRONG, COULD_NOT = 0, 1, 2, 3
PACES = ("short", "standard", "long")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    if arguments == ["--version"]:
        try:
            return _version()
        except (OSError, AttributeError):
            pass  # a stream that is full or closed is dealt with below, in words
    # argparse alone takes longer to import than Python takes to start; `--version` is done by now.
    from cpsim.streams import guarded

    return guarded(lambda: _run(arguments))


def _run(arguments: list[str]) -> int:
    from cpsim.paths import PathProblem
    from cpsim.streams import NotWritten

    chosen = None
    try:
        args = _parser().parse_args(arguments)
        chosen = args.data
        return int(args.run(args))
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else WRONG
    except PathProblem as problem:
        _say(str(problem))
        return COULD_NOT
    except KeyboardInterrupt:
        return 130
    except NotWritten:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it ends here and without its words
        return _crashed(error, chosen)


def _crashed(error: Exception, chosen: str | None) -> int:
    """Say that the program failed, and keep where; nothing of what anybody wrote is in either."""
    from contextlib import suppress

    from cpsim import paths
    from cpsim.tui.crash import CRASHED, sorry, write_report

    report = None
    with suppress(Exception):  # the folder itself may be what failed
        report = write_report(error, paths.crash_folder(paths.data_folder(chosen)))
    sys.stderr.write(f"{sorry(report)}\n")
    return CRASHED


def _version() -> int:
    from cpsim import __version__

    sys.stdout.write(f"cpsim {__version__}\n")
    sys.stdout.flush()
    return WELL


def _say(sentence: str) -> None:
    sys.stderr.write(f"cpsim: {sentence}\n")


def _data(args: argparse.Namespace) -> Path:
    from cpsim import paths

    return paths.data_folder(args.data)


def _pack(word: str) -> str:
    from cpsim.packs.locate import meant

    return meant(word)


def _parser() -> argparse.ArgumentParser:
    import argparse

    parser = argparse.ArgumentParser(
        prog="cpsim",
        description="A simulation of a multi-agency child protection conference. Without a command it opens"
        " the first screen.",
    )
    parser.add_argument("--version", action="store_true", help="say which version this is")
    _add_data(parser, default=None)
    parser.set_defaults(run=_home)
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND")
    for add in (_add_play, _add_sessions, _add_keeping, _add_content, _add_figures, _add_reading):
        add(verbs)
    for verb in verbs.choices.values():
        # Left out here, what stands before the verb holds.
        _add_data(verb, default=argparse.SUPPRESS)
    return parser


def _add_data(parser: argparse.ArgumentParser, default: str | None) -> None:
    told = "the folder sessions live in, instead of your own"
    parser.add_argument("--data", metavar="DIR", default=default, help=told)


def _what_is_played(verb: argparse.ArgumentParser) -> None:
    """What decides which words of a case there are: the same for playing as for the slips it is played with."""
    verb.add_argument("--framework", help="the area's procedure, such as jersey")
    verb.add_argument(
        "--card", help="how much everybody knows beforehand, as the pack names it: minimal, for one"
    )
    verb.add_argument("--without-authored", action="store_true", help="only what the case's papers hold")


def _add_play(verbs: Verbs) -> None:
    play = verbs.add_parser("play", help="play a scenario, alone or several round this terminal")
    play.add_argument(
        "scenario",
        nargs="?",
        help="a pack's folder, or the name of a shipped scenario; a pack's folder here goes before a name",
    )
    play.add_argument("--role", help="the role to play, such as health_visitor")
    play.add_argument(
        "--seats", metavar="R1,R2,...", help="several people round this terminal, each on one of these roles"
    )
    play.add_argument("--pace", choices=PACES, help="how much fits in")
    _what_is_played(play)
    play.add_argument("--seed", type=int, help="makes chance repeat itself")
    play.set_defaults(run=_play)


def _add_sessions(verbs: Verbs) -> None:
    sessions = verbs.add_parser("sessions", help="list what is stored here")
    sessions.set_defaults(run=_sessions)
    resume = verbs.add_parser("resume", help="carry a session on where it stopped")
    resume.add_argument("session", nargs="?", help="its id; the newest unfinished one if left out")
    resume.set_defaults(run=_resume)


def _add_keeping(verbs: Verbs) -> None:
    doctor = verbs.add_parser("doctor", help="look at what sessions rest on: disk, folder, files, terminal")
    doctor.add_argument("--json", action="store_true", help="one JSON object instead of words")
    doctor.set_defaults(run=_doctor)
    verify = verbs.add_parser("verify", help="check that a stored session and its side copy are whole")
    verify.add_argument("session", help="its id")
    verify.set_defaults(run=_verify)
    rescue = verbs.add_parser("rescue", help="save what a damaged session and its side copy still hold")
    rescue.add_argument("file", metavar="FILE", help="the session's file, or its id")
    rescue.set_defaults(run=_rescue)
    erase = verbs.add_parser("erase", help="take one person's name and words out of a session for good")
    erase.add_argument("session", help="its id")
    erase.add_argument(
        "--person",
        required=True,
        metavar="NAME",
        help="a name at the table, a seat's id, or a role one seat holds",
    )
    erase.add_argument("--yes", action="store_true", help="do not ask before")
    erase.set_defaults(run=_erase)


def _add_content(verbs: Verbs) -> None:
    check = verbs.add_parser("check", help="check scenario packs, frameworks and role cards")
    check.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders; everything shipped if left out"
    )
    check.add_argument("--format", choices=("text", "json", "github"), default="text")
    check.add_argument("--quick", action="store_true", help="leave out the checks of a case as a whole")
    check.set_defaults(run=_check)
    printed = verbs.add_parser("print", help="write role slips to print")
    printed.add_argument("scenario", help="a pack's folder, or the name of a shipped scenario")
    printed.add_argument("-o", "--output", metavar="FOLDER", help="where to; a new folder here if left out")
    printed.add_argument(
        "--pace",
        choices=PACES,
        help="the pace whose numbers of items and questions stand on them; standard if left out",
    )
    printed.add_argument("--html", action="store_true", help="web pages as well, for a browser's print")
    _what_is_played(printed)
    printed.set_defaults(run=_print)


def _add_figures(verbs: Verbs) -> None:
    simulate = verbs.add_parser("simulate", help="run whole conferences with every seat simulated")
    simulate.add_argument("scenario")
    simulate.add_argument("--framework")
    simulate.add_argument("--runs", type=int, default=1)
    simulate.add_argument("--seed", type=int, default=0)
    simulate.add_argument("--json", action="store_true")
    simulate.set_defaults(run=_simulate)
    score = verbs.add_parser("score", help="hold one set of judgements against the key")
    score.add_argument("scenario")
    score.add_argument("--answers", required=True, metavar="FILE")
    score.add_argument("--framework")
    score.add_argument("--json", action="store_true")
    score.set_defaults(run=_score)
    dates = verbs.add_parser("dates", help="the dates that follow from a conference")
    dates.add_argument("framework")
    dates.add_argument("--conference", required=True, metavar="DATE", help="the day, as in 2025-04-30")
    dates.add_argument("--review", action="store_true", help="the day is that of a review conference")
    dates.add_argument("--json", action="store_true")
    dates.set_defaults(run=_dates)


def _add_reading(verbs: Verbs) -> None:
    replay = verbs.add_parser("replay", help="tell a session in words, as one seat was given it")
    replay.add_argument("session", help="its id")
    replay.add_argument("--as", dest="seat", metavar="SEAT", help="a seat's id, or a role one seat holds")
    replay.add_argument(
        "--by",
        choices=("turn", "step", "role"),
        default="turn",
        help="a turn at a time, an agenda step, or what each role said",
    )
    replay.add_argument("--to", type=int, metavar="N", help="stop after the seat's event number N")
    replay.set_defaults(run=_replay)
    export = verbs.add_parser("export", help="write a session as one seat was given it")
    export.add_argument("session", help="its id")
    export.add_argument(
        "--format",
        choices=("jsonl", "csv", "summary", "summary-html"),
        required=True,
        help="the whole log, the answers as a table, or one page about the conference",
    )
    export.add_argument("--as", dest="seat", metavar="SEAT", help="a seat's id, or a role one seat holds")
    export.add_argument("-o", "--output", metavar="FILE", help="a file instead of standard output")
    export.set_defaults(run=_export)


def _home(args: argparse.Namespace) -> int:
    if args.version:
        return _version()
    from cpsim.wiring import run_screens

    return run_screens(_data(args))


def _play(args: argparse.Namespace) -> int:
    from cpsim.wiring import run_screens

    return run_screens(
        _data(args),
        pack=_pack(args.scenario) if args.scenario else "jayden",
        role=args.role,
        seats=None if args.seats is None else tuple(filter(None, map(str.strip, args.seats.split(",")))),
        framework=args.framework,
        pace=args.pace,
        card=args.card,
        authored=not args.without_authored,
        seed=args.seed,
    )


def _resume(args: argparse.Namespace) -> int:
    from cpsim.wiring import run_screens

    return run_screens(_data(args), session=args.session or "newest")


def _sessions(args: argparse.Namespace) -> int:
    from cpsim.export.sessions import run_sessions
    from cpsim.wiring import open_store

    return run_sessions(open_store(_data(args)), out=sys.stdout, err=sys.stderr)


def _doctor(args: argparse.Namespace) -> int:
    from cpsim.export import doctor
    from cpsim.paths import PathProblem
    from cpsim.tui.terminal import terminal_notes, terminal_problem
    from cpsim.wiring import open_store

    shown = all(one is not None and one.isatty() for one in (sys.__stdin__, sys.__stdout__, sys.__stderr__))
    terminal = doctor.Terminal(terminal_problem(), terminal_notes()) if shown else None
    try:
        data = _data(args)
    except PathProblem as problem:
        finding = doctor.Finding("place", doctor.State.PROBLEM, str(problem))
        return doctor.report(args.data or "", [finding], as_json=args.json, out=sys.stdout)
    return doctor.run_doctor(data, open_store(data), terminal, as_json=args.json, out=sys.stdout)


def _verify(args: argparse.Namespace) -> int:
    from cpsim.export.verify import run_verify
    from cpsim.wiring import open_store

    return run_verify(open_store(_data(args)), args.session, out=sys.stdout, err=sys.stderr)


def _rescue(args: argparse.Namespace) -> int:
    from cpsim.export.rescue import run_rescue
    from cpsim.paths import sessions_folder
    from cpsim.wiring import new_seed

    return run_rescue(args.file, sessions_folder(_data(args)), new_seed, out=sys.stdout, err=sys.stderr)


def _erase(args: argparse.Namespace) -> int:
    from cpsim.export.erasing import Asking, run_erase
    from cpsim.wiring import new_salt, open_store

    asking = Asking(args.yes, sys.stdin, sys.stdout, sys.stderr)
    return run_erase(open_store(_data(args)), args.session, args.person, new_salt, asking)


def _check(args: argparse.Namespace) -> int:
    from cpsim.packs.command import run_check

    return run_check(args.paths, args.format, args.quick, sys.stdout, sys.stderr)


def _print(args: argparse.Namespace) -> int:
    from cpsim.export.slips import run_print
    from cpsim.model.content import Options

    usual = Options()
    options = Options(
        pace=args.pace or usual.pace, card=args.card or usual.card, authored=not args.without_authored
    )
    return run_print(
        _pack(args.scenario), args.output, options, args.html, sys.stdout, sys.stderr, args.framework
    )


def _simulate(args: argparse.Namespace) -> int:
    from cpsim.export.simulation import run_simulate
    from cpsim.wiring import HolidayDates

    return run_simulate(
        _pack(args.scenario),
        framework=args.framework,
        runs=args.runs,
        seed=args.seed,
        as_json=args.json,
        dates=HolidayDates,
        out=sys.stdout,
        err=sys.stderr,
    )


def _score(args: argparse.Namespace) -> int:
    from cpsim.export.score import run_score

    return run_score(_pack(args.scenario), args.answers, args.framework, args.json, sys.stdout, sys.stderr)


def _dates(args: argparse.Namespace) -> int:
    from cpsim.export.dates import run_dates

    return run_dates(args.framework, args.conference, args.review, args.json, sys.stdout, sys.stderr)


def _replay(args: argparse.Namespace) -> int:
    from cpsim.export.replay import run_replay
    from cpsim.wiring import open_store

    return run_replay(
        open_store(_data(args)),
        args.session,
        seat=args.seat,
        by=args.by,
        to=args.to,
        keys=sys.stdin,
        out=sys.stdout,
        err=sys.stderr,
    )


def _export(args: argparse.Namespace) -> int:
    from cpsim.export.exporting import run_export
    from cpsim.wiring import open_store

    return run_export(
        open_store(_data(args)),
        args.session,
        args.format,
        args.seat,
        args.output,
        out=sys.stdout,
        err=sys.stderr,
    )
