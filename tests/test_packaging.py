"""What is installed elsewhere works like the checkout; what is generated is up to date."""

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from inbox_bot.config import load
from inbox_bot.demo.samples import samples

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it into a folder of its own."""
    wheels, folder = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("installed")
    quiet = ["--quiet", "--no-deps", "--disable-pip-version-check", "--no-index"]
    pip = [sys.executable, "-m", "pip"]
    subprocess.run([*pip, "wheel", *quiet, "--no-build-isolation", "--wheel-dir", wheels, ROOT], check=True)
    subprocess.run([*pip, "install", *quiet, "--target", folder, *wheels.glob("*.whl")], check=True)
    return folder


def python(installed: Path, *arguments: str, cwd: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environment, check=True, capture_output=True, text=True, timeout=120
    )
    return done.stdout


def test_a_wheel_installed_elsewhere_explains_a_mail(installed: Path, tmp_path: Path) -> None:
    first = next(samples(load(ROOT / "config.toml").events[0]))
    (tmp_path / "mail.eml").write_bytes(first.octets)
    (tmp_path / "config.toml").write_bytes((ROOT / "config.toml").read_bytes())

    where = python(installed, "-c", "import inbox_bot; print(inbox_bot.__file__)", cwd=tmp_path)
    found = json.loads(python(installed, "-m", "inbox_bot", "explain", "--format", "json", "mail.eml", cwd=tmp_path))

    assert where.startswith(str(installed))
    assert "confirmed" == found["outcome"]
    assert found["reply"]["text"].startswith("Goedendag,")


def test_a_wheel_installed_elsewhere_shows_the_demo(installed: Path, tmp_path: Path) -> None:
    assert "Elke mail is verantwoord." in python(installed, "-m", "inbox_bot", "demo", "--once", cwd=tmp_path)


@pytest.mark.parametrize("page", ["rules", "states", "configuration", "templates"])
def test_generated_pages_are_up_to_date(page: str) -> None:
    write_docs = runpy.run_path(str(ROOT / "scripts" / "write_docs.py"))

    assert write_docs[page]() == (ROOT / "docs" / f"{page}.md").read_text("utf-8")
