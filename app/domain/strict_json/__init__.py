"""JSON from outside, read strictly: nothing in it is silently dropped, replaced or guessed.

What people write by hand is read by `read_located`, which knows the line of every value; what
programs write, in files of many megabytes, by `read_whole`. Both tell a `JsonFault`.
"""

from app.domain.strict_json.faults import JsonFault
from app.domain.strict_json.located import Located, read_located
from app.domain.strict_json.whole import read_whole

__all__ = ["JsonFault", "Located", "read_located", "read_whole"]
