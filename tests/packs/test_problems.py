"""How problems are written out."""

import json

from cpsim.model.said import clean
from cpsim.packs import load_framework, load_scenario
from cpsim.packs.problems import (
    NOWHERE,
    Problem,
    Severity,
    as_github,
    as_json,
    as_text,
    fatal,
    in_order,
    shown,
)

WRONG = Problem("a.b", "x/key.yaml", 3, 7, "this is 100% wrong", Severity.ERROR)
ODD = Problem("a.c", "x/a,b:c.yaml", 1, 1, "look: here", Severity.WARNING)


def test_text_is_one_line_a_problem() -> None:
    """Path, line, column, sentence and code; a warning says so."""
    assert as_text([WRONG, ODD]) == (
        "x/key.yaml:3:7: this is 100% wrong [a.b]\nx/a,b:c.yaml:1:1: warning: look: here [a.c]\n"
    )
    assert as_text([]) == ""


def test_what_is_wrong_with_no_file_has_no_place() -> None:
    """A name there is nothing for is told as a sentence, and not as if it were a file."""
    nothing = Problem.at(NOWHERE, "a.b", "there is no such thing")
    assert as_text([nothing]) == "there is no such thing [a.b]\n"
    for problems in (load_scenario("nosuch").problems, load_framework("nosuch").problems):
        assert as_text(problems).startswith("there is no")
        assert "nosuch:" not in as_text(problems)


def test_json_is_one_documented_object() -> None:
    """Format number, problems with six fields each, and what was checked."""
    document = json.loads(as_json([WRONG], ["x"]))
    assert document == {
        "format": 1,
        "problems": [
            {
                "code": "a.b",
                "file": "x/key.yaml",
                "line": 3,
                "column": 7,
                "message": "this is 100% wrong",
                "severity": "error",
            }
        ],
        "checked": ["x"],
    }


def test_github_commands_are_escaped() -> None:
    """What means something in a workflow command is escaped, in properties more than in the message."""
    assert as_github([WRONG, ODD]) == (
        "::error file=x/key.yaml,line=3,col=7,title=a.b::this is 100%25 wrong\n"
        "::warning file=x/a%2Cb%3Ac.yaml,line=1,col=1,title=a.c::look: here\n"
    )


def test_order_is_by_place_and_each_is_told_once() -> None:
    """By file, then line, then column."""
    later = Problem("z", "a.yaml", 10, 1, "m")
    first = Problem("z", "a.yaml", 9, 5, "m")
    assert in_order([WRONG, later, first, WRONG]) == (first, later, WRONG)


def test_only_errors_are_fatal() -> None:
    """A pack with warnings alone can be played."""
    assert fatal([ODD, WRONG])
    assert not fatal([ODD])


def test_file_names_are_text_from_people() -> None:
    """A path with an escape sequence in it is shown, never obeyed, in every form."""
    evil = Problem("c", "a\x1b[2J\nb.yaml", 1, 1, "m")
    for written in (as_text([evil]), as_json([evil], ["a\x1b\n"]), as_github([evil])):
        assert "\x1b" not in written
        assert "␛[2J b.yaml" in written


def test_values_are_shown_short_and_clean() -> None:
    """A value out of a file is quoted, cut and cleaned."""
    assert shown("a\x1b") == '"a␛"'
    assert shown("x" * 100) == f'"{"x" * 60}..."'
    assert shown(4) == '"4"'
    assert clean(shown("\u202e" * 9)).text == '""'
