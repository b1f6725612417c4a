#!/usr/bin/env python3
"""Verify originals (.altr) by the written specification alone: original.md (O), act.md (A), acts.md (K), seal.md (S).

    verify.py [-v] [--flip [--positions N] [--seed N]] FILE...

Prints `FILE: unbroken, not judged: N acts, sealed up to SIZE as presumed, root HEX` (O39, O40), or the first fault met, as
`FILE: broken: CODE at byte B (act N): what`, or `undecided:` where only a judge can tell whether it is a fault. Exit 0: all
unbroken; 1: one is not; 2: usage, or a file that cannot be read or is beyond 64 MiB.

It does what O36 says: the CBOR sequence and its heads (O19), bounds (O11), counts and SHA-256 (O10); the door of every act
(A50): envelope, gate, payload, charter, keys, parents, feed, prev and number, promises of rotation, thresholds, every
signature; parts (O21); the charter (O23); canonical order (O24); the roots of final seals (O25); the notes (O26).

Left out: the judging of K. So no act is called refused, marks are not worked, recognitions change no party, and state
hashes are not folded (seal-state-differs). What needs a standing is presumed as in O37. If order, roots and notes do not
fit the final seals so presumed, the chains of 32 other proposals with a quorum are tried, by O38. Of a fault it stops at the
first. It walks the past of what agreements name, and so can be kept busy by a hostile file (O41).
"""

import argparse
import base64
import bisect
import hashlib
import heapq
import random
import re
import sys
import unicodedata
from functools import lru_cache
from pathlib import Path

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

FILE_MAX = 64 << 20
GAPS = [[int(end, 16) for end in line.split("..")]                              # A61
        for line in Path(__file__).with_name("unicode14.txt").read_text("ascii").splitlines() if line[0] != "#"]
UNDECIDED = {"out-of-order", "seal-root-differs", "note-of-no-seal", "note-out-of-order"}   # O39
ENVELOPE_MAX, PAYLOAD_MAX, PART_MAX, NOTE_MAX, ACTS_MAX = 34284, 16384, 16777216, 179696, 16777216
ROOT_KINDS = {1, 2, 3, 4, 7, 20, 21}                 # A14
INCEPTION, ACCREDITATION, ROTATION, CHARTER, ACCESSION, PROPOSAL, AGREEMENT = 1, 2, 4, 20, 21, 160, 161
CODE = re.compile(r"[A-Z0-9]{2,8}", re.ASCII)


class Fault(Exception):
    """The first thing found wrong: a code of the specification, where, and words."""

    def __init__(self, code, what="", byte=None, act=None):
        self.code, self.what, self.byte, self.act = code, what, byte, act

    def __str__(self):
        where = "" if self.byte is None else f" at byte {self.byte}"
        where += "" if self.act is None else f" (act {self.act})"
        return f"{self.code}{where}" + (f": {self.what}" if self.what else "")


def sha256(data):
    return hashlib.sha256(data).digest()


# ---------------------------------------------------------------- CBOR: the gate (A1 to A6)
def read_head(data, at, end):
    """One head of the profile: (major type, argument, offset behind it)."""
    if at >= end:
        raise Fault("truncated", byte=end)
    first = data[at]
    major, info = first >> 5, first & 31
    if info in (28, 29, 30) or (info == 31 and major in (0, 1, 6)):
        raise Fault("reserved", byte=at)
    if info == 31:
        raise Fault("indefinite", byte=at)
    if major == 6:
        raise Fault("tag", byte=at)
    if major == 7 and info in (25, 26, 27):
        raise Fault("float", byte=at)
    if major == 7 and info not in (20, 21):
        raise Fault("simple", byte=at)
    if info < 24:
        return major, info, at + 1
    size = 1 << (info - 24)
    if at + 1 + size > end:
        raise Fault("truncated", byte=end)
    value = int.from_bytes(data[at + 1:at + 1 + size], "big")
    if value < (24 if size == 1 else 1 << (4 * size)):
        raise Fault("non-shortest", byte=at)
    return major, value, at + 1 + size


