//! Vectors of bytes that the door does not let in; and of texts that the profile refuses.

use alternat::act::{Act, Part};
use alternat::envelope::{sign, sign_by_root};
use alternat::id::Id;
use alternat::key::{ActKey, Ed25519Bytes, MlDsa44Bytes};
use alternat::kind::*;
use alternat::limit;
use alternat::words::Words;

use super::body::{self, words};
use super::case::{Judged, Maker};
use super::prelude::{founded, inceptions};
use super::world::{World, root_key, root_publics, roots, seed};

/// All of them.
pub fn make(m: &mut Maker) {
    gate(m);
    fields(m);
    envelopes(m);
    places(m);
    signatures(m);
    keys(m);
    texts(m);
    edges(m);
}

/// A payload with an item cut out: what stands before it, and what follows.
struct Cut {
    before: Vec<u8>,
    after: Vec<u8>,
}

/// Cuts a payload where these bytes stand last.
fn cut(payload: &[u8], value: &[u8]) -> Cut {
    let at = payload.windows(value.len()).rposition(|window| window == value).expect("a part of the payload");
    let (before, rest) = payload.split_at(at);
    Cut { before: before.to_vec(), after: rest[value.len()..].to_vec() }
}

impl Cut {
    fn with(&self, value: &[u8]) -> Vec<u8> {
        [&self.before, value, &self.after].concat()
    }
}

fn by_alda(w: &World, payload: &[u8]) -> Vec<u8> {
    w.sign_payload("alda", payload, &w.mechanism)
}

/// A payload of Alda whose body's only item is these bytes: a statement, so to say, in any CBOR.
fn saying(w: &World, item: &[u8]) -> (Vec<u8>, usize) {
    let act = Act { body: [&[0xa1, 0x00], item].concat(), ..w.act("alda", &Sighting {}) };
    let payload = act.payload();
    let at = cut(&payload, &[&[0x07, 0xa1, 0x00], item].concat()).before.len() + 3;
    (payload, at)
}

