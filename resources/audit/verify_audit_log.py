#!/usr/bin/env python3
"""Check an audit log exported by Dossier, without Dossier.

    python3 verify_audit_log.py LOG.jsonl [--code XXXX-XXXX-XXXX-XXXX-XXXX] [--json]

Needs Python 3.8 or newer and nothing else; reads the one file and writes nothing.

What it proves, if it says WHOLE:
  * No entry was changed, dropped, put in or moved after it was written: each carries the SHA-256
    of itself and of the one before it.
  * Each signature (Ed25519, RFC 8032) was made with the key the file names for that person, over
    exactly the log as it stood then.
  * A code printed on paper belongs to an entry of this log (--code).
What it cannot prove: that the keys in the file are the persons' own (compare them with the
office's list, which this prints), that everything done was recorded, that the clock was right,
and anything after the last signature that nobody outside the office holds a copy or a code of.
Entries on matters closed to whoever made the export are withheld: their places in the chain are
checked, their content is not in the file.

Exit codes: 0 whole, 1 not whole, 2 the file cannot be read.
"""

import argparse
import base64
import hashlib
import json
import sys

FORMAT = "dossier-audit-log/1"
GENESIS = "0" * 64
SEQ = 1
PREVIOUS = 0


# --- Ed25519 (RFC 8032, section 5.1): verification only, extended coordinates ---------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def recovered_x(y, sign):
    """Return the x that belongs to y, or None where there is none."""
    if y >= P:
        return None
    squared = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if squared == 0:
        return None if sign else 0
    x = pow(squared, (P + 3) // 8, P)
    if (x * x - squared) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - squared) % P:
        return None
    return P - x if x & 1 != sign else x


