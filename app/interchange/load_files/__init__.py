"""Load files: the two formats in which review programs exchange numbered documents.

Opticon (``.opt``) says which images make up which document, Concordance (``.dat``) what is known of
each. Both are read strictly as a whole and written so that they are read back equal.
"""

from app.interchange.load_files.concordance import (
    ConcordanceFile,
    read_concordance,
    write_concordance,
)
from app.interchange.load_files.opticon import (
    ImageDocument,
    ImagePage,
    OpticonFile,
    PageFinding,
    read_opticon,
    write_opticon,
)
from app.interchange.load_files.text import Encoding

__all__ = [
    "ConcordanceFile",
    "Encoding",
    "ImageDocument",
    "ImagePage",
    "OpticonFile",
    "PageFinding",
    "read_concordance",
    "read_opticon",
    "write_concordance",
    "write_opticon",
]
