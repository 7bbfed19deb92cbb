"""What a message says: its headers and bodies, and each trap on the way to them."""

from datetime import UTC, datetime

import pytest

from inbox_bot.core.message import Address, Attachment, Message, parse

ORDINARY = b"From: Jan Peeters <jan@gent.be>\nTo: kcvs@example.be\nSubject: Inschrijving\nMessage-ID: <1@gent.be>\n"


def parsed(headers: bytes, body: bytes = b"") -> Message:
    return parse(headers.strip() + b"\n\n" + body)


def text_of(content_type: bytes, body: bytes, encoding: bytes = b"8bit") -> str:
    return parsed(b"Content-Type: " + content_type + b"\nContent-Transfer-Encoding: " + encoding, body).text


def multipart(subtype: bytes, *parts: bytes) -> Message:
    body = b"".join(b"--limit\n" + part + b"\n" for part in parts) + b"--limit--\n"
    return parsed(b"From: a@b.be\nContent-Type: multipart/" + subtype + b"; boundary=limit", body)


PLAIN = b"Content-Type: text/plain\n\nIk kom graag."
HTML = b"Content-Type: text/html\n\n<p>Ik kom graag.</p>"


def test_an_ordinary_message_gives_its_facts() -> None:
    message = parsed(
        b"Return-Path: <jan@gent.be>\n"
        b"Received: from a by b; Tue, 6 Nov 2018 10:00:00 +0100\n"
        b"Received: from c by a; Tue, 6 Nov 2018 09:00:00 +0100\n"
        b"Date: Tue, 6 Nov 2018 08:00:00 +0100\n"
        b"From: =?utf-8?Q?Jan_Pe=C3=ABters?= <jan@gent.be>\nTo: kcvs@example.be, Linda <linda@kcvs.be>\nCc: an@gent.be\n"
        b"Reply-To: secretariaat@gent.be\nSubject: Inschrijving\nMessage-ID: <1@gent.be>\nIn-Reply-To: <0@kcvs.be>\n"
        b"References: <00@kcvs.be>\n <0@kcvs.be>",
        b"Ik kom graag.\r\n",
    )

    assert (Address("Jan Peëters", "jan@gent.be"),) == message.senders
    assert Address("Jan Peëters", "jan@gent.be") == message.sender
    assert (Address("", "kcvs@example.be"), Address("Linda", "linda@kcvs.be")) == message.to
    assert (Address("", "an@gent.be"),) == message.cc
    assert (Address("", "secretariaat@gent.be"),) == message.reply_to
    assert "jan@gent.be" == message.return_path
    assert "Inschrijving" == message.subject
    assert "<1@gent.be>" == message.message_id
    assert ("<0@kcvs.be>",) == message.in_reply_to
    assert ("<00@kcvs.be>", "<0@kcvs.be>") == message.references
    assert datetime(2018, 11, 6, 7, tzinfo=UTC) == message.date
    assert datetime(2018, 11, 6, 9, tzinfo=UTC) == message.received
    assert "Ik kom graag.\n" == message.text
    assert (None, None, None) == (message.automatic, message.bounce, message.mailing_list)
    assert (None, None) == (message.calendar, message.unreadable)


def test_no_octets_give_an_empty_message() -> None:
    message = parse(b"")

    assert ((), "", "", "") == (message.senders, message.subject, message.text, message.message_id)
    assert (None, None, None, None) == (message.return_path, message.date, message.received, message.unreadable)


def test_the_null_reverse_path_is_not_the_absent_one() -> None:
    assert "" == parsed(b"Return-Path: <>").return_path
    assert parsed(b"Subject: x").return_path is None


def test_two_authors_are_no_sender() -> None:
    message = parsed(b"From: an@gent.be, jan@gent.be\nFrom: els@gent.be")

    assert ["an@gent.be", "jan@gent.be", "els@gent.be"] == [sender.addr_spec for sender in message.senders]
    assert message.sender is None


def test_an_address_in_the_display_name_is_not_the_address() -> None:
    message = parsed(b"From: boss@gent.be <me@evil.example>")

    assert ["me@evil.example"] == [sender.addr_spec for sender in message.senders]


def test_a_display_name_is_decoded_after_the_addresses_were_told_apart() -> None:
    message = parsed(b"From: =?utf-8?Q?Peeters=2C_Jan_=3Cx=40y.be=3E?= <jan@gent.be>")

    assert (Address("Peeters, Jan <x@y.be>", "jan@gent.be"),) == message.senders


