"""What the list says when it leaves the house, and what no spreadsheet may make of it."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from inbox_bot import export
from inbox_bot.core.case import Outcome
from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.store import Entry, Status, Store
from seminar import ANSWERS, EVENT, NOW, case, found, message

HEADS = ["Naam", "Stad", "Functie", "E-mailadres", "Status", "Ontvangen", "Afzender"]
SIGNS = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CHEMISTRY = Event(
    id="chemistry",
    title="Chemistry day",
    timezone="Europe/London",
    starts=datetime(2018, 12, 9, 9, 30, tzinfo=UTC),
    deadline=datetime(2018, 12, 2, 22, 59, 59, tzinfo=UTC),
    field=(
        Field(key="name", label="Full name", type=FieldType.PERSON_NAME),
        Field(key="phone", label="Phone", type=FieldType.PHONE),
    ),
)


def entry(
    number: int = 1, fields: Mapping[str, str] = ANSWERS, *, event: str = EVENT.id, status: Status = Status.CONFIRMED
) -> Entry:
    return Entry(number, event, f"{number:064}", 0, status, fields, f"jan{number}@gent.example", NOW, NOW)


def read_csv(octets: bytes, delimiter: str = ";", encoding: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(io.StringIO(octets.decode(encoding), newline=""), delimiter=delimiter))


def sheets(entries: Iterable[Entry], *events: Event) -> list[Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(export.as_xlsx(list(entries), events or (EVENT,))))
    return [book[name] for name in book.sheetnames]


def values(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_registration_in_the_store_comes_out_as_json(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'inbox_bot.db'}")
    store.create()
    with store.begin() as tx:
        mail = message()
        tx.receive(mail.digest, NOW, NOW)
        tx.register(case(mail, found(**ANSWERS)), Outcome.CONFIRMED, NOW)
    with store.read() as reading:
        listed = json.loads(export.as_json(reading.entries(), [EVENT]))
    store.close()
    expected = {
        "id": 1,
        "event": "seminar",
        "status": "confirmed",
        "fields": ANSWERS,
        "received_at": "2018-11-20T10:00:00+01:00",
        "sender": "jan@gent.example",
    }
    assert [expected] == listed


def test_csv_has_the_fields_by_label_in_the_order_asked() -> None:
    shuffled = dict(reversed(ANSWERS.items()))
    row = [*ANSWERS.values(), "ingeschreven", "2018-11-20 10:00", "jan1@gent.example"]
    assert [HEADS, row] == read_csv(export.as_csv([entry(fields=shuffled)], [EVENT]))


def test_csv_with_semicolons_begins_with_a_byte_order_mark_for_excel() -> None:
    assert export.as_csv([], [EVENT]).startswith(b"\xef\xbb\xbfNaam;")


@pytest.mark.parametrize(("dialect", "delimiter"), [("comma", ","), ("tab", "\t")])
def test_other_dialects_are_plain_utf_8(dialect: export.Dialect, delimiter: str) -> None:
    octets = export.as_csv([entry()], [EVENT], dialect)
    assert HEADS == read_csv(octets, delimiter, "utf-8")[0]


def test_what_is_missing_is_an_empty_cell() -> None:
    (_, row) = read_csv(export.as_csv([entry(fields={"name": "Jan"}, status=Status.INCOMPLETE)], [EVENT]))
    assert ["Jan", "", "", "", "onvolledig"] == row[:5]


def test_a_value_of_a_field_that_is_asked_no_longer_is_not_lost() -> None:
    (heads, row) = read_csv(export.as_csv([entry(fields={**ANSWERS, "diet": "vegetarian"})], [EVENT]))
    assert ("diet", "vegetarian") == (heads[4], row[4])


def test_an_event_that_is_configured_no_longer_is_not_lost() -> None:
    (heads, row) = read_csv(export.as_csv([entry(event="gone")], [EVENT]))
    assert ["name", "city", "function", "email"] == heads[:4]
    assert [*ANSWERS.values()] == row[:4]


def test_several_events_are_told_apart_and_share_a_table() -> None:
    other = entry(2, {"name": "Ann Lee", "phone": "+44 20 7946 0000"}, event="chemistry")
    (heads, first, second) = read_csv(export.as_csv([entry(), other], [EVENT, CHEMISTRY]))
    assert ["Evenement", *HEADS[:4], "Full name", "Phone", *HEADS[4:]] == heads
    assert [EVENT.title, "Jan Peeters"] == first[:2]
    assert ["Chemistry day", "", "", "", "", "Ann Lee", "'+44 20 7946 0000", "ingeschreven", "2018-11-20 09:00"] == (
        second[:9]
    )


def test_heads_and_statuses_are_in_the_organisers_language() -> None:
    (heads, row) = read_csv(export.as_csv([entry()], [EVENT], language="fr"))
    assert (["Statut", "Reçu", "Expéditeur"], "inscrit") == (heads[4:], row[4])


@given(st.text(), st.sampled_from(["", " ", "\u00a0", "\x00", "\u202e"]), st.sampled_from(SIGNS))
def test_no_cell_of_csv_begins_with_a_formula_sign(tail: str, before: str, sign: str) -> None:
    octets = export.as_csv([entry(fields={"name": before + sign + tail, "city": tail})], [EVENT])
    for row in read_csv(octets):
        assert [] == [cell for cell in row if cell.lstrip().startswith(SIGNS)]


@given(st.text(st.characters(exclude_categories=[])), st.sampled_from(SIGNS))
def test_no_cell_of_xlsx_is_or_begins_like_a_formula(tail: str, sign: str) -> None:
    (sheet, _) = sheets([entry(fields={"name": sign + tail, "city": tail, "function": "https://example.org"})])
    for cell in next(sheet.iter_rows(min_row=2)):
        assert cell.data_type in {"s", "d", "n"}
        assert cell.hyperlink is None
        if isinstance(cell.value, str) and not cell.value.startswith("+"):
            assert not cell.value.lstrip().startswith(SIGNS)


def test_a_telephone_number_in_xlsx_is_text_that_can_be_dialled() -> None:
    fields = {"name": "Ann", "phone": "+32 9 225 10 20"}
    (sheet, _) = sheets([entry(fields=fields, event="chemistry")], CHEMISTRY)
    cell = sheet["B2"]
    assert ("s", "+32 9 225 10 20", True) == (cell.data_type, cell.value, cell.quotePrefix)


def test_xlsx_has_a_bold_frozen_head_with_a_filter() -> None:
    (sheet, _) = sheets([entry(1), entry(2)])
    assert HEADS == values(sheet)[0]
    assert all(cell.font.bold for cell in sheet[1])
    assert ("A2", "A1:G3") == (sheet.freeze_panes, sheet.auto_filter.ref)


def test_xlsx_moments_are_real_and_in_the_events_zone() -> None:
    (sheet, _) = sheets([entry()])
    assert (datetime(2018, 11, 20, 10), True) == (sheet["F2"].value, sheet["F2"].is_date)  # noqa: DTZ001  a sheet has no zones


def test_xlsx_columns_are_wide_enough_to_read() -> None:
    (sheet, _) = sheets([entry(fields={**ANSWERS, "function": "x" * 300})])
    assert 16 < sheet.column_dimensions["D"].width < 30
    assert sheet.column_dimensions["C"].width < 60


def test_totals_count_who_is_registered_by_event_and_municipality() -> None:
    people = [
        entry(1),
        entry(2),
        entry(3, {**ANSWERS, "city": "Aalst"}),
        entry(4, {"name": "Ann"}, event="chemistry"),
        entry(5, status=Status.LATE),
    ]
    (_, totals) = sheets(people, EVENT, CHEMISTRY)
    expected = [
        ["Evenement", "Gemeente", "Aantal"],
        ["Chemistry day", "Totaal", 1],
        [EVENT.title, "Aalst", 1],
        [EVENT.title, "Gent", 2],
        [EVENT.title, "Totaal", 3],
    ]
    assert expected == values(totals)


def test_a_list_without_anybody_is_still_a_workbook() -> None:
    (sheet, totals) = sheets([])
    assert ([HEADS], 1) == (values(sheet), totals.max_row)


def test_the_table_shows_words_and_obeys_none(capsys: pytest.CaptureFixture[str]) -> None:
    export.write([entry(fields={"name": "[red]Jan\x1b[31m", "city": "Gent"})], [EVENT], "table")
    shown = capsys.readouterr().out
    assert "[red]Jan" in shown
    assert "\x1b" not in shown


def test_an_empty_table_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    export.write([], [EVENT], "table")
    assert "Deze lijst is leeg.\n" == capsys.readouterr().out


def test_without_a_file_csv_goes_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    export.write([entry()], [EVENT], "csv")
    assert export.as_csv([entry()], [EVENT]) == capfdbinary.readouterr().out


@pytest.mark.parametrize("format_", ["table", "csv", "xlsx", "json"])
def test_every_format_can_be_written_to_a_file(format_: export.Format, tmp_path: Path) -> None:
    output = tmp_path / "entries"
    export.write([entry()], [EVENT], format_, output)
    assert output.stat().st_size > 100


def test_a_spreadsheet_wants_a_file() -> None:
    with pytest.raises(export.ExportError, match=r"add --output entries\.xlsx"):
        export.write([entry()], [EVENT], "xlsx")
