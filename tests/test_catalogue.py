"""The list of packs that is remembered between starts: right, or read again."""

import json
import shutil
from pathlib import Path

import pytest

from cpsim import catalogue
from cpsim.model.said import clean
from cpsim.packs.locate import shipped
from cpsim.session.doors import PaceInfo, PackInfo, RoleInfo


class Reader:
    """Reads packs, and remembers for which it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, slug: str) -> PackInfo:
        """A pack of that name."""
        self.asked.append(slug)
        words = clean(slug)
        roles, paces = (RoleInfo("gp", words, words, True),), (PaceInfo("short", words, 35, 60),)
        return PackInfo(slug, words, words, words, None, roles, paces, (("jersey", words),))


def listed(data: Path, *extra: str) -> tuple[tuple[PackInfo, ...], bool]:
    """The packs, and whether any had to be read."""
    reader = Reader()
    return catalogue.packs(data, extra, reader), bool(reader.asked)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack in a folder of its own."""
    shutil.copytree(shipped() / "scenarios" / "jayden", tmp_path / "pack")
    return tmp_path / "pack"


def test_it_is_remembered_until_a_file_changes(tmp_path: Path, pack: Path) -> None:
    """The second start reads no pack; after a change of one file they are read."""
    first, read = listed(tmp_path, str(pack))
    assert read
    assert listed(tmp_path, str(pack)) == (first, False)
    (pack / "slices" / "gp.yaml").write_text("role: gp\n", encoding="utf-8")
    assert listed(tmp_path, str(pack)) == (first, True)


def test_what_lies_beside_the_files_is_no_content(tmp_path: Path, pack: Path) -> None:
    """An editor's lock that leads nowhere ends nothing, and forgets nothing."""
    listed(tmp_path, str(pack))
    (pack / "slices" / ".#gp.yaml").symlink_to("somebody@somewhere.1:2")
    (pack / "slices" / "nowhere.yaml").symlink_to("nowhere")
    (pack / "slices" / "._gp.yaml").write_bytes(b"\x00")
    assert not listed(tmp_path, str(pack))[1]


@pytest.mark.parametrize(
    "harm",
    [
        lambda kept: "[" * 100_000,
        lambda kept: "",
        lambda kept: json.dumps([]),
        lambda kept: json.dumps({**kept, "packs": []}),
        lambda kept: json.dumps({**kept, "packs": ["x"]}),
        lambda kept: json.dumps({**kept, "packs": [{**kept["packs"][0], "roles": []}]}),
        lambda kept: json.dumps({**kept, "packs": [{**kept["packs"][0], "paces": [["a", "b", float("inf")]]}]}),
        lambda kept: json.dumps({**kept, "packs": [{**kept["packs"][0], "texts": [1, 2, 3]}]}),
    ],
)  # fmt: skip
def test_a_damaged_list_is_made_anew(harm: object, tmp_path: Path) -> None:
    """Deep, endless, empty or of another shape: the packs are read, and the list is right again."""
    first, _ = listed(tmp_path)
    file = tmp_path / catalogue.NAME
    assert callable(harm)
    file.write_text(harm(json.loads(file.read_text(encoding="utf-8"))), encoding="utf-8")
    assert listed(tmp_path) == (first, True)
    assert listed(tmp_path) == (first, False)
