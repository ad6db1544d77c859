"""Charges per defendant: counts, pleas, offers, dispositions, sentences."""

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
    "AmendCharge",
    "AmendOffer",
    "AmendSentence",
    "AmendedCharge",
    "AnswerOffer",
    "CaseCharges",
    "CountView",
    "CountWithVictims",
    "DefendantCounts",
    "DisposeCharge",
    "DispositionView",
    "EnterPlea",
    "MakeOffer",
    "OfferView",
    "PleaView",
    "RemoveCharges",
    "RemoveOffer",
    "RemoveSentence",
    "RestoreCharges",
    "SentenceView",
]
