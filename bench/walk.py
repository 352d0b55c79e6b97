"""The way through the whole program that the key-to-screen figures are taken on.

It plays two conferences alone, at the short pace, and one round a table of two, each from the first screen
to the end of the debrief, and stops at every place it has not been to. It presses the key that the bottom
line names, as somebody would who has no other plan, so that a new screen is measured without being told of
it; where that leads nowhere it tries a little more, then says on which screen it is stuck.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.terminal import QUIET, Terminal, TooSlowError

UP, DOWN, RIGHT, PAGE_UP, PAGE_DOWN = b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[5~", b"\x1b[6~"
ENTER, SPACE, ESCAPE, BACKSPACE, TO_END = b"\r", b" ", b"\x1b", b"\x7f", b"\x1b[F"
F1, CTRL_P = b"\x1bOP", b"\x10"
Keys = tuple[bytes, ...]
Stop = tuple[str, Keys]
"""A place by name, and keys to press there."""

MOVES = (*[DOWN] * 6, PAGE_DOWN, *[UP] * 6, PAGE_UP)
"""Through a list or a form, or down a text, and back."""
MARKS = (SPACE, SPACE)
LETTERS = (*[b"a"] * 6, *[BACKSPACE] * 6)
NAMED = {"Enter": ENTER, "↑ ↓": DOWN, "↓": DOWN, "→": RIGHT}
"""The keys as the bottom line names them."""
WAYS_ON: tuple[Keys, ...] = (
    (b"x", ENTER),
    (SPACE, DOWN, SPACE, ENTER),
    (DOWN, ENTER),
    (DOWN, DOWN, ENTER),
    (UP, ENTER),
)
"""What to try, in this order, on a screen that the next key led back to."""
WRITING, SEVERAL = "go on with the form", "End - done"
"""What the next key does where words are typed, and in a list where several may be marked."""

HOME, ROLE, WORDS = "Home", "Choose a role", "Your words"
START = "Start alone, short"
PLAYED = ("Health visitor", "Chair of the conference")
"""One who brings a folder, and the one who leads and has forms of her own."""
TABLE, AT_TABLE = "Round one table", ("Chair of the conference", "Family doctor")
"""One who leads, and one with a folder to speak from; the rest are played by the program."""
SHARED = "G facilitate"
"""At the edge of the screen that everybody at a table sees."""
OWN_WAYS: dict[str, Keys] = {
    "Hand over": (UP, ENTER),
    "Your speaking note": (ENTER, TO_END, ENTER),
    "One item": (b"f",),
}
"""Places of a table where the next key leads back, since it is pressed in haste, and what leads on."""
READY = "Ready: say it"
NO_ITEM = "There is no item to take from the note"
BY_NUMBER, FROM_NOTE = "an item by its number and word", "the next item of the note"
END = "Debrief: Closing"
MOST_STEPS, MOST_CHOICES = 600, 20
ESCAPE_TAKES = 0.3
"""Seconds: a lone Escape may still become another key, and the program waits before it takes it."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What opens beside the way, by keys or by choices named, where `words` stand on a screen of `place`."""

    name: str
    place: str
    words: str
    steps: tuple[bytes | str, ...]


QUESTIONS = r"Ask somebody a question +\d"
MANY_CARDS = r"(?s)B board: [2-9]\d.*Move a card"
VIEWS, CLOSED = "The family's and the child's views", "The conference has closed"
ASIDES = (
    Aside("Help", HOME, START, (F1,)),
    Aside("Everything one can do here", HOME, START, (CTRL_P,)),
    Aside("How this works", HOME, START, ("How this works",)),
    Aside("Settings", HOME, START, ("Settings",)),
    Aside("Real worries", HOME, START, ("Real worries",)),
    Aside("My sessions", HOME, "My sessions", ("My sessions",)),
    Aside("Whom do you ask?", "Information", QUESTIONS, (b"a",)),
    Aside("What do you ask?", "Information", QUESTIONS, (b"a", ENTER)),
    Aside("Which card do you move?", VIEWS, MANY_CARDS, (b"m",)),
    Aside("The whole board", CLOSED, "On to the debrief", (b"b",)),
    Aside("The rules", CLOSED, "On to the debrief", (b"r",)),
    Aside("The folder, looked up", CLOSED, "On to the debrief", (b"f",)),
    Aside("All that was said, looked up", CLOSED, "On to the debrief", (b"f", RIGHT, RIGHT)),
    Aside("Facilitate", "Opening", SHARED, (b"g",)),
    Aside("Which item?", "Information", BY_NUMBER, (b"i",)),
    Aside("Whose speaking note?", "Information", BY_NUMBER, ("Somebody changes their speaking note",)),
    Aside("Your own part", "Closing", "alone", ("Somebody looks", ENTER, UP, ENTER)),
)


def walk(terminal: Terminal) -> Iterator[Stop]:
    """Yield each place when it is up and quiet; then move on.

    Raises TooSlowError with the last screen where no way leads on.
    """
    terminal.seen(START)
    terminal.settle()
    way = Way(terminal)
    for role in PLAYED:
        yield from way.game(role)
    yield from way.table()
    yield from way.stop()
    if way.asides:
        raise TooSlowError(f"never came to {', '.join(aside.name for aside in way.asides)}")


