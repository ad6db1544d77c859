"""Charges per defendant: counts, pleas, offers, dispositions, sentences."""

from app.services.charges.appeals import (
    AmendAppeal,
    AppealView,
    CaseAppeals,
    FileAppeal,
    RemoveAppeal,
)
from app.services.charges.counts import (
    AddCharge,
    AmendCharge,
    AmendedCharge,
    CountWithVictims,
    RemoveCharges,
    RestoreCharges,
)
from app.services.charges.dispositions import DisposeCharge
from app.services.charges.offers import AmendOffer, AnswerOffer, MakeOffer, RemoveOffer
from app.services.charges.pleas import EnterPlea
from app.services.charges.sentences import AddSentence, AmendSentence, RemoveSentence
from app.services.charges.views import (
    CaseCharges,
    CountView,
    DefendantCounts,
    DispositionView,
    OfferView,
    PleaView,
    SentenceView,
)

__all__ = [
    "AddCharge",
    "AddSentence",
    "AmendAppeal",
    "AmendCharge",
    "AmendOffer",
    "AmendSentence",
    "AmendedCharge",
    "AnswerOffer",
    "AppealView",
    "CaseAppeals",
    "CaseCharges",
    "CountView",
    "CountWithVictims",
    "DefendantCounts",
    "DisposeCharge",
    "DispositionView",
    "EnterPlea",
    "FileAppeal",
    "MakeOffer",
    "OfferView",
    "PleaView",
    "RemoveAppeal",
    "RemoveCharges",
    "RemoveOffer",
    "RemoveSentence",
    "RestoreCharges",
    "SentenceView",
]
