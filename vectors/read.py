"""Reads every vector with libraries that nobody here made: cbor2 for the bytes, cryptography for the signatures.

What it holds the vectors to: every envelope that is let in has the fixed shape, a payload that cbor2 writes again to the
byte, the id that SHA-256 gives, and signatures that hold for the mechanism; every envelope that is turned away for its bytes
or its signatures has a fault that a stranger finds, too. What comes of an act that is let in is not judged here.

Run from the root of the repository: python3 vectors/read.py
"""

import functools
import hashlib
import json
import pathlib
import sys
import unicodedata

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

FOLDER = pathlib.Path(__file__).parent
INCEPTION, ACCREDITATION, ROTATION, CHARTER = 1, 2, 4, 20
FEED, PREV, KIND, BODY = 1, 3, 6, 7
GATE = {
    "too-large", "truncated", "trailing-bytes", "reserved", "indefinite", "non-shortest", "too-deep", "tag", "float",
    "simple", "key-not-uint", "unsorted-key", "duplicate-key", "bad-utf8", "not-nfc", "unassigned",
}  # fmt: skip

# What is assigned is asked only of a Python with the tables of Unicode 14.0, as of 3.11: later ones know more code points.
PINNED = unicodedata.unidata_version == "14.0.0"
if not PINNED:
    GATE.remove("unassigned")


class Fault(Exception):
    """Why bytes are not let in."""


def narrow(value, depth=1):
    """Whether a value is one of the profile: no floats, tags, nulls; keys are unsigned; text is in NFC; eight deep."""
    if isinstance(value, bool) or isinstance(value, int):
        return -(2**64) <= value < 2**64
    if isinstance(value, bytes):
        return True
    if isinstance(value, str):
        known = not PINNED or all(unicodedata.category(point) not in ("Cn", "Co") for point in value)
        return known and unicodedata.normalize("NFC", value) == value
    if isinstance(value, (list, tuple)):
        return depth <= 8 and all(narrow(item, depth + 1) for item in value)
    if isinstance(value, dict):
        keys = all(isinstance(key, int) and not isinstance(key, bool) and key >= 0 for key in value)
        return depth <= 8 and keys and all(narrow(item, depth + 1) for item in value.values())
    return False


def payload_of(payload):
    """The fields of a payload that is deterministic CBOR of the profile."""
    if len(payload) > 16384:
        raise Fault("too large")
    try:
        fields = cbor2.loads(payload)
        again = cbor2.dumps(fields, canonical=True)
    except Exception as error:
        raise Fault(f"not CBOR: {error}") from error
    if not narrow(fields) or again != payload:
        raise Fault("not of the profile, or not deterministic")
    return fields


class Record:
    """What has been let in, as far as signatures go: the fields of each act, by id."""

    def __init__(self, mechanism, acts=()):
        self.mechanism, self.acts = mechanism, dict(acts)

    def let_in(self, envelope):
        """The id of the act in an envelope, once its bytes and signatures hold."""
        protected, unprotected, payload, signed = cbor2.loads(envelope)
        if cbor2.dumps([protected, unprotected, payload, signed]) != envelope or unprotected != {}:
            raise Fault("an envelope of another shape")
        fields = payload_of(payload)
        mechanism = bytes(32) if fields[KIND] in (INCEPTION, CHARTER) else self.mechanism
        try:
            if protected == bytes.fromhex("a10132"):
                self.person(fields, payload, mechanism, signed)
            else:
                self.root(fields, payload, mechanism, signed)
        except (InvalidSignature, IndexError, KeyError, ValueError) as error:
            raise Fault(f"a signature that does not hold: {error!r}") from error
        act = hashlib.sha256(b"\0" + payload).digest()
        self.acts[act] = fields
        return act

    def person(self, fields, payload, mechanism, signature):
        opening = self.acts[fields[FEED]]
        if opening[KIND] != ACCREDITATION:
            raise Fault("a signer's envelope in a root's feed")
        message = cbor2.dumps(["Signature1", bytes.fromhex("a10132"), mechanism, payload])
        Ed25519PublicKey.from_public_bytes(opening[BODY][0]).verify(signature, message)

    def root(self, fields, payload, mechanism, signatures):
        if FEED in fields and self.acts[fields[FEED]][KIND] != INCEPTION:
            raise Fault("a root's envelope in a signer's feed")
        roots = self.roots(fields)
        if len(signatures) < 2 * max(1, roots[1]):
            raise Fault("too few signatures")
        for at, (header, _, signature) in enumerate(signatures):
            place = cbor2.loads(header)[4][0]
            key = roots[0][place]
            message = cbor2.dumps(["Signature", b"", header, mechanism, payload])
            if at % 2 == 0:
                Ed25519PublicKey.from_public_bytes(key[0]).verify(signature, message)
            else:
                MLDSA44PublicKey.from_public_bytes(key[1]).verify(signature, message)

    def roots(self, fields):
        """The set of root keys that must have signed: its own, or the nearest one down the chain."""
        if fields[KIND] == INCEPTION:
            return fields[BODY][1]
        if fields[KIND] == ROTATION and len(fields[BODY]) == 2:
            return fields[BODY][0]
        before = self.acts[fields[PREV]]
        return self.roots(before)


@functools.cache
def prelude(name):
    """The record at the end of a prelude; whoever goes on from it goes on from a copy."""
    step = json.loads((FOLDER / "prelude" / f"{name}.json").read_text("utf-8"))
    record = beginning(step)
    for act in step["acts"]:
        found = record.let_in(bytes.fromhex(act["envelope"])).hex()
        if found != act["id"]:
            raise Fault(f"{name}: {act['name']} is {found}")
    return record


def beginning(file):
    """The record that a vector or a prelude begins with."""
    mechanism = bytes.fromhex(file["mechanism"])
    return Record(mechanism, prelude(file["prelude"]).acts if "prelude" in file else {})


def check(vector):
    """What is wrong with a vector; None where nothing is."""
    record = beginning(vector)
    for act in vector.get("acts", []):
        record.let_in(bytes.fromhex(act))
    judged, expected = bytes.fromhex(vector["judged"]), vector["expected"]
    if not expected.startswith("turned away"):
        found = record.let_in(judged).hex()
        return None if found == vector["id"] else f"the id is {found}"
    code = expected.removeprefix("turned away ")
    if code not in GATE | {"bad-signature", "too-few-signatures"}:
        return None
    try:
        record.let_in(judged)
    except Fault:
        return None
    return f"nothing is wrong, where {code} was expected"


def main():
    """Checks all of them; 1 where one is wrong."""
    paths = sorted(path for path in FOLDER.glob("*/*.json") if path.parent.name != "prelude")
    wrong = 0
    for path in paths:
        try:
            fault = check(json.loads(path.read_text("utf-8")))
        except Exception as error:
            fault = repr(error)
        if fault:
            wrong += 1
            print(f"{path.relative_to(FOLDER)}: {fault}")
    print(f"{len(paths)} vectors, {wrong} wrong")
    return 1 if wrong or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
