"""`cpsim simulate`: whole conferences with every seat simulated, as words or as one JSON object.

The same content and seeds give the same bytes on stdout; how fast it went is said on stderr alone.
A conference that gets stuck is an error of the pack or of the program, and is named.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from statistics import median
from time import perf_counter
from typing import TextIO

from cpsim.conference.codec import canonical, digest, encode_content
from cpsim.conference.events import Decided
from cpsim.conference.parts import DueDate
from cpsim.export.exits import NO, USED_WRONGLY, WELL, refused
from cpsim.model.case import Fact
from cpsim.model.content import Content, Options
from cpsim.model.framework import Framework
from cpsim.packs import load_content
from cpsim.packs.problems import as_text
from cpsim.present import labels, titles
from cpsim.present.prose import Words
from cpsim.present.tongue import _, plural
from cpsim.session.host import Host
from cpsim.session.ports import Dates
from cpsim.session.simulate import begin, run
from cpsim.session.table import Stuck

FORMAT = 1
MOST_RUNS = 100_000
CRITICAL = 3
"""The weight of the items whose silence is counted."""
OFTEN_UNSAID = 10
"""How many of the items that stayed unsaid the words name."""


@dataclass(slots=True)
class OnceDates:
    """Dates worked out once: every conference here is on the same day under the same framework."""

    dates: Dates
    known: dict[str, Sequence[DueDate]] = field(default_factory=dict)

    def due(self, conference: str) -> Sequence[DueDate]:
        """What follows from a conference on the ISO day `conference`."""
        if conference not in self.known:
            self.known[conference] = tuple(self.dates.due(conference))
        return self.known[conference]


@dataclass(frozen=True, slots=True)
class Run:
    """What is told of one simulated conference."""

    seed: int
    events: int
    sha256: str
    """Of all canonical events with their audiences, each ended by a line feed."""
    last_step: str
    decisions: tuple[Decided, ...]
    unsaid: tuple[str, ...]
    """Ids of the critical keyed items that nobody put on the board."""
    stuck: str | None
    """Why it came to no end, or None."""


def run_simulate(  # noqa: PLR0913 - the options of the verb, by name
    scenario: str,
    *,
    framework: str | None,
    runs: int,
    seed: int,
    as_json: bool,
    dates: Callable[[Framework], Dates],
    out: TextIO,
    err: TextIO,
) -> int:
    """Run `runs` conferences of `scenario` with the seeds from `seed` on.

    `dates` makes the calendar of a framework. Without a `framework` the pack's first one counts.
    Gives the exit code: 0 all came to their end, 1 the pack has problems or a conference got stuck,
    2 for a scenario or framework that is not there, or a number of runs that is none.
    """
    if not 1 <= runs <= MOST_RUNS:
        err.write(_("From 1 to {most} runs are possible.\n").format(most=MOST_RUNS))
        return USED_WRONGLY
    content, problems = load_content(scenario, framework, Options())
    if content is None:
        err.write(as_text(problems))
        return refused(problems)
    port = OnceDates(dates(content.framework))
    pinned = encode_content(content)
    started = perf_counter()
    done = [_one(content, number, port, pinned) for number in range(seed, seed + runs)]
    spent = perf_counter() - started
    if as_json:
        out.write(json.dumps(simulation_document(content, done), ensure_ascii=False, indent=2) + "\n")
    else:
        out.write(as_words(content, done))
    err.write(_("{rate:.1f} conferences a second.\n").format(rate=runs / spent))
    stuck = [one for one in done if one.stuck is not None]
    told = _("Seed {seed} got stuck: {why}.\n")
    err.writelines(told.format(seed=one.seed, why=one.stuck) for one in stuck)
    return NO if stuck else WELL


def _one(content: Content, seed: int, dates: Dates, pinned: bytes) -> Run:
    host = begin(content, seed, dates, pinned)
    stuck = None
    try:
        run(host)
    except Stuck as why:
        stuck = str(why)
    public = host.state.public
    return Run(
        seed=seed,
        events=len(host.log),
        sha256=_sum(host),
        last_step=public.step,
        decisions=tuple(public.decisions.values()),
        unsaid=_unsaid(host),
        stuck=stuck,
    )


def _sum(host: Host) -> str:
    whole = sha256()
    for emission, row in zip(host.log, host.store.rows(host.session), strict=True):
        whole.update(canonical(emission.event, emission.to, row.record) + b"\n")
    return whole.hexdigest()


def _unsaid(host: Host) -> tuple[str, ...]:
    """Critical items of the key that stand on no board, in the key's order."""
    said = set(host.state.public.board)
    for own in host.state.own.values():
        said.update(own.private_board)
    critical = [known.fact for known in host.content.scenario.key.facts if known.weight >= CRITICAL]
    return tuple(fact for fact in critical if fact not in said)


