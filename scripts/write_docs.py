"""Write the pages of docs/ that are generated: rules, states, configuration, templates and their variables."""

import ast
from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from enum import StrEnum
from inspect import cleandoc, getdoc, getsource
from pathlib import Path
from types import ModuleType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from jinja2 import Environment, meta
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from inbox_bot import templating
from inbox_bot.config import Config
from inbox_bot.core import states as entry_states
from inbox_bot.core import turns
from inbox_bot.core.languages import LANGUAGES
from inbox_bot.core.reply import Kind, kinds, people, variables
from inbox_bot.core.reply.people import Asked, Noted, Person
from inbox_bot.core.reply.variables import EventWords, OurWords, TheirWords
from inbox_bot.core.rules import RULES

Transitions = Mapping[Any, Mapping[Any, StrEnum | None]]
"""What becomes of what, by what happens; None where nothing changes."""
_NOBODY = "nobody yet"
DOCS = Path(__file__).resolve().parent.parent / "docs"
_WRITTEN = {
    "timedelta": '`"60s"`, `"5m"`, `"2h"`, `"90d"`',
    "str": "text",
    "bool": "`true` or `false`",
    "int": "a number",
    "time": '`"08:00"`',
    "date": "a date",
    "Path": "a file",
    "AwareDatetime": "a date, or a date and hour",
    "Secret": '`{env = "NAME"}` or `{file = "PATH"}`',
    "Token": '`{file = "PATH"}` or `{command = ["PROGRAM", …]}`',
    "MoveTo": '`{move = "Folder"}`',
    "Tag": '`{keyword = "Name"}`',
}


def rules() -> str:
    """Return docs/rules.md."""
    rows = "\n".join(f"| {number} | `{rule.__name__}` | {getdoc(rule)} |" for number, rule in enumerate(RULES, start=1))
    return f"""# The rules

Generated from `inbox_bot/core/rules.py` by `make docs`. Every mail is put before these rules in this order; the first
one that speaks decides, and its name is stored with the mail, logged and shown.

| | rule | what it says |
| --- | --- | --- |
{rows}
"""


def states() -> str:
    """Return docs/states.md."""
    return f"""# The states of an entry and of a conversation

Generated from `inbox_bot/core/states.py` and `inbox_bot/core/turns.py` by `make docs`.

## An entry

{_prose(entry_states)}

{_transitions(entry_states.NEXT, entry_states.Happens)}

## A conversation

{_prose(turns)}

{_transitions(turns.NEXT, turns.Done)}
"""


def _prose(module: ModuleType) -> str:
    return "\n".join((getdoc(module) or "").splitlines()[2:])


def _transitions(table: Transitions, events: type[StrEnum]) -> str:
    """Return a table of transitions, and the drawing of the same."""
    rows = "\n".join(
        f"| {was or _NOBODY} | {' | '.join(row[one] or '' for one in events)} |" for was, row in table.items()
    )
    return f"""| is | {" | ".join(events)} |
| --- |{" --- |" * len(events)}
{rows}

```mermaid
stateDiagram-v2
{_boxes(table)}
{_arrows(table)}
```"""


def _boxes(table: Transitions) -> str:
    """Return the states by their names, for some of them are several words."""
    return "\n".join(f'    state "{was}" as {was.name.lower()}' for was in table if was)


def _arrows(table: Transitions) -> str:
    """Return an arrow for each change, with all that brings it about."""
    causes: dict[tuple[str, str], list[str]] = {}
    for was, row in table.items():
        for event, becomes in row.items():
            if becomes:
                causes.setdefault((was.name.lower() if was else "[*]", becomes.name.lower()), []).append(event)
    return "\n".join(f"    {a} --> {b}: {', '.join(what)}" for (a, b), what in causes.items())


def configuration() -> str:
    """Return docs/configuration.md."""
    parts = "\n".join(_section(name, info) for name, info in _keys(Config))
    return f"""# Configuration

Generated from the models in `inbox_bot/config/` and `inbox_bot/core/event.py` by `make docs`. The file is TOML;
paths in it are relative to its own folder. A key that is not in these tables is an error, and every error names the
file, the key, what is wrong, and what to write instead. `config.toml`
at the top of the repository is an example that works.

{parts}"""


def templates() -> str:
    """Return docs/templates.md."""
    rows = "".join(_template(kind) for kind in kinds.TOLD if kind is not Kind.CLOSING)
    tables = "\n".join(
        f"### {title}\n\n{_words(kind, module)}"
        for title, kind, module in (
            ("Anywhere, the subject too", OurWords, variables),
            ("In the text only", TheirWords, variables),
            ("`event`", EventWords, variables),
            ("Each of `participants`", Person, people),
            ("Each of `noted` and `changes`", Noted, people),
            ("Each of `lacks`", Asked, people),
        )
    )
    return f"""# The words of replies

Generated from `inbox_bot/core/reply/` and `templates/reply/` by `make docs`.

## The templates

`templates/reply/NAME.LANGUAGE.txt` holds the subject on its first line, a blank line, then the text;
`NAME.LANGUAGE.html` is an optional alternative to it. LANGUAGE is that of the mail answered: {", ".join(LANGUAGES)}.

| name | sent when | shipped | variables it uses |
| --- | --- | --- | --- |
{rows}
## Words of your own

1. Make a folder with `reply` in it, and name the folder in `config.toml`: `[reply]`, `templates = "my-templates"`.
2. Copy there what you want to say otherwise, and write. What is not there comes from the shipped templates; a text of
   your own also takes the place of the shipped HTML.
3. `inbox-bot check` writes every reply once and tells each mistake with file and line. `inbox-bot explain FILE…` and
   `inbox-bot explain --thread FILE…` show what people would get.

Templates are [Jinja](https://jinja.palletsprojects.com/en/stable/templates/): `{{{{ organiser }}}}` is filled in,
`{{% if question %}} … {{% endif %}}` is said only then. Blank lines that follow each other become one.

`[reply] form` is for the shipped Dutch ones, which say `{{{{ "je" if je else "u" }}}}`. In a text of your own simply
write which of the two you use.

## The variables

{tables}"""


