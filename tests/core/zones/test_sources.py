"""Plain text and HTML to lines, and which of the two is read."""

import pytest

from inbox_bot.core.document import Document, Zone
from inbox_bot.core.zones import zone
from inbox_bot.core.zones.html import rows_of_html
from zone_mails import lines, write

TABLE = "<table><tr><td>Naam</td><td>Functie</td></tr><tr><td>Jan<br>Bos</td><td>adviseur</td></tr></table>"


def cells(document: Document) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in document.lines if line.cells]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Naam<b>: J</b>an<p>Gent", ["Naam: Jan", "Gent"]),
        ("een<br>twee<div>drie</div>vier", ["een", "twee", "drie", "vier"]),
        ("<head><title>x</title></head><style>p {}</style><script>1<2</script><!-- x --><body>ik", ["ik"]),
        ("<!--[if gte mso 9]><xml>x</xml><![endif]-->ik<![if !supportLists]> kom<![endif]>", ["ik kom"]),
        ("ik <!-- kom", ["ik <!-- kom"]),
        ("<ul><li>Jan<li>An</ul>", ["* Jan", "* An"]),
        ("<pre>Naam: Jan\nStad: Gent</pre>", ["Naam: Jan", "Stad: Gent"]),
        ("<div style='display:none'>x<div>y</div></div>ik", ["ik"]),
        ("Jan&nbsp;Peeters&shy;&#8203; &lt;3 &amp; co", ["Jan Peeters <3 & co"]),
        ("<a href='mailto:an@x.example?subject=x'>An</a> <a href='mailto:b@x.example'>b@x.example</a>", ["An <an@x.example> b@x.example"]),
        ("1 < 2 <b", ["1 < 2 <b"]),
        ("<p title=\"it's>ik", ["ik"]),
        ("<table><tr><td><table><tr><td>ik</td></tr><tr><td>kom</td></tr></table></td></tr></table>", ["ik", "kom"]),
        ("<table><tr><td></td><td>Jan<br>Gent<br>09</td></tr></table>", ["Jan", "Gent", "09"]),
        ("<table><tr><td>Jan<br>x</td><td>Gent<br>y</td></tr></table>", ["Jan", "x", "Gent", "y"]),
    ],
)  # fmt: skip
def test_html_becomes_the_lines_that_people_see(html: str, expected: list[str]) -> None:
    assert expected == lines(zone(write(html=html)))


def test_rows_of_an_html_table_have_cells_and_a_cell_stays_in_its_row() -> None:
    document = zone(write(html=TABLE + TABLE))
    assert [["Naam", "Functie"], ["Jan Bos", "adviseur"]] * 2 == cells(document)
    assert 2 == len({line.table for line in document.lines if line.cells})


