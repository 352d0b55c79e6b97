"""At any time a seat with a PIN, and the facilitator's seat with a code, asks for it."""

import getpass
import io
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from conferences import do, jayden, role_seat, round_a_table

from cpsim.conference import acts as a
from cpsim.conference import events as e
from cpsim.export.exporting import run_export
from cpsim.export.replay import run_replay
from cpsim.model.said import clean
from cpsim.model.words import Driver
from cpsim.session.host import Host
from cpsim.session.people import TO_CHOOSE, Party, People, sealed, to_text
from cpsim.session.room import PEOPLE
from cpsim.store.sqlite import SqliteStore

PIN, CODE = "4711x", "blue7"
OF_SEAT = (1, "", "This seat has a PIN; ask for it in a terminal.\n")
OF_FACILITATOR = (1, "", "The facilitator's seat has a code; ask for it in a terminal.\n")


PATIENCE = 120
"""Seconds until a program that does not answer has failed; nothing waits longer than it has to."""


class Keyboard(io.StringIO):
    """What is typed at, on a terminal or not."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        """As it was made."""
        return self._terminal


@pytest.fixture(autouse=True)
def _nobody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal, and a test that is asked all the same fails."""
    monkeypatch.setattr(sys, "stdin", Keyboard(terminal=False))
    monkeypatch.setattr(getpass, "getpass", lambda prompt: pytest.fail(f"asked: {prompt}"))


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Sit at a terminal and type these words; what is asked for comes into the list."""

    def sit(*words: str) -> list[str]:
        asked: list[str] = []
        left: Iterator[str] = iter(words)

        def typed(prompt: str) -> str:
            asked.append(prompt)
            return next(left)

        monkeypatch.setattr(sys, "stdin", Keyboard(terminal=True))
        monkeypatch.setattr(getpass, "getpass", typed)
        return asked

    return sit


def laid(host: Host, people: str | None = None) -> Host:
    """The same table with a PIN at the family doctor's seat, one to choose at the chair's, and a code."""
    kept = People(
        (
            Party("gp", (clean("Ana"),), sealed(PIN, "salt")),
            Party("chair", (), TO_CHOOSE),
            Party("health_visitor"),
        ),
        sealed(CODE, "pepper"),
    )
    seat = host.state.public.seats[-1].id
    host.store.keep_draft(host.session, seat, PEOPLE, to_text(kept) if people is None else people)
    return host


def table(people: str | None = None) -> Host:
    """A table before its conference."""
    return laid(round_a_table(jayden(), "gp", "chair", "health_visitor"), people)


@cache
def debriefed() -> Host:
    """A table whose debrief has opened the folders."""
    return laid(ended())


def ended() -> Host:
    """A table that was ended at once, and whose folders lie open."""
    host = round_a_table(jayden(), "gp", "chair")
    acts: list[a.Act] = [a.EndNow(), *[a.NextStep()] * 3]
    for act in acts:
        assert do(host, host.state.public.seats[-1].id, act) is None
    assert any(isinstance(emission.event, e.FolderOpened) for emission in host.log)
    return host


def exported(host: Host, seat: str, form: str = "jsonl") -> tuple[int, str, str]:
    """The exit code, stdout and stderr of the export."""
    out, err = io.StringIO(), io.StringIO()
    code = run_export(host.store, host.session, form, seat, None, out=out, err=err)
    return code, out.getvalue(), err.getvalue()


def replayed(host: Host, seat: str) -> tuple[int, str, str]:
    """The exit code, stdout and stderr of the replay."""
    out, err = io.StringIO(), io.StringIO()
    code = run_replay(host.store, host.session, seat=seat, by="turn", to=None, keys=None, out=out, err=err)
    return code, out.getvalue(), err.getvalue()


# ---- a seat with a PIN


def test_a_seat_with_a_pin_is_shown_to_whoever_types_it(types: Callable[..., list[str]]) -> None:
    """It is asked for by the seat, as it is typed at a hand-over, and never told again."""
    asked = types(f" {PIN} ")
    code, out, err = exported(table(), "gp")
    assert (code, err) == (0, "")
    assert '"seat":"s6"' in out
    assert PIN not in out
    assert asked == ["PIN of s6 (gp), which is not shown as you type: "]
    types(PIN)
    assert replayed(table(), "s6")[0] == 0


def test_three_tries_and_no_more(types: Callable[..., list[str]]) -> None:
    """The third may be right; after three wrong ones the answer is no, and nothing typed is repeated."""
    types("wrong", CODE, PIN)
    assert exported(table(), "gp")[0] == 0
    asked = types("wrong", "", "canary", PIN)
    code, out, err = exported(table(), "gp")
    assert (code, out) == (1, "")
    assert err == "That is not the PIN of s6 (gp), so its log is not shown.\n"
    assert len(asked) == 3
    assert "canary" not in "".join(asked)


@pytest.mark.parametrize("form", ["jsonl", "csv", "summary", "summary-html"])
def test_without_a_terminal_every_format_says_no(form: str) -> None:
    """A pipe is never read for a PIN or a code."""
    assert exported(table(), "gp", form) == OF_SEAT
    assert exported(table(), "facilitator", form) == OF_FACILITATOR


def test_without_a_terminal_the_replay_says_no(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is a missing input read."""
    assert replayed(table(), "gp") == OF_SEAT
    monkeypatch.setattr(sys, "stdin", None)
    assert replayed(table(), "facilitator") == OF_FACILITATOR


