"""The JSON Schemas that editors use are those of the program."""

import json
from pathlib import Path

import pytest

from cpsim.packs.editor import SHAPES, schema_text, write_schemas


@pytest.mark.parametrize("kind", SHAPES)
def test_the_schemas_on_disk_are_current(pytestconfig: pytest.Config, kind: str) -> None:
    """`python -m cpsim.packs.editor schemas` has been run after the last change of a shape."""
    file = pytestconfig.rootpath / "schemas" / f"{kind}.schema.json"
    assert file.read_text(encoding="utf-8") == schema_text(kind)


def test_schemas_are_written_where_asked(tmp_path: Path) -> None:
    """One file a kind, each a JSON Schema that refuses unknown fields and describes every field."""
    written = write_schemas(tmp_path / "schemas")
    assert len(written) == len(SHAPES)
    for file in written:
        document = json.loads(file.read_text(encoding="utf-8"))
        assert document["$schema"].startswith("https://json-schema.org/")
        for part in [document, *document.get("$defs", {}).values()]:
            if "properties" in part:
                assert part["additionalProperties"] is False
                assert all("description" in field for field in part["properties"].values()), part["title"]
