"""The compiled templates, and what comes out of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from traceback import walk_tb
from typing import Any, NamedTuple

from jinja2 import FunctionLoader, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError, select_autoescape
from jinja2.sandbox import SandboxedEnvironment

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+\n")


class TemplateFault(ValueError):  # noqa: N818 - one word for what `check` lists and `render` raises
    """A template that cannot be used; the message names file, line and what is wrong."""


class Source(NamedTuple):
    """The text of one template file, and where it was read."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A filled-in template."""

    subject: str
    text: str
    html: str | None


class Templates:
    """Templates by name and language, compiled once.

    `NAME.LANG.txt` holds the subject on its first line, a blank line, then the text; `NAME.LANG.html` is an
    optional alternative to that text. What could not be read or compiled is told in `faults`, a line for each.
    """

    def __init__(self, sources: Mapping[str, Source], faults: Sequence[str] = ()) -> None:
        self.sources = sources
        self._sources = dict(_split(sources))
        self._environment = SandboxedEnvironment(
            loader=FunctionLoader(self._load),
            undefined=StrictUndefined,
            autoescape=select_autoescape(("html",), default=False),
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        misshapen = (_misshapen(source) for name, source in sources.items() if name.endswith(".txt"))
        uncompiled = (self._compile(name) for name in self._sources)
        self.faults = (*faults, *filter(None, misshapen), *filter(None, uncompiled))

    def language(self, name: str, wanted: Iterable[str]) -> str:
        """Return the first of *wanted* in which there is a text of *name*; TemplateFault if there is none."""
        wanted = tuple(wanted)
        for language in wanted:
            if f"{name}.{language}.txt" in self._sources:
                return language
        raise TemplateFault(f"{name}.{wanted[0]}.txt is missing; the reply cannot be written")

    def render(
        self, name: str, language: str, variables: Mapping[str, Any], theirs: Mapping[str, Any] | None = None
    ) -> Rendered:
        """Fill in the template *name*; raise TemplateFault if that fails.

        *theirs* is what the sender wrote: text and HTML may show it, the subject cannot.
        """
        stem = f"{name}.{language}"
        everything = {**variables, **(theirs or {})}
        subject = " ".join(self._fill(f"{stem}.subject", variables).split())
        if not subject:
            raise TemplateFault(f"{self._sources[f'{stem}.txt'].path}, line 1: empty; write the subject there")
        return Rendered(
            subject=subject,
            text=_tidy(self._fill(f"{stem}.txt", everything)),
            html=self._fill(f"{stem}.html", everything) if f"{stem}.html" in self._sources else None,
        )

    def _load(self, name: str) -> tuple[str, str, None] | None:
        source = self._sources.get(name)
        return (source.text, source.path, None) if source else None

    def _compile(self, name: str) -> str | None:
        try:
            self._environment.get_template(name)
        except TemplateSyntaxError as error:
            return f"{error.filename}, line {error.lineno}: {error.message}"
        return None

    def _fill(self, name: str, variables: Mapping[str, Any]) -> str:
        try:
            template: Template = self._environment.get_template(name)
            return template.render(variables)
        except TemplateSyntaxError as error:
            raise TemplateFault(f"{error.filename}, line {error.lineno}: {error.message}") from error
        except Exception as error:  # an expression in a template may raise anything
            path = self._sources[name].path
            what = f"{error.name} is missing" if isinstance(error, TemplateNotFound) else str(error)
            known = ", ".join(sorted(variables))
            raise TemplateFault(f"{path}, line {_line(error, path)}: {what}; known here: {known}") from error


def _split(sources: Mapping[str, Source]) -> Iterable[tuple[str, Source]]:
    # The subject is a template of its own, so that it can be given less than the text. The text keeps an empty
    # line in its place: line numbers stay those of the file.
    for name, source in sources.items():
        if name.endswith(".txt"):
            subject, _, text = source.text.partition("\n")
            yield f"{name.removesuffix('.txt')}.subject", Source(source.path, subject)
            yield name, Source(source.path, f"\n{text}")
        else:
            yield name, source


def _misshapen(source: Source) -> str | None:
    after_subject = source.text.partition("\n")[2].partition("\n")[0]
    return f"{source.path}, line 2: leave it empty; the text follows below it" if after_subject.strip() else None


def _tidy(text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return _BLANK_LINES.sub("\n\n", lines).strip("\n") + "\n"


def _line(error: BaseException, path: str) -> int:
    frames = walk_tb(error.__traceback__)
    return next((line for frame, line in reversed([*frames]) if frame.f_code.co_filename == path), 1)
