"""JSON Schemas of the content files, for editors that check and complete while one types.

`python -m cpsim.packs.editor schemas` writes them; a test keeps the files on disk current. A
content file names its schema in its first line, by a relative path:

    # yaml-language-server: $schema=../../schemas/scenario.schema.json
"""

import json
import sys
from pathlib import Path

from pydantic import BaseModel

from cpsim.packs import schema, schema_framework

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

SHAPES: dict[str, type[BaseModel]] = {
    "scenario": schema.ScenarioFile,
    "cards": schema.CardsFile,
    "slice": schema.SliceFile,
    "replies": schema.RepliesFile,
    "injects": schema.InjectsFile,
    "joins": schema.JoinsFile,
    "key": schema.KeyFile,
    "role": schema.RoleFile,
    "framework": schema_framework.FrameworkFile,
}
"""The kinds of content file, each with its shape."""


def schema_text(kind: str) -> str:
    """The JSON Schema of one of `SHAPES`, as the file holds it."""
    document = {"$schema": _DIALECT, **SHAPES[kind].model_json_schema()}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write `<kind>.schema.json` for every kind into `folder`, and say which files these are."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in SHAPES:
        file = folder / f"{kind}.schema.json"
        file.write_text(schema_text(kind), encoding="utf-8", newline="\n")
        written.append(file)
    return written


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1] if len(sys.argv) > 1 else "schemas"))
