"""The stored form of events and content: exact, strict, and readable for ever."""

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpsim.conference import codec
from cpsim.conference.acts import Seal
from cpsim.conference.codec import (
    CONTENT_VERSION,
    ERASED,
    TOMBSTONE,
    CodecError,
    Record,
    canonical,
    decode_content,
    decode_event,
    digest,
    encode_content,
    encode_event,
    speaker,
)
from cpsim.conference.events import (
    EVENT_TYPES,
    BallotSealed,
    CoreGroupNamed,
    DissentRecorded,
    FloorGiven,
    PlanLineAdded,
    QuestionAnswered,
    TurnEnded,
)
from cpsim.conference.shapes import parse, shape_of
from cpsim.model import case, content, framework, judgement
from cpsim.model.case import Fact
from cpsim.model.judgement import Address, Answer
from cpsim.model.said import Said, clean
from cpsim.model.words import Horizon, Item, Topic

SAMPLES = Path(__file__).parent / "samples"

st.register_type_strategy(Said, st.text(max_size=40).map(clean))


any_event: st.SearchStrategy[Any] = st.sampled_from(EVENT_TYPES).flatmap(st.from_type)
any_seats = st.none() | st.lists(st.text(max_size=4), max_size=3).map(tuple)
few = settings(max_examples=settings().max_examples // 4)
# Scenario, Framework and what holds them are built of the others and take seconds to draw; the kept
# sample has them.
WHOLES = (case.Scenario, case.Key, framework.Framework, content.Content, content.RuleBook)
PARTS: list[type] = [
    part
    for module in (case, framework, content, judgement)
    for part in vars(module).values()
    if isinstance(part, type) and part.__module__ == module.__name__ and part not in WHOLES
]


@pytest.mark.parametrize("event_type", EVENT_TYPES, ids=lambda event_type: event_type.NAME)
@few
@given(data=st.data())
def test_event_comes_back_as_it_was(event_type: type, data: st.DataObject) -> None:
    """Decoding what was encoded gives the same event, of every type."""
    event = data.draw(st.from_type(event_type))
    again = decode_event(encode_event(event))
    assert again == event
    assert type(again) is event_type


@given(event=any_event, to=any_seats)
def test_canonical_form_is_sorted_json_without_spaces(event: Any, to: tuple[str, ...] | None) -> None:
    """The canonical event is the one spelling any other JSON writer gives when told to sort and pack."""
    stored = canonical(event, to)
    tree = json.loads(stored)
    assert stored == json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert tree["to"] == (None if to is None else list(to))
    assert (tree["name"], tree["version"]) == (type(event).NAME, type(event).VERSION)
    assert set(tree["event"]) == {field.name for field in fields(event)}


@given(event=any_event)
def test_own_words_stand_beside_the_body(event: Any) -> None:
    """The fields named in WORDS are in the record's words, in that order, and not in its body."""
    record = encode_event(event)
    said = [getattr(event, name) for name in type(event).WORDS]
    assert list(record.words) == [None if word is None else word.text for word in said]
    assert not set(json.loads(record.body)) & set(type(event).WORDS)
    assert speaker(record) == (event.seat if said else None)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
@few
@given(data=st.data())
def test_part_of_the_content_comes_back_as_it_was(part: type, data: st.DataObject) -> None:
    """Decoding what was encoded gives the same value, for each class that content is made of."""
    value = data.draw(st.from_type(part))
    assert codec.decode(part, codec.encode(value)) == value


def test_content_comes_back_as_it_was() -> None:
    """Decoding encoded content gives the same content."""
    stored = (SAMPLES / f"content.{CONTENT_VERSION}.json").read_bytes()
    pinned = decode_content(stored)
    other = replace(pinned, options=replace(pinned.options, pace="short"))
    assert decode_content(encode_content(other)) == other != pinned


def test_digest_is_sha_256() -> None:
    """The digest is the published SHA-256 test value for 'abc'."""
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_acts_and_answers_have_the_same_form() -> None:
    """Any frozen dataclass of the model can be written and read, answers with their addresses among them."""
    act = Seal(
        "before", (Answer(Address(Item.RISK, "c1", "home", Horizon.NOW), "3"),), ("f1",), None, clean("é")
    )
    text = codec.encode(act)
    assert text == (
        '{"answers":[{"at":{"child":"c1","horizon":"now","item":"risk","setting":"home"},"value":"3"}],'
        '"cites":["f1"],"moved_by":null,"reason":"é","stage":"before"}'
    )
    assert codec.decode(Seal, text) == act


def test_erased_words_fold_as_one_tombstone() -> None:
    """Whatever was erased comes back as the same fixed words; what was never said stays unsaid."""
    want, how, who, when, sign = (clean(text) for text in "abcde")
    record = encode_event(PlanLineAdded("s1", want, how, who, when, sign))
    assert decode_event(Record(record.name, 1, record.body, (ERASED,) * 5)) == PlanLineAdded(
        "s1", TOMBSTONE, TOMBSTONE, TOMBSTONE, TOMBSTONE, TOMBSTONE
    )
    silent = encode_event(TurnEnded("s1", None))
    assert decode_event(silent) == TurnEnded("s1", None)


def test_nobody_can_write_the_erasure_mark() -> None:
    """A person who types the mark's own name has typed words."""
    record = encode_event(TurnEnded("s1", clean("erased")))
    assert decode_event(record) == TurnEnded("s1", clean("erased"))


SEALED = encode_event(
    BallotSealed("s1", "before", (Answer(Address(Item.LEVEL, "c1"), "2"),), ("f1",), None, None)
)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"seat":1}',
        '{"seat":null}',
        '{"seat":"s1","seat":"s1"}',
        '{"seat":"s1","more":"x"}',
        '{"seats":"s1"}',
        '{"seat":["s1"]}',
        '{"seat":NaN}',
        '{"seat":"s1"}}',
        '{"seat":' + "[" * 100_000,
    ],
)
def test_damaged_body_is_one_error(body: str) -> None:
    """A body that is not exactly the event's fields is a CodecError with a sentence, never another error."""
    with pytest.raises(CodecError, match=r"^[A-Z].*\.$"):
        decode_event(Record("floor_given", 1, body))


