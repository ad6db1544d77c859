"""How long evidence is kept, what stands in the way of its disposal, and how it leaves for good."""
