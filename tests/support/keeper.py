"""Whoever keeps the keyboard at a table in a real terminal: reads what the screen shows, and presses keys.

A keeper knows what the holders of the slips say aloud, since they read it off their printed slips, and
nothing else. On every screen that everybody sees it looks for words that nobody has said yet.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from printed_slips import Item, Slip
from table_terminal import TableProgram

ROLES = ("chair", "social_worker", "health_visitor", "designated_teacher", "housing_officer", "gp")
"""Six people on the six roles that may be played."""
STEP = re.compile(r"^ *Step \d+ of \d+ +(.+?)(?: {2,}|$)", re.MULTILINE)
"""Where the table stands, on its second line."""
MOST_STEPS, MOST_VISITS = 900, 5
HAND_OVER, BALLOT, NOTE, ITEM, WORDS, CHOOSE = (
    "Hand over",
    "Your judgement",
    "Your speaking note",
    "One item",
    "Your words",
    "Choose",
)
"""Places as the bottom line names them."""
PUBLIC, DEBRIEF, LAST_PAGE = "G facilitate", "Debrief: ", "Debrief: Closing"
BY_NUMBER, FROM_NOTE = ": an item by its number and word", ": the next item of the note"
ASKED_OF = re.compile(r"(?:^|[│›]) *(?:[in]  )?([^│›:]+): (?:which item|an item|the next item)", re.MULTILINE)
"""Whose item it is stands before the colon."""
ANSWERS = "3y2c"
"""The keys of answers, the first that a question has is taken."""
SEVERAL = "End - done"
"""How the bottom line ends over a list of several."""


def letters(words: str) -> str:
    """Letters and figures alone, so that no frame, wrapping or column keeps words from being found."""
    return "".join(letter for letter in words.casefold() if letter.isalnum())


@dataclass
class Manners:
    """How this table plays."""

    notes: int = 5
    """Items each takes onto the speaking note."""
    typed: int = 1
    """Items each puts up by number and word, once the note is used up."""
    pin: str = ""
    """What is chosen, and then typed, at every cover; empty where the table has none."""
    code: str = ""
    """The facilitator's."""
    reason: Callable[[str], str] = lambda _who: ""
    """What each person gives as a reason for a judgement."""


@dataclass
class Told:
    """What happened at the keyboard."""

    hand_overs: list[str] = field(default_factory=list)
    said: set[tuple[str, int]] = field(default_factory=set)
    """Role and number of every item that was put up."""
    asked: set[tuple[str, int]] = field(default_factory=set)
    """Those that were taken to the chair first."""
    noted: dict[str, int] = field(default_factory=dict)
    """By role how often an item was taken from its speaking note."""
    typed: dict[str, int] = field(default_factory=dict)
    frames: int = 0
    """Screens that everybody saw and that were looked at."""
    leaks: list[str] = field(default_factory=list)