def read_text(raw, at):
    """The text of a string whose bytes begin at an offset: UTF-8, assigned, NFC (A4, A6)."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Fault("bad-utf8", byte=at + error.start) from None
    for index, char in enumerate(text if not text.isascii() else ""):
        gap = bisect.bisect(GAPS, [ord(char), 0x110000]) - 1
        if gap >= 0 and ord(char) <= GAPS[gap][1]:
            raise Fault("unassigned", byte=at + len(text[:index].encode()))
    if not unicodedata.is_normalized("NFC", text):
        raise Fault("not-nfc", byte=at)
    return text


def read_item(data, at, depth, spans):
    """One item of the profile: (value, offset behind it). In *spans* the payload's map leaves where its values lie."""
    end = len(data)
    start = at
    major, value, at = read_head(data, at, end)
    if major == 0:
        return value, at
    if major == 1:
        return -1 - value, at
    if major == 7:
        return value == 21, at
    if major in (2, 3):
        if value > end - at:
            raise Fault("truncated", byte=end)
        raw = data[at:at + value]
        return (raw if major == 2 else read_text(raw, at)), at + value
    if depth > 8:
        raise Fault("too-deep", byte=start)
    if value * (major - 3) > end - at:                # an array's element has one byte at least, a map's pair two
        raise Fault("truncated", byte=end)
    if major == 4:
        items = []
        for _ in range(value):
            item, at = read_item(data, at, depth + 1, None)
            items.append(item)
        return items, at
    result, last = {}, -1
    for _ in range(value):
        start = at
        if at < end and data[at] >> 5 != 0:
            raise Fault("key-not-uint", byte=start)
        _, key, at = read_head(data, at, end)
        if key <= last:
            raise Fault("duplicate-key" if key == last else "unsorted-key", byte=start)
        last, begin = key, at
        result[key], at = read_item(data, at, depth + 1, None)
        if spans is not None:
            spans[key] = at - begin
    return result, at


def gate(data):
    """The payload's value and the encoded size of each value of its map."""
    if len(data) > PAYLOAD_MAX:
        raise Fault("too-large", byte=PAYLOAD_MAX)
    spans = {}
    value, at = read_item(data, 0, 1, spans)
    if at != len(data):
        raise Fault("trailing-bytes", byte=at)
    return value, spans


# ---------------------------------------------------------------- Shapes (K6; bool is no integer here)
def uint(value, bits):
    return type(value) is int and 0 <= value < 1 << bits

def octets(value, size):
    return type(value) is bytes and len(value) == size

def text(value):
    return type(value) is str

def lst(value, test):
    return type(value) is list and all(test(item) for item in value)

def words(value):
    """Pairs of texts; that there is one is asked later (K33)."""
    return lst(value, text) and len(value) % 2 == 0

def record(value, fields, optional=()):
    """A map of exactly these keys, each value passing its test."""
    return (type(value) is dict and all(k in fields and fields[k](v) for k, v in value.items())
            and all(k in value or k in optional for k in fields))

def is_id(value):
    return octets(value, 32)

def is_roots(value):
    def key(item):
        return record(item, {0: is_id, 1: lambda v: octets(v, 1312)})
    return record(value, {0: lambda v: lst(v, key), 1: lambda v: uint(v, 8), 2: is_id})

def is_accreditation(body):
    def powers(value):
        return lst(value, lambda v: uint(v, 3) and 1 <= v <= 6)
    def node(value):
        return record(value, {0: is_id, 1: is_id, 2: lambda v: octets(v, 1312), 3: text}, (3,))
    return record(body, {0: is_id, 1: lambda v: record(v, {0: words, 1: words}, (1,)), 2: powers, 3: powers, 4: text,
                         5: node, 6: lambda v: type(v) is bool}, (4, 5))

def choice(value, forms):
    """[tag, fields] with the fields that the tag has."""
    return (type(value) is list and len(value) == 2 and type(value[0]) is int and value[0] in forms
            and type(value[1]) is list and len(value[1]) == len(forms[value[0]])
            and all(test(item) for test, item in zip(forms[value[0]], value[1])))

def is_charter(body):
    def party(v): return record(v, {0: text, 1: is_id, 2: words})
    def organ(v): return record(v, {0: text, 1: words})
    def u8(v): return uint(v, 8)
    def u16(v): return uint(v, 16)
    def texts(v): return lst(v, text)
    def rule(v): return choice(v, {1: [], 2: [], 3: [u8, u8]})
    return record(body, {
        0: words, 1: text, 2: texts, 3: lambda v: lst(v, party),
        4: lambda v: choice(v, {1: [text], 2: [], 3: []}), 5: texts, 6: texts,
        7: lambda v: lst(v, organ), 8: lambda v: record(v, {0: rule, 1: rule, 2: rule}), 9: u16, 10: u16,
        11: lambda v: uint(v, 2) and 1 <= v <= 2, 12: lambda v: lst(v, words), 13: lambda v: lst(v, is_id),
        14: lambda v: octets(v, 16)}, (11,))

def is_proposal(body):
    def ruling(v): return record(v, {0: is_id, 1: is_id}, (1,))
    return record(body, {0: is_id, 1: lambda v: uint(v, 64), 2: is_id, 3: is_id, 4: lambda v: uint(v, 16),
                         5: lambda v: lst(v, ruling), 6: is_id}, (0, 6))