def _template(kind: Kind) -> str:
    sources = {
        name.removeprefix(f"{kind.template}."): source.text
        for name, source in templating.load().sources.items()
        if name.startswith(f"{kind.template}.")
    }
    used = set[str]().union(*(meta.find_undeclared_variables(Environment().parse(text)) for text in sources.values()))  # noqa: S701 - nothing is rendered
    endings = sorted({name.partition(".")[2] for name in sources}, reverse=True)
    says = _docstrings(kinds, Kind)[kind.name]
    return f"| `{kind}` | {says} | {', '.join(endings)} | {', '.join(f'`{name}`' for name in sorted(used))} |\n"


def _words(kind: type, module: ModuleType) -> str:
    told = _docstrings(module, kind)
    rows = "".join(f"| `{name}` | {told[name]} |\n" for name in told)
    return f"| variable | what it says |\n| --- | --- |\n{rows}"


def _docstrings(module: ModuleType, kind: type) -> dict[str, str]:
    """Return what the source says of each attribute of *kind*, in the string below it."""
    tree = ast.parse(getsource(module))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == kind.__name__)
    names = [_attribute(node) for node in body]
    below = [*body[1:], ast.Pass()]
    return {name: _string(node) for name, node in zip(names, below, strict=True) if name}


def _attribute(node: ast.stmt) -> str:
    target = (
        node.target if isinstance(node, ast.AnnAssign) else node.targets[0] if isinstance(node, ast.Assign) else None
    )
    return target.id if isinstance(target, ast.Name) else ""


def _string(node: ast.stmt) -> str:
    value = node.value if isinstance(node, ast.Expr) else None
    said = value.value if isinstance(value, ast.Constant) else ""
    return _one_line(cleandoc(said)) if isinstance(said, str) else ""


def _section(name: str, info: FieldInfo) -> str:
    model = _model(info.annotation)
    head = f"[[{name}]]" if get_origin(info.annotation) is tuple else f"[{name}]"
    table = _table(model)
    nested = [(key, _model(one.annotation)) for key, one in _keys(model) if get_origin(one.annotation) is tuple]
    inner = "".join(
        f"\n### `[[{name}.{key}]]`\n\n{_summary(one)}\n\n{_table(one)}" for key, one in nested if one is not BaseModel
    )
    return f"## `{head}`\n\n{_summary(model)}\n\n{table}{inner}"


def _table(model: type[BaseModel]) -> str:
    rows = "".join(
        f"| `{key}` | {_kind(info.annotation)} | {_default(info)} | {_one_line(info.description or '')} |\n"
        for key, info in _keys(model)
    )
    return f"| key | value | if left out | meaning |\n| --- | --- | --- | --- |\n{rows}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _keys(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    for name, info in model.model_fields.items():
        yield info.alias or name, info


def _summary(model: type[BaseModel]) -> str:
    return (getdoc(model) or "").splitlines()[0]


def _model(annotation: Any) -> type[BaseModel]:  # noqa: ANN401 - annotations have no common type
    if get_origin(annotation) in {tuple, Union, UnionType}:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else BaseModel


def _kind(annotation: Any) -> str:  # noqa: ANN401 - as above
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _kind(inside[0])
    if origin is Literal:
        return " or ".join(f'`"{one}"`' for one in inside)
    if origin in {Union, UnionType}:
        return " or ".join(dict.fromkeys(_kind(one) for one in inside if one is not type(None)))
    if origin is tuple:
        return f"a list of {_kind(inside[0])}" if _model(annotation) is BaseModel else "its own tables, below"
    name = getattr(annotation, "__name__", str(annotation))
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return " or ".join(f'`"{one}"`' for one in annotation)
    return _WRITTEN.get(name, name)


def _default(info: FieldInfo) -> str:  # noqa: PLR0911 - one return a kind
    if info.is_required():
        return "**must be there**"
    match info.get_default(call_default_factory=True, validated_data={}):
        case None | () | "":
            return "nothing"
        case bool() as value:
            return f"`{str(value).lower()}`"
        case 0:
            return "see there"
        case timedelta() as value:
            return f'`"{round(value.total_seconds())}s"`'
        case time() as value:
            return f'`"{value:%H:%M}"`'
        case tuple() as value:
            return f"`{list(value)}`"
        case value:
            return f"`{value}`"


def main() -> None:
    """Write the pages."""
    (DOCS / "rules.md").write_text(rules(), "utf-8")
    (DOCS / "states.md").write_text(states(), "utf-8")
    (DOCS / "configuration.md").write_text(configuration(), "utf-8")
    (DOCS / "templates.md").write_text(templates(), "utf-8")


if __name__ == "__main__":
    main()
