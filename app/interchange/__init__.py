"""Files of other programs: read into plain values, written from plain values."""
