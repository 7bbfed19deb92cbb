"""What French-speaking people say of a meal without naming an option."""

import pytest

from core.extraction.asking import COLLOQUE, read
from inbox_bot.core.event import Field, FieldType

DAY = COLLOQUE.model_copy(
    update={
        "fields": (
            Field(key="job", label="Fonction", type=FieldType.JOB_TITLE),
            Field(
                key="lunch",
                label="Lunch (oui / non / végétarien)",
                type=FieldType.CHOICE,
                options=("oui", "non", "végétarien"),
            ),
        )
    }
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Pouvez-vous me noter aussi pour le buffet, boissons comprises ?", "oui"),
        ("Pas de souci pour le lunch, je mange de tout.", "oui"),
        ("Je partagerai le repas avec vous.", "oui"),
        ("Le buffet me va très bien.", "oui"),
        ("Elle déjeunera sur place.", "oui"),
        ("Je reste à midi.", "oui"),
        ("Je ne pourrai, à mon grand regret, rester pour le repas.", "non"),
        ("Inutile de prévoir un repas pour moi.", "non"),
        ("Je me passerai du lunch.", "non"),
        ("Je dois partir avant le repas.", "non"),
        ("Je mangerai ailleurs à midi.", "non"),
        ("J'apporte mes tartines.", "non"),
        ("Ne prévoyez rien pour moi à midi.", "non"),
        ("Je saute le repas.", "non"),
        ("Pour midi, je me débrouille pour le repas.", "non"),
        ("Je prendrai le lunch. PS : finalement pas de lunch pour moi.", "non"),
        ("Lunch : oui. À la réflexion, je serai là à midi mais végétarien.", "végétarien"),
        ("Je ne mange ni viande ni poisson.", "végétarien"),
        ("Pour le lunch je ne sais pas encore.", None),
        ("Y aura-t-il un repas ?", None),
    ],
)
def test_a_meal_is_taken_or_left_in_many_words(said: str, meant: str | None) -> None:
    taken = read(DAY, f"Je m'inscris, je suis éducateur.\n\n{said}").participants[0].get("lunch")

    assert meant == (taken.value if taken else None)
