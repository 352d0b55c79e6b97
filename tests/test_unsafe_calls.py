"""No call in the program turns text from people into markup, code or stray output.

Read from the syntax tree of every source file. `Static(words)` looks harmless and is the worst of
them: Textual reads a plain string as markup, so a trainee's bracket crashes the room or runs an
action. A screen hands over a literal, or a value that says it was not parsed (`Content`, `Text`).
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "cpsim"

MAY_WRITE = {"cpsim/cli.py", "cpsim/streams.py", "cpsim/wiring.py"}
MAY_READ_YAML = {"cpsim/packs/source.py"}

BANNED_CALLS = {
    "print": "stdout is data; what goes there is written by the command line alone",
    "sys.stdout.write": "stdout is data; what goes there is written by the command line alone",
    "sys.stderr.write": "a screen is drawn on stderr; the command line alone writes there",
    "Console": "a console of rich reads markup and writes beside the screen",
    "Markdown": "Markdown formats people's words and opens links",
    "eval": "nothing written by an author or a learner is code",
    "exec": "nothing written by an author or a learner is code",
    "os.system": "no shell is started",
    "os.popen": "no shell is started",
}
WRITING = {"print", "sys.stdout.write", "sys.stderr.write"}
BANNED_MODULES = {
    "pickle": "nothing stored may run code when it is read",
    "marshal": "nothing stored may run code when it is read",
    "shelve": "nothing stored may run code when it is read",
}
BANNED_KEYWORDS = {"shell": "no shell is started", "markup": "markup is never read from a value"}

PARSING_WIDGETS = {
    "Static", "Label", "Button", "Checkbox", "RadioButton", "Option", "Selection", "Collapsible", "TabPane",
    "Tab",
}  # fmt: skip
PARSING_METHODS = {"update", "notify", "set_label", "add_leaf", "add_row", "add_column"}
PARSING_KEYWORDS = {"title", "label", "prompt", "message", "content", "renderable"}
PARSING_ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "label", "loading_text"}
UNPARSED = {"Content", "Text", "Strip", "Segment", "Rule"}
UNPARSED_MAKERS = {
    "Content.assemble", "Content.styled", "Content.empty", "Content.blank", "Content.from_rich_text",
    "Text.assemble", "Text.from_ansi",
}  # fmt: skip
MARKUP_MAKERS = {"Content.from_markup", "Text.from_markup"}


def dotted(node: ast.expr) -> str:
    """`a.b.c` of a chain of names, or what follows the last link that is not a name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    return ""


def says_unparsed(annotation: ast.expr | None) -> bool:
    """Whether an annotation promises a value that no widget parses."""
    if annotation is None:
        return False
    names = {part.id for part in ast.walk(annotation) if isinstance(part, ast.Name)}
    return bool(names & UNPARSED) and "str" not in names


def unparsed_functions(trees: list[ast.Module]) -> set[str]:
    """The names of all functions, methods and properties that are annotated to give unparsed text."""
    nodes = (node for tree in trees for node in ast.walk(tree))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in nodes if isinstance(node, kinds) and says_unparsed(node.returns)}