@given(at=st.integers(0, len(SEALED.body) - 1), to=st.characters(codec="utf-8"), cut=st.integers(0, 3))
def test_changed_body_is_an_event_or_one_error(at: int, to: str, cut: int) -> None:
    """Any change of a stored body is refused with CodecError or reads as an event; nothing else escapes."""
    body = SEALED.body[:at] + to + SEALED.body[at + cut :]
    try:
        event = decode_event(Record(SEALED.name, 1, body, SEALED.words))
    except CodecError:
        return
    assert isinstance(event, BallotSealed)


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (Record("no_such_event", 1, "{}"), "no_such_event"),
        (Record("floor_given", 2, '{"seat":"s1"}'), "version 1, not 2"),
        (Record("floor_given", 1, '{"seat":"s1"}', ("x",)), "texts"),
        (Record("dissent_recorded", 1, '{"seat":"s1"}', (None,)), "lacks a text"),
        (Record("turn_ended", 1, '{"seat":"s1"}', ()), "texts"),
        (Record("card_turned", 1, '{"basis":"luck","fact":"f1","when":"","whose":null}'), "a known Basis"),
        (Record("core_group_named", 1, '{"seats":"s1"}'), "a list"),
    ],
)
def test_record_that_fits_no_event_is_refused(record: Record, says: str) -> None:
    """Unknown names, versions and values, and missing or extra words, are refused by name."""
    with pytest.raises(CodecError, match=says):
        decode_event(record)


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        b"{}",
        b"\xff",
        b'{"body":{},"name":"content","version":1}',
        b'{"body":{},"name":"content","version":99}',
    ],
)
def test_damaged_content_is_one_error(stored: bytes) -> None:
    """Content that is cut, foreign or from a later release is a CodecError."""
    with pytest.raises(CodecError):
        decode_content(stored)