def test_an_empty_cell_keeps_its_column() -> None:
    html = "<table><tr><td>Naam<td>Functie<tr><td>Jan<td><tr><td>An<td>arts</table>"
    assert [["Naam", "Functie"], ["Jan", ""], ["An", "arts"]] == cells(zone(write(html=html)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Naam\tFunctie\nJan\tarts", [["Naam", "Functie"], ["Jan", "arts"]]),
        ("Naam\tStad\tFunctie\nAn\t\tarts", [["Naam", "Stad", "Functie"], ["An", "", "arts"]]),
        ("Jan Bos\tGent\tarts", [["Jan Bos", "Gent", "arts"]]),
        ("| Naam | Stad |\n|------|------|\n| Jan | Gent |", [["Naam", "Stad"], ["Jan", "Gent"]]),
        ("+------+------+\n| Naam | Stad |\n+------+------+", [["Naam", "Stad"]]),
        (
            "Naam      Stad    Functie\nJan Bos   Gent    arts",
            [["Naam", "Stad", "Functie"], ["Jan Bos", "Gent", "arts"]],
        ),
        ("  Naam      Jan Bos\n  Functie   arts", [["Naam", "Jan Bos"], ["Functie", "arts"]]),
        ("1.\tJan\n2.\tGent", []),
        ("Naam\t\t: Jan\nFunctie\t: arts", []),
        ("Jan | adviseur | Gent", []),
        ("dit is  een zin\nen nog  een zin", []),
    ],
)
def test_plain_tables_have_cells(text: str, expected: list[list[str]]) -> None:
    assert expected == cells(zone(write(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mail jan@x.example<mailto:jan@x.example> nu", "mail jan@x.example nu"),
        ("mail info@x.example <mailto:jan@x.example>", "mail info@x.example <jan@x.example>"),
        ("www.x.example<http://www.x.example/>", "www.x.example"),
        ("www.x.example<https://eur01.safelinks.protection.outlook.com/?url=x>", "www.x.example"),
        ("site <https://x.example>", "site <https://x.example>"),
        ("Linda [mailto:linda@x.example]", "Linda <linda@x.example>"),
        ("a [cid:image001.png@01D] b", "a  b"),
        ("Jan\u00a0Peeters\u200b\u202e\u00ad \ufeff", "Jan Peeters"),
        ("Rene\u0301", "René"),
    ],
)
def test_a_plain_line_holds_what_people_see(text: str, expected: str) -> None:
    assert [expected] == lines(zone(write(text)))


def test_blank_lines_are_folded_and_none_stands_at_an_end() -> None:
    assert "een\n\ntwee" == zone(write("\n \n een \n\u00a0\n\n\ntwee\n\n")).text


def test_a_soft_line_break_is_no_line_end() -> None:
    text = "functie: lector publiek management en coördinator postgraduaat lokaal  \nbestuur\nstad: Gent \nland: x"
    assert (
        "functie: lector publiek management en coördinator postgraduaat lokaal bestuur" == lines(zone(write(text)))[0]
    )
    assert 3 == len(zone(write(text)).lines)


@pytest.mark.parametrize(
    ("text", "html", "expected"),
    [
        ("plat", "<p>rijk</p>", ["plat"]),
        (" \n", "<p>rijk</p>", ["rijk"]),
        ("Naam\nFunctie\nJan Bos\nadviseur", TABLE, ["Naam\tFunctie", "Jan Bos\tadviseur"]),
        ("Naam\tFunctie\nJan Bos\tadviseur", TABLE, ["Naam\tFunctie", "Jan Bos\tadviseur"]),
        ("zin " * 15 + "\n" + "zin " * 15, "<p>" + "zin " * 30, [("zin " * 30).strip()]),
        (
            "Alles staat hier, in deze lange zin.",
            "<p>Zie de platte tekst</p>",
            ["Alles staat hier, in deze lange zin."],
        ),
    ],
)
def test_the_body_that_kept_more_is_read(text: str, html: str, expected: list[str]) -> None:
    assert expected == lines(zone(write(text, html)))


@pytest.mark.parametrize(
    "quote",
    [
        '<div class="gmail_quote"><div class="gmail_attr">Le lun. 4 mars 2024, Org &lt;o@x.example&gt; a écrit :</div><blockquote class="gmail_quote">q</blockquote></div>',
        "<blockquote type='cite'>q</blockquote>",
        '<div class="moz-cite-prefix">Op 4/03/2024 schreef Org:</div><blockquote type="cite">q</blockquote>',
        "<div id='divRplyFwdMsg'><b>Lähettäjä:</b> Org<br><b>Lähetetty:</b> maanantai<br><b>Aihe:</b> Kutsu</div>q",
        "<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>Feladó:</b> Org<br><b>Elküldve:</b> x<br><b>Tárgy:</b> y</p></div>q",
        '<div name="quote" style="border-left:2px solid #C3D9E5;"><b>Gesendet:</b> Montag, 4. März 2024 um 10:04 Uhr<br><b>Von:</b> Org &lt;o@x.example&gt;<br><b>An:</b> k<br><b>Betreff:</b> E<div>q</div></div>',
    ],
)
def test_markup_tells_what_is_quoted(quote: str) -> None:
    document = zone(write(html=f"<div>Ik kom graag met drie.</div><br>{quote}", reply=True))
    assert ["Ik kom graag met drie."] == lines(document, Zone.NEW, Zone.SIGNATURE)


def test_a_quoting_element_needs_no_reply() -> None:
    html = "<p>Ik kom graag.</p><blockquote type=cite><p>Kom je ook?</p></blockquote>"
    assert ["Kom je ook?"] == lines(zone(write(html=html)), Zone.QUOTED)


def test_a_border_alone_quotes_nothing() -> None:
    html = "<p>Ik kom</p><div style='border-top:solid #E1E1E1 1.0pt'><p>met drie vrienden.</p></div>"
    assert ["Ik kom", "met drie vrienden."] == lines(zone(write(html=html)), Zone.NEW)


def test_an_answer_between_quoting_elements_is_new_with_its_label() -> None:
    html = "<p>Zie onder</p><blockquote type=cite><p>Naam</p></blockquote><p>Jan Bos</p><blockquote type=cite><p>Functie</p></blockquote><p>arts</p>"
    assert ["Zie onder", "Naam", "Jan Bos", "Functie", "arts"] == lines(zone(write(html=html, reply=True)), Zone.NEW)


def test_a_signature_element_is_a_signature_unless_it_gives_data() -> None:
    html = "<p>Ik kom.</p><div class='gmail_signature'>Wies Somers<br>Functie: arts</div>"
    document = zone(write(html=html))
    assert (["Ik kom.", "Functie: arts"], ["Wies Somers"]) == (
        lines(document, Zone.NEW),
        lines(document, Zone.SIGNATURE),
    )


def test_the_marks_of_quoted_lines_count_in_html_as_in_plain_text() -> None:
    html = "<div>Ik kom graag.</div><div>&gt; Naam:</div><div>Jan Peeters</div><div>&gt;&gt; Beste</div>"
    assert [(0, "Ik kom graag."), (1, "Naam:"), (0, "Jan Peeters"), (2, "Beste")] == [
        (row.marks, row.text) for row in rows_of_html(html)
    ]
