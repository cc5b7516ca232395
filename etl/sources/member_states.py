"""Names of States in lists of sponsors and votes: how to tell them apart, and one name for each.

Source of the names: the list of Member States and observers of the United Nations (short names in
English), with the forms met in the workflow data of its XML files. States renamed go under the
name that they bear now, so that counts by State span the change.
"""

from __future__ import annotations

import re
import unicodedata
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

# Other forms of the same names, and former names.
_OTHER_NAMES = {
    "Bahamas (The)": "Bahamas",
    "Cape Verde": "Cabo Verde",
    "Czech Republic": "Czechia",
    "Gambia (The)": "Gambia",
    "Islamic Republic of Iran": "Iran (Islamic Republic of)",
    "Ivory Coast": "Côte d’Ivoire",
    "Libyan Arab Jamahiriya": "Libya",
    "Micronesia": "Micronesia (Federated States of)",
    "Netherlands": "Netherlands (Kingdom of the)",
    "Palestine": "State of Palestine",
    "Plurinational State of Bolivia": "Bolivia (Plurinational State of)",
    "Swaziland": "Eswatini",
    "Tanzania": "United Republic of Tanzania",
    "The former Yugoslav Republic of Macedonia": "North Macedonia",
    "Turkey": "Türkiye",
    "Türkýye": "Türkiye",
    "United Kingdom": "United Kingdom of Great Britain and Northern Ireland",
    "United States": "United States of America",
    "Bolivarian Republic of Venezuela": "Venezuela (Bolivarian Republic of)",
}

# Words by which the source tells who put a draft forward, where it names no list of States.
_OFFICER = re.compile(
    r"\b(?:submitted|introduced|representative|on the basis of|recommend\w+|Rapporteur|Chair)\b"
)
_PARTING = re.compile(r"[()]|,?\s+and\s+|,", re.IGNORECASE)
_HELD = "\x01"


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    folded = " ".join(letters.replace("’", "'").split()).strip(" .,;[]")
    return folded.removeprefix("the ")


_BY_KEY = {
    **{_key(name): name for name in MEMBER_STATES},
    **{_key(other): name for other, name in _OTHER_NAMES.items()},
}
_NAMES_WITH_AND = re.compile(
    "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in MEMBER_STATES if " and " in name),
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def state_name(printed: str) -> str:
    """Return the one name of a State ("COTE D'IVOIRE" → "Côte d’Ivoire"), or the text folded."""
    return _BY_KEY.get(_key(printed)) or " ".join(printed.split())


@lru_cache(maxsize=4096)
def split_states(printed: str) -> tuple[str, ...]:
    """Split a list of States as the source prints it ("Malta, Antigua and Barbuda and Peru").

    Names are parted by commas and "and"; both count only outside of brackets, and "and" only where
    it is no part of a State's name. A text that says who submitted the draft ("submitted by the
    Chair of the Committee") is one name.
    """
    text = " ".join(printed.split())
    if not text:
        return ()
    if _OFFICER.search(_outside_brackets(text)):
        return (text,)
    held = _NAMES_WITH_AND.sub(lambda found: found[0].replace(" ", _HELD), text)
    names = [
        state_name(name.replace(_HELD, " "))
        for piece in _split_outside_brackets(held)
        for name in [piece.strip(" .")]
        if name
    ]
    return tuple(dict.fromkeys(names))


def _outside_brackets(text: str) -> str:
    return re.sub(r"\([^()]*\)", "", text)


def _split_outside_brackets(text: str) -> list[str]:
    pieces, depth, start = [], 0, 0
    for found in _PARTING.finditer(text):
        if found[0] in "()":
            depth = max(0, depth + (1 if found[0] == "(" else -1))
        elif depth == 0:
            pieces.append(text[start : found.start()])
            start = found.end()
    return [*pieces, text[start:]]
