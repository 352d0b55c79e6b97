"""`cpsim check`: what it looks at, what it says where, and how it exits."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cpsim.packs.command import PROBLEMS, USED_WRONGLY, WELL, run_check

Spoil = Callable[[str, str, str], None]


def _run(*paths: str, form: str = "text", quick: bool = False) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = run_check(paths, form, quick, out, err)
    return code, out.getvalue(), err.getvalue()


def test_a_clean_pack_is_quiet(robin: Path) -> None:
    """Nothing on stdout, one sentence on stderr, exit 0."""
    assert _run(str(robin)) == (WELL, "", "1 checked, no problems\n")


def test_problems_are_data(robin: Path, spoil: Spoil) -> None:
    """Problems go to stdout, the sentence that counts them to stderr, exit 1."""
    spoil("key.yaml", "preferred: neglect", "preferred: physical")
    code, out, err = _run(str(robin))
    assert code == PROBLEMS
    assert out.startswith(f"{robin / 'key.yaml'}:72:16: ")
    assert out.endswith(" [key.preferred]\n")
    assert err == "1 checked, 1 problem in 1 file\n"


def test_warnings_alone_exit_well(robin: Path, spoil: Spoil) -> None:
    """A warning is told and does not fail the check."""
    spoil("slices/gp.yaml", "Robin has gained no weight for eight months.", "Robin was born on 3 March 2019.")
    code, out, _ = _run(str(robin))
    assert code == WELL
    assert "warning: " in out


@pytest.mark.parametrize("word", ["nowhere", "robin/nothing.yaml", "", "a\x00b", "x" * 5000, "~nobody"])
def test_a_path_that_is_nothing_is_used_wrongly(robin: Path, word: str) -> None:
    """A path that does not exist, or holds nothing to check, is exit 2 and a sentence."""
    assert robin.is_dir()
    code, out, err = _run(str(robin), word) if word else _run("robin/../empty")
    assert (code, out) == (USED_WRONGLY, "")
    assert "is no pack, framework or role card" in err
    assert "\x00" not in err


def test_an_empty_folder_is_used_wrongly(robin: Path) -> None:
    """A folder that holds nothing of the kind is exit 2."""
    (robin.parent / "empty").mkdir()
    assert _run("empty")[0] == USED_WRONGLY


def test_json_lists_what_was_checked(robin: Path, spoil: Spoil) -> None:
    """One object on stdout, nothing on stderr."""
    spoil("key.yaml", "preferred: neglect", "preferred: physical")
    code, out, err = _run(str(robin), form="json")
    document = json.loads(out)
    assert (code, err) == (PROBLEMS, "")
    assert document["format"] == 1
    assert document["checked"] == ["robin"]
    assert [(one["code"], one["line"], one["severity"]) for one in document["problems"]] == [
        ("key.preferred", 72, "error")
    ]


def test_github_marks_lines(robin: Path, spoil: Spoil) -> None:
    """A workflow command for each problem."""
    spoil("key.yaml", "preferred: neglect", "preferred: physical")
    assert _run(str(robin), form="github")[1].startswith("::error file=robin/key.yaml,line=72,col=16,")


def test_quick_looks_at_shapes_alone(robin: Path, spoil: Spoil) -> None:
    """Shapes are told with --quick, what has to fit between files is not."""
    spoil("key.yaml", "preferred: neglect", "preferred: physical")
    assert _run(str(robin), quick=True)[0] == WELL
    spoil("scenario.yaml", "title: Robin\n", "titel: Robin\n")
    code, out, _ = _run(str(robin), quick=True)
    assert code == PROBLEMS
    assert out.count("\n") == 2


@pytest.mark.parametrize("path", ["robin", "robin/key.yaml", "robin/slices/gp.yaml", "robin/slices/../", "."])
def test_a_pack_is_found_from_any_of_its_paths(robin: Path, path: str) -> None:
    """The folder, a file in it, and the folder above all lead to the pack, once."""
    assert robin.is_dir()
    assert _run(path, path)[2] == "1 checked, no problems\n"


def test_the_current_folder_may_be_the_pack(robin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`cpsim check .` works inside a pack, and its name is the folder's."""
    monkeypatch.chdir(robin)
    assert _run(".") == (WELL, "", "1 checked, no problems\n")
    assert _run("key.yaml") == (WELL, "", "1 checked, no problems\n")


def test_without_a_path_everything_shipped_is_checked() -> None:
    """All shipped packs, frameworks and role cards."""
    code, out, _ = _run(form="json")
    checked = [Path(path).name for path in json.loads(out)["checked"]]
    assert code == WELL
    assert {"jayden", "jersey.yaml", "chair.yaml"} <= set(checked)


def test_a_shipped_name_is_enough(robin: Path) -> None:
    """A shipped pack's name stands for its folder, from anywhere."""
    assert robin.is_dir()
    assert _run("jayden")[0] == WELL


def test_folders_are_looked_through(pytestconfig: pytest.Config) -> None:
    """A checkout, its folders of content, and single files are all understood."""
    root = pytestconfig.rootpath
    everything = json.loads(_run(str(root), form="json")[1])["checked"]
    assert str(root / "scenarios" / "jayden") in everything
    assert str(root / "frameworks" / "jersey.yaml") in everything
    assert str(root / "roles" / "gp.yaml") in everything
    assert json.loads(_run(str(root / "roles"), form="json")[1])["checked"][0].endswith("advocate.yaml")


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("notes.yaml", "a: 1\n", "file.unknown_kind"),
        ("notes.txt", "role_format: 1\n", "file.unknown_kind"),
        ("notes.yaml", "a: [\n", "yaml.syntax"),
        ("midwife.yaml", "role_format: 1\n", "shape.missing"),
        ("area.yaml", "framework_format: 1\n", "shape.missing"),
    ],
)
def test_single_files_are_told_apart(robin: Path, name: str, text: str, code: str) -> None:
    """A file is a framework or a role card by its first field; any other file is a problem, not a crash."""
    file = robin.parent / name
    file.write_text(text, encoding="utf-8")
    status, out, _ = _run(str(file))
    assert status == PROBLEMS
    assert f"[{code}]" in out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_pipes_do_not_hang(robin: Path) -> None:
    """A named pipe in the place of a file is not waited for."""
    (robin / "replies.yaml").unlink()
    os.mkfifo(robin / "replies.yaml")
    os.mkfifo(robin / "slices" / "police.yaml")
    assert _run(str(robin))[0] == WELL


def test_checking_needs_no_screens() -> None:
    """Checking imports neither Textual nor rich, holidays, networkx nor sqlite."""
    code = (
        "import io, sys; from cpsim.packs.command import run_check; "
        "assert run_check(['jayden'], 'text', False, io.StringIO(), io.StringIO()) == 0; "
        "print([name for name in ('textual', 'rich', 'holidays', 'networkx', 'sqlite3', 'asyncio') "
        "if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