def is_payload(payload, spans):
    """A7 to A16."""
    def ids(value):
        return lst(value, is_id) and 1 <= len(value) <= 32 and all(a < b for a, b in zip(value, value[1:]))
    def part(value):
        return type(value) is list and len(value) == 2 and is_id(value[0]) and uint(value[1], 32) and value[1] <= PART_MAX
    def basis(value):
        if type(value) is not list or len(value) != 2 or not uint(value[0], 2):
            return False
        fields, optional = {1: ({0: is_id, 1: text}, (0,)), 2: ({0: text}, ()), 3: ({}, ())}.get(value[0], ({9: text}, ()))
        return record(value[1], fields, optional)
    if not record(payload, {0: lambda v: uint(v, 1) and v == 1, 1: is_id, 2: lambda v: uint(v, 32), 3: is_id, 4: ids,
                            5: lambda v: uint(v, 64), 6: lambda v: uint(v, 16), 7: lambda v: type(v) is dict,
                            8: lambda v: lst(v, part) and 1 <= len(v) <= 32, 9: basis}, (1, 3, 4, 8, 9)):
        return False
    kind, first = payload[6], payload[2] == 0
    if (1 in payload) == (kind == INCEPTION) or (3 in payload) == first:
        return False
    if kind == INCEPTION and (not first or 4 in payload):
        return False
    return spans[7] <= (12288 if kind in ROOT_KINDS else 4096)


# ---------------------------------------------------------------- Envelopes (A21 to A24)
def open_envelope(data):
    """(payload, signature) of a signer's envelope, or (payload, [(place, Ed25519, ML-DSA-44)]) of a root's."""
    bad = Fault("envelope-shape")
    if len(data) > ENVELOPE_MAX:
        raise bad
    signer = data[:6] == b"\x84\x43\xa1\x01\x32\xa0"
    if not signer and data[:3] != b"\x84\x40\xa0":
        raise bad
    try:
        major, size, at = read_head(data, 6 if signer else 3, len(data))
    except Fault:
        raise bad from None
    payload, at = data[at:at + size], at + size
    if major != 2 or at >= len(data):
        raise bad
    if signer:
        if data[at:at + 2] != b"\x58\x40" or len(data) != at + 66:
            raise bad
        return payload, data[at + 2:]
    count, at = data[at], at + 1
    if not 0x82 <= count <= 0x8E or count % 2 or len(data) != at + (count - 0x80) // 2 * 2508:
        raise bad
    pairs = []
    for at in range(at, len(data), 2508):             # 75 bytes and 2 433
        place = data[at + 7:at + 8]
        if (data[at:at + 11] != b"\x83\x46\xa2\x01\x32\x04\x41" + place + b"\xa0\x58\x40"
                or data[at + 75:at + 88] != b"\x83\x47\xa2\x01\x38\x2f\x04\x41" + place + b"\xa0\x59\x09\x74"
                or (pairs and place[0] <= pairs[-1][0])):
            raise bad
        pairs.append((place[0], data[at + 11:at + 75], data[at + 88:at + 2508]))
    return payload, pairs


# ---------------------------------------------------------------- Keys and signatures (A26 to A30)
P = 2 ** 255 - 19
L = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def point(data):
    """The point of 32 bytes in extended coordinates, or None where they are not its one canonical encoding."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if v * x * x % P != u:
        x = x * pow(2, (P - 1) // 4, P) % P
        if v * x * x % P != u:
            return None
    if x == 0 and sign:
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * D * a[3] * b[3] % P, 2 * a[2] * b[2] % P
    h, i, j, k = f - e, d - c, d + c, f + e
    return h * i % P, j * k % P, i * j % P, h * k % P


def times(number, a):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, a)
        a, number = add(a, a), number >> 1
    return result


def is_neutral(a):
    return a[0] % P == 0 and (a[1] - a[2]) % P == 0


@lru_cache(maxsize=4096)
def ed_admitted(key):
    """A26."""
    a = point(key)
    return a is not None and not is_neutral(times(8, a)) and is_neutral(times(L, a))


def library_holds(public, key, signature, message):
    try:
        public.from_public_bytes(key).verify(signature, message)
        return True
    except (InvalidSignature, ValueError):
        return False


@lru_cache(maxsize=4096)
def ed_holds(key, signature, message):
    """A27. OpenSSL verifies without cofactor and compares R as bytes; the rest is asked here."""
    if not ed_admitted(key) or int.from_bytes(signature[32:], "little") >= L:
        return False
    r = point(signature[:32])
    return r is not None and not is_neutral(times(8, r)) and library_holds(Ed25519PublicKey, key, signature, message)


@lru_cache(maxsize=1024)
def mldsa_holds(key, signature, message):
    """A28, A29."""
    return any(key[32:]) and library_holds(MLDSA44PublicKey, key, signature, message)


def to_be_signed(signer_header, aad, payload):
    """A25; *signer_header* is None for a signer's envelope."""
    if signer_header is None:
        return cbor2.dumps(["Signature1", b"\xa1\x01\x32", aad, payload])
    return cbor2.dumps(["Signature", b"", signer_header, aad, payload])