fn gate(m: &mut Maker) {
    let mut row = |path: &str, fact: &str, code: &str, item: &[u8], offset: usize| {
        let mut at = 0;
        let expected = format!("turned away {code}");
        let case = m.bytes("in-force", &format!("malformed/{path}"), [fact, &expected], |w| {
            let (payload, start) = saying(w, item);
            at = start + offset;
            by_alda(w, &payload)
        });
        case.more("at", at);
    };
    row("integer-in-two-bytes", "0 in two bytes.", "non-shortest", &[0x18, 0x00], 0);
    row("integer-23-in-two-bytes", "23 in two bytes.", "non-shortest", &[0x18, 0x17], 0);
    row("integer-255-in-three-bytes", "255 in three bytes.", "non-shortest", &[0x19, 0x00, 0xff], 0);
    row("integer-65535-in-five-bytes", "65 535 in five bytes.", "non-shortest", &[0x1a, 0, 0, 0xff, 0xff], 0);
    row("negative-in-nine-bytes", "-1 in nine bytes.", "non-shortest", &[0x3b, 0, 0, 0, 0, 0, 0, 0, 0], 0);
    row("length-in-two-bytes", "The length of a text in two bytes where one does.", "non-shortest", &[0x78, 0x01, 0x61], 0);
    row("array-length-in-two-bytes", "The length of an array in two bytes.", "non-shortest", &[0x98, 0x01, 0x00], 0);
    row("unsorted-keys", "A map with key 1 before key 0.", "unsorted-key", &[0xa2, 0x01, 0x00, 0x00, 0x00], 3);
    row("one-key-twice", "A map with key 0 twice.", "duplicate-key", &[0xa2, 0x00, 0x00, 0x00, 0x00], 3);
    row("key-of-text", "A map with a key of text.", "key-not-uint", &[0xa1, 0x61, 0x61, 0x00], 1);
    row("key-negative", "A map with the key -1.", "key-not-uint", &[0xa1, 0x20, 0x00], 1);
    row("float-in-two-bytes", "1.0 as a half float.", "float", &[0xf9, 0x3c, 0x00], 0);
    row("float-in-eight-bytes", "1.1 as a double.", "float", &[0xfb, 0x3f, 0xf1, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a], 0);
    row("tag-of-a-date", "A tag.", "tag", &[0xc1, 0x00], 0);
    row("tag-of-a-bignum", "A bignum.", "tag", &[0xc2, 0x41, 0x01], 0);
    row("null", "What is absent is left out, not null.", "simple", &[0xf6], 0);
    row("undefined", "Undefined.", "simple", &[0xf7], 0);
    row("simple-value", "A simple value without a meaning.", "simple", &[0xe0], 0);
    row("indefinite-array", "An array of indefinite length.", "indefinite", &[0x9f, 0x00, 0xff], 0);
    row("indefinite-map", "A map of indefinite length.", "indefinite", &[0xbf, 0x00, 0x00, 0xff], 0);
    row("indefinite-text", "A text in pieces.", "indefinite", &[0x7f, 0x61, 0x61, 0xff], 0);
    row("indefinite-bytes", "Bytes in pieces.", "indefinite", &[0x5f, 0x41, 0x61, 0xff], 0);
    row("break-alone", "A break that ends nothing.", "indefinite", &[0xff], 0);
    row("reserved-length", "An additional information of 28.", "reserved", &[0x1c], 0);
    row("text-not-utf8", "A text with the byte FF.", "bad-utf8", &[0x62, 0x61, 0xff], 2);
    row("text-with-half-a-pair", "A text with half of a UTF-16 pair.", "bad-utf8", &[0x63, 0xed, 0xa0, 0x80], 1);
    row("text-overlong", "A text that says a slash in two bytes.", "bad-utf8", &[0x62, 0xc0, 0xaf], 1);
    row("text-not-composed", "An e and an acute accent, not composed.", "not-nfc", &[0x63, 0x65, 0xcc, 0x81], 1);
    row("text-of-a-singleton", "The Angstrom sign, which is a letter A with a ring.", "not-nfc", &[0x63, 0xe2, 0x84, 0xab], 1);
    row("text-unassigned", "U+0378, assigned to nothing.", "unassigned", &[0x62, 0xcd, 0xb8], 1);
    row("text-of-unicode-15", "U+0CF3, assigned in Unicode 15.0.", "unassigned", &[0x63, 0xe0, 0xb3, 0xb3], 1);
    row("text-for-private-use", "U+E000, for private use.", "unassigned", &[0x63, 0xee, 0x80, 0x80], 1);
    // The payload's own map is depth 1, the body's 2; six arrays fill it up.
    row("nine-deep", "Seven arrays in the body: depth 9.", "too-deep", &[0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x80], 6);
    let whole = |m: &mut Maker, path: &str, fact: &str, code: &str, change: &dyn Fn(Vec<u8>) -> (Vec<u8>, usize)| {
        let mut at = 0;
        let case = m.bytes("in-force", &format!("malformed/{path}"), [fact, &format!("turned away {code}")], |w| {
            let (payload, fault) = change(w.act("alda", &Sighting {}).payload());
            at = fault;
            by_alda(w, &payload)
        });
        case.more("at", at);
    };
    whole(m, "trailing-byte", "A byte after the payload's map.", "trailing-bytes", &|p| ([&p[..], &[0x00]].concat(), p.len()));
    whole(m, "cut-short", "The payload ends inside its last item.", "truncated", &|p| (p[..p.len() - 1].to_vec(), p.len() - 1));
    whole(m, "empty", "No payload at all.", "truncated", &|_| (vec![], 0));
    let claims = |p: Vec<u8>| ([&p[..p.len() - 1], &[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]].concat(), p.len() + 8);
    whole(m, "claims-more-than-there-is", "An array of 2^64 - 1 items.", "truncated", &claims);
    let large = |p: Vec<u8>| ([&p[..], &vec![0; limit::PAYLOAD_BYTES_MAX + 1 - p.len()]].concat(), limit::PAYLOAD_BYTES_MAX);
    whole(m, "payload-too-large", "A payload of 16 385 bytes.", "too-large", &large);
}

