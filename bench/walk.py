"""The way through the whole program that the key-to-screen figures are taken on.

It plays one conference alone, at the short pace, as somebody would who mostly presses Enter, and stops at
every place the bottom line names for the first time. It knows no screen's layout, so that a new screen
is measured without being told of it; where it cannot get on, it says on which screen.
"""

from collections.abc import Iterator

from bench.terminal import Terminal, TooSlowError

UP, DOWN, ENTER, ESCAPE, HOME = b"\x1b[A", b"\x1b[B", b"\r", b"\x1b", b"\x1b[H"
MOVES = (DOWN, UP)
LETTERS = (b"a", b"\x7f")
WORDS = "Your words"

ASIDE = (
    ("Help", b"\x1bOP"),
    ("Everything one can do here", b"\x10"),
)
"""What opens over the home screen by a key of its own."""
BALLOTS = {
    "first judgement": (HOME, b"4", b"y", b"y", b"3", b"3", b"2", *[DOWN] * 6, ENTER),
    "second judgement": (HOME, b"4", b"y", b"y", b"3", b"3", b"2", b"p", b"p", *[DOWN] * 6, ENTER),
}
"""By words of its heading: the keys that fill a judgement in and hand it in."""
WRITE = (b"x", ENTER, ENTER)
WAYS_ON = ((ENTER,), (DOWN, ENTER), (DOWN, DOWN, ENTER), (UP, ENTER), (ESCAPE,))
"""What to try, in this order, while the screen stays as it is."""
LAST = "Home"
MOST_STEPS = 400


def walk(terminal: Terminal) -> Iterator[tuple[str, tuple[bytes, ...]]]:
    """Yield each place by name, with keys to press there, when it is up and quiet; then move on.

    Raises TooSlowError with the last screen where no way leads on.
    """
    terminal.seen("Start alone")
    terminal.settle()
    yield place(terminal), MOVES
    for name, key in ASIDE:
        press(terminal, key)
        yield name, MOVES
        press(terminal, ESCAPE)
    press(terminal, DOWN, ENTER)
    known, tried = {LAST}, 0
    for _ in range(MOST_STEPS):
        here = place(terminal)
        if here == LAST:
            return
        if here not in known:
            known.add(here)
            yield here, LETTERS if here == WORDS else MOVES
        before = terminal.lines()
        press(terminal, *way_on(before, tried))
        tried = tried + 1 if terminal.lines() == before else 0
        if tried == len(WAYS_ON):
            break
    raise TooSlowError("no way leads on from here:\n" + "\n".join(terminal.lines()))


def way_on(lines: list[str], tried: int) -> tuple[bytes, ...]:
    """The keys that should lead on from a screen on which `tried` ways have led nowhere."""
    for words, keys in BALLOTS.items():
        if any(words in line for line in lines[:2]) and lines[-1].strip().startswith("Your judgement"):
            return keys
    if lines[-1].strip().startswith(WORDS) and not tried:
        return WRITE
    return WAYS_ON[tried]


def place(terminal: Terminal) -> str:
    """The place the bottom line names, which is its first part."""
    return terminal.lines()[-1].split(" · ")[0].strip()


def press(terminal: Terminal, *keys: bytes) -> None:
    """Press keys one after the other, each once the screen is quiet."""
    for key in keys:
        terminal.send(key)
        terminal.settle(0.06)
    terminal.settle(0.12)