# ---------------------------------------------------------------- The door (A50)
class Act:
    """What is kept of an act. Parents are numbers of acts; *force* is that of the act whose root keys are in force."""
    __slots__ = ("id", "byte", "kind", "seq", "feed", "prev", "seen", "force", "roots", "brought", "party", "say")

    def parents(self):
        return {n for n in (self.feed, self.prev, *self.seen) if n is not None}


class Record:
    def __init__(self, mechanism):
        self.mechanism, self.acts, self.number, self.charter = mechanism, [], {}, None
        self.cosigners = {}                           # (name, key id) -> [(type, key)]

    def admit(self, envelope, byte):
        """One envelope through the door; returns its payload."""
        payload_bytes, signatures = open_envelope(envelope)
        payload, spans = gate(payload_bytes)
        if not is_payload(payload, spans):
            raise Fault("payload-shape")
        act = Act()
        act.id, act.byte, act.kind, act.seq = sha256(b"\0" + payload_bytes), byte, payload[6], payload[2]
        act.roots = act.brought = act.say = act.force = act.feed = act.prev = None
        act.seen = ()
        body, me = payload[7], len(self.acts)
        if act.kind == CHARTER and act.id != self.mechanism:
            raise Fault("another-charter", act.id.hex())
        self.bring_keys(act, body)
        if act.kind != INCEPTION:
            act.feed = self.find(payload[1], "feed")
            act.seen = [self.find(one, "seen") for one in payload.get(4, [])]
            self.check_chain(act, payload, type(signatures) is bytes, me)
        else:
            act.party, act.force = me, me
        self.check_signatures(act, payload_bytes, signatures, me)
        self.acts.append(act)
        self.number[act.id] = me
        self.remember(act, body, payload, me)
        return payload

    def find(self, identity, what):
        if identity not in self.number:
            raise Fault("gap", f"{what} {identity.hex()} does not stand before it")
        return self.number[identity]

    def bring_keys(self, act, body):
        """A51. A body of another shape brings none."""
        if act.kind == INCEPTION and record(body, {0: words, 1: is_roots}):
            act.roots = body[1]
        elif act.kind == ROTATION and record(body, {0: is_roots, 1: is_id}):
            act.roots = body[0]
        elif act.kind == ACCREDITATION and is_accreditation(body):
            act.brought = (body[0], body.get(5))
        ed, pq = ([key[half] for key in act.roots[0]] if act.roots else [] for half in (0, 1))
        if act.brought:
            node = act.brought[1]
            ed = ([node[0], node[1]] if node else []) + [act.brought[0]]
            pq = [node[2]] if node else []
        if not all(map(ed_admitted, ed)) or not all(any(key[32:]) for key in pq):
            raise Fault("bad-key")

    def check_chain(self, act, payload, by_signer, me):
        """Steps 7 to 10 of A50, and the party (K3)."""
        opener = self.acts[act.feed]
        if opener.kind != INCEPTION and not opener.brought:
            raise Fault("no-such-feed")
        if 3 in payload:
            act.prev = self.find(payload[3], "prev")
            before = self.acts[act.prev]
            chain = act.prev if before.kind == INCEPTION else before.feed
            if chain != act.feed or before.seq + 1 != act.seq:
                raise Fault("wrong-number", f"prev is number {before.seq} of feed {self.acts[chain].id.hex()}")
        elif opener.kind == INCEPTION:
            raise Fault("wrong-number", "an act of a root's chain without prev")
        if by_signer != (opener.kind != INCEPTION):
            raise Fault("bad-signature", "the envelope of another hand")
        if by_signer:
            act.party = opener.feed
            return
        act.party = act.feed
        act.force = self.acts[act.prev].force
        if act.roots:                                 # a rotation (A55)
            promised = self.acts[act.force].roots[2]
            if sha256(cbor2.dumps([act.roots[1], act.roots[0]], canonical=True)) != promised:
                raise Fault("promise-broken")
            act.force = me

    def check_signatures(self, act, payload, signatures, me):
        """Steps 11 and 12 of A50 (A54), and between them O20."""
        aad = bytes(32) if act.kind in (INCEPTION, CHARTER) else self.mechanism
        by_signer = type(signatures) is bytes
        if by_signer and act.kind == INCEPTION:
            raise Fault("bad-signature", "the envelope of another hand")
        if not by_signer:
            roots = act.roots if act.force == me else self.acts[act.force].roots
            if not roots or len(signatures) < max(1, roots[1]) or any(pair[0] >= len(roots[0]) for pair in signatures):
                raise Fault("too-few-signatures")
        if act.id in self.number:
            raise Fault("doubled-act", f"it is act {self.number[act.id]} already")
        if by_signer:
            if not ed_holds(self.acts[act.feed].brought[0], signatures, to_be_signed(None, aad, payload)):
                raise Fault("bad-signature", "the signer's")
            return
        for place, ed, pq in signatures:
            key = roots[0][place]
            if not ed_holds(key[0], ed, to_be_signed(b"\xa2\x01\x32\x04\x41" + bytes([place]), aad, payload)):
                raise Fault("bad-signature", f"Ed25519 of root key {place}")
            if not mldsa_holds(key[1], pq, to_be_signed(b"\xa2\x01\x38\x2f\x04\x41" + bytes([place]), aad, payload)):
                raise Fault("bad-signature", f"ML-DSA-44 of root key {place}")

    def remember(self, act, body, payload, me):
        """Keep of a body what seals and notes need of it."""
        opener = self.acts[act.feed] if act.feed is not None else None
        node = opener.brought[1] if opener is not None and opener.brought else None
        by_root = act.force is not None
        if act.kind == CHARTER and by_root and is_charter(body) and act.seq == 1 and not act.seen:
            act.say = {"parties": [(one[0], one[1]) for one in body[3]], "rules": body[10]}
            self.charter = me
        elif act.kind == ACCESSION and by_root and record(body, {0: is_id}) and body[0] == self.mechanism:
            act.say = True
        elif act.kind == PROPOSAL and is_proposal(body) and opener.brought and not node:
            act.say = {key: body.get(key) for key in (0, 1, 2, 3, 4)}
        elif act.kind == AGREEMENT and node and record(body, {0: is_id, 1: is_id, 2: is_id}):
            act.say = body
        elif act.brought and act.brought[1] and by_root:
            name = b"alternat/" + opener.id.hex().encode()
            for kind, key in ((4, act.brought[1][1]), (6, act.brought[1][2])):
                key_id = sha256(name + b"\n" + bytes([kind]) + key)[:4]
                self.cosigners.setdefault((name, key_id), []).append((kind, key))


