"""Names of States in lists of sponsors and votes: one name for each, however it is written.

Source of the names: the list of Member States and observers of the United Nations (short names in
English), with the forms met in the workflow data of its XML files. States renamed go under the
name that they bear now, so that counts by State span the change.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

MEMBER_STATES = tuple(
    name.strip()
    for name in """
    Afghanistan; Albania; Algeria; Andorra; Angola; Antigua and Barbuda; Argentina; Armenia;
    Australia; Austria; Azerbaijan; Bahamas; Bahrain; Bangladesh; Barbados; Belarus; Belgium;
    Belize; Benin; Bhutan; Bolivia (Plurinational State of); Bosnia and Herzegovina; Botswana;
    Brazil; Brunei Darussalam; Bulgaria; Burkina Faso; Burundi; Cabo Verde; Cambodia; Cameroon;
    Canada; Central African Republic; Chad; Chile; China; Colombia; Comoros; Congo; Costa Rica;
    Côte d’Ivoire; Croatia; Cuba; Cyprus; Czechia; Democratic People’s Republic of Korea;
    Democratic Republic of the Congo; Denmark; Djibouti; Dominica; Dominican Republic; Ecuador;
    Egypt; El Salvador; Equatorial Guinea; Eritrea; Estonia; Eswatini; Ethiopia; Fiji; Finland;
    France; Gabon; Gambia; Georgia; Germany; Ghana; Greece; Grenada; Guatemala; Guinea;
    Guinea-Bissau; Guyana; Haiti; Holy See; Honduras; Hungary; Iceland; India; Indonesia;
    Iran (Islamic Republic of); Iraq; Ireland; Israel; Italy; Jamaica; Japan; Jordan; Kazakhstan;
    Kenya; Kiribati; Kuwait; Kyrgyzstan; Lao People’s Democratic Republic; Latvia; Lebanon;
    Lesotho; Liberia; Libya; Liechtenstein; Lithuania; Luxembourg; Madagascar; Malawi; Malaysia;
    Maldives; Mali; Malta; Marshall Islands; Mauritania; Mauritius; Mexico;
    Micronesia (Federated States of); Monaco; Mongolia; Montenegro; Morocco; Mozambique; Myanmar;
    Namibia; Nauru; Nepal; Netherlands (Kingdom of the); New Zealand; Nicaragua; Niger; Nigeria;
    North Macedonia; Norway; Oman; Pakistan; Palau; Panama; Papua New Guinea; Paraguay; Peru;
    Philippines; Poland; Portugal; Qatar; Republic of Korea; Republic of Moldova; Romania;
    Russian Federation; Rwanda; Saint Kitts and Nevis; Saint Lucia;
    Saint Vincent and the Grenadines; Samoa; San Marino; Sao Tome and Principe; Saudi Arabia;
    Senegal; Serbia; Seychelles; Sierra Leone; Singapore; Slovakia; Slovenia; Solomon Islands;
    Somalia; South Africa; South Sudan; Spain; Sri Lanka; State of Palestine; Sudan; Suriname;
    Sweden; Switzerland; Syrian Arab Republic; Tajikistan; Thailand; Timor-Leste; Togo; Tonga;
    Trinidad and Tobago; Tunisia; Türkiye; Turkmenistan; Tuvalu; Uganda; Ukraine;
    United Arab Emirates; United Kingdom of Great Britain and Northern Ireland;
    United Republic of Tanzania; United States of America; Uruguay; Uzbekistan; Vanuatu;
    Venezuela (Bolivarian Republic of); Viet Nam; Yemen; Zambia; Zimbabwe
    """.split(";")
)

# Other names of the same States, and former ones; forms that differ in accents, brackets, spaces or
# one letter are told without being listed.
_OTHER_NAMES = {
    "Cape Verde": "Cabo Verde",
    "Czech Republic": "Czechia",
    "Ivory Coast": "Côte d’Ivoire",
    "Libyan Arab Jamahiriya": "Libya",
    "Palestine": "State of Palestine",
    "Swaziland": "Eswatini",
    "Tanzania": "United Republic of Tanzania",
    "The former Yugoslav Republic of Macedonia": "North Macedonia",
    "Turkey": "Türkiye",
    "Türkýye": "Türkiye",
    "United Kingdom": "United Kingdom of Great Britain and Northern Ireland",
    "United States": "United States of America",
}

# A name of fewer letters is too short to be told when one of them is wrong ("Mali", "Malta").
_LEAST_LETTERS_TO_MEND = 4


def letters_of(text: str) -> str:
    """Return the letters and digits of ``text``, without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if character.isalnum())


def _forms(name: str) -> Iterator[str]:
    """A name, and what it is without its bracket and with the bracket before it."""
    yield name
    short, bracket, rest = name.partition(" (")
    if bracket:
        yield short
        yield f"{rest.removesuffix(')')} {short}"


_BY_LETTERS = {
    letters_of(form): name
    for printed, name in ((*((name, name) for name in MEMBER_STATES), *_OTHER_NAMES.items()))
    for form in _forms(printed)
}


@lru_cache(maxsize=8192)
def known_state(printed: str) -> str | None:
    """Return the one name of a State ("COTE D'IVOIRE" → "Côte d’Ivoire"), None if it is none.

    Accents, case, spaces, hyphens and a "the" around the name do not count.
    """
    letters = letters_of(printed)
    without = letters.removeprefix("the")
    forms = (letters, without, without.removesuffix("the"), without.removeprefix("republicof"))
    return next((name for form in forms if (name := _BY_LETTERS.get(form))), None)


def state_name(printed: str) -> str:
    """Return the one name of a State, or the text folded where it names none."""
    return known_state(printed) or " ".join(printed.split())


@lru_cache(maxsize=1024)
def states_run_together(printed: str) -> tuple[str, ...]:
    """Return the States of a text that lost what parted them ("Comoros Congo"), () if it is none.

    Every letter of the text must belong to a name, or to an "and" between two.
    """
    letters = letters_of(printed)
    reached: dict[int, tuple[str, ...]] = {0: ()}
    for start in range(len(letters)):
        names = reached.get(start)
        if names is None:
            continue
        if names and letters.startswith("and", start):
            reached.setdefault(start + len("and"), names)
        for known, name in _BY_LETTERS.items():
            if letters.startswith(known, start):
                reached.setdefault(start + len(known), (*names, name))
    return reached.get(len(letters), ())


@lru_cache(maxsize=1024)
def states_like(printed: str) -> tuple[str, ...]:
    """Return the States whose names differ from ``printed`` in one letter, or else go on from it.

    More than one is no answer ("Nambia": Namibia or Gambia).
    """
    letters = letters_of(printed)
    if len(letters) < _LEAST_LETTERS_TO_MEND or letters in _BY_LETTERS:
        return ()
    near = {name for known, name in _BY_LETTERS.items() if _differ_in_one(letters, known)}
    return tuple(
        sorted(near or {name for known, name in _BY_LETTERS.items() if known.startswith(letters)})
    )


def is_part_of_name(printed: str) -> bool:
    """Tell whether ``printed`` is a piece of a State's name ("Solomon", "the of Korea")."""
    letters = letters_of(printed).removeprefix("the")
    return len(letters) >= _LEAST_LETTERS_TO_MEND and any(letters in name for name in _BY_LETTERS)


def _differ_in_one(one: str, other: str) -> bool:
    """One letter put in, left out, or another in its place."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    short, long = sorted((one, other), key=len)
    same = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]