def test_an_encoded_display_name_may_hold_bare_signs() -> None:
    message = parsed(b"From: =?utf-8?Q?jan@gent.be,_Stad?= <jan@gent.be>, =?utf-8?Q?b:c@d.be?=")

    assert (Address("jan@gent.be, Stad", "jan@gent.be"),) == message.senders


def test_a_broken_encoded_word_costs_neither_sender_nor_dates() -> None:
    message = parsed(b"From: =?utf-8?B?a?= <a@x.be>\nDate: Tue, 6 Nov 2018 08:00:00 +0100\nSubject: Hallo")

    assert ["a@x.be"] == [sender.addr_spec for sender in message.senders]
    assert datetime(2018, 11, 6, 7, tzinfo=UTC) == message.date
    assert "Hallo" == message.subject


@pytest.mark.parametrize("charset", [b"a\0b", b"hex", b"undefined", b"idna", b"punycode", b"nonsense", b"\xff"])
def test_a_charset_that_is_none_costs_no_text(charset: bytes) -> None:
    message = parsed(
        b"Subject: =?" + charset + b"?Q?Inschrijving?=\nContent-Type: text/plain; charset=" + charset, "één".encode()
    )

    assert "Inschrijving" in message.subject
    assert "één" == message.text
    assert message.unreadable is None


def test_repeated_headers_are_read_once() -> None:
    message = parsed(b"Subject: een\nSubject: twee\nMessage-ID: <1@a>\nMessage-ID: <2@a>")

    assert ("een", "<1@a>") == (message.subject, message.message_id)


@pytest.mark.parametrize(
    "subject",
    [
        b"Inschrijving\n voor\n\tmorgen",
        b"=?utf-8?Q?Inschrijving=0D=0Avoor_morgen?=",
        b"Inschrijving=?utf-8?Q?=0A?= voor morgen",
    ],
)
def test_a_decoded_header_holds_no_line_end(subject: bytes) -> None:
    assert "Inschrijving voor morgen" == parsed(b"Subject: " + subject).subject


def test_a_display_name_holds_no_line_end() -> None:
    message = parsed(b"From: =?utf-8?Q?Jan=0D=0ABcc:_x@y.be?= <jan@gent.be>")

    assert (Address("Jan Bcc: x@y.be", "jan@gent.be"),) == message.senders


@pytest.mark.parametrize("octets", ["Müller".encode(), "Müller".encode("cp1252")])
def test_raw_8_bit_letters_of_headers_are_kept(octets: bytes) -> None:
    message = parsed(b"From: " + octets + b" <m@x.de>\nSubject: Anmeldung f\xfcr " + octets)

    assert "Müller" == message.senders[0].display_name
    assert "Müller" == parsed(b"Subject: " + octets).subject


def test_a_letter_split_over_two_encoded_words_is_one_letter() -> None:
    assert "café" == parsed(b"Subject: caf=?utf-8?Q?=C3?=\n =?utf-8?Q?=A9?=").subject


def test_a_question_mark_may_end_an_encoded_word() -> None:
    assert "Vraag?" == parsed(b"Subject: =?utf-8?Q?Vraag??=").subject


def test_a_header_that_calls_windows_1252_latin_1_keeps_its_quotes() -> None:
    assert "D’hondt" == parsed(b"From: =?iso-8859-1?Q?D=92hondt?= <d@x.be>").senders[0].display_name


@pytest.mark.parametrize(
    ("charset", "octets", "expected"),
    [
        ("utf-8", "één".encode(), "één"),
        ("iso-8859-1", "één ‘€’".encode("cp1252"), "één ‘€’"),
        ("utf-8", "één café".encode("cp1252"), "één café"),
        ("iso-8859-1", "één".encode(), "één"),
        ("us-ascii", "één".encode(), "één"),
        ("iso-8859-15", "één €".encode("iso-8859-15"), "één €"),
        ("utf-16", "één".encode("utf-16"), "één"),
        ("utf-16", b"plain after all", "plain after all"),
        ("iso-2022-jp", "日本語".encode("iso-2022-jp"), "日本語"),
        ("utf-7", "één".encode("utf-7"), "één"),
        ("gb2312", "中文".encode("gb2312"), "中文"),
        ("shift_jis", "日本語".encode("shift_jis"), "日本語"),
    ],
)
def test_a_body_is_read_in_its_real_charset(charset: str, octets: bytes, expected: str) -> None:
    assert expected == text_of(b"text/plain; charset=" + charset.encode(), octets)


def test_parameters_that_contradict_each_other_cost_no_text() -> None:
    assert "één" == text_of(b"text/plain; charset*=utf-8''x; charset*0=a", "één".encode())


