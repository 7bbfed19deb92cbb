"""What holds for any body whatever."""

from hypothesis import given
from hypothesis import strategies as st

from inbox_bot.core.document import Document, Zone
from inbox_bot.core.message import Message
from inbox_bot.core.zones import zone
from zone_mails import ORGANISER, lines, marked_mails, write

PIECES = st.sampled_from(
    ["> ", ">>> ", "\n", "\n\n", "\t", "  ", ": ", "<", ">", "-- ", "--", "|", "* ", "\u00a0", "\u200b", "\r\n", "\x0c", "\u2028",
     "Van: Jan <j@x.example>", "Aan: x", "Verzonden: 5/11/2018 10:04", "Onderwerp: x", "Op 5/11/2018 10:04 schreef x:", "mvg",
     "Naam", "Naam: Jan", "Functie", "zie hieronder", "-----Original Message-----", "09 266 11 11", "www.x.be", "Gent", "ik kom.",
     "<table>", "<tr>", "<td>", "</td>", "</table>", "<p>", "<br>", "<blockquote type=cite>", "</blockquote>", "<div>", "</div>",
     "<a href='mailto:a@b.be'>", "</a>", "<!--", "-->", "<![if x]>", "<style>", "</style>", "<pre>", "</pre>", "&lt;", "<b title='"]
)  # fmt: skip
BODIES = st.one_of(st.text(max_size=200), st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=60).map("".join))
WORDS = st.lists(
    st.sampled_from(["ik", "kom", "graag", "met", "twee", "Gent", "adviseur", "op", "7", "december"]),
    min_size=1,
    max_size=8,
)
ANNOUNCEMENT = f"""
Van: Info <{ORGANISER}>
Verzonden: maandag 5 november 2018 10:04
Aan: Jan
Onderwerp: Uitnodiging

Beste,
Mail ons met volgende gegevens:
Naam
Functie
"""
MAILS = [mail.message for mail in marked_mails()]


def _holds_together(message: Message, document: Document) -> None:
    assert "\n".join(line.text for line in document.lines) == document.text
    assert [line.text for line in document.lines] == [document.slice(line.span) for line in document.lines]
    rows = [line for line in document.lines if line.cells]
    assert [[cell.text for cell in row.cells] for row in rows] == [
        [document.slice(cell.span) for cell in row.cells] for row in rows
    ]
    assert all(0 <= forward.first_line <= len(document.lines) for forward in document.forwards), message


@given(text=BODIES, html=BODIES, reply=st.booleans(), subject=st.sampled_from(["", "RE: x", "FW: x"]))
def test_any_body_becomes_lines_whose_spans_rebuild_the_text(text: str, html: str, reply: bool, subject: str) -> None:  # noqa: FBT001  hypothesis draws it
    for message in (write(text, reply=reply, subject=subject), write("", html, reply=reply), write(text, html)):
        _holds_together(message, zone(message))


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=6))
def test_a_quoted_announcement_below_never_turns_what_stands_above_into_a_quote(above: list[str]) -> None:
    document = zone(write("\n".join(above) + "\n" + ANNOUNCEMENT, subject="RE: x", reply=True))
    assert above == lines(document, Zone.NEW, Zone.SIGNATURE, Zone.DISCLAIMER)


@given(st.sampled_from(MAILS), st.sampled_from(MAILS))
def test_what_stands_above_does_not_depend_on_what_is_quoted_below(mail: Message, below: Message) -> None:
    own = (Zone.NEW, Zone.SIGNATURE, Zone.DISCLAIMER)
    alone = lines(zone(write("Dag allen,\nik kom graag.", reply=True)), *own)
    document = zone(write("Dag allen,\nik kom graag.\n" + ANNOUNCEMENT + below.text + mail.text, reply=True))
    assert alone == lines(document, *own)[: len(alone)]


def test_hostile_bodies_are_bounded() -> None:
    for html in (
        "<" * 3_000_000,
        "<a" * 1_000_000,
        "<!--" * 500_000,
        "<div>" * 300_000,
        "<p title='" * 300_000,
        "<table><tr><td>" * 100_000,
    ):
        assert len(zone(write(html=html)).text) <= 600_000
    for text in (
        "> " * 1_000_000,
        "Van: a@b.be\n" * 100_000,
        "Op 5 nov 2018 10:04 schreef x:\n" * 50_000,
        "\t" * 1_000_000,
    ):
        assert len(zone(write(text)).text) <= 600_000
