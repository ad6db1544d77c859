"""Disclosure to the defense: what is asked for, received, decided, produced, and when it was had.

The ledger holds one row for each thing the office must think about (`items`), with everything that
was done about it (`steps`) and where it therefore stands (`ledger`). What goes out is frozen
(`productions`), so that "what had the defense on that day" has one answer for any day (`having`).
"""
