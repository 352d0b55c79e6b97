"""Where content is looked for, in a checkout and where the program is installed."""

import os
from pathlib import Path

import pytest

from cpsim.packs import limits, load_scenario, locate


def test_an_installed_program_carries_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a checkout round the package, the content inside the package is used."""
    package = tmp_path / "cpsim"
    for name in ("scenarios/one", "frameworks", "roles"):
        (package / "_data" / name).mkdir(parents=True)
    (package / "_data" / "roles" / "nurse.yaml").write_text("", encoding="utf-8")
    (package / "_data" / "roles" / "notes.txt").write_text("", encoding="utf-8")
    monkeypatch.setattr(locate, "_PACKAGE", package)
    assert locate.shipped() == package / "_data"
    assert [folder.name for folder in locate.scenario_folders()] == ["one"]
    assert [file.name for file in locate.role_files()] == ["nurse.yaml"]
    assert locate.framework_files() == []


def test_a_program_without_content_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, robin: Path
) -> None:
    """Where the content is missing altogether, a pack is told that there are no cards and no frameworks."""
    monkeypatch.setattr(locate, "_PACKAGE", tmp_path / "nowhere" / "cpsim")
    assert locate.scenario_folders() == []
    told = load_scenario(robin).problems
    assert {"role.no_card", "framework.unknown"} <= {one.code for one in told}
    assert any("there are: none" in one.message for one in told)


def test_paths_are_shown_from_the_current_folder(robin: Path, tmp_path: Path) -> None:
    """A path below the current folder is shortened, any other is left as it is."""
    assert locate.shortened(tmp_path / robin) == robin
    assert locate.shortened(Path("/elsewhere/robin")) == Path("/elsewhere/robin")


def test_a_file_of_a_pack_stands_for_the_pack(robin: Path) -> None:
    """`cpsim play robin/scenario.yaml` means the folder."""
    assert locate.find_scenario("robin/scenario.yaml") == robin
    assert locate.find_scenario("robin/slices/gp.yaml") is None
    assert locate.find_scenario("jayden") is not None


def test_whoever_stands_beside_a_pack_means_it(robin: Path, tmp_path: Path) -> None:
    """A folder goes before a shipped name, in a form that is no name; a shipped folder is that shipped pack."""
    assert locate.meant("robin") == f".{os.sep}robin"
    assert locate.meant("robin/scenario.yaml") == f".{os.sep}robin"
    assert locate.meant(str(tmp_path / "robin")) == str(tmp_path / "robin")
    assert locate.meant("jayden") == "jayden"
    robin.rename("jayden")
    assert locate.meant("jayden") == f".{os.sep}jayden"
    assert locate.find_scenario(locate.meant("jayden")) == Path("jayden")
    assert locate.meant(str(locate.shipped() / "scenarios" / "jayden")) == "jayden"
    assert locate.meant("") == ""
    assert locate.meant("a" * 300) == "a" * 300
    assert (locate.is_shipped("jayden"), locate.is_shipped("./jayden")) == (True, False)


def test_what_an_editor_or_a_system_lays_beside_a_file_is_passed_by(robin: Path) -> None:
    """Lock files, which may lead nowhere, and what macOS and an office program leave."""
    before = locate.members(robin / "slices")
    (robin / "slices" / ".#gp.yaml").symlink_to("somebody@somewhere.1:2")
    (robin / "slices" / "._gp.yaml").write_bytes(b"\x00\x05\x16\x07")
    (robin / "slices" / "~$gp.yaml").write_bytes(b"\x07")
    (robin / ".scenario.yaml.swp").write_bytes(b"b0VIM")
    assert locate.members(robin / "slices") == before
    assert not load_scenario(robin).problems


def test_a_folder_of_thousands_is_not_read(robin: Path) -> None:
    """More files of papers than any pack needs are refused, and the first ones are read."""
    for number in range(limits.FILES_IN_PACK):
        (robin / "slices" / f"zz{number}.yaml").write_text("role: x\n", encoding="utf-8")
    told = load_scenario(robin).problems
    assert "pack.too_many_files" in {one.code for one in told}