# ---------------------------------------------------------------- Order and seals (S1 to S6, S18 to S20)
def tree_root(ids):
    """RFC 9162 2.1.1 over leaf hashes: equal to joining neighbours level by level, an odd last one going up as it is."""
    level = ids or [sha256(b"")]
    while len(level) > 1:
        joined = [sha256(b"\1" + a + b) for a, b in zip(level[::2], level[1::2])]
        level = joined + level[len(level) & ~1:]
    return level[0]


def new_past(record_, number, known):
    """The acts in the past of an act that are not in *known*, which holds the past of each of its own."""
    found, todo = set(), [number]
    while todo:
        for parent in record_.acts[todo.pop()].parents():
            if parent not in known and parent not in found:
                found.add(parent)
                todo.append(parent)
    return found


def quorum(n):
    return n if n <= 3 else 2 * n // 3 + 1


def lies_in_past(rec, act, number):
    """Whether the act of a number lies in the past of another; every past stands before it."""
    met, todo = set(), list(act.parents())
    while todo:
        n = todo.pop()
        if n > number and n not in met:
            met.add(n)
            todo.extend(rec.acts[n].parents())
        if n == number:
            return True
    return False


def agreements(rec):
    """For each proposal, the parties with an agreement that repeats its root and state hash."""
    agreed = {}
    for act in rec.acts:
        if act.kind == AGREEMENT and act.say and rec.acts[act.party].kind == INCEPTION:
            number = rec.number.get(act.say[0])
            proposal = rec.acts[number] if number is not None else None
            if proposal is not None and proposal.kind == PROPOSAL and proposal.say:
                if (proposal.say[2], proposal.say[3]) == (act.say[1], act.say[2]) and lies_in_past(rec, act, number):
                    agreed.setdefault(number, set()).add(act.party)
    return agreed


def final_past(rec, number, previous, known, agreed, parties, loose=False):
    """The acts that a proposal adds, if it is presumed final behind *previous*; else None. *loose* is O38."""
    say = rec.acts[number].say
    added = new_past(rec, number, known)
    if say[1] != len(known) + len(added) or say[4] != 1 or (previous is not None and previous not in added):
        return None
    window = added if previous is None else known    # the past of *previous*
    roster = parties & {rec.acts[n].party for n in window if rec.acts[n].kind == ACCESSION and rec.acts[n].say}
    who = agreed[number] if loose else agreed[number] & roster
    return added if roster and len(who) >= quorum(len(roster)) else None