def test_a_seat_without_a_pin_is_shown_where_it_is_named() -> None:
    """So is an observer's."""
    for seat in ("health_visitor", "observer"):
        assert exported(table(), seat)[0] == 0


@pytest.mark.parametrize("host", [table, debriefed])
def test_a_pin_that_is_yet_to_be_chosen_keeps_its_seat_by_the_code(
    host: Callable[[], Host], types: Callable[..., list[str]]
) -> None:
    """Nobody can know it, so whoever facilitates is asked; where nobody does, nothing can be asked for."""
    code, out, err = exported(host(), "chair")
    assert (code, out) == (1, "")
    assert err == (
        "This seat has a PIN that is yet to be chosen; the facilitator's code is asked for in a terminal.\n"
    )
    asked = types(PIN, CODE)
    assert replayed(host(), "chair")[0] == 0
    assert asked[0] == (
        "The PIN of s1 (chair) is yet to be chosen. Facilitator's code, which is not shown as you type: "
    )
    nobody = to_text(People((Party("chair", (), TO_CHOOSE),)))
    assert exported(table(nobody), "chair")[0] == 0


def test_a_seat_that_was_taken_over_has_a_pin_of_its_own(types: Callable[..., list[str]]) -> None:
    """Whoever sits down there during the session is a party under the seat's id."""
    host = round_a_table(jayden(), "gp")
    seat, facilitator = role_seat(host, "health_visitor"), host.state.public.seats[-1].id
    assert do(host, facilitator, a.Drive(seat, Driver.PERSONS)) is None
    laid(host, to_text(People((Party(seat, (), sealed(PIN, "salt")),))))
    assert exported(host, "health_visitor") == OF_SEAT
    types(PIN)
    assert exported(host, "health_visitor")[0] == 0


def test_a_seat_that_somebody_else_took_over_has_their_pin(types: Callable[..., list[str]]) -> None:
    """Whoever sat at the table with a PIN of their own keeps what they took on behind the same one."""
    host = round_a_table(jayden(), "gp")
    seat, facilitator = role_seat(host, "health_visitor"), host.state.public.seats[-1].id
    assert do(host, facilitator, a.Drive(seat, Driver.PERSONS)) is None
    people = People((Party("gp", (), sealed(PIN, "salt")),)).sits(host.state.public.seat(seat), "gp")
    laid(host, to_text(people))
    assert exported(host, "health_visitor") == OF_SEAT
    types(PIN)
    assert exported(host, "health_visitor")[0] == 0


def test_a_pin_opens_no_seat_that_nobody_plays(types: Callable[..., list[str]]) -> None:
    """Its papers wait for the debrief, and nothing is asked."""
    asked = types(PIN)
    code, out, err = exported(table(), "housing_officer")
    assert (code, out) == (1, "")
    assert "not to be had yet" in err
    assert not asked


# ---- the facilitator's seat, and the debrief


@pytest.mark.parametrize("host", [table, debriefed])
def test_the_facilitators_seat_asks_for_the_code_at_any_time(
    host: Callable[[], Host], types: Callable[..., list[str]]
) -> None:
    """Before the debrief and in it, and no PIN will do."""
    assert exported(host(), "facilitator") == OF_FACILITATOR
    asked = types(CODE)
    assert exported(host(), "facilitator")[0] == 0
    assert asked == ["Facilitator's code, which is not shown as you type: "]
    types(PIN, PIN, PIN)
    code, out, err = replayed(host(), "facilitator")
    assert (code, out) == (1, "")
    assert "That is not the facilitator's code" in err


def test_a_table_without_a_code_shows_its_seat_where_it_is_named() -> None:
    """Where nobody facilitates there is nothing to know."""
    assert exported(table(to_text(People())), "facilitator")[0] == 0


def test_once_the_folders_are_open_a_pin_still_keeps_its_seat(types: Callable[..., list[str]]) -> None:
    """What somebody sealed and noted is theirs: their PIN opens it, or the facilitator's code, and nothing else."""
    assert exported(debriefed(), "gp") == replayed(debriefed(), "gp") == OF_SEAT
    for typed in (PIN, CODE):
        asked = types(typed)
        assert exported(debriefed(), "gp")[0] == 0
        assert asked == ["PIN of s6 (gp), or the facilitator's code; it is not shown as you type: "]
    asked = types("wrong", "", "x")
    code, out, err = replayed(debriefed(), "gp")
    assert (code, out) == (1, "")
    assert err.startswith("That is neither the PIN of s6 (gp) nor the facilitator's code")
    assert len(asked) == 3