def simulation_document(content: Content, done: Sequence[Run]) -> dict[str, object]:
    """The JSON object; docs/simulation.md names its fields."""
    return {
        "format": FORMAT,
        "scenario": content.scenario.slug,
        "framework": content.framework.slug,
        "digest": digest(encode_content(content)),
        "runs": [_run(one) for one in done],
    }


def _run(one: Run) -> dict[str, object]:
    return {
        "seed": one.seed,
        "events": one.events,
        "sha256": one.sha256,
        "last_step": one.last_step,
        "stuck": one.stuck,
        "decisions": [_decision(decided) for decided in one.decisions],
        "unsaid": list(one.unsaid),
    }


def _decision(decided: Decided) -> dict[str, object]:
    return {
        "child": decided.child,
        "suffered": decided.suffered,
        "likely": decided.likely,
        "met": decided.met,
        "status": decided.status,
        "category": list(decided.category),
    }


def as_words(content: Content, done: Sequence[Run]) -> str:
    """The runs as text: how many came to their end, what was decided, what stayed unsaid."""
    ended = [one for one in done if one.stuck is None]
    events = [one.events for one in done]
    lines = [
        f"{content.scenario.title}, {content.framework.title}",
        plural("{n} conference", "{n} conferences", len(done))
        + _(", seeds {first} to {last}").format(first=done[0].seed, last=done[-1].seed),
        _("{n} came to the end of the debrief").format(n=len(ended)),
        _("events: {least} to {most}, half of them under {middle:g}").format(
            least=min(events), most=max(events), middle=median(events)
        ),
        "",
        _("Decided"),
        *_counted(Counter(decision for one in done for decision in _decided(one, content)), len(done)),
        "",
        _("Critical items nobody put on the board, the most often unsaid first"),
        *_silences(content, done),
    ]
    stuck = [one for one in done if one.stuck is not None]
    lines += ["", _("Stuck")] if stuck else []
    lines += [f"  {_('seed')} {one.seed}: {one.stuck}" for one in stuck]
    return "".join(f"{line}\n" for line in lines)


def _decided(one: Run, content: Content) -> list[str]:
    """Each decision in words; one that never came counts too."""
    children = content.scenario.children
    made = {decision.child: decision for decision in one.decisions}
    found = []
    for child in children:
        words = _("no decision")
        if (decision := made.get(child.id)) is not None:
            parts = [labels.status(decision.status, content.framework)]
            parts += [labels.category(name, content.framework) for name in decision.category]
            words = ", ".join(map(str, parts))
        found.append(words if len(children) == 1 else f"{child.name}: {words}")
    return found


def _counted(counts: Counter[str], of: int) -> list[str]:
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return [f"  {number:>{len(str(of))}}  {words}" for words, number in ranked]


def _silences(content: Content, done: Sequence[Run]) -> list[str]:
    scenario = content.scenario
    facts: dict[str, tuple[Fact, Words]] = {
        fact.id: (fact, titles.role(part.role, content.book))
        for part in scenario.slices
        for fact in part.facts
    }
    facts |= {fact.id: (fact, reply.title) for reply in scenario.replies for fact in reply.facts}
    counts: Counter[str] = Counter()
    for one in done:
        for fact_id in one.unsaid:
            fact, holder = facts[fact_id]
            counts[f"{fact_id} {fact.short} ({holder})"] += 1
    if not counts:
        return [_("  none; every one of them was said each time")]
    listed = _counted(counts, len(done))
    more = len(listed) - OFTEN_UNSAID
    rest = [plural("  and {n} more", "  and {n} more", more)] if more > 0 else []
    return listed[:OFTEN_UNSAID] + rest
