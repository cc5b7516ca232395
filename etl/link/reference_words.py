"""What the six official languages print in dates, ordinals and lists of references, as data.

Source: resolutions as published in the six official languages. A further language is a further
row. Words are in the form in which they are compared (``etl.link.words.folded``); scripts without
spaces are compared by character. Words that mean something else in another of the languages are
left out ("once" is eleven in Spanish, "cent" a hundred in French).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Final

from etl.grammar.dates import MONTHS, ORDINALS


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """The words of one language that refer, and those that come and go with them.

    Attributes:
        language: BCP 47 code.
        months, ordinals, numbers: words, or parts of words that are joined by hyphens.
        carriers: words that name the kind of a reference and come and go with its number.
        listing: words that a date, or a longer or shorter list of references, forces.
        conjunctions: those of them that join the last item of a list to the others.
    """

    language: str
    months: frozenset[str]
    ordinals: frozenset[str]
    numbers: frozenset[str]
    carriers: frozenset[str]
    listing: frozenset[str]
    conjunctions: frozenset[str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _forms(stems: str, endings: str) -> frozenset[str]:
    return frozenset(map("".join, product(stems.split(), endings.split())))


_ENGLISH_ORDINALS = frozenset(
    part for ordinal in ORDINALS for part in ordinal.replace("-", " ").split() if part != "and"
)

REFERENCE_WORDS: Final = (
    ReferenceWords(
        "en",
        frozenset(month.lower() for month in MONTHS),
        _ENGLISH_ORDINALS,
        _words(
            "one two three four five six seven eight nine ten eleven twelve twenty thirty forty "
            "fifty sixty seventy eighty ninety hundred"
        ),
        _words("no nos add rev corr res dec session sessions"),
        _words("and of in at on from to its both the a"),
        _words("and"),
    ),
    ReferenceWords(
        "fr",
        _words(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
        ),
        _words(
            "premier première deuxième troisième quatrième cinquième sixième septième huitième "
            "neuvième dixième onzième douzième treizième quatorzième quinzième seizième unième "
            "vingtième trentième quarantième cinquantième soixantième centième"
        ),
        _words(
            "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
            "vingt vingts trente quarante cinquante soixante"
        ),
        _words("no nos add rev corr rés déc session sessions"),
        _words("et de du des d à au aux en dans le la les l sur ses sa"),
        _words("et"),
    ),
    ReferenceWords(
        "es",
        _words(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
            "diciembre"
        ),
        _forms(
            "primer segund tercer cuart quint sext séptim octav noven décim undécim duodécim "
            "vigésim trigésim cuadragésim quincuagésim sexagésim septuagésim octogésim nonagésim "
            "centésim",
            "o a os as",
        )
        | _words("primer tercer"),
        _words("tres cuatro cinco seis siete ocho nueve diez doce veinte treinta cuarenta"),
        _words("núm núms add rev corr res dec período períodos sesiones"),
        _words("y e de del en a al desde hasta el la los las su sus"),
        _words("y e"),
    ),
    ReferenceWords(
        "ru",
        _forms("январ феврал апрел июн июл сентябр октябр ноябр декабр", "ь я е")
        | _words("март марта марте май мая августа август августе"),
        _forms(
            "перв втор четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат "
            "четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат тридцат "
            "сороков пятидесят шестидесят семидесят восьмидесят девяност сот",
            "ый ой ая ое ого ому ым ом ую ые ых ыми",
        )
        | _forms("трет", "ий ья ье ьей ьего ьему ьем ью ьи ьих"),
        _words(
            "два две три четыре пять шесть семь восемь девять десять двадцать тридцать сорок "
            "пятьдесят шестьдесят семьдесят восемьдесят девяносто"
        ),
        _words("add rev corr сессия сессии сессиях сессий сессию года году"),
        _words("и в на от с по до за"),
        _words("и"),
    ),
    ReferenceWords(
        "ar",
        _words(
            "كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين يناير فبراير مارس أبريل مايو "
            "يونيه يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
        ),
        _words(
            "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة "
            "الحادية "
            "والعشرون والثلاثون والأربعون والخمسون والستون والسبعون والثمانون والتسعون والعشرين "
            "والثلاثين والأربعين والخمسين والستين والسبعين والثمانين والتسعين الثلاثين الأربعين "
            "الخمسين الستين السبعين الثمانين التسعين"
        ),
        frozenset(),
        _words("add rev corr الدورة دورتها الدورتين"),
        _words("و في من إلى المؤرخ المؤرخة"),
        _words("و"),
    ),
    ReferenceWords(
        "zh",
        _words("月 年 日"),
        _words("第 届"),
        _words("二 三 四 五 六 七 八 九 十 百"),
        _words("号 会"),
        _words("和 的 至"),
        _words("和"),
    ),
)
