"""Two sentences about the house: the core is pure, and the edges do not know each other."""

import ast
from collections.abc import Iterator
from pathlib import Path

import inbox_bot

PACKAGE = Path(inbox_bot.__file__).parent
IMPURE = {
    *("asyncio", "logging", "os", "random", "secrets", "select", "shutil", "signal", "smtplib", "socket", "sqlite3"),
    *("ssl", "subprocess", "tempfile", "threading", "time", "urllib.request"),
    *("aiosmtpd", "apscheduler", "imapclient", "pg8000", "pymap", "rich", "sqlalchemy"),
}
EDGES = {"mailbox", "submission"}
MIDDLE = {"intake", "outbox", "review", "report"}


def modules() -> Iterator[tuple[str, set[str]]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        imported = set()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        yield name, imported


def reaches(imported: set[str], name: str) -> bool:
    return any(one == name or one.startswith(f"{name}.") for one in imported)


def test_the_core_imports_nothing_that_touches_the_world() -> None:
    found = {
        (name, bad)
        for name, imported in modules()
        if name.startswith("core")
        for bad in IMPURE
        if reaches(imported, bad)
    }

    assert set() == found


def test_the_core_knows_nothing_outside_itself() -> None:
    found = {
        (name, one)
        for name, imported in modules()
        if name.startswith("core")
        for one in imported
        if one.startswith("inbox_bot.") and not one.startswith("inbox_bot.core")
    }

    assert set() == found


def test_no_edge_imports_another_edge() -> None:
    found = {
        (name, other)
        for name, imported in modules()
        for edge in EDGES
        if name.split(".")[0] == edge
        for other in EDGES - {edge} | {"service", "assembly", "cli"}
        if reaches(imported, f"inbox_bot.{other}")
    }

    assert set() == found


def test_the_middle_does_not_know_the_edges() -> None:
    found = {
        (name, other)
        for name, imported in modules()
        if name.split(".")[0] in MIDDLE | {"store"}
        for other in EDGES | {"service", "assembly", "cli"}
        if reaches(imported, f"inbox_bot.{other}")
    }

    assert set() == found


def test_only_one_module_knows_mail_parser() -> None:
    found = {name for name, imported in modules() if reaches(imported, "mailparser")}

    assert {"core.message"} == found


def test_only_the_store_speaks_sql() -> None:
    found = {name.split(".")[0] for name, imported in modules() if reaches(imported, "sqlalchemy")}

    assert found <= {"schema", "store"}


def test_no_file_is_a_heap() -> None:
    found = {
        str(path.relative_to(PACKAGE)): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }

    assert {} == found