def test_older_version_goes_through_its_upcasters(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record of an old version passes one upcaster after the other until it is of this release."""

    def renamed(record: Record) -> Record:
        return Record("floor_given", 0, record.body.replace("who", "seat"))

    def next_version(record: Record) -> Record:
        return Record(record.name, record.version + 1, record.body)

    monkeypatch.setitem(codec.UPCASTERS, ("floor", 1), renamed)
    monkeypatch.setitem(codec.UPCASTERS, ("floor_given", 0), next_version)
    assert decode_event(Record("floor", 1, '{"who":"s3"}')) == FloorGiven("s3")


def test_every_version_of_every_event_has_a_kept_sample() -> None:
    """There is a sample of each version there ever was, and none of an event this release has forgotten."""
    kept = {path.name for path in SAMPLES.glob("*.json")}
    wanted = {
        f"{event_type.NAME}.{version}.json"  # type: ignore[attr-defined]
        for event_type in EVENT_TYPES
        for version in range(1, event_type.VERSION + 1)  # type: ignore[attr-defined]
    }
    wanted |= {f"content.{version}.json" for version in range(1, CONTENT_VERSION + 1)}
    replaced = {f"{name}.{version}.json" for name, version in codec.UPCASTERS}
    assert kept - replaced <= wanted <= kept, (
        "run tools/keep_samples.py; a changed event needs a new VERSION and an upcaster"
    )


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_kept_sample_is_still_read(path: Path) -> None:
    """A sample of any earlier release reads; one of the present version is written as it was."""
    name, version = path.stem.rsplit(".", 1)
    if name == "content":
        pinned = decode_content(path.read_bytes())
        assert int(version) < CONTENT_VERSION or encode_content(pinned) == path.read_bytes()
        return
    body, words, _ = path.read_text("utf-8").split("\n")
    record = Record(name, int(version), body, tuple(json.loads(words)))
    event = decode_event(record)
    again = encode_event(event)
    assert again == record or again.version > record.version


@pytest.mark.parametrize(
    "wrong",
    [
        FloorGiven(None),  # type: ignore[arg-type]
        CoreGroupNamed(["s1"]),  # type: ignore[arg-type]
        DissentRecorded("s1", "plain"),  # type: ignore[arg-type]
        QuestionAnswered("s1", "papers", "plain"),  # type: ignore[arg-type]
    ],
)
def test_value_of_another_type_is_never_stored(wrong: Any) -> None:
    """A value that is not of its declared type is refused on writing, not found on reading."""
    with pytest.raises((TypeError, AttributeError)):
        canonical(wrong, None)
    with pytest.raises((TypeError, AttributeError)):
        decode_event(encode_event(wrong))


@pytest.mark.parametrize("hint", [float, dict[str, str], list[str], int | str, object])
def test_type_without_one_spelling_has_no_form(hint: object) -> None:
    """Floats, mappings, lists and open unions have no canonical form, so no event can hold one."""
    with pytest.raises(TypeError, match="no canonical form"):
        shape_of(hint)


def test_a_field_that_an_earlier_release_did_not_have_takes_its_default() -> None:
    """What was stored before a field was added still reads; only fields without a default are missed."""
    item = Fact(
        "AB-01", clean("w"), clean("s"), clean("o"), clean("n"), (Topic.HEALTH,), provenance="authored"
    )
    tree = json.loads(shape_of(Fact).write(item))
    del tree["follows"], tree["volunteered"]
    assert shape_of(Fact).read(parse(json.dumps(tree))) == item
    del tree["source"]
    with pytest.raises(CodecError, match="lacks 'source'"):
        shape_of(Fact).read(parse(json.dumps(tree)))
