"""What the office puts on paper: reportlab documents built from plain values."""