def chains(rec):
    """The chain of final seals presumed; then, as long as somebody asks, those of other proposals with a quorum."""
    agreed = agreements(rec)
    parties = {rec.number[one] for _, one in rec.acts[rec.charter].say["parties"] if one in rec.number}
    behind = {}
    for number in sorted(agreed, key=lambda n: rec.acts[n].id):
        previous = rec.acts[number].say[0]
        behind.setdefault(None if previous is None else rec.number.get(previous, -1), []).append(number)
    chain, known, previous = [], set(), None
    while True:
        finals = ((n, final_past(rec, n, previous, known, agreed, parties)) for n in behind.get(previous, []))
        number, added = next(((n, added) for n, added in finals if added is not None), (None, set()))
        if number is None:
            break
        known |= added
        previous = number
        chain.append(number)
    yield chain
    for last in sorted(agreed, key=lambda n: -rec.acts[n].say[1])[:32]:
        other, number = [], last
        while number in agreed and number not in other:
            other.insert(0, number)
            previous = rec.acts[number].say[0]
            number = None if previous is None else rec.number.get(previous, -1)
        known, previous = set(), None
        for one in other if number is None and other != chain else []:
            added = final_past(rec, one, previous, known, agreed, parties, loose=True)
            if added is None:
                break
            known |= added
            previous = one
        else:
            if number is None and other != chain:
                yield other


def check_order(rec, chain):
    """O24: the acts stand as S2 and S3 say, with these final seals; O25: so the first *size* acts have the root."""
    known, at = set(), 0
    for seal in chain + [None]:
        run = new_past(rec, seal, known) if seal is not None else set(range(len(rec.acts))) - known
        waits, children = {}, {}
        for number in run:
            parents = [p for p in rec.acts[number].parents() if p in run]
            waits[number] = len(parents)
            for parent in parents:
                children.setdefault(parent, []).append(number)
        ready = [(rec.acts[n].id, n) for n in run if waits[n] == 0]
        heapq.heapify(ready)
        while ready:
            _, number = heapq.heappop(ready)
            if number != at:
                raise Fault("out-of-order", f"{rec.acts[number].id.hex()} belongs here", None, at)
            at += 1
            for child in children.get(number, []):
                waits[child] -= 1
                if waits[child] == 0:
                    heapq.heappush(ready, (rec.acts[child].id, child))
        known |= run
        if seal is not None:
            say = rec.acts[seal].say
            root = tree_root([act.id for act in rec.acts[:say[1]]])
            if root != say[2]:
                raise Fault("seal-root-differs", f"the first {say[1]} acts have {root.hex()}", None, seal)


# ---------------------------------------------------------------- Notes (O8, O9, O26; S22 to S30)
NOTE = re.compile(rb"(alternat/([0-9a-f]{64})\n(0|[1-9][0-9]{0,19})\n([A-Za-z0-9+/]{43}=)\n)\n((?:[^\n]+\n){1,16})")


def base64_strict(data):
    """The bytes of base64 with padding, or None where they are not written in the one way (S22)."""
    try:
        raw = base64.b64decode(data, validate=True)
    except ValueError:
        return None
    return raw if base64.b64encode(raw) == data else None


def signature_line(line, byte):
    """(name, key id, bytes behind it) of a line (S28)."""
    match = re.fullmatch(rb"\xe2\x80\x94 ([^ ]{1,255}) ([A-Za-z0-9+/=]+)", line)
    raw = base64_strict(match[2]) if match else None
    if raw is None or not 5 <= len(raw) <= 4 + 8192:
        raise Fault("note-shape", "a signature line", byte)
    name = match[1].decode("utf-8")
    if "+" in name or any(char.isspace() or unicodedata.category(char) == "Cc" for char in name):
        raise Fault("note-shape", "a cosigner's name", byte)
    return match[1], raw[:4], raw[4:]


def cosigned(kind, key, name, rest, checkpoint, size, root):
    """Whether a cosignature of a type holds (S25, S26)."""
    at = int.from_bytes(rest[:8], "big")
    if at >= 1 << 63 or len(rest) != 8 + (64 if kind == 4 else 2420):
        return False
    if kind == 4:
        return ed_holds(key, rest[8:], b"cosignature/v1\ntime " + str(at).encode() + b"\n" + checkpoint)
    origin = checkpoint.split(b"\n")[0]
    message = (b"subtree/v1\n\0" + bytes([len(name)]) + name + rest[:8] + bytes([len(origin)]) + origin
               + bytes(8) + size.to_bytes(8, "big") + root)
    return mldsa_holds(key, rest[8:], message)


