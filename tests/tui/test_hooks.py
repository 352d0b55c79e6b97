"""What the guarded application takes from inside Textual; a change there fails here and leaks nowhere."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from textual import _styles_cache, app, message_pump, screen, timer, widget, worker
from textual.app import App
from textual.drivers import _writer_thread, linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.scroll_view import ScrollView
from textual.widgets import TextArea

from cpsim.tui.app import GuardedApp
from cpsim.tui.keys import KeyReader
from cpsim.tui.wall import Wall
from cpsim.tui.widgets.text_view import Say

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("owner", "name", "parameters"),
    [
        (App, "_handle_exception", ["self", "error"]),
        (App, "_fatal_error", ["self"]),
        (App, "_print_error_renderables", ["self"]),
        (App, "panic", ["self", "renderables"]),
        (App, "_close_messages_no_wait", ["self"]),
        (App, "on_event", ["self", "event"]),
        (App, "get_driver_class", ["self"]),
        (LinuxDriver, "_run_input_thread", ["self"]),
        (LinuxDriver, "_get_terminal_size", ["self"]),
        (LinuxDriver, "start_application_mode", ["self"]),
        (LinuxDriver, "stop_application_mode", ["self"]),
        (ScrollView, "_scroll_update", ["self", "virtual_size"]),
        (TextArea, "_on_key", ["self", "event"]),
        (TextArea, "watch", ["self", "obj", "attribute_name", "callback", "init"]),
        (TextArea, "_on_paste", ["self", "event"]),
    ],
)
def test_the_hook_is_where_it_was(owner: type, name: str, parameters: list[str]) -> None:
    """A method we put our own in place of still exists and still takes the same."""
    assert list(inspect.signature(getattr(owner, name)).parameters) == parameters


@pytest.mark.parametrize("module", [message_pump, screen, timer, widget, worker, app])
def test_every_failure_goes_to_the_one_handler(module: Any) -> None:
    """The parts of Textual that run our code hand its exceptions to `_handle_exception`."""
    assert "_handle_exception(" in inspect.getsource(module)


def test_every_painted_line_goes_through_the_filters() -> None:
    """The painting of widgets asks for the filters and applies them."""
    source = inspect.getsource(_styles_cache)
    assert "get_line_filters()" in source
    assert "apply_filter(" in source


def test_the_writer_thread_only_writes_and_flushes() -> None:
    """The stream we put under the writer thread has every method it uses."""
    source = inspect.getsource(_writer_thread.WriterThread)
    used = {word.split("(")[0].split(".")[0] for word in source.split("self._file.")[1:]}
    assert {name.split()[0] for name in used} == {"write", "flush", "fileno"}
    assert "WriterThread(self._file)" in inspect.getsource(linux_driver)


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1b\r", ["escape", "enter"]),
        ("\x1b ", ["escape", "space"]),
        ("\x1b\x1b\r", ["escape", "escape", "enter"]),
        ("\x1b\r\x1b[B", ["escape", "enter", "down"]),
        ("\x1b[B\r", ["down", "enter"]),
        ("\x1bOP", ["f1"]),
    ],
)
def test_an_escape_before_another_key_is_a_key(sent: str, keys: list[str]) -> None:
    """The reader that the driver makes swallows no Escape, and knows every other key as stock does."""
    from cpsim.tui import driver

    assert driver.linux_driver.XTermParser is KeyReader  # type: ignore[attr-defined]
    assert "parser = XTermParser(" in inspect.getsource(linux_driver)
    assert [event.key for event in KeyReader().feed(sent)] == keys  # type: ignore[attr-defined]


async def test_the_wall_comes_first(bench: Make) -> None:
    """Our wall is the first filter of the running application."""
    async with bench(Say("words")).run_test() as pilot:
        assert isinstance(pilot.app.get_line_filters()[0], Wall)


async def test_a_failure_in_a_handler_is_kept_and_nothing_is_collected_to_print(bench: Make) -> None:
    """A failing handler ends the application with 70, and nothing waits to be printed."""
    made = bench(Say("words"))

    def fail() -> None:
        raise ValueError("private words")

    async def run() -> None:
        async with made.run_test() as pilot:
            made.call_later(fail)
            await pilot.pause()

    with pytest.raises(ValueError, match="private words"):
        await run()
    assert made.return_code == 70
    assert made._exit_renderables == []
    assert "private words" not in made._last_words


@pytest.mark.parametrize("end", [lambda one: one.panic("private words"), lambda one: one._fatal_error()])
async def test_other_ways_to_panic_print_nothing_either(end: Callable[[Any], None], bench: Make) -> None:
    """What Textual would print of its own accord is dropped."""
    made = bench(Say("words"))

    async def run() -> None:
        async with made.run_test() as pilot:
            end(made)
            await pilot.pause()

    with pytest.raises(RuntimeError, match=r"^$"):
        await run()
    assert made.return_code == 70
    assert made._exit_renderables == []


async def test_nothing_is_photographed_copied_or_selected(
    bench: Make, tmp_path: Any, monkeypatch: Any
) -> None:
    """No action of Textual writes a picture of the screen, fills the clipboard or selects text."""
    monkeypatch.chdir(tmp_path)
    made = bench(Say("private words"))
    async with made.run_test() as pilot:
        made.action_screenshot()
        made.save_screenshot(str(tmp_path / "leak.svg"))
        made.copy_to_clipboard("private words")
        await pilot.mouse_down(offset=(3, 3))
        await pilot.hover(offset=(12, 3))
        await pilot.mouse_up(offset=(12, 3))
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert made.clipboard == ""
        assert not made.screen.get_selected_text()
        assert list(tmp_path.glob("**/*.svg")) == []
        assert not list(made.get_system_commands(made.screen)) or not made.use_command_palette


def test_it_is_set_up_to_stand_still() -> None:
    """No animation, no palette of Textual's, no selection, no developer features."""
    made = GuardedApp()
    assert made.animation_level == "none"
    assert made.features == frozenset()
    assert not made.ALLOW_SELECT
    assert not made.ENABLE_COMMAND_PALETTE
    assert not made.COMMANDS
