"""What a mail does to the entries that are there already, and when a human must look first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from inbox_bot.core.case import Case, Does, History, Known, Plan
from inbox_bot.core.conversation import EARLIER, about, expecting, join, lacking, recognised
from inbox_bot.core.conversation.giving import NOBODY, SEVERAL
from inbox_bot.core.conversation.replacing import WHO_FOR_WHOM
from inbox_bot.core.conversation.withdrawing import WHOM
from inbox_bot.core.document import Span, Zone
from inbox_bot.core.extraction.model import ANSWERS as ANSWERING
from inbox_bot.core.extraction.model import REPLACES, Finding, Intent, Participant
from inbox_bot.core.message import parse
from inbox_bot.core.states import Stands
from inbox_bot.core.zones import zone
from seminar import ANSWERS, EVENT, NOW, case, found, mail, message

WHOLE = found(**ANSWERS)
JAN = "Jan Peeters <jan@gent.example>"


def known(number: int = 1, *, lacks: str = "", in_thread: bool = True, status: str = "", **fields: str) -> Known:
    noted = {key: value for key, value in {**ANSWERS, **fields}.items() if key != lacks and value}
    return Known(
        number,
        EVENT.id,
        Stands(status or ("incomplete" if lacks else "confirmed")),
        noted,
        "jan@gent.example",
        NOW + timedelta(minutes=number),
        in_thread,
    )


def els(number: int = 2, *, lacks: str = "") -> Known:
    return known(number, lacks=lacks, name="Els Maes", function="jurist", email="els@gent.example")


def follow(
    *participants: Participant,
    there: tuple[Known, ...],
    intent: Intent = Intent.UPDATE,
    evidence: tuple[str, ...] = ("aanpassen",),
    text: str = "",
) -> Case:
    history = History(in_thread=any(one.in_thread for one in there), known=there)
    written = parse(mail(text or "Mail", sender=JAN, number=2))
    one = case(written, *participants, intent=intent, history=history)
    return join(replace(one, document=zone(written), extraction=replace(one.extraction, evidence=evidence)))


def values(case: Case, position: int = 0) -> dict[str, str]:
    return {key: finding.value for key, finding in case.extraction.participants[position].items()}


def doubts(case: Case) -> tuple[str, ...]:
    return (*case.extraction.doubts, *case.plan.doubts)


@pytest.mark.parametrize("intent", [Intent.REGISTER, Intent.UPDATE])
def test_what_lacked_completes_the_entry_that_was_asked_about(intent: Intent) -> None:
    whole = follow(found(city="Gent"), there=(known(lacks="city"),), intent=intent)
    assert ANSWERS == values(whole)
    assert (Plan(Does.COMPLETES, {0: known(lacks="city")}), ()) == (whole.plan, whole.extraction.missing)


def test_what_was_known_says_that_it_comes_from_an_earlier_mail() -> None:
    (participant,) = follow(found(city="Gent"), there=(known(lacks="city"),)).extraction.participants
    sources = {key: finding.source for key, finding in participant.items()}
    assert {"name": EARLIER, "city": "text", "function": EARLIER, "email": EARLIER} == sources


def test_what_still_lacks_is_asked_again() -> None:
    empty = replace(known(lacks="city"), fields={})
    assert ("function", "email") == follow(found(name="Jan Peeters", city="Gent"), there=(empty,)).extraction.missing


def test_who_else_of_the_conversation_still_lacks_something_is_asked_too() -> None:
    two = known(lacks="function"), els(lacks="email")
    answered = follow(found(function="schepen"), there=two, evidence=(ANSWERING,))
    assert ["schepen", "jurist"] == [values(answered, at)["function"] for at in (0, 1)]
    assert (("email",), dict(enumerate(two))) == (answered.extraction.missing, answered.plan.changes)


def test_an_answer_for_somebody_else_takes_nothing_from_the_senders_signature() -> None:
    function = Finding("directeur", "directeur", None, "signature", 0.9)
    signed = {**found(email="els@gent.example"), "function": function}
    asked = replace(els(lacks="email"), fields={"name": "Els Maes", "city": "Gent"})
    answered = follow(signed, there=(known(), asked), evidence=(ANSWERING,))
    assert {"name": "Els Maes", "city": "Gent", "email": "els@gent.example"} == values(answered)
    assert ("function",) == answered.extraction.missing


def test_the_senders_signature_completes_their_own_entry() -> None:
    signed = {"function": Finding("directeur", "directeur", None, "signature", 0.9)}
    assert ANSWERS == values(follow(signed, there=(known(lacks="function"),), evidence=(ANSWERING,)))


def test_an_answer_that_mentions_another_value_is_a_doubt_and_no_silent_change() -> None:
    told = follow(found(city="Gent", function="schepen"), there=(known(lacks="city"),), evidence=(ANSWERING,))
    assert ("Functie: “directeur” was noted, this mail says “schepen”",) == doubts(told)
    assert values(told)["function"] == "directeur"


def test_an_answer_that_labels_another_value_changes_it() -> None:
    labelled = {key: replace(one, evidence=("label",)) for key, one in found(city="Gent", function="schepen").items()}
    told = follow(labelled, there=(known(lacks="city"),), evidence=(ANSWERING,))
    assert ((), "schepen") == (doubts(told), values(told)["function"])


def test_who_asks_for_a_change_gets_it() -> None:
    changed = follow(found(function="schepen"), there=(known(),))
    assert (Plan(Does.CHANGES, {0: known()}), {**ANSWERS, "function": "schepen"}) == (changed.plan, values(changed))


def test_a_name_that_was_misspelled_is_changed() -> None:
    assert values(follow(found(name="Jan Peters"), there=(known(),)))["name"] == "Jan Peters"


def test_a_change_for_somebody_who_is_not_there_is_left_to_a_human() -> None:
    assert (NOBODY,) == doubts(follow(found(name="Griet Thys", function="schepen"), there=(known(),)))


def test_one_of_several_is_changed_by_name() -> None:
    changed = follow(found(name="Els", function="schepen"), there=(known(), els()))
    assert {0: els()} == changed.plan.changes
    assert ("Els Maes", "schepen") == (values(changed)["name"], values(changed)["function"])


def test_a_change_without_a_name_is_the_senders_own() -> None:
    assert {0: known()} == follow(found(function="schepen"), there=(known(), els())).plan.changes


def test_a_choice_of_several_entries_is_left_to_a_human() -> None:
    two = known(1, name="An Claes", email="an@x.example"), known(2, name="An Maes", email="am@x.example")
    assert (SEVERAL,) == doubts(follow(found(name="An", function="schepen"), there=two))


def test_half_of_a_name_that_was_noted_contradicts_nothing() -> None:
    told = follow(found(city="Gent", name="jan"), there=(known(lacks="city"),), evidence=(ANSWERING,))
    assert ((), "Jan Peeters") == (doubts(told), values(told)["name"])


def test_a_signature_that_says_otherwise_changes_nothing() -> None:
    signed = {"function": Finding("burger", "burger", None, "signature", 0.7)}
    assert Plan(Does.REPEATS, {0: known()}) == follow(signed, there=(known(),), intent=Intent.REGISTER).plan


def test_the_same_person_again_is_a_repetition() -> None:
    again = follow(WHOLE, there=(known(in_thread=False),), intent=Intent.REGISTER)
    assert Plan(Does.REPEATS, {0: known(in_thread=False)}) == again.plan


def test_the_same_sender_may_register_somebody_else() -> None:
    other = follow({**WHOLE, **found(name="Els Maes")}, there=(known(in_thread=False),), intent=Intent.REGISTER)
    assert (Plan(), "Els Maes") == (other.plan, values(other)["name"])


def test_a_newcomer_takes_the_place_of_the_sender() -> None:
    newcomer = found(name="Els Maes", city="Gent", function="jurist", email="els@gent.example")
    passed = follow(newcomer, there=(known(),), evidence=(REPLACES, "in mijn plaats"))
    assert Plan(Does.REPLACES, {0: known()}) == passed.plan
    assert els().fields == values(passed)


def test_what_lacks_of_a_newcomer_is_asked() -> None:
    passed = follow(found(name="Els Maes", city="Gent"), there=(known(),), evidence=(REPLACES,))
    assert ("function", "email") == passed.extraction.missing


def test_a_newcomer_takes_the_place_of_whom_the_mail_names() -> None:
    text = "Els Maes moet die dag werken, in haar plaats komt Griet Thys van de stad."
    passed = follow(found(name="Griet Thys"), there=(known(), els()), evidence=(REPLACES,), text=text)
    assert {0: els()} == passed.plan.changes


def test_a_replacement_of_nobody_in_particular_is_left_to_a_human() -> None:
    strangers = known(1, name="An Claes", email="an@x.example"), els()
    passed = follow(found(name="Griet Thys"), there=strangers, evidence=(REPLACES,))
    assert (WHO_FOR_WHOM,) == doubts(passed)


@pytest.mark.parametrize("intent", [Intent.CANCEL, Intent.DECLINE])
def test_the_only_entry_is_the_one_that_is_cancelled(intent: Intent) -> None:
    gone = follow(there=(known(),), intent=intent, text="Ik kan toch niet komen.")
    assert (Plan(Does.CANCELS, {0: known()}), ANSWERS) == (gone.plan, values(gone))


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Els kan helaas toch niet komen die dag. Ik kom wel.\n\nGroeten\nJan Peeters", {2}),
        ("Els Maes is ziek, gelieve haar te schrappen van de lijst.", {2}),
        ("Ik kan toch niet komen, Els komt wel.", {1}),
        ("Ik kan jammer genoeg toch niet komen.", {1}),
        ("Ik kan jammer genoeg toch niet komen. Els Maes weet er al van.", {1}),
        ("Wij kunnen allebei toch niet komen.", {1, 2}),
        ("Jan en Els komen toch niet naar het seminarie.", {1, 2}),
        ("Malheureusement nous ne pourrons pas venir, merci d'annuler nos inscriptions.", {1, 2}),
        ("Els Maes ne pourra finalement pas venir le 7 décembre.", {2}),
        ("Unfortunately Els can't make it any more, please take her off the list.", {2}),
        ("Neither of us can come after all, please cancel both of us.", {1, 2}),
        ("Els Maes kann leider doch nicht kommen, bitte streichen Sie sie von der Liste.", {2}),
        ("Mijn collega kan toch niet komen.", set()),
        ("Je dois malheureusement renoncer à la journée. Els, elle, viendra bien comme prévu.", {1}),
        ("Els Maes fährt doch lieber ans Meer. Streich sie also bitte von der Liste, Jan und ich bleiben dabei.", {2}),
        ("Els is ziek geworden. Schrap haar dus maar van de lijst, ik kom wel nog altijd.", {2}),
        ("Els Maes moet die dag op een opleiding zijn en valt dus af. Ikzelf blijf gewoon ingeschreven.", {2}),
        ("Els Maes ne viendra pas jeudi. Moi-même serai bien là.", {2}),
        ("Der Jan fährt doch lieber ans Meer. Streich ihn also bitte von der Liste, Els bleibt dabei.", {1}),
    ],
)
def test_whom_a_cancellation_means(text: str, whom: set[int]) -> None:
    gone = follow(there=(known(), els()), intent=Intent.CANCEL, text=text)
    assert whom == {one.id for one in gone.plan.changes.values()}
    assert (() if whom else (WHOM,)) == doubts(gone)


@pytest.mark.parametrize("intent", [Intent.QUESTION, Intent.AUTOMATIC, Intent.BOUNCE, Intent.SPAM, Intent.UNRELATED])
def test_other_wishes_change_nothing(intent: Intent) -> None:
    asked = follow(found(city="Gent"), there=(known(lacks="city"),), intent=intent)
    assert (Plan(), {"city": "Gent"}) == (asked.plan, values(asked))


def test_a_cancelled_entry_is_no_longer_there() -> None:
    assert Plan() == follow(WHOLE, there=(known(status="cancelled"),), intent=Intent.REGISTER).plan


def test_an_entry_for_another_event_is_left_alone() -> None:
    camp = replace(known(lacks="city"), event="camp")
    assert Plan() == follow(found(city="Gent"), there=(camp,)).plan


def test_a_mail_answers_what_the_entries_of_its_conversation_lack() -> None:
    here, elsewhere = known(1, lacks="city"), replace(known(2, lacks="email"), in_thread=False)
    assert ("city",) == expecting(History(in_thread=True, known=(elsewhere, here)), EVENT)
    assert ("email",) == expecting(History(known=(elsewhere,)), EVENT)
    assert () == expecting(History(in_thread=True, known=(elsewhere, known(1))), EVENT)


def test_a_conversation_keeps_its_event() -> None:
    camp = EVENT.model_copy(update={"id": "camp"})
    history = History(in_thread=True, known=(replace(known(), event="camp"), replace(known(2), in_thread=False)))
    assert camp == about(history, (EVENT, camp))
    assert about(History(), (EVENT, camp)) is None


def test_an_empty_value_lacks() -> None:
    assert ("city",) == lacking(replace(known(), fields={**ANSWERS, "city": ""}), EVENT)


def test_what_only_changes_what_is_there_counts_from_the_first_mail() -> None:
    assert known().received_at == follow(found(function="schepen"), there=(known(),)).counts_from
    both = follow(WHOLE, found(name="Els Maes"), there=(known(),), intent=Intent.REGISTER)
    assert NOW == both.counts_from
    assert NOW == case(message(), WHOLE).counts_from


@pytest.mark.parametrize(
    "text",
    [
        "Small change for Els: she has moved. Her function is jurist now.",
        "Een kleine wijziging voor Els. Haar functie is nu jurist.",
        "Petite modification pour Els : sa fonction est juriste, jurist en anglais.",
    ],
)
def test_of_whom_data_are_said_is_told_by_the_sentences_before_them(text: str) -> None:
    octets = mail(text, sender=JAN, number=2)
    document = zone(parse(octets))
    at = document.text.index("jurist")
    given = {"function": Finding("archivaris", "jurist", Span(at, at + 6), "text", 0.9)}
    assert {0: els()} == follow(given, there=(known(), els()), text=text).plan.changes


def test_who_speaks_of_their_own_data_means_themselves_though_another_is_named_before() -> None:
    text = "Els stuurde dit door. Mijn functie is schepen."
    at = zone(parse(mail(text, sender=JAN, number=2))).text.index("schepen")
    given = {"function": Finding("schepen", "schepen", Span(at, at + 7), "text", 0.9)}
    one = follow(given, there=(known(), els()), text=text)
    assert {0: known()} == join(replace(one, extraction=replace(one.extraction, language="nl"))).plan.changes


@pytest.mark.parametrize(
    "text",
    [
        "Mijn naam is Peters, met één e.",
        "My surname is spelled Peters.",
        "Mon nom s'écrit Peters.",
        "Mein Nachname ist Peters.",
    ],
)
def test_a_name_that_is_spelled_anew_is_put_right(text: str) -> None:
    assert "Jan Peters" == values(follow({}, there=(known(),), text=text))["name"]


def test_nobody_is_taken_off_the_list_from_another_address() -> None:
    there = (
        replace(known(in_thread=False), sender="jan@home.example", fields={**ANSWERS, "email": "jan@home.example"}),
    )
    assert ("asks to cancel, but jan@gent.example is no known address of Jan Peeters",) == doubts(
        follow(there=there, intent=Intent.CANCEL, text="Ik kan toch niet komen.")
    )


def test_who_names_the_noted_address_and_bears_the_name_is_recognised() -> None:
    other = replace(known(in_thread=False), sender="jan@home.example")
    written = parse(mail("Mail", sender="Jan Peeters <jan@work.example>"))
    stranger = parse(mail("Mail", sender="Piet Claes <jan@work.example>"))
    assert (other,) == recognised(History(named=(other,)), written, (EVENT,)).known
    assert () == recognised(History(named=(other,)), stranger, (EVENT,)).known


def test_whose_address_is_noted_is_recognised() -> None:
    other = replace(known(in_thread=False), sender="jan@home.example", fields={**ANSWERS, "email": "Jan@work.example"})
    beside = replace(other, id=2, fields={**ANSWERS, "email": "els@work.example", "name": "jan@work.example"})
    written = parse(mail("Mail", sender="J. <jan@work.example>"))
    assert (other,) == recognised(History(noted=(other, beside)), written, (EVENT,)).known


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Els Maes kan niet. In haar plaats komt Leo Claes. Ik kom zoals afgesproken.", 2),
        ("Ik kom gewoon. Els is ziek. Mijn collega Leo Claes komt in haar plaats.", 2),
        ("Els komt gewoon zoals afgesproken. Ik ben ziek. In mijn plaats komt Leo Claes.", 1),
    ],
)
def test_who_is_said_to_stay_away_is_replaced_and_not_who_comes(text: str, gone: int) -> None:
    passed = follow(found(name="Leo Claes"), there=(known(), els()), evidence=(REPLACES,), text=text)
    assert [gone] == [one.id for one in passed.plan.changes.values()]


def test_whoever_shares_the_senders_address_is_taken_off_alone() -> None:
    wife = known(2, name="Marlene Peeters")
    text = "Mijn vrouw Marlene Peeters is ziek en kan niet komen. Ik kom wel zoals gepland."
    assert {0: wife} == follow(there=(known(), wife), intent=Intent.CANCEL, text=text).plan.changes


def test_who_signed_our_question_is_no_answer_to_it() -> None:
    quoted = "> Nous avons encore besoin de :\n>\n> - Fonction\n\njuriste\n\n> Bien à vous,\n> Ann Claes\n> Rivière vive asbl\n\nJan\n"
    written = parse(mail(f"Le ven. 25 oct. 2019 à 15:55, Ann <ann@vive.example> a écrit :\n\n{quoted}", sender=JAN))
    said = {line.text for line in zone(written).of(Zone.NEW)}
    assert {"- Fonction", "juriste", "Jan"} == said - {""}


@pytest.mark.parametrize(
    "text",
    [
        "An Peeters komt in plaats van Jan Peeters.",
        "An Peeters viendra à la place de Jan Peeters.",
        "Statt Jan Peeters kommt An Claes.",
        "An Claes will come instead of Jan Peeters.",
    ],
)
def test_who_comes_instead_of_somebody_named_takes_their_place(text: str) -> None:
    newcomer = "An Claes" if "Claes" in text else "An Peeters"
    passed = follow(found(name=newcomer), there=(known(), els()), text=text)
    assert (Does.REPLACES, {0: known()}) == (passed.plan.does, passed.plan.changes)


def test_whoever_says_what_they_are_instead_takes_nobodys_place() -> None:
    text = "Ik ben intussen jurist in plaats van directeur."
    assert Does.CHANGES is follow(found(function="jurist"), there=(known(),), text=text).plan.does


@pytest.mark.parametrize(
    "text", ["Sofie is schepen.", "Sofie est échevine.", "Sofie works as a lawyer.", "Sofie ist Referentin."]
)
def test_what_somebody_is_who_is_not_on_the_list_changes_nobody(text: str) -> None:
    passed = follow(found(function="schepen"), there=(known(),), text=text)
    assert (NOBODY,) == doubts(passed)


@pytest.mark.parametrize("text", ["Jan is schepen.", "Functie is schepen.", "Peeters is schepen."])
def test_what_somebody_is_who_is_on_the_list_changes_them(text: str) -> None:
    assert {0: known()} == follow(found(function="schepen"), there=(known(),), text=text).plan.changes


def test_who_has_two_first_names_is_on_the_list_under_both() -> None:
    there = (known(name="Jean-Luc D'Hulst"),)
    assert {0: there[0]} == follow(found(function="schepen"), there=there, text="Jean-Luc is schepen.").plan.changes
