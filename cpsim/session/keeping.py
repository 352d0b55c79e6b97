"""What one conference could not keep yet, and whom it tells: one object for each host.

Drafts are held by seat and form, whichever link they came through: there is one store behind all links,
and one screen in front of them.
"""

from collections.abc import Callable

from cpsim.store.protocol import Store, StoreProblem, Trouble

ACTS, DRAFTS, READS = "acts", "drafts", "reads"
UNREAD = (
    "What was written here before could not be read, so what is written now is not kept over it."
    " Leave this and open it again."
)


class Keeping:
    """The drafts of a session, and word of what the store did not do."""

    def __init__(self, store: Store, session: str) -> None:
        self._store, self._session = store, session
        self._hear: Callable[[str], None] = lambda _sentence: None
        self._troubles: set[str] = set()
        """Which of acts, drafts and reads did not go well the last time."""
        self._unkept: dict[tuple[str, str], str] = {}
        """By seat and form: drafts that could not be kept yet."""
        self._unread: dict[tuple[str, str], str] = {}
        """By seat and form: what was written since, where what is kept could not be read and was not seen."""

    def watch(self, hear: Callable[[str], None]) -> None:
        """Have `hear` called with the store's sentence at every failure, and with an empty one once all is well."""
        self._hear = hear

    def draft(self, seat: str, form: str) -> str:
        """The unfinished text or form of a seat, or an empty string, also where it cannot be read now."""
        waiting = self._unkept.get((seat, form))
        if waiting is not None:
            return waiting
        try:
            found = self._store.draft(self._session, seat, form)
        except StoreProblem as problem:
            # Nothing is lost by it, as long as nothing is written over what is kept.
            self._failed(READS, problem)
            return self._unread.setdefault((seat, form), "")
        self._went_well(READS)
        since = self._unread.pop((seat, form), "")
        if found or not since:
            return found
        self.keep_draft(seat, form, since)
        return since

    def keep_draft(self, seat: str, form: str, text: str) -> None:
        """Keep an unfinished text or form, here until the store takes it; an empty string takes it away.

        Where what is kept could not be read, nothing replaces it until `draft` has given it.
        """
        if self._hides_another(seat, form, text):
            self._unread[seat, form] = text
            self._failed(READS, StoreProblem(Trouble.FAILED, UNREAD))
            return
        self._unread.pop((seat, form), None)
        self._unkept[seat, form] = text
        self._keep_drafts()

    def _hides_another(self, seat: str, form: str, text: str) -> bool:
        """Whether `text` would replace something that was not seen, or may be there."""
        if (seat, form) not in self._unread:
            return False
        try:
            return self._store.draft(self._session, seat, form) not in ("", text)
        except StoreProblem:
            return True

    def act_failed(self, problem: StoreProblem) -> None:
        """An act could not be stored."""
        self._failed(ACTS, problem)

    def act_kept(self) -> None:
        """An act was stored, which shows that there is room for drafts again."""
        self._went_well(ACTS)
        for (seat, form), since in list(self._unread.items()):
            if since and not self._hides_another(seat, form, since):
                self._unkept[seat, form] = self._unread.pop((seat, form))
        if self._unkept:
            self._keep_drafts()

    def _keep_drafts(self) -> None:
        """Keep every draft that waits to be kept, and tell how that went."""
        try:
            for (seat, form), text in list(self._unkept.items()):
                self._store.keep_draft(self._session, seat, form, text)
                del self._unkept[seat, form]
        except StoreProblem as problem:
            self._failed(DRAFTS, problem)
        else:
            self._went_well(DRAFTS, READS)

    def _failed(self, what: str, problem: StoreProblem) -> None:
        """Tell each time."""
        self._troubles.add(what)
        self._hear(str(problem))

    def _went_well(self, *what: str) -> None:
        """Tell once that nothing is wrong any more."""
        before = len(self._troubles)
        self._troubles.difference_update(what)
        if before and not self._troubles:
            self._hear("")