class Keeper:
    """Plays a table, step by step, by what the screen in front asks for."""

    def __init__(
        self,
        program: TableProgram,
        slips: dict[str, Slip],
        manners: Manners | None = None,
        roles: tuple[str, ...] = ROLES,
    ) -> None:
        """`roles` are those of the people at the table: what the program says for others is not theirs."""
        self.program, self.slips = program, slips
        self.manners = manners or Manners()
        self.told = Told()
        self.holder = ""
        """Who has uncovered the screen; empty where everybody looks."""
        self._tried = ("", 0)
        self.speaks = ""
        """The role whose item was taken up last."""
        self.secrets: dict[str, str] = {}
        """Words by name that no public screen may show, besides the folders."""
        self._unsaid = {
            (role, item.number): letters(item.words)[:25] for role in roles for item in slips[role].items
        }

    # Looking

    def look(self) -> None:
        """Take in the screen, and where everybody sees it look for what nobody said."""
        program = self.program
        program.rest()
        if self.holder and self.public():
            self.holder = ""
        if self.holder or program.place == HAND_OVER or program.title.startswith(DEBRIEF):
            return
        self.told.frames += 1
        seen = letters(program.text)
        self.told.leaks += [
            f"{role} {number}" for (role, number), words in self._unsaid.items() if words in seen
        ]
        self.told.leaks += [name for name, words in self.secrets.items() if letters(words) in seen]

    def known(self, said: set[tuple[str, int]]) -> None:
        """What was said before this keeper came, by role and number."""
        self.told.said |= said
        for at in said:
            self._unsaid.pop(at, None)

    def public(self) -> bool:
        """Whether the screen is one of those that everybody sees, with nothing in front of it."""
        program = self.program
        step = STEP.search(program.text) if PUBLIC in program.text.splitlines()[0] else None
        name = step[1] if step else program.title.removeprefix(DEBRIEF)
        shown = bool(step) or program.title.startswith(DEBRIEF)
        return shown and name.startswith(program.place.rstrip("…"))

    def role(self, title: str) -> str:
        """The role that the table calls `title`, by what its slip is headed with."""
        return next(
            role for role, slip in self.slips.items() if slip.heading.casefold().startswith(title.casefold())
        )

    def who(self) -> str:
        """The role whose item the screen asks for: it stands before the colon."""
        found = ASKED_OF.search(self.program.text)
        assert found is not None, f"nobody is asked for an item:\n{self.program.text}"
        return self.role(found[1])

    # Playing

    def play(self, until: Callable[[], bool]) -> None:
        """Do what the screens ask for until `until` holds on a public one."""
        been: Counter[str] = Counter()
        for _step in range(MOST_STEPS):
            self.look()
            if not self.holder and until():
                return
            been[self.program.text] += 1
            assert been[self.program.text] <= MOST_VISITS, f"no way leads on from here:\n{self.program.text}"
            self.step()
        raise AssertionError(f"the session did not end; in front is\n{self.program.text}")

    def to(self, place: str) -> None:
        """Play until the bottom line names this place on a public screen."""
        self.play(lambda: self.public() and self.program.place == place)

    def to_the_end(self) -> None:
        """Play until the last page of the debrief."""
        self.play(lambda: self.program.title == LAST_PAGE)

    def step(self) -> None:
        """One thing at the screen in front."""
        program = self.program
        does: dict[str, Callable[[], None]] = {
            HAND_OVER: self.uncover,
            BALLOT: self.ballot,
            NOTE: self.note,
            ITEM: self.item,
        }
        if program.place in does:
            does[program.place]()
        elif program.place == WORDS:
            self.words()
        elif "ready to say what they sealed?" in program.joined:
            program.take("Ready")
        elif self.public() and not program.title.startswith(DEBRIEF):
            self.table()
        else:
            self.go_on()

    def uncover(self) -> None:
        """The person named there takes the keyboard."""
        program = self.program
        self.told.hand_overs.append(self.named())
        if "PIN" in program.text:
            program.type(self.manners.pin).tap("enter")
            if "once more" in program.text:
                program.type(self.manners.pin).tap("enter")
        else:
            program.tap("up", "enter")
        assert program.place != HAND_OVER, f"still covered:\n{program.text}"
        self.holder = self.told.hand_overs[-1]

    def named(self) -> str:
        """For whom the cover is."""
        return self.program.joined.partition("This is for ")[2].partition(" alone.")[0]

    def ballot(self) -> None:
        """One thing in a judgement: an answer by its key, the reason, or what the bottom line names."""
        program = self.program
        asked = self.question()
        keys = re.findall(r"\( \) (\w) ", asked)
        if keys and "(•)" not in asked:
            program.tap(next((key for key in ANSWERS if key in keys), keys[0]))
        elif program.marked.startswith("Why?") and self.reason():
            program.type(self.reason()).tap("enter")
        else:
            self.go_on()

    def reason(self) -> str:
        """What whoever sits here gives as a reason."""
        return self.manners.reason(self.holder)

    def question(self) -> str:
        """The question under the mark with its answers."""
        below = self.program.text.partition("›")[2]
        return below.split("\n\n")[0]

    def note(self) -> None:
        """The first items of the folder onto the note, then the cover."""
        program = self.program
        for _ in range(self.manners.notes):
            program.tap("enter", "down")
        program.tap("end", "enter")

    def table(self) -> None:
        """Read on; then what stands first, and the note before an item that has to be typed."""
        program = self.program
        mark = program.marked
        if mark.startswith(("More", "Hand the keyboard")):
            program.tap("enter")
        elif FROM_NOTE in program.text and self._noted() > 0:
            self.speaks = self.who()
            self.told.noted[self.speaks] = self.told.noted.get(self.speaks, 0) + 1
            program.tap("n")
        elif BY_NUMBER in mark:
            self.speaks = role = self.who()
            if self.told.typed.get(role, 0) < self.manners.typed and self.left(role):
                self.told.typed[role] = self.told.typed.get(role, 0) + 1
                program.tap("i")
            else:
                program.tap("e")
        else:
            program.tap("enter")

    def _noted(self) -> int:
        """How many items may still be on the note of whoever has the floor, as its holder would know."""
        return self.manners.notes - self.told.noted.get(self.who(), 0)

    def left(self, role: str) -> list[Item]:
        """The items of a slip that were not said yet and may be said to everybody."""
        return [
            item
            for item in self.slips[role].items
            if (role, item.number) not in self.told.said and not item.restricted
        ]

    def item(self) -> None:
        """Its holder says what kind it is; one that the slip marks goes to the chair first."""
        program = self.program
        if "Whose word" in program.joined:
            program.tap("enter")
            return
        found = re.search(r"Item (\d+)", program.text)
        assert found is not None, f"which item is it?\n{program.text}"
        at = self.speaks, int(found[1])
        if self.slips[at[0]].items[at[1] - 1].restricted and at not in self.told.asked:
            self.told.asked.add(at)
            program.take("A word with the chair first")
        else:
            self.known({at})
            program.tap("f")

    def facilitate(self, what: str, *choices: str) -> None:
        """G, what is to be done, the code or the table's agreement, and what is asked then."""
        program = self.program
        program.tap("g")
        program.take(what)
        if program.place == HAND_OVER:
            program.type(self.manners.code).tap("enter")
        elif "Does the table agree?" in program.joined:
            program.take("Yes")
        for choice in choices:
            program.take(choice)
        program.rest()

    def words(self) -> None:
        """Number and word read off the slip, or a word or two where words are asked for."""
        program = self.program
        if "which item?" in program.text:
            role = self.who()
            if "said already" in program.text:
                self.told.said.add(self._tried)
            item = self.left(role)[0]
            self._tried = role, item.number
            program.type(f"{item.number} {item.word}").tap("enter")
            return
        program.type("something").tap("enter")

    def go_on(self) -> None:
        """The key that the bottom line names."""
        program = self.program
        if "nothing written yet" in program.marked:
            program.type("something").rest()
        before = program.text
        key = {"Enter": "enter", "↓": "down", "→": "right", "↑ ↓": "down", "End": "end"}.get(program.next_key)
        assert key is not None, f"nobody knows how to go on here:\n{program.text}"
        if program.bottom.endswith(SEVERAL):
            least = 2 if "at least 2" in program.joined else 1
            done = program.text.count("[x]") >= least
            key = "end" if done else "down" if "unmark" in program.bottom else "enter"
        program.tap(key)
        assert program.differs(before), f"{key} does nothing here:\n{program.text}"