def test_before_the_folders_are_open_the_code_is_no_pin(types: Callable[..., list[str]]) -> None:
    """Until then nobody but whoever sits there reads a seat."""
    types(CODE, CODE, CODE)
    assert exported(table(), "gp")[:2] == (1, "")


def test_a_seat_without_a_pin_is_shown_in_the_debrief_where_it_is_named() -> None:
    """One that nobody plays has nothing to ask for."""
    assert exported(debriefed(), "housing_officer")[0] == 0
    assert replayed(debriefed(), "housing_officer")[0] == 0


def test_without_a_code_only_the_pin_opens_a_seat(types: Callable[..., list[str]]) -> None:
    """Where nobody facilitates there is no code that anybody could know."""
    people = to_text(People((Party("gp", (), sealed(PIN, "salt")),)))
    host = laid(ended(), people)
    types("", CODE, "x")
    assert exported(host, "gp")[0] == 1
    asked = types(PIN)
    assert exported(host, "gp")[0] == 0
    assert asked == ["PIN of s6 (gp), which is not shown as you type: "]


def test_who_left_a_seat_to_the_program_keeps_the_pin_on_it(types: Callable[..., list[str]]) -> None:
    """Their own judgement is in that log, whoever moves the seat at the end."""
    host = round_a_table(jayden(), "gp")
    seat, facilitator = role_seat(host, "gp"), host.state.public.seats[-1].id
    acts: list[a.Act] = [a.Drive(seat, Driver.SIMULATED), a.EndNow(), *[a.NextStep()] * 3]
    for act in acts:
        assert do(host, facilitator, act) is None
    laid(host)
    assert exported(host, "gp") == OF_SEAT
    types(PIN)
    assert exported(host, "gp")[0] == 0


# ---- what cannot be read, and what cannot be hidden


@pytest.mark.parametrize("seat", ["gp", "facilitator"])
@pytest.mark.parametrize(
    "people",
    [
        "",
        "no list",
        "[]",
        '{"parties": [{"id": "gp"}], "code": ""}',
        '{"parties": [{"id": "gp", "names": [], "pin": "4711x"}], "code": "blue7"}',
        '{"parties": [{"id": "gp", "names": [], "pin": "s$\\u00e4"}], "code": "\\ud800$0"}',
        '{"parties": [{"id": "gp", "names": [], "pin": null}], "code": "to choose"}',
    ],
)
def test_people_that_cannot_be_read_open_nothing(
    people: str, seat: str, types: Callable[..., list[str]]
) -> None:
    """The answer is a sentence, on a terminal as well, and nothing is asked."""
    asked = types(PIN, CODE)
    for code, out, err in (exported(table(people), seat), replayed(table(people), seat)):
        assert (code, out) == (3, "")
        assert "Who sits at this table cannot be read" in err
    assert not asked


def test_a_terminal_that_shows_what_is_typed_is_not_asked(
    monkeypatch: pytest.MonkeyPatch, types: Callable[..., list[str]]
) -> None:
    """Where typing cannot be hidden, or has ended, the answer is no."""
    types()

    def shows(_prompt: str) -> str:
        warnings.warn("Can not control echo", getpass.GetPassWarning, stacklevel=2)
        return PIN

    monkeypatch.setattr(getpass, "getpass", shows)
    code, out, err = exported(table(), "gp")
    assert (code, out) == (1, "")
    assert "would show the PIN" in err

    def ends(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", ends)
    assert exported(table(), "gp") == OF_SEAT


def test_what_is_no_text_is_a_wrong_try(
    monkeypatch: pytest.MonkeyPatch, types: Callable[..., list[str]]
) -> None:
    """Bytes that are no characters, or half a one, end nothing but the try."""
    types("\udcff", "\ud800", PIN)
    assert exported(table(), "gp")[0] == 0

    def broken(_prompt: str) -> str:
        return b"\xff".decode("utf-8")

    monkeypatch.setattr(getpass, "getpass", broken)
    assert exported(table(), "gp")[0] == 1


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal")
def test_on_a_real_terminal_nothing_typed_is_seen(tmp_path: Path) -> None:
    """A wrong PIN and the right one leave no trace on the screen, and the log comes out."""
    import pexpect

    store = SqliteStore(tmp_path / "sessions")
    laid(round_a_table(jayden(), "gp", store=store))
    store.close()
    command = ["-m", "cpsim", "--data", str(tmp_path), "export", "table1", "--as", "gp"]
    target = tmp_path / "log.jsonl"
    child = pexpect.spawn(
        sys.executable, [*command, "--format", "jsonl", "-o", str(target)], timeout=PATIENCE, encoding="utf-8"
    )
    seen = ""
    for word, prompt in (("wr0ng", "PIN of s6 (gp), which is not shown"), (PIN, "That is not the PIN.")):
        child.expect_exact(prompt)
        seen += child.before or ""
        child.waitnoecho(timeout=PATIENCE)
        child.sendline(word)
    child.expect(pexpect.EOF)
    seen += child.before or ""
    child.close()
    assert child.exitstatus == 0
    assert "wr0ng" not in seen
    assert PIN not in seen
    assert '"seat":"s6"' in target.read_text(encoding="utf-8")