fn fields(m: &mut Maker) {
    let mut row = |path: &str, fact: &str, field: u64, make: &dyn Fn(&World) -> Vec<u8>| {
        let case = m.bytes("in-force", &format!("malformed/{path}"), [fact, "turned away payload-shape"], |w| by_alda(w, &make(w)));
        case.more("field", field);
    };
    let act = |w: &World| w.act("alda", &Receipt { of: vec![w.mechanism] });
    // Each field of an act without one: its key and value taken out, the map's count lowered.
    let without = |w: &World, field: &[u8]| {
        let payload = act(w).payload();
        let mut left = cut(&payload, field).with(&[]);
        left[0] -= 1;
        left
    };
    let seq = |w: &World| vec![0x02, act(w).seq as u8];
    let claimed = |w: &World| [&[0x05, 0x1b][..], &act(w).claimed_at.to_be_bytes()].concat();
    let of = |w: &World| [&[0x07][..], &act(w).body].concat();
    row("no-version", "The version is left out.", 0, &|w| without(w, &[0x00, 0x01, 0x01]).tap(|p| p.insert(1, 0x01)));
    row("no-number", "The number is left out.", 2, &|w| without(w, &seq(w)));
    row("no-time", "The time is left out.", 5, &|w| without(w, &claimed(w)));
    row("no-kind", "The kind is left out.", 6, &|w| without(w, &[0x06, 0x18, 43]));
    row("no-body", "The body is left out.", 7, &|w| without(w, &of(w)));
    row("another-version", "The version is 2.", 0, &|w| act(w).payload().tap(|p| p[2] = 0x02));
    row("unknown-field", "A field with the key 10.", 10, &|w| {
        act(w).payload().tap(|p| {
            p[0] += 1;
            p.extend([0x0a, 0x00]);
        })
    });
    row("no-map", "The payload is an array.", 0, &|_| vec![0x80]);
    row("no-feed", "Only an inception is in no feed.", 1, &|w| Act { feed: None, ..act(w) }.payload());
    row("number-without-an-act-before", "A number above 0 with no act before it.", 3, &|w| Act { prev: None, ..act(w) }.payload());
    row("number-0-with-an-act-before", "Number 0 with an act before it.", 3, &|w| Act { seq: 0, ..act(w) }.payload());
    row("body-no-map", "The body is a number.", 7, &|w| Act { body: vec![0x00], ..act(w) }.payload());
    row("seen-not-sorted", "The heads seen are not sorted.", 4, &|w| Act { seen: vec![Id([2; 32]), Id([1; 32])], ..act(w) }.payload());
    row("seen-twice", "A head is seen twice.", 4, &|w| Act { seen: vec![Id([1; 32]), Id([1; 32])], ..act(w) }.payload());
    let heads = |count: u8| (0..count).map(|n| Id([n; 32])).collect::<Vec<Id>>();
    row("seen-33", "Thirty-three heads are seen.", 4, &|w| Act { seen: heads(33), ..act(w) }.payload());
    let part = |size| Part { sha256: Id::of_bytes(b"a paper"), size };
    row("parts-33", "Thirty-three parts.", 8, &|w| Act { parts: vec![part(1); 33], ..act(w) }.payload());
    row("part-too-large", "A part of 16 MiB and a byte.", 8, &|w| Act { parts: vec![part(limit::PART_BYTES_MAX + 1)], ..act(w) }.payload());
    row("body-too-large", "A body of 4097 bytes.", 7, &|w| Act { body: body_of(limit::BODY_BYTES_MAX + 1), ..act(w) }.payload());
    row("kind-too-large", "A kind of 65 536.", 6, &|w| {
        let payload = act(w).payload();
        cut(&payload, &[0x06, 0x18, 43]).with(&[0x06, 0x1a, 0x00, 0x01, 0x00, 0x00])
    });
    row("feed-of-31-bytes", "The feed's id has 31 bytes.", 1, &|w| {
        let payload = act(w).payload();
        let feed = w.id("alda").0;
        let id = [&[0x58, 0x20], &feed[..]].concat();
        cut(&payload, &id).with(&[&[0x58, 0x1f], &feed[..31]].concat())
    });
    row("seen-nothing", "The list of heads is there, and empty.", 4, &|w| {
        let payload = Act { seen: vec![], ..act(w) }.payload();
        cut(&payload, &claimed(w)).with(&[&[0x04, 0x80][..], &claimed(w)].concat()).tap(|p| p[0] += 1)
    });
    row("basis-of-nothing", "A basis that is none.", 9, &|w| {
        act(w).payload().tap(|p| {
            p[0] += 1;
            p.extend([0x09, 0x00]);
        })
    });
    let case = m.bytes("in-force", "malformed/inception-with-a-number", ["An inception has number 0.", "turned away payload-shape"], |w| {
        w.enter_root("late root", &[(0, "late root 1")]);
        let act = w.act("late root", &body::inception("Late", roots("late root")));
        w.sign_payload("late root", &Act { seq: 1, ..act }.payload(), &Id::ZERO)
    });
    case.more("field", 2);
}

