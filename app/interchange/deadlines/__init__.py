"""Deadline questions as JSON: objects in, an array of answers out, no case file needed.

What an object may hold, and what its answer holds, follows the conformance vectors in
`tests/conformance/vectors`.
"""

from app.interchange.deadlines.compute import MOST_CHARACTERS, compute

__all__ = ["MOST_CHARACTERS", "compute"]