@dataclass(slots=True)
class Way:
    """How far the walk has come: the places it has stopped at, and what it has still to open."""

    terminal: Terminal
    known: set[tuple[str, str]] = field(default_factory=set)
    asides: list[Aside] = field(default_factory=lambda: list(ASIDES))
    note_is_empty: bool = False
    """At a table: whether the speaker's note had nothing left in this turn."""

    def game(self, role: str) -> Iterator[Stop]:
        """One conference as `role`, from the first screen to the debrief and back."""
        yield from self.stop()
        self.take(START)
        yield from self.play(role)

    def table(self) -> Iterator[Stop]:
        """One conference round a table, from settling who sits where to the debrief and back."""
        yield from self.stop()
        self.take(TABLE)
        yield from self.stop()
        for role in AT_TABLE:
            self.take(role)
            yield from self.stop()
            self.press(ENTER)  # one person
            yield from self.stop()
            self.press(ENTER)
            if self.place() == WORDS:
                self.press(ENTER)  # without a name
        self.take("Begin")
        yield from self.play()

    def play(self, role: str = "") -> Iterator[Stop]:
        """On to the end, as `role` where one is asked for."""
        been: Counter[str] = Counter()
        for _ in range(MOST_STEPS):
            yield from self.stop()
            before = self.screen()
            if been[before] > len(WAYS_ON):
                break
            # The cover before the second sitting is the one before the first, and is passed in the same way.
            if been[before] and self.place() not in OWN_WAYS:
                self.press(*WAYS_ON[been[before] - 1])
            else:
                self.on(role)
            been[before] += 1
            if self.place() == HOME:
                if END not in before:
                    break
                return
        raise TooSlowError(f"no way leads on to the end from here:\n{before}")

    def on(self, role: str) -> None:
        """What leads on from here: the next key, but where a place has a way of its own."""
        place, shared = self.place(), SHARED in self.terminal.lines()[0]
        if place == ROLE:
            self.take(role)
        elif place in OWN_WAYS and not (place == "One item" and not shared):
            self.press(*OWN_WAYS[place])
        elif shared and READY in self.screen():
            self.take(READY)
        elif shared and FROM_NOTE in self.screen() and not self.note_is_empty:
            self.press(b"n")
            # The line stays when the note is empty, so that nobody reads off it whether there is one.
            self.note_is_empty = NO_ITEM in self.screen()
        elif (
            shared
            and BY_NUMBER in self.screen()
            and self.next_key() == ENTER
            and place not in (WORDS, "A message")
        ):
            self.note_is_empty = False
            self.press(b"e")
        else:
            self.press(self.next_key())

    # Stopping

    def stop(self) -> Iterator[Stop]:
        """This place if it is new, and what opens beside it."""
        title, place = self.title(), self.place()
        if self._bottom()[-1].endswith(WRITING):
            place = f"{place}, writing"
        if SHARED in self.terminal.lines()[0]:
            place = f"{place}, round one table"
        if (title, place) not in self.known:
            met = any(place == other for _, other in self.known)
            self.known.add((title, place))
            yield from self.measured(f"{place} ({title})" if met else place)
        for aside in [one for one in self.asides if self.is_beside(one)]:
            self.asides.remove(aside)
            yield from self.beside(aside)

    def measured(self, name: str) -> Iterator[Stop]:
        """This place under `name`; afterwards the mark is back where it was, or at the top."""
        does = self._bottom()[-1]
        if does.endswith(WRITING) or self.place() == WORDS:
            yield name, LETTERS
        else:
            yield name, MOVES + MARKS if does.endswith(SEVERAL) else MOVES
        self.press(*[UP] * 6)

    def is_beside(self, aside: Aside) -> bool:
        """Whether what `aside` opens is beside this screen."""
        return aside.place == self.place() and bool(re.search(aside.words, self.screen()))

    def beside(self, aside: Aside) -> Iterator[Stop]:
        """Open it, stop there, and come back."""
        here = self.title(), self.place()
        for step in aside.steps:
            if isinstance(step, str):
                self.take(step)
            else:
                self.press(step)
        yield from self.measured(aside.name)
        for _ in aside.steps:
            if (self.title(), self.place()) != here:
                self.press(ESCAPE)
        self.press(*[UP] * 6)  # the mark may have stayed at what opened it

    # Looking

    def screen(self) -> str:
        """Everything on the screen."""
        return "\n".join(self.terminal.lines())

    def title(self) -> str:
        """What the screen is headed with."""
        return re.split(" {3,}", self.terminal.lines()[0].strip())[0]

    def place(self) -> str:
        """The place the bottom line names, which is its first part."""
        return self._bottom()[0]

    def next_name(self) -> str:
        """The key the bottom line names as the next one."""
        return self._bottom()[-1].removeprefix("next: ").partition(" - ")[0]

    def next_key(self) -> bytes:
        """The key that leads on; in a list of several it marks as many as there have to be, then ends."""
        if not self._bottom()[-1].endswith(SEVERAL):
            return NAMED[self.next_name()]
        if self.screen().count("[x]") >= (2 if "at least 2" in self.screen() else 1):
            return TO_END
        return DOWN if "unmark" in self._bottom()[-1] else ENTER

    def _bottom(self) -> list[str]:
        return re.split(" {3,}", self.terminal.lines()[-1].strip())[0].split(" · ")

    # Pressing

    def press(self, *keys: bytes) -> None:
        """Press keys one after the other, each once the program is done with the one before."""
        for key in keys:
            self.terminal.send(key)
            self.terminal.settle(ESCAPE_TAKES if key == ESCAPE else QUIET)

    def take(self, choice: str) -> None:
        """Go to a choice by its name, downwards or else upwards, and take it."""
        for key in (*[DOWN] * MOST_CHOICES, *[UP] * MOST_CHOICES):
            if re.search(rf"› (\w  )?{re.escape(choice)}", self.screen()):
                self.press(ENTER)
                return
            self.press(key)
        raise TooSlowError(f"{choice!r} cannot be chosen here:\n{self.screen()}")