/// Changes a value on its way.
trait Tap: Sized {
    fn tap(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

impl Tap for Vec<u8> {}

/// A body of this many bytes: a map with one byte string.
fn body_of(size: usize) -> Vec<u8> {
    let length = size - 5;
    [&[0xa1, 0x00, 0x59, (length >> 8) as u8, length as u8][..], &vec![0; length]].concat()
}

fn envelopes(m: &mut Maker) {
    let row = |m: &mut Maker, path: &str, fact: &str, change: &dyn Fn(Vec<u8>) -> (Vec<u8>, usize)| {
        let mut at = 0;
        let case = m.bytes("in-force", &format!("malformed/{path}"), [fact, "turned away envelope-shape"], |w| {
            let (envelope, fault) = change(w.sign("alda", &w.act("alda", &Sighting {})));
            at = fault;
            envelope
        });
        case.more("at", at);
    };
    row(m, "envelope-empty", "No bytes at all.", &|_| (vec![], 0));
    row(m, "envelope-tagged", "The tag of COSE_Sign1.", &|e| ([&[0xd2], &e[..]].concat(), 0));
    row(m, "envelope-eddsa", "The algorithm is -8, EdDSA, which does not say which curve.", &|e| (e.tap(|e| e[4] = 0x27), 0));
    row(m, "envelope-unprotected-header", "Something stands in the unprotected header.", &|e| {
        ([&e[..5], &[0xa1, 0x04, 0x41, 0x00], &e[6..]].concat(), 0)
    });
    row(m, "envelope-trailing-byte", "A byte after the signature.", &|e| ([&e[..], &[0x00]].concat(), e.len()));
    row(m, "envelope-signature-of-63-bytes", "The signature has 63 bytes.", &|e| {
        let at = e.len() - 66;
        ([&e[..at], &[0x58, 0x3f], &e[at + 2..e.len() - 1]].concat(), at)
    });
    row(m, "envelope-cut-short", "The signature ends too soon.", &|e| (e[..e.len() - 1].to_vec(), e.len() - 64));
    row(m, "envelope-payload-of-text", "The payload is text.", &|e| (e.tap(|e| e[6] |= 0x20), 6));
    row(m, "envelope-length-too-long", "The payload's length is not in shortest form.", &|e| {
        ([&e[..6], &[0x59, 0x00], &e[7..]].concat(), 7)
    });
    row(m, "envelope-too-large", "More bytes than the most that seven root keys sign.", &|e| {
        ([&e[..], &vec![0; limit::ENVELOPE_BYTES_MAX + 1 - e.len()]].concat(), 0)
    });
    let by_root = |m: &mut Maker, path: &str, fact: &str, change: &dyn Fn(Vec<u8>, usize) -> (Vec<u8>, usize)| {
        let mut at = 0;
        let case = m.bytes("in-force", &format!("malformed/{path}"), [fact, "turned away envelope-shape"], |w| {
            let act = w.act("alda root", &body::person("newcomer"));
            let list = list_at(&act);
            let (envelope, fault) = change(w.sign("alda root", &act), list);
            at = fault;
            envelope
        });
        case.more("at", at);
    };
    by_root(m, "envelope-by-a-root-with-one-signature", "An Ed25519 signature without its ML-DSA-44 one.", &|e, list| {
        (e[..list + 1 + ED25519_BYTES].to_vec().tap(|e| e[list] = 0x81), list)
    });
    by_root(m, "envelope-by-a-root-of-two-places", "The two signatures of a pair name two places.", &|e, list| {
        let second = list + 1 + ED25519_BYTES;
        (e.tap(|e| e[second + 8] = 0x01), second)
    });
    by_root(m, "envelope-by-a-root-without-signatures", "An empty list of signatures.", &|e, list| {
        (e[..=list].to_vec().tap(|e| e[list] = 0x80), list)
    });
    let fact = "One root key signs twice.";
    let mut at = 0;
    let case = m.bytes("in-force", "malformed/envelope-by-one-root-key-twice", [fact, "turned away envelope-shape"], |w| {
        let act = w.act("alda root", &body::person("newcomer"));
        let keys = [root_key(0, "alda root 1"), root_key(0, "alda root 1")];
        at = list_at(&act) + 1 + ED25519_BYTES + ML_DSA_BYTES;
        sign_by_root(&act.payload(), &w.mechanism, &keys)
    });
    case.more("at", at);
}

/// Bytes of an Ed25519 and of an ML-DSA-44 signature of a root key, with what is around them.
const ED25519_BYTES: usize = 1 + 7 + 1 + 2 + 64;
const ML_DSA_BYTES: usize = 1 + 8 + 1 + 3 + 2420;

/// Where the list of signatures begins in the envelope of a root act.
fn list_at(act: &Act) -> usize {
    let size = act.payload().len();
    3 + if size < 256 { 2 } else { 3 } + size
}

fn places(m: &mut Maker) {
    let mut row = |path: &str, fact: &str, code: &str, who: &'static str, change: &dyn Fn(&World, Act) -> Act| {
        m.bytes("in-force", &format!("malformed/{path}"), [fact, &format!("turned away {code}")], |w| {
            let act = change(w, w.act(who, &Sighting {}));
            w.sign(who, &act)
        });
    };
    let unknown = Id::of_bytes(b"no act");
    row("gap-in-the-feed", "The feed's opening is not here.", "gap", "alda", &|_, a| Act { feed: Some(unknown), ..a });
    row("gap-before", "The act before is not here.", "gap", "alda", &|_, a| Act { prev: Some(unknown), ..a });
    row("gap-in-what-was-seen", "A head that was seen is not here.", "gap", "alda", &|_, a| Act { seen: vec![unknown], ..a });
    row("number-left-out", "A number is left out.", "wrong-number", "alda", &|_, a| Act { seq: a.seq + 1, ..a });
    let fact = "The act before is another feed's.";
    row("act-before-of-another-feed", fact, "wrong-number", "alda", &|w, a| Act { prev: Some(w.id("accession of alda")), seq: 3, ..a });
    row("feed-of-no-key", "The feed is named by an act that opened none.", "no-such-feed", "alda", &|w, a| Act {
        feed: Some(w.mechanism),
        ..a
    });
    m.bytes("in-force", "malformed/charter-of-another-mechanism", ["Another charter.", "turned away another-charter"], |w| {
        let charter = Charter { nonce: Nonce([7; 16]), ..body::charter(inceptions()) };
        let act = founded(&charter).act("dorna root", &charter);
        w.sign("dorna root", &act)
    });
    m.bytes("in-force", "malformed/root-begins-anew", ["A root's second act with number 0.", "turned away wrong-number"], |w| {
        let act = w.act("alda root", &body::person("newcomer"));
        w.sign("alda root", &Act { seq: 0, prev: None, ..act })
    });
}

/// The order of the group of Ed25519, in little-endian bytes (RFC 8032 section 5.1).
const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0x10,
];