def check_notes(rec, notes, chain):
    """All notes, each (byte, bytes), against a chain of final seals."""
    seals = {(rec.acts[n].say[1], rec.acts[n].say[2]): place for place, n in enumerate(chain)}
    last_seal, last_line, last_count = -1, b"", 16
    for byte, note in notes:
        match = NOTE.fullmatch(note)
        root = base64_strict(match[4]) if match else None
        if root is None or int(match[3]) >= 1 << 64:
            raise Fault("note-shape", "", byte)
        lines, size = match[5].split(b"\n")[:-1], int(match[3])
        parsed = [signature_line(line, byte) for line in lines]
        seal = seals.get((size, root))
        if seal is None or bytes.fromhex(match[2].decode()) != rec.mechanism:
            raise Fault("note-of-no-seal", "", byte)
        if seal < last_seal or (seal == last_seal and last_count != 16):
            raise Fault("note-out-of-order", "", byte)
        if seal != last_seal:
            last_line = b""
        for line, (name, key_id, rest) in zip(lines, parsed):
            if line <= last_line:
                raise Fault("cosignature-out-of-order", "", byte)
            last_line = line
            keys = rec.cosigners.get((name, key_id))
            if not keys:
                raise Fault("unknown-cosigner", ascii(name.decode()), byte)
            if not any(cosigned(kind, key, name, rest, match[1], size, root) for kind, key in keys):
                raise Fault("bad-cosignature", ascii(name.decode()), byte)
        last_seal, last_count = seal, len(lines)


# ---------------------------------------------------------------- The file (O1, O10, O18 to O21)
class Reader:
    """Reads the heads and strings of the sequence (O19); *last* is the byte at which the last head began."""

    def __init__(self, data):
        self.data, self.at, self.last = data, 0, 0

    def take(self, size):
        if size > len(self.data) - self.at:
            raise Fault("cut-short", "", len(self.data))
        self.at += size
        return self.data[self.at - size:self.at]

    def head(self):
        """(major type, argument) of a head, of whatever major type."""
        self.last = self.at
        first = self.take(1)[0]
        major, info = first >> 5, first & 31
        if info < 24:
            return major, info
        size = 1 << (info - 24) if info < 28 else 0
        value = int.from_bytes(self.take(size), "big")
        if size == 0 or value < (24 if size == 1 else 1 << (4 * size)):
            raise Fault("wrong-head", "", self.last)
        return major, value

    def string(self, major, limit):
        at = self.at
        found, size = self.head()
        if found != major or size > limit:
            raise Fault("wrong-item" if found != major else "item-too-large", "", at)
        raw = self.take(size)
        try:
            return raw if major == 2 else raw.decode("utf-8")
        except UnicodeDecodeError:
            raise Fault("bad-utf8", "", at) from None

    def identity(self):
        if self.head() != (2, 32):
            raise Fault("wrong-item", "no id", self.last)
        return self.take(32)


def read_header(reader):
    """(mechanism, exporter or None)."""
    try:
        major, count = reader.head()
        if (major, count) in ((4, 3), (4, 4)) and reader.string(3, 17) == "alternat-original" and reader.head() == (0, 1):
            mechanism, exporter = reader.identity(), reader.string(3, 8) if count == 4 else None
            if exporter is None or CODE.fullmatch(exporter):
                return mechanism, exporter
    except Fault:
        pass
    raise Fault("not-an-original", "the header", 0)


def read_end(reader, item, counted):
    """The rest of *end*, behind its number."""
    counts = []
    for _ in counted:
        major, count = reader.head()
        if major != 0:
            raise Fault("wrong-item", "a count", reader.last)
        counts.append(count)
    digest = reader.identity()
    if sha256(memoryview(reader.data)[:reader.at - 32]) != digest:
        raise Fault("hash-differs", "the digest of the end", reader.at - 32)
    if counts != counted:
        raise Fault("counts-differ", str(counts), item)
    if reader.at != len(reader.data):
        raise Fault("trailing-bytes", "", reader.at)


def verify(data):
    """Verify the bytes of one original; returns (acts, size sealed, root, warnings) or raises Fault."""
    reader = Reader(data)
    mechanism, exporter = read_header(reader)
    if sha256(memoryview(data)[:-32]) != data[-32:]:
        raise Fault("hash-differs", "the last 32 bytes are not the SHA-256 of those before", len(data) - 32)
    rec, notes, listed, counts, kind = Record(mechanism), [], [], [0, 0, 0, 0], None
    while kind != 5:
        item = reader.at
        (major, count), (kind_major, kind) = reader.head(), reader.head()
        if (major, kind_major) != (4, 0) or count != {1: 2, 2: 2, 3: 2, 4: 2, 5: 6}.get(kind):
            raise Fault("wrong-item", "", item)
        if (notes and kind < 4) or (kind in (2, 3) and not rec.acts):
            raise Fault("wrong-item", "out of place", item)
        if kind == 1 and len(rec.acts) == ACTS_MAX:
            raise Fault("item-too-large", "too many acts", item)
        if kind == 5:
            read_end(reader, item, counts)
        else:
            held = reader.identity() if kind == 3 else reader.string(*{1: (2, ENVELOPE_MAX), 2: (2, PART_MAX), 4: (3, NOTE_MAX)}[kind])
            counts[kind - 1] += 1
        if kind in (1, 4, 5) and listed:
            raise Fault("part-missing", f"{len(listed)} of them", None, len(rec.acts) - 1)
        if kind == 1:
            try:
                payload = rec.admit(held, item)
            except Fault as fault:
                inside = "" if fault.byte is None else f" (byte {fault.byte} of the payload)"
                raise Fault(fault.code, fault.what + inside, item, len(rec.acts)) from None
            listed = [tuple(part) for part in payload.get(8, [])][::-1]
        elif kind in (2, 3):
            if not listed:
                raise Fault("part-not-listed", "", item, len(rec.acts) - 1)
            digest, size = listed.pop()
            if (sha256(held), len(held)) != (digest, size) if kind == 2 else held != digest:
                raise Fault("part-differs", "", item, len(rec.acts) - 1)
        elif kind == 4:
            notes.append((item, held.encode()))
    return conclude(rec, notes, exporter, counts[2])


