"""Spoofing: who claims to be another leads no reply astray."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial

from benchmarks.faults.table import Fault, Toll
from inbox_bot.config import Config, load
from inbox_bot.core.case import Limits, Outcome
from inbox_bot.core.message import Address, parse
from inbox_bot.core.reply import Desk
from inbox_bot.explain import explain
from outside.post import EXAMPLE, ON_TIME, ORGANISER
from outside.program import templates

_JAN = "jan.peeters@gent.be"
_BODY = f"""
Beste,

Graag schrijf ik mij in voor het seminarie.

Naam: Jan Peeters
Gemeente: Gent
Functie: directeur
E-mailadres: {_JAN}
"""
_VICTIM = "victim@evil.example"
_SERVER = "Authentication-Results: mx.kcvs.be;"
_SILENT = {Outcome.IGNORED, Outcome.REVIEW}


@dataclass(frozen=True, slots=True)
class Case:
    """The header fields that say who wrote, and whom alone a reply may go to."""

    fields: str
    answered: str = ""
    """Empty for nobody."""


CASES = {
    "honest": Case(f"From: Jan Peeters <{_JAN}>", _JAN),
    "two From headers": Case(f"From: Jan Peeters <{_JAN}>\nFrom: An <{_VICTIM}>"),
    "two From headers, the first ours": Case(f"From: {ORGANISER}\nFrom: Jan <{_JAN}>"),
    "the same From twice": Case(f"From: Jan Peeters <{_JAN}>\nFrom: Jan Peeters <{_JAN}>"),
    "a list in From": Case(f"From: Jan Peeters <{_JAN}>, An <{_VICTIM}>"),
    "a list in From with a Sender": Case(f"From: Jan Peeters <{_JAN}>, An <{_VICTIM}>\nSender: {_JAN}"),
    "a group in From": Case(f"From: staff: Jan Peeters <{_JAN}>, An <{_VICTIM}>;"),
    "an empty group in From": Case("From: undisclosed-recipients:;"),
    "no From": Case(f"Sender: {_JAN}"),
    "an empty From": Case("From:"),
    "From <>": Case("From: Jan Peeters <>"),
    "a display name that is an address": Case(f'From: "{_VICTIM}" <{_JAN}>', _JAN),
    "a display name that is our address": Case(f'From: "{ORGANISER}" <{_JAN}>', _JAN),
    "a bare address before the address": Case(f"From: {_VICTIM} <{_JAN}>", _JAN),
    "an encoded display name that is an address": Case(
        f"From: =?utf-8?Q?victim=40evil.example_=3Cvictim=40evil.example=3E=2C?= <{_JAN}>", _JAN
    ),
    "an encoded display name that breaks the line": Case(
        f"From: =?utf-8?Q?Jan=0D=0ABcc:_victim=40evil.example?= <{_JAN}>", _JAN
    ),
    "an encoded address": Case("From: =?utf-8?Q?victim=40evil.example?="),
    "an encoded address in brackets": Case("From: Jan Peeters <=?utf-8?Q?victim=40evil.example?=>"),
    "an encoded local part": Case("From: Jan Peeters <=?utf-8?Q?victim?=@evil.example>"),
    "an encoded NUL in the address": Case("From: Jan Peeters <=?utf-8?Q?jan=40gent.be=00?=@evil.example>"),
    "a quoted local part": Case('From: Jan Peeters <"victim@evil.example, x"@gent.be>'),
    "a source route": Case(
        f"From: Jan Peeters <@evil.example,@b.example:{_JAN}>", _JAN
    ),  # RFC 5322, section 4.4: ignored
    "two addresses in brackets": Case(f"From: Jan Peeters <{_JAN}> <{_VICTIM}>"),
    "two at-signs": Case("From: Jan Peeters <jan@gent.be@evil.example>"),
    "a percent hack": Case("From: Jan Peeters <victim%evil.example@gent.be>", "victim%evil.example@gent.be"),
    "a comment that is an address": Case(f"From: {_JAN} ({_VICTIM})", _JAN),
    "an address literal": Case("From: Jan Peeters <jan@[127.0.0.1]>"),
    "letters that look like others": Case("From: Jan Peeters <jan@g\u0435nt.be>"),
    "Reply-To elsewhere": Case(f"From: Jan Peeters <{_JAN}>\nReply-To: {_VICTIM}", _JAN),
    "many in Reply-To": Case(f"From: Jan Peeters <{_JAN}>\nReply-To: {_VICTIM}, a@b.example, c@d.example", _JAN),
    "Reply-To to us": Case(f"From: Jan Peeters <{_JAN}>\nReply-To: {ORGANISER}", _JAN),
    "Sender elsewhere": Case(f"From: Jan Peeters <{_JAN}>\nSender: {_VICTIM}", _JAN),
    "Return-Path elsewhere": Case(f"Return-Path: <{_VICTIM}>\nFrom: Jan Peeters <{_JAN}>", _JAN),
    "Disposition-Notification-To": Case(f"From: Jan Peeters <{_JAN}>\nDisposition-Notification-To: {_VICTIM}", _JAN),
    "Errors-To": Case(f"From: Jan Peeters <{_JAN}>\nErrors-To: {_VICTIM}", _JAN),
    "Resent-From": Case(f"Resent-From: {_VICTIM}\nFrom: Jan Peeters <{_JAN}>", _JAN),
    "our own address": Case(f"From: Linda Boudry <{ORGANISER}>"),
    "our own address in capitals": Case(f"From: Linda Boudry <{ORGANISER.upper()}>"),
    "our own address with a tag": Case(f"From: Linda Boudry <{ORGANISER.replace('@', '+x@')}>"),
    "our own address and Reply-To elsewhere": Case(f"From: {ORGANISER}\nReply-To: {_VICTIM}"),
    "the null return path": Case(f"Return-Path: <>\nFrom: Jan Peeters <{_JAN}>"),
    "MAILER-DAEMON": Case("From: MAILER-DAEMON@gent.be"),
    "MAILER-DAEMON without a domain": Case("From: <MAILER-DAEMON>"),
    "postmaster": Case("From: postmaster@gent.be"),
    "no-reply": Case("From: no-reply@gent.be"),
    "no-reply as Sender": Case("From: no-reply@gent.be\nReply-To: victim@evil.example"),
    "DMARC fails": Case(f"{_SERVER} dmarc=fail header.from=gent.be\nFrom: Jan Peeters <{_JAN}>"),
    "DMARC fails, in capitals": Case(f"{_SERVER.upper()} DMARC = FAIL\nFrom: Jan Peeters <{_JAN}>"),
    "DMARC fails last, with comments": Case(
        f'{_SERVER}\n spf=pass (a; b) reason="x; y";\n dkim=pass; dmarc=fail (p=none)\nFrom: Jan Peeters <{_JAN}>'
    ),
    "DMARC fails above a forged pass": Case(f"{_SERVER} dmarc=fail\n{_SERVER} dmarc=pass\nFrom: Jan Peeters <{_JAN}>"),
    "DMARC passes": Case(f"{_SERVER} dmarc=pass\nFrom: Jan Peeters <{_JAN}>", _JAN),
    "DMARC passes above a forged failure": Case(
        f"{_SERVER} dmarc=pass\n{_SERVER} dmarc=fail\nFrom: Jan Peeters <{_JAN}>", _JAN
    ),
    "DMARC fails, says another": Case(
        f"Authentication-Results: mx.evil.example; dmarc=fail\nFrom: Jan Peeters <{_JAN}>", _JAN
    ),
    "DMARC fails, and another says otherwise above": Case(
        f"Authentication-Results: mx.evil.example; dmarc=pass\n{_SERVER} dmarc=fail\nFrom: Jan Peeters <{_JAN}>"
    ),
    "DMARC fails, within a comment": Case(f"{_SERVER} dmarc=pass (; dmarc=fail)\nFrom: Jan Peeters <{_JAN}>", _JAN),
}


def survive(name: str) -> Toll:
    """Decide about a whole registration that comes from whom the case says: a reply goes there, or nowhere."""
    case = CASES[name]
    octets = f"{case.fields}\nTo: {ORGANISER}\nSubject: Inschrijving\nMessage-ID: <1@gent.be>\n{_BODY}".encode()
    found = explain(octets, config().events, None, ON_TIME, _desk(), config().own_addresses, Limits(), "mx.kcvs.be")
    to = found.reply.rcpt_to if found.reply else ""
    assert to == case.answered, f"answers {to!r}: {found.decision}"
    if found.reply:
        assert [one.addr_spec for one in parse(found.reply.octets).to] == [case.answered]
        assert _VICTIM.encode() not in found.reply.octets
    else:
        assert found.decision.outcome in _SILENT, found.decision
    return Toll()


@cache
def config() -> Config:
    """Return the example's."""
    return load(EXAMPLE)


@cache
def _desk() -> Desk:
    return Desk(Address("", ORGANISER), templates(), b"spoofed")


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield each way to claim to be another."""
    yield [Fault(name, partial(survive, name)) for name in CASES]