fn signatures(m: &mut Maker) {
    let mut row = |path: &str, fact: &str, make: &dyn Fn(&World) -> Vec<u8>| {
        m.bytes("in-force", &format!("malformed/{path}"), [fact, "turned away bad-signature"], |w| make(w));
    };
    let payload = |w: &World| w.act("alda", &Sighting {}).payload();
    row("signed-for-another-mechanism", "The signature is for another mechanism.", &|w| {
        w.sign_payload("alda", &payload(w), &Id::of_bytes(b"another mechanism"))
    });
    row("signed-for-no-mechanism", "Only inception and charter are signed for none.", &|w| w.sign_payload("alda", &payload(w), &Id::ZERO));
    row("signed-by-another", "The signature is another signer's.", &|w| w.sign_payload("dorna", &payload(w), &w.mechanism));
    row("signature-flipped", "A bit of the signature is changed.", &|w| {
        by_alda(w, &payload(w)).tap(|e| *e.last_mut().expect("bytes") ^= 1)
    });
    row("payload-flipped", "A bit of the time is changed.", &|w| {
        let act = w.act("alda", &Sighting {});
        let signed = by_alda(w, &act.payload());
        let time = act.claimed_at.to_be_bytes();
        cut(&signed, &time).with(&(act.claimed_at ^ 1).to_be_bytes())
    });
    row("signature-not-reduced", "The scalar of the signature is larger than the order of the group.", &|w| {
        by_alda(w, &payload(w)).tap(|envelope| {
            let start = envelope.len() - 32;
            let mut carry = 0;
            for (byte, order) in envelope[start..].iter_mut().zip(ORDER) {
                let sum = u16::from(*byte) + u16::from(order) + carry;
                (*byte, carry) = (sum as u8, sum >> 8);
            }
        })
    });
    row("signature-of-zeros", "A commitment of small order, and a scalar of zero.", &|w| {
        by_alda(w, &payload(w)).tap(|envelope| {
            let start = envelope.len() - 64;
            envelope[start..].fill(0);
            envelope[start] = 1;
        })
    });
    row("root-act-by-a-signer", "A person's key signs in a root's feed.", &|w| {
        sign(&w.act("alda root", &body::person("newcomer")).payload(), &w.mechanism, &ActKey::from_seed(&seed("alda")))
    });
    row("act-by-a-root", "A root signs in a person's feed.", &|w| w.sign_payload("alda root", &payload(w), &w.mechanism));
    row("root-signature-flipped", "A bit of the ML-DSA-44 signature is changed.", &|w| {
        w.sign("alda root", &w.act("alda root", &body::person("newcomer"))).tap(|e| {
            let at = e.len() - 2000;
            e[at] ^= 1;
        })
    });
    row("root-ed25519-signature-flipped", "A bit of the Ed25519 signature is changed, and the ML-DSA-44 one holds.", &|w| {
        w.sign("alda root", &w.act("alda root", &body::person("newcomer"))).tap(|e| {
            let at = e.len() - ML_DSA_BYTES - 20;
            e[at] ^= 1;
        })
    });
    few_signatures(m);
}

