"""When a mail completes what its sender wrote before, and when it must not."""

from dataclasses import replace

import pytest

from inbox_bot.core.case import Case, History, Known
from inbox_bot.core.conversation import EARLIER, complete, lacking, open_entry
from inbox_bot.core.extraction.model import Finding, Intent, Participant
from seminar import ANSWERS, EVENT, NOW, case, found, message, without

WHOLE = found(**ANSWERS)


def known(number: int = 1, *, lacks: str = "city", in_thread: bool = True, status: str = "incomplete") -> Known:
    fields = {key: value for key, value in ANSWERS.items() if key != lacks}
    return Known(number, EVENT.id, status, fields, "jan@gent.example", NOW, in_thread)


def answer(*participants: Participant, history: tuple[Known, ...], intent: Intent = Intent.REGISTER) -> Case:
    in_thread = any(one.in_thread for one in history)
    return case(message(2), *participants, intent=intent, history=History(in_thread=in_thread, known=history))


def values(case: Case) -> dict[str, str]:
    (participant,) = case.extraction.participants
    return {key: finding.value for key, finding in participant.items()}


@pytest.mark.parametrize("intent", [Intent.REGISTER, Intent.UPDATE, Intent.UNRELATED])
def test_a_bare_answer_completes_the_entry_that_was_asked_about(intent: Intent) -> None:
    whole = complete(answer(found(city="Gent"), history=(known(),), intent=intent))
    assert ANSWERS == values(whole)
    assert (Intent.UPDATE, (), ()) == (whole.extraction.intent, whole.extraction.missing, whole.extraction.doubts)
    assert known() == whole.supplies


def test_what_was_known_says_that_it_comes_from_an_earlier_mail() -> None:
    (participant,) = complete(answer(found(city="Gent"), history=(known(),))).extraction.participants
    sources = {key: finding.source for key, finding in participant.items()}
    assert {"name": EARLIER, "city": "text", "function": EARLIER, "email": EARLIER} == sources


def test_what_still_lacks_is_asked_again() -> None:
    empty = replace(known(), fields={})
    whole = complete(answer(found(city="Gent"), history=(empty,)))
    assert ("name", "function", "email") == whole.extraction.missing


def test_another_value_than_was_noted_is_a_doubt_and_no_silent_change() -> None:
    whole = complete(answer(found(city="Gent", function="schepen"), history=(known(),)))
    assert ("Functie: “directeur” was noted, this mail says “schepen”",) == whole.extraction.doubts
    assert values(whole)["function"] == "directeur"


def test_half_of_a_name_that_was_noted_contradicts_nothing() -> None:
    assert () == complete(answer(found(city="Gent", name="jan"), history=(known(),))).extraction.doubts


def test_a_signature_that_says_otherwise_contradicts_nothing() -> None:
    signed = {"city": found(city="Gent")["city"], "name": Finding("J. P.", "J. P.", None, "signature", 0.7)}
    assert () == complete(answer(signed, history=(known(),))).extraction.doubts


def test_the_same_sender_completes_their_entry_in_a_new_mail() -> None:
    assert ANSWERS == values(complete(answer(WHOLE, history=(known(in_thread=False),))))


def test_the_same_sender_may_register_somebody_else() -> None:
    other = answer({**WHOLE, **found(name="Els Maes")}, history=(known(in_thread=False),))
    assert other == complete(other)


@pytest.mark.parametrize(
    "intent", [Intent.CANCEL, Intent.QUESTION, Intent.DECLINE, Intent.AUTOMATIC, Intent.BOUNCE, Intent.SPAM]
)
def test_other_wishes_complete_nothing(intent: Intent) -> None:
    asked = answer(found(city="Gent"), history=(known(),), intent=intent)
    assert asked == complete(asked)


def test_an_unrelated_mail_of_the_sender_completes_nothing() -> None:
    unrelated = answer(found(city="Gent"), history=(known(in_thread=False),), intent=Intent.UNRELATED)
    assert unrelated == complete(unrelated)


@pytest.mark.parametrize(
    "participants", [(), (without(WHOLE, "city"),), (WHOLE, WHOLE)], ids=["nobody", "nothing new", "two people"]
)
def test_a_mail_that_does_not_supply_what_lacks_stays_as_it_is(participants: tuple[Participant, ...]) -> None:
    unchanged = answer(*participants, history=(known(),))
    assert unchanged == complete(unchanged)


def test_a_choice_of_several_entries_is_left_to_a_human() -> None:
    unchanged = answer(found(city="Gent"), history=(known(1), known(2)))
    assert unchanged == complete(unchanged)


def test_the_entry_of_the_thread_comes_before_others_of_the_sender() -> None:
    history = History(in_thread=True, known=(known(1, in_thread=False), known(2)))
    assert known(2) == open_entry(history, EVENT)


def test_an_answer_about_a_confirmed_entry_is_not_about_another_open_one() -> None:
    history = History(in_thread=True, known=(known(1, in_thread=False), known(2, status="confirmed")))
    assert open_entry(history, EVENT) is None


def test_an_open_entry_for_another_event_is_left_alone() -> None:
    other = replace(known(in_thread=False), event="camp")
    assert open_entry(History(known=(other,)), EVENT) is None
    in_thread = answer(found(city="Gent"), history=(replace(other, in_thread=True),))
    assert in_thread == complete(in_thread)


def test_an_empty_value_lacks() -> None:
    assert ("city",) == lacking(replace(known(), fields={**ANSWERS, "city": ""}), EVENT)
