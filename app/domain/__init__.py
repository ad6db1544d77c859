"""The law of the office: pure Python values and rules, no input or output."""