fn few_signatures(m: &mut Maker) {
    let set = || Roots { keys: root_publics(&["late root 1", "late root 2", "late root 3"]), threshold: 2, next: Id::ZERO };
    let mut row = |path: &str, fact: &str, keys: &[(u8, &str)]| {
        m.bytes("in-force", &format!("malformed/{path}"), [fact, "turned away too-few-signatures"], |w| {
            w.enter_root("late root", keys);
            w.sign("late root", &w.act("late root", &body::inception("Late", set())))
        });
    };
    row("one-of-three", "One of three root keys signs, where two must.", &[(0, "late root 1")]);
    row("place-of-no-key", "A signature at a place that the list does not have.", &[(0, "late root 1"), (3, "late root 2")]);
    m.bytes("in-force", "malformed/rotation-to-other-keys", ["The new root keys were not promised.", "turned away promise-broken"], |w| {
        w.enter_root("alda root", &[(0, "alda root 3")]);
        let cut = w.signer("alda root").head.expect("a root with acts");
        let roots = Roots { keys: root_publics(&["alda root 3"]), threshold: 1, next: Id::ZERO };
        w.sign("alda root", &w.act("alda root", &Rotation { roots, cut }))
    });
}

fn keys(m: &mut Maker) {
    let mut row = |path: &str, fact: &str, fault: &str, body: Accreditation| {
        let case = m.bytes("in-force", &format!("malformed/{path}"), [fact, "turned away bad-key"], |w| {
            w.sign("alda root", &w.act("alda root", &body))
        });
        case.more("key", fault);
    };
    let point = |first: u8, middle: u8, last: u8| {
        let mut key = [middle; 32];
        (key[0], key[31]) = (first, last);
        Ed25519Bytes(key)
    };
    let with = |key| Accreditation { key, ..body::person("newcomer") };
    row("key-no-point", "2 is no point of the curve.", "no-point", with(point(2, 0, 0)));
    row("key-not-canonical", "A second way to write a point.", "not-canonical", with(point(0xee, 0xff, 0x7f)));
    row("key-of-order-1", "The neutral point.", "small-order", with(point(1, 0, 0)));
    row("key-of-order-2", "The point of order 2.", "small-order", with(point(0xec, 0xff, 0x7f)));
    row("key-of-order-4", "A point of order 4.", "small-order", with(point(0, 0, 0)));
    row("key-with-torsion", "A good key plus the point of order 2.", "torsion", with(plus_order_two(body::person("newcomer").key)));
    let mut node = body::node("newcomer");
    node.node.as_mut().expect("a node").transport = point(1, 0, 0);
    row("transport-key-of-order-1", "A node's transport key of small order.", "small-order", node);
    let mut node = body::node("newcomer");
    node.node.as_mut().expect("a node").seal_ml_dsa = MlDsa44Bytes(Box::new([0; 1312]));
    row("seal-key-of-zeros", "An ML-DSA-44 key under which anybody can sign.", "zero-vector", node);
}