@pytest.mark.parametrize("encoding", [b"7bit", b"8bit", b"nonsense", b""])
def test_a_7_bit_charset_is_decoded_under_every_transfer_encoding(encoding: bytes) -> None:
    assert "日本" == text_of(b"text/plain; charset=iso-2022-jp", "日本".encode("iso-2022-jp"), encoding)


def test_mostly_sound_utf_8_stays_utf_8() -> None:
    assert (
        text_of(b"text/plain; charset=utf-8", "één geïnteresseerde".encode() + b"\xff") == "één geïnteresseerde\ufffd"
    )


def test_text_is_clean() -> None:
    text = text_of(b"text/plain; charset=utf-8", b"\xef\xbb\xbfe\xcc\x81\0n\r\nlijn\rlijn")

    assert "én\nlijn\nlijn" == text


def test_lone_surrogates_are_replaced() -> None:
    assert "a\ufffdb" == text_of(b"text/plain; charset=utf-7", b"a+2AA-b")


def test_a_named_body_is_the_body() -> None:
    message = parsed(b'Content-Type: text/plain; name="bericht.txt"', b"Ik kom graag.")

    assert ("Ik kom graag.", ()) == (message.text, message.attachments)


def test_an_empty_subtype_is_plain_text() -> None:
    assert "Ik kom graag." == text_of(b"text/", b"Ik kom graag.")


def test_html_alone_leaves_the_text_empty() -> None:
    message = parsed(b"Content-Type: text/html", b"<p>Ik kom graag.</p>")

    assert ("", "<p>Ik kom graag.</p>") == (message.text, message.html)


def test_alternatives_are_one_body_in_two_forms() -> None:
    message = multipart(b"alternative", PLAIN, HTML)

    assert ("Ik kom graag.", "<p>Ik kom graag.</p>") == (message.text, message.html)


def test_an_empty_plain_alternative_does_not_count() -> None:
    message = multipart(b"alternative", b"Content-Type: text/plain\n\n \n", HTML)

    assert ("", "<p>Ik kom graag.</p>") == (message.text, message.html)


@pytest.mark.parametrize("subtype", [b"mixed", b"related", b"signed", b"unheard-of"])
def test_a_body_is_found_in_every_container(subtype: bytes) -> None:
    inner = b"Content-Type: multipart/alternative; boundary=in\n\n--in\n" + PLAIN + b"\n--in\n" + HTML + b"\n--in--\n"
    message = multipart(subtype, inner, b"Content-Type: application/pdf; name=a.pdf\n\nx")

    assert ("Ik kom graag.", "<p>Ik kom graag.</p>") == (message.text, message.html)
    assert (Attachment("a.pdf", "application/pdf"),) == message.attachments


def test_text_around_an_inline_picture_stays_together() -> None:
    message = multipart(
        b"mixed", b"\nNaam: Jan", b"Content-Type: image/png\nContent-Disposition: inline\n\nx", b"\nStad: Gent"
    )

    assert "Naam: Jan\nStad: Gent" == message.text


def test_html_after_plain_text_hides_none_of_it() -> None:
    message = multipart(b"mixed", b"Content-Type: text/plain\n\nNaam: <Jan>", b"Content-Type: text/html\n\n<p>voet</p>")

    assert ("", "<div>Naam: &lt;Jan&gt;</div>\n<p>voet</p>") == (message.text, message.html)


def test_a_text_file_is_no_body() -> None:
    attached = b"Content-Type: text/plain\nContent-Disposition: attachment; filename=notes.txt\n\nNaam: Piet"
    named = b"Content-Type: text/plain; name=more.txt\n\nNaam: Piet"
    message = multipart(b"mixed", PLAIN, attached, named)

    assert "Ik kom graag." == message.text
    assert (Attachment("notes.txt", "text/plain"), Attachment("more.txt", "text/plain")) == message.attachments


def test_a_text_file_is_the_body_where_there_is_no_other() -> None:
    attached = b"Content-Type: text/plain\nContent-Disposition: attachment; filename=inschrijving.txt\n\nNaam: Piet"

    assert "Naam: Piet" == multipart(b"mixed", attached).text


def test_the_text_of_an_attached_message_is_not_the_message() -> None:
    message = multipart(b"mixed", PLAIN, b"Content-Type: message/rfc822\n\nSubject: x\n\nNaam: Piet")

    assert "Ik kom graag." == message.text
    assert (Attachment("", "message/rfc822"),) == message.attachments


