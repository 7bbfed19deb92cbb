"""Nothing a sender writes makes a reply say or do more."""

from dataclasses import replace
from email.utils import getaddresses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.reply.replies import ANSWERED, DESK, HEADERS, JAN, LANGUAGES, MESSAGE, NOW, answer, case, parsed, parts
from inbox_bot.core.case import Decision, Outcome
from inbox_bot.core.message import Address, Message
from inbox_bot.core.reply import Source, Templates, compose


@pytest.mark.parametrize("outcome", [Outcome.CONFIRMED, Outcome.INCOMPLETE])
@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% raw %}", "{{ x.__class__ }}", "{# #}", "%(a)s {0}"])
def test_template_language_in_a_value_stays_as_it_was_written(text: str, outcome: Outcome) -> None:
    person = {"name": text, "city": text}

    assert f"  Naam: {text}\n" in answer(case(person), outcome).text


def test_a_value_is_shown_on_one_bounded_line_without_links() -> None:
    text = answer(
        case(
            {
                **JAN,
                "name": "Buy\r\n\tnow https://evil.example/x?y",
                "city": "a" * 5000,
                "function": "\u202ewww.evil.example\x00 \x1b[31mred",
            }
        ),
        Outcome.CONFIRMED,
    ).text

    assert "  Naam: Buy now […]\n" in text
    assert f"  Stad / gemeente: {'a' * 199}…\n" in text
    assert "  Functie: […] [31mred\n" in text


def test_lone_surrogates_become_the_replacement_character_and_emoji_stay() -> None:
    reply = answer(case({**JAN, "name": "Jan \ud800 👩\u200d💻"}), Outcome.CONFIRMED)

    assert "  Naam: Jan \ufffd 👩\u200d💻\n" in parts(reply)["text/plain"]


NASTY = st.one_of(
    st.sampled_from(
        [
            "=?utf-8?Q?a=0D=0ABcc:_victim@example.com?=",
            "=?utf-8?b?YQ0KQmNjOiB2QHguZXhhbXBsZQ==?=",
            "a\r\nBcc: victim@example.com",
            "a\nBcc: victim@example.com\n\nhello",
            "\r\n.\r\nMAIL FROM:<>",
            "--=_mixed--\r\n\r\n--=_alternative",
            "a\x00b",
            "\ud800",
            "{{7*7}}",
        ]
    ),
    st.text(st.characters(exclude_categories=()), max_size=60),
)


MAILS = st.builds(
    lambda subject, text, message_id, references, display_name: replace(
        MESSAGE,
        subject=subject,
        text=text,
        message_id=f"<{message_id}@x.example>",
        references=tuple(f"<{reference}@x>" for reference in references),
        senders=(Address(display_name, "jan@gent.example"),),
    ),
    *(NASTY, NASTY, NASTY, st.lists(NASTY, max_size=12), NASTY),
)


@settings(max_examples=150, deadline=None)
@given(
    outcome=st.sampled_from(ANSWERED),
    language=st.one_of(st.sampled_from(LANGUAGES), NASTY),
    people=st.lists(st.dictionaries(st.sampled_from(["name", "function", "email", "remark"]), NASTY), max_size=3),
    message=MAILS,
)
def test_nothing_a_sender_writes_adds_a_header_a_part_or_a_recipient(
    outcome: Outcome, language: str, people: list[dict[str, str]], message: Message
) -> None:
    read = parsed(answer(case(*people, language=language, message=message), outcome))

    assert set(read.keys()) <= {*HEADERS, "Content-Transfer-Encoding", "Content-Language"}
    assert len(read.keys()) == len(set(read.keys()))
    assert [("", "jan@gent.example")] == getaddresses(read.get_all("To", []))
    assert {part.get_content_type() for part in read.walk()} <= {
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar")
    }
    assert all(not part.defects for part in read.walk())
    assert "=?" not in (read["References"] or "") + (read["In-Reply-To"] or "")


@settings(max_examples=100, deadline=None)
@given(addr_spec=st.one_of(NASTY, NASTY.map(lambda text: f"{text}@x.example"), NASTY.map(lambda text: f"a@{text}")))
def test_an_address_is_answered_as_it_is_or_not_at_all(addr_spec: str) -> None:
    reply = compose(
        case(JAN, message=replace(MESSAGE, senders=(Address("", addr_spec),))), Decision(Outcome.LATE), DESK, at=NOW
    )

    assert reply is None or [("", addr_spec)] == getaddresses([parsed(reply)["To"]])


def test_a_subject_cannot_show_what_the_sender_wrote() -> None:
    templates = Templates({"reply/late.nl.txt": Source("late.nl.txt", "Hello {{ participants[0].name }}\n\nText")})

    with pytest.raises(ValueError, match=r"late\.nl\.txt, line 1: 'participants' is undefined; known here: address"):
        compose(case(JAN), Decision(Outcome.LATE), replace(DESK, templates=templates), at=NOW)