/// (x, y) plus the point of order 2, (0, -1), is (-x, -y).
fn plus_order_two(key: Ed25519Bytes) -> Ed25519Bytes {
    let mut prime = [0xff_u8; 32];
    (prime[0], prime[31]) = (0xed, 0x7f);
    let mut y = key.0;
    let sign = y[31] & 0x80;
    y[31] &= 0x7f;
    let mut borrow = 0;
    let mut sum = [0; 32];
    for (at, byte) in sum.iter_mut().enumerate() {
        let rest = i16::from(prime[at]) - i16::from(y[at]) - borrow;
        (*byte, borrow) = (rest as u8, i16::from(rest < 0));
    }
    sum[31] |= sign ^ 0x80;
    Ed25519Bytes(sum)
}

fn texts(m: &mut Maker) {
    let rules: &[(&str, &str, &str, &str, &str, usize)] = &[
        ("name", "too-long", "name-of-201", "A name of 201 characters.", "", 200),
        ("name", "empty", "name-of-nothing", "A name of no character.", "", 0),
        ("name", "control", "name-with-a-control", "A name with a line feed.", "Omar\nSaid", 4),
        ("name", "bidi-control", "name-with-a-mark", "A name with a direction mark.", "Omar\u{200f}", 4),
        ("name", "invisible", "name-with-a-soft-hyphen", "A name with a soft hyphen.", "Om\u{ad}ar", 2),
        ("name", "joiner-out-of-place", "name-with-a-joiner", "A joiner between Latin letters.", "Om\u{200d}ar", 2),
        ("name", "tag-character", "name-with-a-tag", "A name with a tag character.", "Omar\u{e0041}", 4),
        ("name", "mixed-digits", "name-with-two-digit-systems", "Digits of two systems.", "\u{661}\u{6f2}", 2),
        ("name", "mixed-scripts", "name-of-two-scripts", "A Cyrillic letter among Latin ones.", "Om\u{430}r", 2),
        ("name", "space-out-of-place", "name-with-a-space-before", "A space before a name.", " Omar", 0),
        ("name", "space-out-of-place", "name-with-a-hard-space", "A space that does not break.", "Omar\u{a0}Said", 4),
        ("prose", "isolate-unbalanced", "reason-with-an-isolate", "An isolate that nothing ends.", "a \u{2067}b", 2),
        ("prose", "bidi-control", "reason-with-an-embedding", "An embedding.", "a \u{202b}b\u{202c}", 2),
        ("prose", "control", "reason-with-a-tab", "A tab.", "a\tb", 1),
    ];
    for (class, rule, path, fact, text, at) in rules {
        let said = if *rule == "too-long" { "a".repeat(limit::NAME_CHARS_MAX + 1) } else { (*text).to_string() };
        let (kind, prelude) = if *class == "name" { ("statement", "open") } else { ("objection", "put") };
        let case = m.judge(prelude, &format!("{kind}/{path}"), [fact, "", "refused text-refused"], |w| match *class {
            "name" => {
                let statement = Statement { speaker: Some(words(&said)), ..body::statement(w.id("session")) };
                Judged::with(w, "alda", &statement, vec![body::part()])
            }
            _ => Judged::of(w, "alda", &Objection { put: w.id("put"), reason: Some(words(&said)) }),
        });
        case.more("text", serde_json::json!({ "class": class, "words": said, "rule": rule, "at": at }));
    }
    let title: &[(&str, &str, &str, bool)] = &[
        ("title-of-500", "A title of 500 characters.", "", true),
        ("title-of-two-scripts", "A title of two scripts.", "\u{422}\u{435}\u{43a}\u{441}\u{442} on tolls", true),
        ("title-with-a-mark", "A direction mark beside Arabic letters.", "\u{645}\u{634}\u{631}\u{648}\u{639}\u{200f}/1", true),
        ("title-of-two-lines", "A title of two lines.", "Tolls\nFerries", false),
    ];
    for (path, fact, text, stands) in title {
        let said = if *path == "title-of-500" { "a".repeat(limit::TITLE_CHARS_MAX) } else { (*text).to_string() };
        let expected = if *stands { "stands" } else { "refused text-refused" };
        m.judge("open", &format!("text/{path}"), [fact, "", expected], |w| {
            Judged::with(w, "alda", &Text { title: words(&said), ..body::text(w.id("session")) }, vec![body::part()])
        });
    }
    m.judge("open", "statement/speaker-in-four-languages", ["A name in four languages, sorted.", "R5.2", "stands"], |w| {
        let names =
            [("ar", "\u{639}\u{645}\u{631}"), ("en", "Omar"), ("fa", "\u{639}\u{645}\u{631}"), ("ru", "\u{41e}\u{43c}\u{430}\u{440}")];
        let speaker = Words(names.iter().map(|(lang, name)| (alternat::words::Lang((*lang).into()), (*name).into())).collect());
        Judged::with(w, "alda", &Statement { speaker: Some(speaker), ..body::statement(w.id("session")) }, vec![body::part()])
    });
}

