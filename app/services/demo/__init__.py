"""The demo office: about sixty made-up cases, put together through the ordinary commands."""

from app.services.demo.building import build
from app.services.demo.script import OfficeScript, office_script

__all__ = ["OfficeScript", "build", "office_script"]
