"""What a person hands in as JSON is looked at before it is used."""

from pathlib import Path

import pytest

from cpsim.export.json_file import LARGEST, JsonFileError, read_json


def written(folder: Path, raw: bytes) -> Path:
    """A file that holds `raw`."""
    path = folder / "answers.json"
    path.write_bytes(raw)
    return path


def test_plain_json_is_read(tmp_path: Path) -> None:
    """With or without the mark some editors put at the beginning."""
    assert read_json(written(tmp_path, b'{"a": [1, "\xc3\xa9"]}')) == {"a": [1, "é"]}
    assert read_json(written(tmp_path, b"\xef\xbb\xbf{}")) == {}


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b'{"a": 1, "a": 2}', '"a" stands twice in one object'),
        (b'{"a": NaN}', "NaN is no number that can be used here"),
        (b'{"a": -Infinity}', "-Infinity is no number that can be used here"),
        (b'{\n "a" 1}', "line 2, column 6"),
        (b"", "line 1, column 1"),
        (b'"\xff"', "byte 1 is not UTF-8"),
        (b"[" * 100_000, "the brackets are nested too deeply"),
        (b" " * (LARGEST + 1), "the file is larger than 1,000,000 bytes"),
        (b"1" * 10_000, "digits"),
    ],
)
def test_what_is_no_plain_json_is_told(tmp_path: Path, raw: bytes, words: str) -> None:
    """Every way a file can be wrong ends in one sentence."""
    with pytest.raises(JsonFileError, match=words.replace("(", r"\(")):
        read_json(written(tmp_path, raw))


def test_a_file_that_is_not_there_is_the_systems_error(tmp_path: Path) -> None:
    """Nothing there, or a folder: the caller says that it cannot be read."""
    with pytest.raises(FileNotFoundError):
        read_json(tmp_path / "none.json")
    with pytest.raises(OSError, match=r".+"):
        read_json(tmp_path)
