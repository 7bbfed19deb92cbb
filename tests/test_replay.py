"""A conversation explained step by step, and that it goes as the service would take it."""

import json
from collections.abc import Mapping
from datetime import timedelta

import pytest

from inbox_bot import replay
from inbox_bot.core.case import Limits
from inbox_bot.replay import Change, Step
from seminar import ANSWERS, EVENT, NOW, ORGANISER, desk, mail, registration

OURS = f"<{'0' * 32}.incomplete.{'0' * 16}@kcvs.example>"
"""A Message-ID as some other store gave it."""
JAN = "Jan Janssens <jan1@gent.example>"


def dated(octets: bytes, hours: int) -> bytes:
    moment = f"{NOW + timedelta(hours=hours):%a, %d %b %Y %H:%M:%S +0000}"
    return octets.replace(b"Tue, 20 Nov 2018 10:00:00 +0100", moment.encode())


def played(mails: Mapping[str, bytes]) -> list[Step]:
    return replay.replay(mails, [EVENT], desk(), frozenset({ORGANISER}), Limits())


def answer(text: str, *, answers: str = OURS, number: int = 2, hours: int = 30) -> bytes:
    return dated(mail(text, sender=JAN, subject="Re: Inschrijving", number=number, answers=answers), hours)


ASKED = registration(1, without="function")
CONVERSATION = {
    "1.eml": ASKED,
    "2.eml": answer("Schepen van mobiliteit."),
    "3.eml": answer("Functie: schepen van cultuur\n\nGraag aanpassen, dank u.", number=3, hours=50),
    "4.eml": answer("Ik kan toch niet komen, gelieve mij uit te schrijven.", number=4, hours=70),
}


def test_a_conversation_is_followed_to_its_end() -> None:
    steps = played(CONVERSATION)

    assert ["incomplete", "confirmed", "updated", "cancelled"] == [one.decided.outcome for one in steps]
    assert [1, 1, 1, 1] == [len(one.replies) for one in steps]
    assert ["incomplete", "confirmed", "confirmed", "cancelled"] == [one.entries[0].status for one in steps]
    assert (
        Change(1, ("incomplete", "confirmed"), {"function": ("", "Schepen van mobiliteit")}),
        Change(1, ("confirmed", "confirmed"), {"function": ("Schepen van mobiliteit", "schepen van cultuur")}),
        Change(1, ("confirmed", "cancelled"), {}),
    ) == tuple(change for step in steps[1:] for change in step.changes)


@pytest.mark.parametrize("answers", [OURS, "<1@gent.example>"], ids=["a reply of ours elsewhere", "the first mail"])
def test_what_refers_to_the_conversation_answers_the_last_reply(answers: str) -> None:
    (_, step) = played({"1": ASKED, "2": answer("Schepen.", answers=answers)})

    assert ("confirmed", "Schepen") == (step.decided.outcome, step.entries[0].fields["function"])


def test_what_refers_to_something_else_answers_nothing_of_ours() -> None:
    (_, step) = played({"1": ASKED, "2": answer("Dank u!", answers="<lunch@gent.example>")})

    assert "odd_answer" != step.decided.rule
    assert () == step.changes


def test_mails_are_taken_in_the_order_in_which_they_were_received() -> None:
    backwards = dict(reversed(CONVERSATION.items()))

    assert list(CONVERSATION) == [one.name for one in played(backwards)]


def test_the_same_mail_again_is_nothing_new() -> None:
    first, again = played({"1": ASKED, "copy": ASKED})

    assert (False, True, ()) == (first.again, again.again, again.replies)
    assert "the same mail was decided before: nothing is done" in replay.text(2, again, EVENT.timezone)


def test_the_text_tells_each_step_with_its_reply_and_the_list() -> None:
    (_, step, *_) = played(CONVERSATION)
    text = replay.text(2, step, EVENT.timezone)

    assert text.startswith("2. 2.eml, received 2018-11-21 16:00:00 Europe/Brussels\n  from       jan1@gent.example\n")
    assert "  CONFIRMED by the rule confirm: Who gave everything is registered.\n" in text
    assert "\n  changes    [1] incomplete → confirmed\n             function: Schepen van mobiliteit\n\n" in text
    assert "\n  reply to   jan1@gent.example\n  subject    Uw inschrijving: Seminarie" in text
    assert "\n    Hartelijk dank, nu hebben wij alles. Uw inschrijving is genoteerd.\n" in text
    assert text.endswith("  list\n    [1] confirmed: Jan Janssens, Gent, jan1@gent.example, Schepen van mobiliteit\n")


def test_it_tells_what_each_mail_says_and_what_lacks_after_it() -> None:
    (first, *_) = played(CONVERSATION)
    text = replay.text(1, first, EVENT.timezone)

    assert "\n  says       " in text
    assert text.endswith("; lacks function\n")


def test_who_wrote_a_mail_that_is_not_ours_is_told_all_the_same() -> None:
    (step,) = played({"1.eml": mail("Wat eten we vanavond?\n", sender="Els <els@gent.example>", subject="Eten")})
    text = replay.text(1, step, EVENT.timezone)

    assert "\n  from       els@gent.example\n  subject    Eten\n  says       Wat eten we vanavond?\n" in text
    assert "  IGNORED by the rule not_for_us: " in text


def test_a_line_holds_the_same() -> None:
    (_, step, *_) = played(CONVERSATION)
    line = json.loads(json.dumps(replay.line(step)))

    assert {"id": 1, "status": ["incomplete", "confirmed"], "fields": {"function": ["", "Schepen van mobiliteit"]}} == (
        line["changes"][0]
    )
    assert ("2.eml", "confirmed", "2018-11-21T15:00:00+00:00") == (line["file"], line["outcome"], line["received_at"])
    values = {**ANSWERS, "name": "Jan Janssens", "email": "jan1@gent.example", "function": "Schepen van mobiliteit"}
    assert [{"id": 1, "event": "seminar", "status": "confirmed", "fields": values}] == line["entries"]
    assert ["jan1@gent.example"] == [one["to"] for one in line["replies"]]
    assert "nu hebben wij alles" in line["replies"][0]["text"]


def test_what_is_no_mail_at_all_is_told_as_well() -> None:
    (step,) = played({"x": b"\xff\x00"})

    assert "  no reply\n\n  list       nobody\n" in replay.text(1, step, EVENT.timezone)
