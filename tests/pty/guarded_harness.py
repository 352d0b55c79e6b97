"""A small guarded application for the tests that kill it; run as `python guarded_harness.py WAY FOLDER`."""

import asyncio
import os
import signal
import sys
import threading
import time
from pathlib import Path

from textual.app import ComposeResult

from cpsim.tui.app import GuardedApp
from cpsim.tui.widgets.choice_list import Choice, ChoiceList
from cpsim.tui.widgets.frame import CpsimScreen

WAY, FOLDER = sys.argv[1], Path(sys.argv[2])
CANARY = "the-words-of-a-person"


def fail() -> None:
    """Fail with a person's words in a local variable and in the message."""
    words = CANARY.upper().lower()  # never in the source line a traceback would show
    raise ValueError(words)


class Ready(CpsimScreen[None]):
    """Says that it is ready, and dies in the way asked for at the first Enter."""

    PLACE = "Ready"

    def body(self) -> ComposeResult:
        """One choice."""
        yield ChoiceList([Choice("go", "Go on")])

    def on_mount(self) -> None:
        """Crash at once where that is the way."""
        if WAY == "mount":
            fail()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Die."""
        if WAY == "handler":
            fail()
        elif WAY == "worker":
            self.run_worker(self.work())
        elif WAY == "thread_worker":
            self.run_worker(fail, thread=True)
        elif WAY == "task":
            self.kept = asyncio.get_running_loop().create_task(self.work())
            del self.kept
        elif WAY == "thread":
            threading.Thread(target=fail).start()
        elif WAY == "callback":
            asyncio.get_running_loop().call_soon(fail)
        elif WAY == "timer":
            self.set_timer(0.01, fail)
        elif WAY == "busy":
            self.hang()
        elif WAY == "flood":
            self.set_interval(0.001, lambda: self.app.refresh(layout=True))

    def hang(self) -> None:
        """Never come back."""
        while True:
            time.sleep(0.01)

    async def work(self) -> None:
        """Fail in a task."""
        fail()


class Harness(GuardedApp):
    """Leaves a note when it was unmounted in order."""

    GRACE = 0.7

    def on_mount(self) -> None:
        """Show the one screen."""
        self.push_screen(Ready())

    def on_unmount(self) -> None:
        """Say that nothing was skipped on the way out."""
        (FOLDER / "unmounted").write_text("yes")

    def on_ready(self) -> None:
        """Say who this is."""
        (FOLDER / "pid").write_text(str(os.getpid()))


if __name__ == "__main__":
    if WAY == "nohup":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    sys.exit(Harness(FOLDER / "crashes", carry_on="cpsim resume s-1").run_guarded())
