"""The one table of what keys do: it feeds the bindings, the palette and the help of every screen.

An action with id `x` runs `action_x` of the application or of the screen it belongs to. A screen
has the entries of the place it names in `KEYS_OF`, and binds no other key of its own. Keys that a
browser keeps for itself (Ctrl with N, T, W, B, A or S) are in no entry.
"""

from dataclasses import dataclass, replace
from typing import Literal

from textual.binding import Binding

EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a key does."""

    id: str
    keys: tuple[str, ...]
    """As Textual names them."""
    shown: str
    """The key as a person reads it: "F2 or Ctrl+L"."""
    label: str
    """Two or three words for the palette."""
    help: str
    """One sentence for the help screen."""
    where: str = EVERYWHERE
    """`everywhere`, or the place a screen names in `KEYS_OF`."""
    target: Literal["app", "screen"] = "screen"
    priority: bool = False
    """Works while a text field has the keyboard; only for keys that type nothing."""
    offered: bool = True
    """Is it in the palette? What is pressed directly at a widget is not."""
    does: str = ""
    """The method's name with its arguments, `page(1)`, where it is not just the id."""

    @property
    def run(self) -> str:
        """The action as Textual runs it."""
        return f"{self.target}.{self.does or self.id}"


KEYS_OF_WIDGETS = (
    Action("move", (), "Arrows", "Move", "Move through the choices, questions and text.", offered=False),
    Action("choose", (), "Enter", "Choose", "Take the choice under the mark, or go on.", offered=False),
    Action(
        "mark", (), "Enter, End", "Mark", "Mark or unmark a choice where several are allowed; End when done.",
        offered=False,
    ),
    Action("next_part", (), "Tab", "Next part", "Go to the next part of the screen.", offered=False),
)  # fmt: skip
"""What every list, form and text understands; bound by the widgets themselves."""

GENERAL = (
    Action(
        "blank",
        ("f2", "ctrl+l"),
        "F2 or Ctrl+L",
        "Blank the screen",
        "Blank the screen at once, at any time; any key brings it back.",
        target="app",
        priority=True,
    ),
    Action(
        "help",
        ("f1",),
        "F1 or ?",
        "Help",
        "Say what this screen is for and what the keys do.",
        target="app",
        priority=True,
    ),
    Action(
        "palette",
        ("ctrl+p",),
        "Ctrl+P",
        "Everything I can do here",
        "List everything that can be done on this screen.",
        target="app",
        priority=True,
        offered=False,
    ),
    Action(
        "real_child",
        (),
        "",
        "Real worries",
        "Where to turn if this touches a real child or yourself.",
        target="app",
    ),
    Action(
        "upset",
        ("f4",),
        "F4",
        "Somebody is upset",
        "What to do when somebody is upset; before the debrief a table waits, "
        "and what one person had open is closed.",
        target="app",
        priority=True,
        offered=False,
    ),
    Action(
        "leave",
        ("ctrl+q",),
        "Ctrl+Q",
        "Leave",
        "Leave the program, after one question; everything is saved.",
        target="app",
        priority=True,
    ),
    Action(
        "back",
        ("escape",),
        "Esc",
        "Back",
        "Go back one step; every screen also has a Back to choose.",
        offered=True,
    ),
)

PAPERS = (
    Action("papers_role", ("1",), "1", "Your role", "Read the card of your role.", "papers", does="show(0)"),
    Action(
        "papers_common", ("2",), "2", "The common card", "Read what everybody knows.", "papers", does="show(1)"
    ),
    Action("papers_folder", ("3",), "3", "Your folder", "Read your own folder.", "papers", does="show(2)"),
    Action(
        "page_before", ("left",), "←", "Page before", "Turn to the page before.", "papers",
        offered=False, does="page(-1)",
    ),
    Action(
        "page_after", ("right",), "→", "Next page", "Turn to the next page.", "papers",
        offered=False, does="page(1)",
    ),
)  # fmt: skip

