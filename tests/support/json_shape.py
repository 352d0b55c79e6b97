"""A small reader of JSON Schema: the words that schemas/log.schema.json uses, and no others."""

from typing import Any

KNOWN = {
    "$ref",
    "additionalProperties",
    "anyOf",
    "const",
    "description",
    "enum",
    "items",
    "maxItems",
    "minItems",
    "oneOf",
    "prefixItems",
    "properties",
    "required",
    "type",
}
TYPES: dict[str, type | tuple[type, ...]] = {
    "array": list,
    "boolean": bool,
    "integer": int,
    "null": type(None),
    "object": dict,
    "string": str,
}


def misfits(value: Any, schema: Any, root: Any, where: str = "line") -> list[str]:
    """Everything about `value` that `schema` does not allow; AssertionError for a word not known here."""
    if "$ref" in schema:
        schema = {**root["$defs"][schema["$ref"].rsplit("/", 1)[1]], **_without_ref(schema)}
    top = {"$schema", "$id", "$defs", "title"}
    assert set(schema) <= KNOWN | top, set(schema) - KNOWN
    return [
        *_plain(value, schema, where),
        *_among(value, schema, root, where),
        *(_object(value, schema, root, where) if isinstance(value, dict) else []),
        *(_array(value, schema, root, where) if isinstance(value, list) else []),
    ]


def _without_ref(schema: Any) -> Any:
    return {key: part for key, part in schema.items() if key not in ("$ref", "description")}


def _plain(value: Any, schema: Any, where: str) -> list[str]:
    found = []
    kinds = schema.get("type", [])
    if kinds:
        allowed = [TYPES[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds)]
        if not any(type(value) is kind for kind in allowed):
            found.append(f"{where} is not {kinds}")
    if "const" in schema and value != schema["const"]:
        found.append(f"{where} is not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where} is none of {schema['enum']}")
    return found


def _among(value: Any, schema: Any, root: Any, where: str) -> list[str]:
    found = []
    if "oneOf" in schema:
        fitting = [one for one in schema["oneOf"] if not misfits(value, one, root, where)]
        found += [] if len(fitting) == 1 else [f"{where} fits {len(fitting)} of the choices"]
    if "anyOf" in schema and all(misfits(value, one, root, where) for one in schema["anyOf"]):
        found.append(f"{where} fits none of the choices")
    return found


def _object(value: dict[str, Any], schema: Any, root: Any, where: str) -> list[str]:
    known = schema.get("properties", {})
    found = [f"{where} lacks {name}" for name in schema.get("required", []) if name not in value]
    if schema.get("additionalProperties") is False:
        found += [f"{where} has {name}" for name in value if name not in known]
    for name, part in value.items():
        if name in known:
            found += misfits(part, known[name], root, f"{where}.{name}")
    return found


def _array(value: list[Any], schema: Any, root: Any, where: str) -> list[str]:
    found = []
    if len(value) < schema.get("minItems", 0) or len(value) > schema.get("maxItems", len(value)):
        found.append(f"{where} has {len(value)} parts")
    shapes = [*schema.get("prefixItems", [])]
    if "items" in schema:
        shapes += [schema["items"]] * (len(value) - len(shapes))
    for number, (part, shape) in enumerate(zip(value, shapes, strict=False)):
        found += misfits(part, shape, root, f"{where}[{number}]")
    return found
