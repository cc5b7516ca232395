"""What the six official languages print for the same thing, as data: a row per language.

Source: resolutions as published in the six official languages. A further language is a further
row; no code asks for one by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language.

    Attributes:
        language: BCP 47 code.
        organs: the organs as their enacting formulas name them.
        annex: words that head an annexed text.
        letters: the letters of sub-paragraphs in order, where they are not those of Latin.
    """

    language: str
    organs: tuple[str, ...]
    annex: tuple[str, ...]
    letters: str = ""


WORDINGS: tuple[Wording, ...] = (
    Wording(
        "en",
        (
            "The General Assembly",
            "The Security Council",
            "The Human Rights Council",
            "The Economic and Social Council",
        ),
        ("Annex", "Appendix"),
    ),
    Wording(
        "fr",
        (
            "L’Assemblée générale",
            "Le Conseil de sécurité",
            "Le Conseil des droits de l’homme",
            "Le Conseil économique et social",
        ),
        ("Annexe", "Appendice"),
    ),
    Wording(
        "es",
        (
            "La Asamblea General",
            "El Consejo de Seguridad",
            "El Consejo de Derechos Humanos",
            "El Consejo Económico y Social",
        ),
        ("Anexo", "Apéndice"),
    ),
    Wording(
        "ru",
        (
            "Генеральная Ассамблея",
            "Совет Безопасности",
            "Совет по правам человека",
            "Экономический и Социальный Совет",
        ),
        ("Приложение", "Добавление"),
        "абвгдежзиклмнопрстуфхцчшщэюя",
    ),
    Wording(
        "ar",
        (
            "إن الجمعية العامة",
            "إن مجلس الأمن",
            "إن مجلس حقوق الإنسان",
            "إن المجلس الاقتصادي والاجتماعي",
        ),
        ("المرفق", "مرفق", "التذييل"),
        "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    ),
    Wording(
        "zh",
        ("大会", "安全理事会", "人权理事会", "经济及社会理事会"),
        ("附件", "附录"),
        "一二三四五六七八九十",
    ),
)


def pattern_of_organ(name: str) -> str:
    """Return the regular expression of an organ as formulas name it.

    Some converters and older prints set the formula in capitals.
    """
    return "|".join(
        printed.replace(" ", r"\s+").replace("’", "[’']")
        for printed in dict.fromkeys((name, name.upper()))
    )


_FORMULAS = {
    wording.language: "|".join(map(pattern_of_organ, wording.organs)) for wording in WORDINGS
}
_FORMULA = re.compile(rf"\W*(?:{'|'.join(_FORMULAS.values())})\W*")
_OPENING_FORMULAS = {
    language: re.compile(rf"[\W_]*(?:{organs})[*_]*[,،，]")
    for language, organs in _FORMULAS.items()
}
# The name of an organ, and room for spaces and stops around it.
_LONGEST_FORMULA = 20 + max(len(organ) for wording in WORDINGS for organ in wording.organs)
_ANNEX = re.compile(
    rf"(?:{'|'.join(word for wording in WORDINGS for word in wording.annex)})(?![^\W\d_])",
    re.IGNORECASE,
)
ALPHABETS = tuple(wording.letters for wording in WORDINGS if wording.letters)
"""Letters of sub-paragraphs by script, in the order in which they are counted."""


def is_formula_alone(text: str) -> bool:
    """Tell whether ``text`` is an enacting formula ("The General Assembly,") and nothing else."""
    return len(text) <= _LONGEST_FORMULA and _FORMULA.fullmatch(text) is not None


def language_of_formula(text: str) -> str | None:
    """Return the language of the enacting formula that opens ``text``, None if there is none."""
    return next(
        (language for language, formula in _OPENING_FORMULAS.items() if formula.match(text)), None
    )


def opens_annex(text: str) -> bool:
    """Tell whether a heading opens an annexed text ("Annex II")."""
    return _ANNEX.match(text) is not None
