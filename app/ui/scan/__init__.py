"""Barcodes anywhere in the window: hearing the scanner, who takes a code, what is said of it."""
