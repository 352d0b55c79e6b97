"""The measurements. Programs to be compared take turns, so that a busy moment touches all of them."""

import json
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.programs import Program, cpsim, painters, starters, surroundings
from bench.terminal import running
from bench.walk import walk

MILLI = 1000.0


@dataclass(frozen=True, slots=True)
class Row:
    """One measured thing: milliseconds, in the order they were taken."""

    name: str
    times: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle value, in ms."""
        return statistics.median(self.times)

    def at(self, share: float) -> float:
        """The value below which `share` of all times lie (nearest rank), in ms."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def take_turns(names: Iterable[str], rounds: int, measure: Mapping[str, list[float]]) -> list[Row]:
    """Rows of the times each name has collected, the first round (cold files) left out."""
    return [Row(name, tuple(measure[name][1 : rounds + 1])) for name in names]


def start_up(rounds: int) -> list[Row]:
    """From starting a command to its end."""
    programs = starters()
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(rounds + 1):
        for name, program in programs.items():
            begun = time.perf_counter()
            answer(program.command)
            times[name].append((time.perf_counter() - begun) * MILLI)
    return take_turns(programs, rounds, times)


def answer(command: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    """Run a command that answers and ends."""
    return subprocess.run(
        command, check=True, stdin=subprocess.DEVNULL, capture_output=True, env=surroundings()
    )


def first_paint(rounds: int) -> list[Row]:
    """From starting a program to the write that completes the words it is known by, 120x40."""
    with tempfile.TemporaryDirectory() as folder:
        programs = painters(Path(folder))
        times: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(rounds + 1):
            for name, program in programs.items():
                times[name].append(painted(program) * MILLI)
    return take_turns(programs, rounds, times)


def painted(program: Program) -> float:
    """Seconds from exec to the program's marker on the screen."""
    with running(program.command, program.env) as terminal:
        return terminal.seen(program.marker) - terminal.started


def key_to_screen(presses: int) -> list[Row]:
    """From a key to the end of the first repaint, on every screen that learners alone and round a table meet."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder, running(cpsim("--data", folder)) as terminal:
        for place, keys in walk(terminal):
            pressed = (keys[number % len(keys)] for number in range(presses))
            found = [terminal.repaint(key) for key in pressed]
            painted_keys = tuple(seconds * MILLI for seconds in found if seconds is not None)
            if painted_keys:
                rows.append(Row(place, painted_keys))
    return rows


@dataclass(frozen=True, slots=True)
class Throughput:
    """Whole simulated conferences on one core."""

    runs: int
    seconds: float
    events: int

    @property
    def rate(self) -> float:
        """Conferences a second, start-up taken out."""
        return self.runs / self.seconds


def conferences(runs: int) -> Throughput:
    """`cpsim simulate jayden` with `runs` runs, less the time one run takes to start."""
    one, _ = simulate(1)
    many, events = simulate(runs + 1)
    return Throughput(runs, many - one, events)


def simulate(runs: int) -> tuple[float, int]:
    """Seconds for a whole `cpsim simulate`, and the events of its first run."""
    begun = time.perf_counter()
    command = cpsim("simulate", "jayden", "--runs", str(runs), "--seed", "1", "--json")
    done = answer(command)
    seconds = time.perf_counter() - begun
    return seconds, json.loads(done.stdout)["runs"][0]["events"]
