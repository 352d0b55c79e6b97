"""Keys for tests of scoring: the same key with some items taken for others."""

from dataclasses import replace

from cpsim.model.case import Key, KeyItem


def changed(key: Key, *items: KeyItem) -> Key:
    """`key` with its items for the second judgement at these addresses replaced."""
    ats = {item.at for item in items}
    return replace(key, items=(*(old for old in key.items if old.at not in ats), *items))