/// The last that is let in, beside the first that is not.
fn edges(m: &mut Maker) {
    m.judge("put", "objection/body-of-4096-bytes", ["The largest body that a person signs.", "", "stands"], |w| {
        let mut objection = body::objection(w.id("put"));
        let size = |objection: &Objection| bytes(objection).len();
        let short = Objection { reason: Some(words(&"a".repeat(1000))), ..objection.clone() };
        let room = 1000 + limit::BODY_BYTES_MAX - size(&short);
        objection.reason = Some(words(&"a".repeat(room)));
        assert_eq!(size(&objection), limit::BODY_BYTES_MAX);
        Judged::of(w, "alda", &objection)
    });
    m.judge("open", "statement/name-of-200", ["A name of 200 characters.", "", "stands"], |w| {
        let speaker = Some(words(&"a".repeat(limit::NAME_CHARS_MAX)));
        Judged::with(w, "alda", &Statement { speaker, ..body::statement(w.id("session")) }, vec![body::part()])
    });
    m.judge("in-force", "sighting/with-a-part-of-16-mib", ["The largest part.", "", "stands"], |w| {
        let part = Part { sha256: Id::of_bytes(b"a paper"), size: limit::PART_BYTES_MAX };
        Judged::with(w, "alda", &Sighting {}, vec![part; limit::PARTS_MAX])
    });
    m.judge("in-force", "unknown-kind/eight-deep", ["A body as deep as may be.", "", "unknown"], |w| {
        let body = vec![0xa1, 0x00, 0x81, 0x81, 0x81, 0x81, 0x81, 0x80];
        let act = w.act("alda", &Sighting {});
        Judged { who: "alda".into(), act: Act { kind: u16::MAX, body, ..act } }
    });
    m.judge("in-force", "unknown-kind/largest-integer", ["An integer in nine bytes that needs them.", "", "unknown"], |w| {
        let body = vec![0xa1, 0x00, 0x1b, 0, 0, 0, 1, 0, 0, 0, 0];
        let act = w.act("alda", &Sighting {});
        Judged { who: "alda".into(), act: Act { kind: u16::MAX, body, ..act } }
    });
}