def point(encoded):
    """Return the curve's point that 32 bytes stand for, or None."""
    number = int.from_bytes(encoded, "little")
    y = number & ((1 << 255) - 1)
    x = recovered_x(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recovered_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def plus(a, b):
    """Add two points."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    i, j, k, m = f - e, h - g, h + g, f + e
    return (i * j % P, k * m % P, j * k % P, i * m % P)


def times(factor, one):
    """Multiply a point."""
    whole = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            whole = plus(whole, one)
        one = plus(one, one)
        factor >>= 1
    return whole


def signature_holds(key, words, signature):
    """Whether the signature (64 bytes) was made over the words with the key (32 bytes)."""
    if len(key) != 32 or len(signature) != 64:
        return False
    public, commitment = point(key), point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if public is None or commitment is None or scalar >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + key + words).digest()
    challenge = int.from_bytes(digest, "little") % ORDER
    left, right = times(scalar, BASE), plus(commitment, times(challenge, public))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (
        left[1] * right[2] - right[1] * left[2]
    ) % P == 0


# --- the log --------------------------------------------------------------------------------------


class Log:
    """What has been read so far, and what was wrong with it."""

    def __init__(self, head):
        self.vault = head["vault"]
        self.first = head["first"]
        self.expected = head["first"]
        self.previous = head["previous"]
        self.wrong = []
        self.entries = self.withheld = self.signatures = self.signed_to = 0
        self.signers = {}
        self.codes = {}
        self.last_moment = ""
        if self.first == 1 and self.previous != GENESIS:
            self.wrong.append("the first entry does not begin the chain")

    def take(self, line):
        """Check one line of the file."""
        if "signer" in line:
            self.signers[line["signer"]] = line["keys"]
        elif "checkpoint" in line:
            self.take_signature(line["checkpoint"])
        elif "withheld" in line:
            self.withheld += 1
            self.follow(line["withheld"], line["previous"], line["link"])
        else:
            self.take_entry(line["entry"], line["link"])

    def take_entry(self, entry, link):
        """Check that the entry carries its own hash and follows from the one before."""
        self.entries += 1
        words = json.dumps(entry, ensure_ascii=True, separators=(",", ":"))
        if hashlib.sha256(words.encode()).hexdigest() != link:
            self.wrong.append("entry %s was changed: its hash does not come out" % entry[SEQ])
        self.follow(entry[SEQ], entry[PREVIOUS], link)

    def follow(self, seq, previous, link):
        """Check that a place in the chain follows from the one before."""
        if seq != self.expected:
            self.wrong.append("entry %s stands where %s should" % (seq, self.expected))
        if previous != self.previous:
            self.wrong.append("entry %s does not follow from the one before it" % seq)
        self.expected, self.previous = seq + 1, link
        self.codes[printed_code(seq, link)] = seq

    def take_signature(self, signed):
        """Check a signature under the log as it stands here."""
        seq, link = signed["seq"], signed["link"]
        words = "dossier/1/checkpoint/%s/%s/%s" % (self.vault, seq, link)
        if (seq, link) != (self.expected - 1, self.previous):
            self.wrong.append("the signature under entry %s is of another log" % seq)
        elif signed["key"] not in self.signers.get(signed["signer"], []):
            self.wrong.append("the key under entry %s is not one of the signer's" % seq)
        elif not signature_holds(
            bytes.fromhex(signed["key"]), words.encode(), bytes.fromhex(signed["signature"])
        ):
            self.wrong.append("the signature under entry %s does not hold" % seq)
        else:
            self.signatures += 1
            self.signed_to = max(self.signed_to, seq)


def printed_code(seq, link):
    """Return the code a page carries that was printed when this was the last entry."""
    digest = hashlib.sha256(("%s:%s" % (seq, link)).encode()).digest()
    return base64.b32encode(digest).decode()[:20]


def checked(file, code):
    """Return the report on an open file."""
    digest, lines, end = hashlib.sha256(), 0, None
    log = Log(first_line(file, digest))
    for raw in file:
        line = json.loads(raw)
        if "end" in line:
            end = line["end"]
            break
        digest.update(raw)
        lines += 1
        log.take(line)
    if end is None:
        log.wrong.append("the end of the file is missing")
    elif end["lines"] != lines or end["sha256"] != digest.hexdigest():
        log.wrong.append("lines were taken out of the file, put in or changed")
    if end is not None and file.read(1):
        log.wrong.append("there are lines behind the end")
    return report(log, code)


def first_line(file, digest):
    """Return the file's first line, which says what it is."""
    raw = file.readline()
    head = json.loads(raw)
    if head.get("format") != FORMAT:
        raise ValueError("this is no audit log exported by Dossier")
    digest.update(raw)
    return head


def report(log, code):
    """Return what was found, ready to be shown."""
    wanted = "".join(filter(str.isalnum, code)).upper()
    found = log.codes.get(wanted)
    if wanted and found is None:
        log.wrong.append("no page with the code %s was printed from this log" % code)
    return {
        "whole": not log.wrong,
        "vault": log.vault,
        "first": log.first,
        "last": log.expected - 1,
        "last_link": log.previous,
        "entries": log.entries,
        "withheld": log.withheld,
        "signatures": log.signatures,
        "signed_to": log.signed_to,
        "signers": log.signers,
        "code_printed_after_entry": found,
        "wrong": log.wrong,
    }


def tell(found):
    """Print the report for people."""
    print("Audit log of vault %s" % found["vault"])
    print("  entries     %(first)s to %(last)s, %(withheld)s of them withheld" % found)
    print("  last link   %(last_link)s" % found)
    print("  signatures  %(signatures)s hold; entries are signed up to %(signed_to)s" % found)
    if found["first"] != 1:
        print("  The file begins in the middle of the log; what lies before is not covered.")
    if found["code_printed_after_entry"] is not None:
        print("  code        printed when entry %(code_printed_after_entry)s was the last" % found)
    for signer, keys in sorted(found["signers"].items()):
        print("  signer      %s: %s" % (signer, ", ".join(keys)))
    for wrong in found["wrong"][:50]:
        print("  WRONG       %s" % wrong)
    print("WHOLE" if found["whole"] else "NOT WHOLE (%s findings)" % len(found["wrong"]))


def main():
    """Check the file named and return the exit code."""
    parser = argparse.ArgumentParser(description="Check an audit log exported by Dossier.")
    parser.add_argument("log")
    parser.add_argument("--code", default="", help="a code printed on a page")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    asked = parser.parse_args()
    try:
        with open(asked.log, "rb") as file:
            found = checked(file, asked.code)
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
    ) as error:
        print("This file cannot be read as an audit log: %s" % type(error).__name__, error)
        return 2
    if asked.json:
        print(json.dumps(found, indent=2))
    else:
        tell(found)
    return 0 if found["whole"] else 1


if __name__ == "__main__":
    sys.exit(main())