def test_a_message_that_is_an_attached_message_has_no_text() -> None:
    message = parsed(b"From: a@b.be\nContent-Type: message/rfc822", b"Subject: x\n\nNaam: Piet")

    assert ("", None) == (message.text, message.unreadable)


def test_of_a_report_only_the_part_for_people_is_text() -> None:
    message = multipart(
        b"report; report-type=delivery-status",
        b"\nMislukt.",
        b"Content-Type: message/delivery-status\n\nAction: failed",
        b"Content-Type: text/plain\n\nNaam: Piet",
    )

    assert "Mislukt." == message.text


def test_a_multipart_without_its_parts_is_read_as_text() -> None:
    message = parsed(b"From: a@b.be\nContent-Type: multipart/mixed; boundary=x", b"Ik kom graag.\n")

    assert "Ik kom graag.\n" == message.text


def test_a_truncated_inner_multipart_is_survived() -> None:
    message = multipart(b"mixed", PLAIN, b"Content-Type: multipart/alternative; boundary=in\n\nafgebroken")

    assert message.text.startswith("Ik kom graag.")
    assert message.unreadable is None


@pytest.mark.parametrize(
    ("disposition", "expected"),
    [
        (b'filename="=?utf-8?Q?caf=C3=A9.pdf?="', "café.pdf"),
        (b"filename*=utf-8''caf%C3%A9.pdf", "café.pdf"),
        (b"filename*0=ca; filename*1=fe.pdf", "cafe.pdf"),
        (b"filename*=a\0b''caf%C3%A9.pdf", "café.pdf"),
    ],
)
def test_a_file_name_is_decoded(disposition: bytes, expected: str) -> None:
    message = multipart(
        b"mixed", PLAIN, b"Content-Type: application/pdf\nContent-Disposition: attachment; " + disposition
    )

    assert (Attachment(expected, "application/pdf"),) == message.attachments


@pytest.mark.parametrize("body", [b"BEGIN:VCALENDAR\nMETHOD:REQUEST\n", b"BEGIN:VCALENDAR\n"])
def test_an_invitation_is_known_by_its_method(body: bytes) -> None:
    parameter = b"" if b"METHOD" in body else b"; method=request"
    message = multipart(b"alternative", PLAIN, b"Content-Type: text/calendar" + parameter + b"\n\n" + body)

    assert "REQUEST" == message.calendar


def test_flowed_text_gets_its_paragraphs_back() -> None:
    text = text_of(b"text/plain; format=flowed", b"Ik schrijf me \nin.\n>> oud \n>> nieuw\n> ander\n >stuff\n-- \nJan")

    assert "Ik schrijf me in.\n>> oud nieuw\n> ander\n>stuff\n-- \nJan" == text


def test_flowed_text_with_delsp_loses_the_trailing_space() -> None:
    assert "inschrijving" == text_of(b"text/plain; format=flowed; delsp=yes", b"inschrij \nving")


def test_the_digest_survives_redelivery() -> None:
    again = b"Received: from x by y; Wed, 7 Nov 2018 08:00:00 +0100\nDelivered-To: linda@kcvs.be\n"

    assert parsed(ORDINARY, b"tekst").digest == parsed(again + ORDINARY, b"tekst").digest


@pytest.mark.parametrize(
    "other", [ORDINARY.replace(b"1@", b"2@"), ORDINARY.replace(b"Jan Peeters <jan", b"<an"), ORDINARY + b"X: y"]
)
def test_the_digest_tells_messages_apart(other: bytes) -> None:
    body = b"tekst" if b"X: y" not in other else b"andere tekst"

    assert parsed(ORDINARY, b"tekst").digest != parsed(other, body).digest


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_every_line_end_is_read(line_end: bytes) -> None:
    octets = b"Received: a; Tue, 6 Nov 2018 10:00:00 +0100\nDKIM-Signature: v=1;\n\tb=x\nSubject: Hallo\n\nIk kom.\nJan"
    message = parse(octets.replace(b"\n", line_end))

    assert ("Hallo", "Ik kom.\nJan") == (message.subject, message.text)


@pytest.mark.parametrize("value", [b"<1@gent.be>", b"1@gent.be", b"<1@gent.be> (comment)"])
def test_a_message_id_stands_in_angle_brackets(value: bytes) -> None:
    assert "<1@gent.be>" == parsed(b"Message-ID: " + value).message_id


def test_parsing_twice_gives_the_same() -> None:
    octets = ORDINARY + b"Content-Type: text/plain\nContent-Disposition: attachment\n\ntekst"

    assert parse(octets) == parse(octets)