@dataclass
class _Finder(ast.NodeVisitor):
    """Walks one file and collects a sentence for each call that it refuses."""

    path: str
    makers: set[str]
    found: list[str] = field(default_factory=list)
    known: list[set[str]] = field(default_factory=lambda: [set()])

    def say(self, node: ast.AST, words: str) -> None:
        self.found.append(f"{self.path}:{getattr(node, 'lineno', 0)}: {words}")

    def visit_Import(self, node: ast.Import) -> None:
        for name in node.names:
            if name.name in BANNED_MODULES:
                self.say(node, f"{name.name}: {BANNED_MODULES[name.name]}")

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.module in BANNED_MODULES:
            self.say(node, f"{node.module}: {BANNED_MODULES[node.module]}")

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        self.known.append({argument.arg for argument in arguments if says_unparsed(argument.annotation)})
        self.generic_visit(node)
        self.known.pop()

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.visit_FunctionDef(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if says_unparsed(node.annotation):
            self.known[-1].add(dotted(node.target))
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            if isinstance(target, ast.Attribute) and target.attr in PARSING_ATTRIBUTES:
                self.refuse_parsed(node, node.value, f".{target.attr} =")
            elif self.is_safe(node.value):
                self.known[-1].add(dotted(target))
            else:
                self.known[-1].discard(dotted(target))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = dotted(node.func)
        last = name.rpartition(".")[2]
        self.refuse_banned(node, name, last)
        if self.path.startswith("cpsim/tui/"):
            self.refuse_markup(node, last)
        self.generic_visit(node)

    def refuse_banned(self, node: ast.Call, name: str, last: str) -> None:
        for call in {name, last if last in {"Console", "Markdown"} else name} & BANNED_CALLS.keys():
            if call not in WRITING or self.path not in MAY_WRITE:
                self.say(node, f"{call}(): {BANNED_CALLS[call]}")
        if name.startswith("yaml.") and self.path not in MAY_READ_YAML:
            self.say(node, f"{name}(): packs are read by the guarded reader alone")
        for keyword in node.keywords:
            truth = isinstance(keyword.value, ast.Constant) and not keyword.value.value
            if keyword.arg in BANNED_KEYWORDS and not truth:
                self.say(node, f"{keyword.arg}=: {BANNED_KEYWORDS[keyword.arg]}")

    def refuse_markup(self, node: ast.Call, last: str) -> None:
        if f"{dotted(node.func)}".endswith(tuple(MARKUP_MAKERS)):
            self.refuse_parsed(node, node.args[0] if node.args else None, f"{last}() template")
        plain = any(word.arg == "markup" for word in node.keywords)  # only markup=False gets past above
        if plain or last not in PARSING_WIDGETS | PARSING_METHODS:
            return
        words = {word.arg: word.value for word in node.keywords if word.arg in PARSING_KEYWORDS}
        shown = node.args if last in {"add_row", "add_column", "Selection", "Option"} else node.args[:1]
        if last in {"Selection", "Option"}:  # the second is the value or id, which is never shown
            shown = shown[:1]
        for part in [*shown, *words.values()]:
            self.refuse_parsed(node, part, f"{last}()")

    def refuse_parsed(self, node: ast.AST, value: ast.expr | None, where: str) -> None:
        if value is not None and not self.is_safe(value):
            self.say(node, f"{where} {ast.unparse(value)}: a plain string is read as markup")

    def is_safe(self, value: ast.expr) -> bool:
        """Whether a widget given `value` shows it as it is: a literal, or text that says it is unparsed."""
        match value:
            case ast.Constant():
                return True
            case ast.Call():
                return self.makes_unparsed(value)
            case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, op=ast.Add(), right=other):
                return self.is_safe(one) and self.is_safe(other)
            case ast.Starred(value=inner) | ast.Await(value=inner):
                return self.is_safe(inner)
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                return all(self.is_safe(part) for part in parts)
            case ast.Name() | ast.Attribute():
                name = dotted(value)
                return any(name in scope for scope in self.known) or name.rpartition(".")[2] in self.makers
            case _:
                return False

    def makes_unparsed(self, call: ast.Call) -> bool:
        name = dotted(call.func)
        makes = name in UNPARSED | UNPARSED_MAKERS or name.rpartition(".")[2] in self.makers
        template = call.args[0] if call.args else None
        return makes or (name in MARKUP_MAKERS and isinstance(template, ast.Constant))


def refused(path: str, source: str, makers: set[str] | None = None) -> list[str]:
    """What the lint says about one file's source."""
    tree = ast.parse(source)
    finder = _Finder(path, unparsed_functions([tree]) | (makers or set()))
    finder.visit(tree)
    return finder.found


def program() -> Iterator[tuple[str, str]]:
    """Every source file of the package, by its path in the project."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def test_the_program_makes_no_unsafe_call() -> None:
    """No source file parses people's words, runs them, or writes past the one place that may."""
    files = dict(program())
    makers = unparsed_functions([ast.parse(source) for source in files.values()])
    found = [words for path, source in files.items() for words in refused(path, source, makers)]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        "print('x')",
        "sys.stderr.write('x')",
        "import pickle",
        "from pickle import loads",
        "yaml.safe_load(text)",
        "subprocess.run(line, shell=True)",
        "rich.console.Console()",
        "Markdown(view.text)",
        "eval(text)",
        "Static(words)",
        "Static(f'said: {words}')",
        "Static('a' + words)",
        "Label(said.text)",
        "Button(label=words)",
        "self.query_one('#a', Static).update(words)",
        "self.notify(words)",
        "self.notify('x', title=words)",
        "panel.border_title = words",
        "table.add_row('a', words)",
        "Static('x', markup=flag)",
        "Content.from_markup(words)",
        "Static(Content.from_markup(f'[b]{words}'))",
        "Static(Content.from_text(words))",
        "def f(words: str) -> None:\n    Static(words)",
        "def f() -> None:\n    line = Content('a')\n    line = words\n    Static(line)",
        "def f(words: 'str | Content') -> None:\n    Static(words)",
    ],
)
def test_the_lint_finds(source: str) -> None:
    """Each of these calls on a screen is refused."""
    assert refused("cpsim/tui/screens/planted.py", source)


@pytest.mark.parametrize(
    "source",
    [
        "Static('Your folder')",
        "Static(Content(words))",
        "Static(words, markup=False)",
        "Static()",
        "Option(Content(words), id=key)",
        "Content.from_markup('[b]Said:[/b] $x', x=words)",
        "Static(Content.from_markup('[b]Said:[/b] $x', x=words))",
        "def line(view: View) -> Content:\n    return Content(view)\nStatic(line(view))",
        "def f(words: Content) -> None:\n    Static(words)",
        "def f() -> None:\n    words = Content(x)\n    self.update(words if words else Content('none'))",
        "panel.border_title = Content(words)",
        "subprocess.run(['ls'], shell=False)",
    ],
)
def test_the_lint_lets_pass(source: str) -> None:
    """Each of these calls shows its words as they are."""
    assert refused("cpsim/tui/screens/planted.py", source) == []
