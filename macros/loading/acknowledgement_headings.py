"""Finds the fields of a receipt by the column headings of form tools."""

import unicodedata

NEEDED = ("person", "record", "version", "on")
# Separated by a bar, in the order of preference if several columns have the same field.
_WORDS = {
    "person": (
        "person | email | e-mail | mail | address | email address | e-mail address | "
        "your email | your email address | work email | respondent email | username | "
        "user name | user | respondent | e-mail-adresse | email-adresse | nutzername | "
        "benutzername | adresse e-mail | adresse de messagerie | courriel | nom "
        "d'utilisateur | correo | correo electrónico | dirección de correo electrónico "
        "| nombre de usuario | indirizzo email | indirizzo e-mail | nome utente | "
        "e-mailadres | gebruikersnaam | endereço de e-mail | name | your name | full "
        "name | who | nom | nombre | nome | naam"
    ),
    "role": "role | your role | rolle | rôle | rol | ruolo | função",
    "record": (
        "record | document | policy | procedure | read | dokument | richtlinie | "
        "document lu | politique | documento | política | beleid"
    ),
    "version": "version | versión | versione | versie | versão",
    "fingerprint": "fingerprint | hash",
    "on": (
        "on | date | day | timestamp | completion time | completed at | completed on | "
        "submitted at | submitted on | submission time | submission date | submit date "
        "| date submitted | end date | datum | tag | zeitstempel | fertigstellungszeit "
        "| abschlusszeit | horodateur | heure de fin | marca temporal | hora de "
        "finalización | fecha | informazioni cronologiche | ora di completamento | data "
        "| tijdstempel | tijd van voltooiing | carimbo de data/hora | hora de conclusão"
    ),
    "checksum": "checksum",
}
_FIELD_OF = {
    word: (field, rank)
    for field, words in _WORDS.items()
    for rank, word in enumerate(words.split(" | "))
}
# An export of Microsoft Forms has both. It has the month before the day in every language.
_STARTED = {"start time", "startzeit", "heure de début", "hora de inicio", "ora di inizio"}
_COMPLETED = {"completion time", "fertigstellungszeit", "heure de fin", "hora de finalización"}
FIELDS = tuple(_WORDS)
"""The fields of a receipt, in the order in which its checksum has them."""


def fields_of(headings: list[str]) -> list[str]:
    """Return the field of each column, ``""`` for an unknown column; each field occurs once."""
    known = [_FIELD_OF.get(normal_heading(heading), ("", 0)) for heading in headings]
    best: dict[str, int] = {}
    for column, (field, rank) in enumerate(known):
        if field and (field not in best or rank < known[best[field]][1]):
            best[field] = column
    return [field if best.get(field) == column else "" for column, (field, _) in enumerate(known)]


def is_from_microsoft(headings: list[str]) -> bool:
    """Return whether the headings are those of an export of Microsoft Forms."""
    words = {normal_heading(heading) for heading in headings}
    return bool(words & _STARTED and words & _COMPLETED)


def normal_heading(heading: str) -> str:
    """Return a heading for comparison: without case, invisible characters and punctuation."""
    plain = unicodedata.normalize("NFKC", heading.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    shown = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    return " ".join(shown.casefold().split()).strip(" :*?\"'")
