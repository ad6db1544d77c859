"""What every act on one kept file shares."""

from uuid import UUID

from app.domain.attachments import AttachmentId
from app.domain.audit import Fact
from app.storage.unit_of_work import Reading


class OfAttachment:
    """Mixed into queries on one kept file, named in a field ``attachment``."""

    attachment: AttachmentId

    def concerns(self, reading: Reading) -> UUID:
        """The case of the file."""
        return reading.attachments.get(self.attachment).case

    def noted(self, answer: object) -> tuple[Fact, ...]:
        """Which file it was."""
        return (("file", self.attachment.hex),)