BALLOT = (Action("papers", ("f3",), "F3", "My papers", "Look something up in your papers.", "ballot"),)

CONFERENCE = (
    Action(
        "board", ("b",), "B", "The board", "Show the board in place of what was said, or what was said again.",
        "conference",
    ),
    Action("folder", ("f",), "F", "My papers", "Look something up in your papers.", "conference"),
    Action("rules", ("r",), "R", "Why not?", "List what is not open now, each with its rule.", "conference"),
)  # fmt: skip

TABLE = (
    Action(
        "table_board", ("b",), "B", "The board",
        "Show the board in place of what was said, or what was said again.", "table", does="board",
    ),
    Action(
        "wall", ("v",), "V", "For the wall",
        "Show where you are in few words, to be read from far away, or the table again.", "table",
    ),
    Action(
        "stop_at_table", ("u",), "U", "Somebody is upset",
        "Everything waits, and the page says what to do; no code, no question.", "table", does="stop",
    ),
    Action(
        "facilitate", ("g",), "G", "Facilitate",
        "Pause, correct, let somebody step out or come back, bring something in, end.", "table",
    ),
)  # fmt: skip

DEBRIEF = (
    Action("scores", ("n",), "N", "The numbers", "Show the numbers, or the reasons again.", "debrief"),
    Action(
        "debrief_before", ("left",), "←", "Page before", "Turn back to a page you have read.", "debrief",
        does="page(-1)",
    ),
    Action(
        "debrief_after", ("right",), "→", "Page after", "Turn to the next page you have reached.", "debrief",
        does="page(1)",
    ),
)  # fmt: skip

TABLE_DEBRIEF = (
    *(
        replace(action, id=f"table_{action.id}", where="table_debrief", does=action.does or action.id)
        for action in DEBRIEF
    ),
    Action(
        "stop_in_debrief", ("u",), "U", "Somebody is upset",
        "The page says what to do; no code, no question.", "table_debrief", does="stop",
    ),
    Action(
        "facilitate_debrief", ("g",), "G", "Facilitate",
        "A note, a forgotten PIN, the facilitator's papers, how long this has taken.", "table_debrief",
        does="facilitate",
    ),
)  # fmt: skip
"""The debrief of a table: what a debrief has alone, and what whoever facilitates may still need."""

ACTIONS: tuple[Action, ...] = (
    *PAPERS,
    *BALLOT,
    *CONFERENCE,
    *TABLE,
    *DEBRIEF,
    *TABLE_DEBRIEF,
    *KEYS_OF_WIDGETS,
    *GENERAL,
)
"""The whole table. A screen with keys of its own adds a tuple of entries above and names it here."""


BLANK_KEYS = next(action.keys for action in GENERAL if action.id == "blank")
"""What hides everything, also where no screen takes keys because the window is too small."""


def actions_at(place: str) -> tuple[Action, ...]:
    """The actions a screen of `place` has, its own first."""
    own = tuple(action for action in ACTIONS if action.where == place != EVERYWHERE)
    return own + tuple(action for action in ACTIONS if action.where == EVERYWHERE)


def bindings(place: str) -> list[Binding]:
    """The key bindings of the screens of `place` alone."""
    return [_binding(action) for action in ACTIONS if action.where == place and action.keys]


def app_bindings() -> list[Binding]:
    """The key bindings that work over every screen and dialog."""
    return [_binding(action) for action in GENERAL if action.keys and action.priority]


def screen_bindings() -> list[Binding]:
    """The key bindings every screen and dialog has, but a text field may keep for itself."""
    shared = [_binding(action) for action in GENERAL if action.keys and not action.priority]
    return [*shared, Binding("question_mark", "app.help", "Help", show=False)]


def _binding(action: Action) -> Binding:
    # Whoever has Caps Lock on, or reads the key off the screen, presses the capital.
    capitals = [key.upper() for key in action.keys if len(key) == 1 and key.isalpha()]
    keys = ",".join([*action.keys, *capitals])
    return Binding(keys, action.run, action.label, show=False, priority=action.priority)
