"""Who is to be taken off the list."""

from collections.abc import Sequence
from dataclasses import replace

from inbox_bot.core.case import Case, Does, Known, Plan
from inbox_bot.core.conversation.attending import Attending, attending
from inbox_bot.core.conversation.mentions import by_subject, mentioned, prose
from inbox_bot.core.conversation.plainly import NOT_PLAINLY, reserved
from inbox_bot.core.conversation.replacing import WHO_FOR_WHOM
from inbox_bot.core.conversation.standing_in import comes_instead, newcomer
from inbox_bot.core.conversation.values import kept, missing
from inbox_bot.core.conversation.whose import is_another, is_own, name
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.model import REPLACES, Intent
from inbox_bot.core.extraction.text.courtesies import is_salutation
from inbox_bot.core.extraction.wording.lexicon import languages, mine_phrases
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import Sentence
from inbox_bot.core.people import concerned

_FAR = 20
"""Words on either side that still belong to the same clause."""

WHOM = "asks to cancel, but whom is not clear"
NOT_THEIRS = "asks to cancel, but {} is not {}, whose conversation it answers"
OF_SOME = "a place is kept for several, and some of them do not come"


def withdraw(case: Case) -> Case:
    """Return *case* with the entries that its mail takes back; with a doubt where they cannot be told apart."""
    there = _there(case)
    reading = Reading(case.message, case.document, case.event)
    if hardly := reserved(reading, _off(reading), alone=len(there) == 1):
        return replace(case, plan=Plan(Does.CANCELS, doubts=(NOT_PLAINLY.format(hardly),)))
    told = attending(case, there, _told(reading), _off(reading))
    meant = () if told.unclear else _meant(reading, case, there, told)
    if not meant:
        return replace(case, plan=Plan(Does.CANCELS, doubts=(WHOM,)))
    if _speaks_for_themselves(reading, case, meant):
        sender = case.message.sender.addr_spec if case.message.sender else ""
        doubt = NOT_THEIRS.format(sender, ", ".join(name(case.event, known.fields) or known.sender for known in meant))
        return replace(case, plan=Plan(Does.CANCELS, dict(enumerate(meant)), (doubt,)))
    if (comes := comes_instead(case, there)) is not None:
        return _replaced(case, meant, comes)
    if any(known.offered for known in meant) and any(known.offered and known not in meant for known in there):
        return replace(case, plan=Plan(Does.CANCELS, doubts=(OF_SOME,)))
    people = tuple(kept(known) for known in meant)
    whole = replace(case.extraction, participants=people, missing=())
    return replace(case, extraction=whole, plan=Plan(Does.CANCELS, dict(enumerate(meant))))


def _there(case: Case) -> tuple[Known, ...]:
    """Return whom the mail may be about; where it names others of its sender's than those of its conversation, all."""
    near = concerned(case.history, case.event.id)
    known = [one for one in case.history.known if one.event == case.event.id and one.status != "cancelled"]
    spoken = mentioned(case, known, prose(case))
    return near if all(one in near for one in spoken) else tuple(known)


def _off(reading: Reading) -> list[Match]:
    return [*reading.found("cancels", "withdraws"), *reading.declines()]


def _replaced(case: Case, gone: Sequence[Known], comes: str) -> Case:
    """Return *case* with who is called *comes* in the place of *gone*; with a doubt where that is not clear."""
    given = newcomer(case, comes) if comes else None
    if given is None or len(gone) != 1:
        return replace(case, plan=Plan(Does.REPLACES, doubts=(WHO_FOR_WHOM,)))
    evidence = (REPLACES, *case.extraction.evidence)
    whole = replace(case.extraction, intent=Intent.UPDATE, evidence=evidence, participants=(given,))
    whole = replace(whole, missing=missing(case.event, [given]))
    return replace(case, extraction=whole, plan=Plan(Does.REPLACES, {0: gone[0]}))


def _speaks_for_themselves(reading: Reading, case: Case, meant: Sequence[Known]) -> bool:
    """Tell whether somebody who is none of *meant*, and names none of them, says that they do not come themselves."""
    off = _off(reading)
    if not is_another(case, meant) or mentioned(case, meant, [_clause(match) for match in off]):
        return False
    mine = mine_phrases().find([match.sentence for match in off])
    return any(True for _ in mine) or any(match.phrase.category != "cancels" for match in off)