def conclude(rec, notes, exporter, absents):
    """O23 to O28, where every act was let in."""
    charter = rec.acts[rec.charter] if rec.charter is not None else None
    if charter is None or rec.acts[charter.party].id not in [one for _, one in charter.say["parties"]]:
        raise Fault("no-charter")
    if charter.say["rules"] != 1:
        raise Fault("unknown-rules", str(charter.say["rules"]))
    if exporter is not None and exporter not in [code for code, _ in charter.say["parties"]]:
        raise Fault("unknown-exporter", exporter, 0)
    first_fault, chain = None, None
    for chain in chains(rec):
        try:
            check_order(rec, chain)
            check_notes(rec, notes, chain)
            break
        except Fault as fault:
            first_fault = first_fault or fault
    else:
        raise first_fault
    warnings = [f"parts-absent: {absents}"] if absents else []
    if first_fault is not None:
        warnings.append(f"not the final seals that were presumed: with those, {first_fault}")
    sealed = rec.acts[chain[-1]].say[1] if chain else 0
    return len(rec.acts), sealed, tree_root([act.id for act in rec.acts]), warnings


# ---------------------------------------------------------------- The command
def flip(name, data, positions, seed):
    """Flip single bits; returns whether each change was refused, but for those that the specification says are not seen."""
    verify(data)
    header = Reader(data)
    exporter = range(header.at, header.at) if read_header(header)[1] is None else range(55, header.at)
    draw, step = random.Random(seed), len(data) / positions
    tried = refused = unseen = 0
    for place in range(positions):
        at = min(int((place + draw.random()) * step), len(data) - 1)
        changed = bytearray(data)
        changed[at] ^= 1 << draw.randrange(8)
        variants = [bytes(changed)]
        if at < len(data) - 32:
            variants.append(bytes(changed[:-32]) + sha256(changed[:-32]))
        for mended, variant in enumerate(variants):
            tried += 1
            try:
                verify(variant)
                if at in exporter:
                    unseen += 1
                    print(f"{name}: not seen, by O16: byte {at} names another exporter")
                else:
                    print(f"{name}: ACCEPTED a flipped bit at byte {at}{' with the hash mended' if mended else ''}")
            except Fault:
                refused += 1
    print(f"{name}: {tried} changes, {refused} refused, {unseen} not seen by right")
    return tried == refused + unseen


def main():
    parser = argparse.ArgumentParser(description="Verify originals (.altr).")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("-v", action="store_true", help="print warnings, too")
    parser.add_argument("--flip", action="store_true", help="flip single bits and see that each is refused")
    parser.add_argument("--positions", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")
    if options.positions < 1:
        parser.error("--positions is 1 at least")
    if int(unicodedata.unidata_version.split(".")[0]) < 14:
        parser.error("A61 needs NFC of Unicode 14.0 or later, that is, Python 3.11 or later")
    status = 0
    for name in options.files:
        try:
            with open(name, "rb") as file:
                data = file.read(FILE_MAX + 1)
        except OSError as error:
            print(f"{name}: {error.strerror}", file=sys.stderr)
            status = 2
            continue
        try:
            if len(data) > FILE_MAX:
                print(f"{name}: not verified: more than 64 MiB", file=sys.stderr)
                status = 2
                continue
            if options.flip:
                status = max(status, 0 if flip(name, data, options.positions, options.seed) else 1)
                continue
            count, sealed, root, warnings = verify(data)
            print(f"{name}: unbroken, not judged: {count} acts, sealed up to {sealed} as presumed, root {root.hex()}")
            for warning in warnings if options.v else []:
                print(f"{name}: warning: {warning}")
        except Fault as fault:
            print(f"{name}: {'undecided' if fault.code in UNDECIDED else 'broken'}: {fault}")
            status = max(status, 1)
    return status


if __name__ == "__main__":
    sys.exit(main())
