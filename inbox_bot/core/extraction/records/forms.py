"""The participants of a form: what is given with labels, group by group."""

from collections.abc import Sequence

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels import values
from inbox_bot.core.extraction.labels.couples import parted
from inbox_bot.core.extraction.labels.labelled import Labelled
from inbox_bot.core.extraction.labels.vocabulary import NAME, OTHER
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.records import owners
from inbox_bot.core.extraction.records.draft import Draft, is_for_all
from inbox_bot.core.extraction.records.full_names import join_name
from inbox_bot.core.extraction.text.reading import Reading


def labelled_drafts(reading: Reading, said: Sequence[Labelled]) -> list[Draft]:
    """Return a draft for each group of labelled values that has a name."""
    drafts: list[Draft] = []
    for group in sorted({one.group for one in said}):
        for parts in parted([one for one in said if one.group == group and one.slot != OTHER]):
            draft = _draft(reading, parts)
            if NAME in draft.found:
                _copy_same(parts, draft, drafts)
                drafts.append(draft)
    return drafts


def _copy_same(parts: Sequence[Labelled], draft: Draft, above: Sequence[Draft]) -> None:
    """Let `idem` mean the value of the participant above."""
    for part in parts:
        if fold(part.text).strip(' ."') in lexicon.words("same"):
            draft.unread.pop(part.slot, None)
            draft.found[part.slot] = list(above[-1].found.get(part.slot, ())) if above else []


def _draft(reading: Reading, parts: Sequence[Labelled]) -> Draft:
    draft = Draft(line=parts[0].line if parts else -1, start=parts[0].span.start if parts else -1)
    for part in parts:
        one = values.of(reading, part)
        if one:
            draft.add(one)
        elif part.text and not _is_denial(part.text) and not values.leaves_open(reading, part):
            draft.unread[part.slot] = part.text
    join_name(reading, draft, parts)
    return draft


def _is_denial(text: str) -> bool:
    folded = fold(text).strip(" .")
    none = not lexicon.words("none").isdisjoint({folded, f"{folded}."})
    return (
        none
        or values.is_no_longer(folded)
        or folded in lexicon.words("no")
        or values.is_blank(text)
        or values.is_put_off(text)
    )


def attach_unnamed(reading: Reading, said: Sequence[Labelled], drafts: list[Draft]) -> None:
    """Give the values of groups without a name to the only participant, or to all when they say where people work."""
    for_all = {one.key for one in reading.event.fields if is_for_all(one)}
    for draft in drafts:
        draft.line = _line_of(reading, draft.start)
    for group in sorted({one.group for one in said}):
        parts = [one for one in said if one.group == group and one.slot != OTHER]
        draft = _draft(reading, parts)
        if NAME in draft.found or len(parted(parts)) > 1:
            continue
        lines = {one.line for one in said if one.group == group}
        near = drafts if len(drafts) == 1 else [one for one in drafts if one.line in lines]
        for owner in near:
            owner.unread |= draft.unread
        for key, listed in draft.found.items():
            for one in listed:
                for owner in _owners(reading, one, drafts) or near or ([*drafts] if key in for_all else []):
                    owner.add(one)


def _owners(reading: Reading, one: Candidate, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Return of whom the sentence says a labelled value: `notre téléphone : …` is everybody's, `mon gsm : …` mine."""
    row = next((row for row in reading.own if one.span and row.span.start <= one.span.start <= row.span.end), None)
    known = any(field.key == one.key for field in reading.event.fields)
    return owners.of(reading, one, row, drafts) if row and known and len(drafts) > 1 else ()


def _line_of(reading: Reading, offset: int) -> int:
    return next((row.line for row in reading.rows if row.span.start <= offset <= row.span.end), -1)