def _told(reading: Reading) -> list[Sentence]:
    """Return the sender's sentences, but for those that greet somebody."""
    return [one for one in reading.own_sentences if not is_salutation(one.between(0, len(one.words)))]


def _meant(reading: Reading, case: Case, there: Sequence[Known], told: Attending) -> tuple[Known, ...]:
    off = _off(reading)
    coming = [*reading.found("comes"), *reading.has("stays")]
    apart = [match for match in coming if not any(match.overlaps(one) for one in off)]
    me = _words_for_me(reading, case)
    clauses = [_clause(match) for match in off]
    leave = mentioned(case, there, clauses)
    stay = [known for match in apart for known in _who_comes(case, there, match, me, leave)]
    stay = [known for known in (*stay, *told.comes) if known not in told.away]
    left = [known for known in there if known not in stay]
    own = tuple(known for known in left if is_own(case, known))
    if by_name := _named(case, left, clauses, me):
        return tuple(known for known in there if known in by_name or known in told.away)
    if len(own) == 1 and any(not me.isdisjoint(words) for words in clauses):
        return own
    # What follows on the word of leaving is often said of those who stay.
    before = [match.sentence.words[: match.start] for match in off]
    return _named(case, left, before, me) or by_subject(case, left) or _by_person(reading, case, off, left)


def _who_comes(
    case: Case, there: Sequence[Known], match: Match, me: frozenset[str], leave: Sequence[Known]
) -> tuple[Known, ...]:
    """Return whom the clause of *match* names, else who is named last before it: `Grace, elle, viendra bien`.

    Where several share the sender's address, who says `I` is none of those named to *leave*.
    """
    clause = _clause(match)
    named = mentioned(case, there, [clause])
    if not me.isdisjoint(clause):
        both = _with_sender(case, there, named)
        return tuple(known for known in both if known in named or known not in leave)
    if named:
        return named
    said = (match.sentence.words[at : match.start] for at in range(match.start - 1, -1, -1))
    return next(filter(None, (mentioned(case, there, [words]) for words in said)), ())


def _named(
    case: Case, there: Sequence[Known], spoken: Sequence[Sequence[str]], me: frozenset[str]
) -> tuple[Known, ...]:
    """Return whom *spoken* name, and the sender where they say `I` beside somebody else."""
    by_name = mentioned(case, there, spoken)
    mine = any(not me.isdisjoint(words) for words in spoken)
    return _with_sender(case, there, by_name) if by_name and mine else by_name


def _with_sender(case: Case, there: Sequence[Known], named: Sequence[Known]) -> tuple[Known, ...]:
    return tuple(known for known in there if known in named or is_own(case, known))


def _by_person(reading: Reading, case: Case, off: Sequence[Match], there: Sequence[Known]) -> tuple[Known, ...]:
    """Return whom *off* means that names nobody: us, somebody named before, me, or the only one there."""
    within = [match.sentence for match in off] or reading.own_sentences
    if any(match.sentence in within for match in reading.has("together")):
        return tuple(there)
    own, me = tuple(known for known in there if is_own(case, known)), _words_for_me(reading, case)
    if len(own) == 1 and any(not me.isdisjoint(sentence.words) for sentence in within):
        return own
    if named := _named_before(reading, case, within, there):
        return named
    if any(match.sentence in within for match in reading.has("third")):
        return ()  # somebody else than the sender, whom nobody on the list is called
    return own if len(own) == 1 else tuple(there) if len(there) == 1 else ()


def _named_before(
    reading: Reading, case: Case, within: Sequence[Sentence], there: Sequence[Known]
) -> tuple[Known, ...]:
    """Return whom the sentences before *within* name last: `Leo is ill. Please take him off`."""
    first = min((at for at, sentence in enumerate(reading.own_sentences) if sentence in within), default=0)
    for sentence in reversed(reading.own_sentences[:first]):
        if named := mentioned(case, there, [sentence.words]):
            return named
    return ()


def _words_for_me(reading: Reading, case: Case) -> frozenset[str]:
    """Return by which words the sender says `I`, in the mail's language alone: `je` is `you` in Dutch."""
    said = (match for match in reading.has("oneself") if match.phrase.language == case.extraction.language)
    return frozenset(word for match in said for word in match.sentence.words[match.start : match.end])


def _clause(match: Match) -> Sequence[str]:
    breaks = frozenset[str]().union(*(language.conjunctions for language in languages().values()))
    return match.sentence.clause(match.start, match.end, _FAR, breaks)
