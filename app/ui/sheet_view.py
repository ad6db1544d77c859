"""What the People page needs of a victim's sheet, so that the two features stay apart."""

from uuid import UUID

from PySide6.QtWidgets import QWidget


class SheetView(QWidget):
    """Base of a view of one victim's sheet."""

    def show_victim(self, victim: UUID | None) -> None:
        """Show a victim's sheet, or nothing; asked again for the same victim it is read anew."""
        raise NotImplementedError
