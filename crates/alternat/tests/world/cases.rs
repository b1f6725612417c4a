//! Originals on which readers of spec/ could part: each with the codes of its problems, that which is met first before the others.

use alternat::checkpoint::CosignatureKind;

use super::forged::{ACT, Forged, NOTE, PART, act_item, ended, hashed, note_item};
use super::three_keys::{cut_before_the_accession, founder_by_one, three_keys};
use super::*;

/// An original, and what is wrong with it.
pub struct Case {
    /// In a few words.
    pub what: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
    /// The codes of its problems; none where it is whole.
    pub codes: &'static [&'static str],
}

/// All of them.
pub fn cases() -> Vec<Case> {
    [of_the_header(), of_items(), of_the_end(), of_parts(), of_the_door(), of_notes()].into_iter().flatten().collect()
}

fn case(what: &'static str, bytes: Vec<u8>, codes: &'static [&'static str]) -> Case {
    Case { what, bytes, codes }
}

/// A body's original without notes, and with a change.
fn changed(what: &'static str, codes: &'static [&'static str], change: impl FnOnce(&mut Forged)) -> Case {
    let mut forged = Forged::of(&sealed(0).world.original(&[]));
    change(&mut forged);
    case(what, forged.bytes(), codes)
}

fn of_the_header() -> Vec<Case> {
    let none = &["not-an-original"][..];
    vec![
        changed("a newer version", none, |f| f.header[19] = 2),
        changed("a head that could be shorter", none, |f| f.header.splice(0..1, [0x98, 4]).for_each(drop)),
        changed("an exporter in small letters", none, |f| *f.header.last_mut().expect("a code") = b'r'),
        changed("five members", none, |f| {
            f.header[0] = 0x85;
            f.header.push(1);
        }),
        case("an id of 31 bytes", hashed([&b"\x83\x70alternat-original\x01\x58\x1f"[..], &[7; 31]].concat()), none),
    ]
}

fn of_items() -> Vec<Case> {
    let with = |what, codes, item: &[u8]| {
        let item = [item, &[0x82, 1, 0x40]].concat();
        changed(what, codes, |f| f.items.push(item))
    };
    let (head, item) = (&["wrong-head"][..], &["wrong-item"][..]);
    vec![
        with("a tag", item, &[0xC1]),
        with("a tag that could be shorter", head, &[0xD8, 5]),
        with("a float", item, &[0xF9, 0x7E, 0]),
        with("a float whose argument could be shorter", head, &[0xF9, 0, 0]),
        with("null", item, &[0xF6]),
        with("a simple value in two bytes that could be one", head, &[0xF8, 5]),
        with("a break", head, &[0xFF]),
        with("an integer of additional information 31", head, &[0x1F]),
        with("a tag of additional information 31", head, &[0xDF]),
        with("an array of indefinite length", head, &[0x9F]),
        with("no array, and a number that could be shorter", head, &[0x02, 0x18, 1]),
        with("a number beyond those of items", item, &[0x82, 6]),
        with("an act in three members", item, &[0x83, ACT]),
        with("an envelope beyond bound and file", &["item-too-large"], &[0x82, ACT, 0x5A, 0, 1, 0, 0]),
        with("an absent part of 31 bytes", item, &[&[0x82, 3, 0x58, 31][..], &[7; 31]].concat()),
        with("an absent part of 33 bytes", item, &[&[0x82, 3, 0x58, 33][..], &[7; 33]].concat()),
        with("an absent part beyond the file", item, &[0x82, 3, 0x59, 1, 0]),
    ]
}

fn of_the_end() -> Vec<Case> {
    let base = Forged::of(&sealed(0).world.original(&[]));
    let items = [&base.header[..], &base.items.concat()].concat();
    let end_of = |members: &[u8]| hashed([&items[..], &[0x86, 5], members, &[0x58, 0x20]].concat());
    vec![
        case("behind an end that is right", hashed(ended(items.clone(), [39, 2, 0, 0])), &["trailing-bytes"]),
        case("a byte behind an end that is right", hashed([&end_of(&[0x18, 39, 2, 0, 0])[..], &[0; 1]].concat()), &["trailing-bytes"]),
        case(
            "an end of another hash and counts, and more",
            hashed([&items[..], &[0x86, 5, 7, 2, 0, 0, 0x58, 0x20], &[0; 33]].concat()),
            &["hash-differs"],
        ),
        case("an end of other counts, and more", hashed(ended(items.clone(), [38, 2, 0, 0])), &["counts-differ"]),
        case("a count that is text", end_of(&[0x18, 39, 0x60, 0, 0]), &["wrong-item"]),
        case("a digest of 31 bytes", hashed([&items[..], &[0x86, 5, 0x18, 39, 2, 0, 0, 0x58, 31]].concat()), &["wrong-item"]),
    ]
}

fn of_parts() -> Vec<Case> {
    let mut world = sealed(0);
    world.world.part(b"listed twice");
    world.world.part(b"listed twice");
    let chair = &mut world.chair;
    // An act of no known kind may list parts, too.
    let payload = Act { kind: u16::MAX, parts: world.world.listed.clone(), ..act(chair, vec![], Kind::Sighting, &Sighting {}) }.payload();
    let envelope = sign(&payload, &world.world.mechanism, &ActKey::from_seed(&chair.key));
    world.world.keep(chair, envelope);
    let twice = world.world.original(&[]);
    let mut once = Forged::of(&twice);
    let last = *once.places(PART).last().expect("a part");
    once.items.remove(last);
    let absent = |f: &Forged, at: usize| [&[0x82, 3, 0x58, 0x20][..], &Id::of_bytes(part_of(&f.items[at])).0].concat();
    vec![
        case("a part listed twice, and there twice", twice, &[]),
        case("a part listed twice, and there once", once.bytes(), &["part-missing"]),
        changed("parts absent in another order", &["part-differs", "part-differs"], |f| {
            let at = f.places(PART);
            (f.items[at[0]], f.items[at[1]]) = (absent(f, at[1]), absent(f, at[0]));
        }),
        changed("a part behind an act that lists none", &["part-not-listed"], |f| {
            let part = f.items[f.places(PART)[0]].clone();
            f.items.push(part);
        }),
        changed("a part before any act", &["wrong-item"], |f| {
            let part = f.items[f.places(PART)[0]].clone();
            f.items.insert(0, part);
        }),
    ]
}

/// The bytes in the item of a part of less than 256.
fn part_of(item: &[u8]) -> &[u8] {
    match item[2] {
        0x58 => &item[4..],
        0x59 => &item[5..],
        head => &item[3..][..usize::from(head & 0x1F)],
    }
}

fn of_the_door() -> Vec<Case> {
    let Sealed { mut world, roots: [mut dorna, _], mut chair, nodes: [node, _], .. } = sealed(0);
    let base = || Forged::of(&sealed(0).world.original(&[]));
    let behind = |what, codes, envelope: &[u8]| {
        let mut forged = base();
        forged.items.push(act_item(envelope));
        case(what, forged.bytes(), codes)
    };
    let mechanism = world.mechanism;
    let signed = |feed: &Feed, payload: &[u8]| sign(payload, &mechanism, &ActKey::from_seed(&feed.key));
    let place = |place: u8| [RootKey { place, ..root_key([1; 32]) }];
    let sighting = act(&chair, vec![], Kind::Sighting, &Sighting {});
    let [unpromised, none_must] = [1, 0].map(|threshold| {
        let publics = [RootPublic { ed25519: root_key([90; 32]).ed25519.public(), ml_dsa: root_key([90; 32]).ml_dsa.public() }];
        Roots { keys: publics.to_vec(), threshold, next: Id::ZERO }
    });
    let rotation = |roots: &Roots, cut: Id| Rotation { roots: roots.clone(), cut };
    let rotate = act(&dorna, vec![], Kind::Rotation, &rotation(&unpromised, mechanism));
    let last = world.envelopes.iter().find(|envelope| Envelope::read(envelope).expect("an envelope").id() == node.prev.expect("an act"));
    let last = last.expect("it is kept").clone();
    let mut false_last = last.clone();
    *false_last.last_mut().expect("a signature") ^= 1;
    let payload = Envelope::read(&last).expect("an envelope").payload.to_vec();
    let (three, _) = three_keys();
    let mut two_of_three = Forged::of(&three.original(&[]));
    two_of_three.items.push(act_item(&founder_by_one()));
    let inception = |body: Vec<u8>| {
        let feed = Feed { id: None, seq: 0, prev: None, key: [90; 32], root: true };
        let payload = Act { body, ..act(&feed, vec![], Kind::Inception, &Sighting {}) }.payload();
        sign_by_root(&payload, &Id::ZERO, &[root_key([90; 32])])
    };
    let named = |roots: &Roots| Inception { name: Words::one("en", "A stranger"), roots: roots.clone() };
    let mut rows = vec![
        behind("a payload beyond its bound", &["too-large"], &signed(&chair, &Act { body: vec![0; 16_400], ..sighting.clone() }.payload())),
        behind("a rotation in a signer's envelope, its promise broken", &["bad-signature"], &signed(&chair, &rotate.payload())),
        behind(
            "a person's act in a root's envelope of a place that is not there",
            &["bad-signature"],
            &sign_by_root(&sighting.payload(), &mechanism, &place(9)),
        ),
        behind("a rotation whose promise is broken", &["promise-broken"], &sign_by_root(&rotate.payload(), &mechanism, &place(9))),
        behind("an inception that brings no keys", &["too-few-signatures"], &inception(vec![0xA0])),
        behind("a doubled act, falsely signed", &["doubled-act"], &false_last),
        behind("a doubled act in another envelope", &["bad-signature"], &sign_by_root(&payload, &mechanism, &place(0))),
        case("a doubled act, signed by too few", two_of_three.bytes(), &["too-few-signatures"]),
    ];
    rows.push(case("three keys", three.original(&[]), &[]));

    // What is let in and refused.
    let standing = world.add(&mut chair, Kind::Rotation, &rotation(&unpromised, mechanism)).1;
    assert_eq!(standing, Standing::Refused(Refusal::WrongHand));
    rows.push(case("a rotation in a person's feed", world.original(&[]), &[]));
    let (opened, _) = world.add(&mut chair, Kind::Accreditation, &person(77));
    world.refused(&mut feed(opened, 77), Kind::Sighting, &Sighting {}, Refusal::NotAccredited);
    rows.push(case("an act under an accreditation in a person's feed", world.original(&[]), &[]));
    let zero = Roots { next: Roots::promise(0, &none_must.keys), ..none_must };
    let mut stranger = Feed { id: None, seq: 0, prev: None, key: [90; 32], root: true };
    world.refused(&mut stranger, Kind::Inception, &named(&zero), Refusal::TermsContradict);
    rows.push(case("an inception of threshold 0", world.original(&[]), &[]));
    let first = stranger.id.expect("an id");
    let of_one = Roots { threshold: 1, ..zero.clone() };
    let broken = act(&stranger, vec![], Kind::Rotation, &rotation(&of_one, first)).payload();
    let mut forged = Forged::of(&world.original(&[]));
    forged.items.push(act_item(&sign_by_root(&broken, &mechanism, &[root_key([90; 32])])));
    rows.push(case("a rotation to threshold 1 where 0 was promised", forged.bytes(), &["promise-broken"]));
    world.refused(&mut stranger, Kind::Rotation, &rotation(&zero, first), Refusal::NotAccredited);
    rows.push(case("a rotation to threshold 0, as promised", world.original(&[]), &[]));
    world.stands(&mut dorna, Kind::Accreditation, &person(78));
    rows.push(case("all of these, and a root's act", world.original(&[]), &[]));
    rows
}

fn of_notes() -> Vec<Case> {
    let Sealed { world, nodes, .. } = sealed(0);
    let given = world.cosigned(&nodes);
    let original = world.original(&given);
    let text = given[0].checkpoint().text();
    let line = given[0].cosignatures()[0].clone();
    let opaque = |bytes: Vec<u8>| Cosignature { at: 0, signature: CosignatureKind::Opaque(bytes), ..line.clone() }.line();
    let with = |what, codes, note: String| {
        let mut forged = Forged::of(&original);
        let at = forged.places(NOTE)[0];
        forged.items[at] = note_item(&note);
        case(what, forged.bytes(), codes)
    };
    let plain = line.line();
    let of_size = |size: &str| format!("{}\n{plain}", text.replace("\n35\n", &format!("\n{size}\n")));
    let (three, notes) = three_keys();
    let (cut, cut_notes) = cut_before_the_accession();
    let mut gap = Forged::of(&three.original(&notes));
    let first = gap.places(NOTE)[0];
    gap.items.remove(first);
    let mut crossed = Forged::of(&three.original(&notes));
    crossed.items.swap(first, first + 2);
    vec![
        case("three keys, cosigned", three.original(&notes), &[]),
        case("a roster of one, undecided without judging", cut.original(&cut_notes), &[]),
        case("the first of a seal's two notes left out", gap.bytes(), &[]),
        case("notes in another order than their seals", crossed.bytes(), &["note-out-of-order", "note-out-of-order"]),
        with("a size of 2^64", &["note-shape"], of_size("18446744073709551616")),
        with("a size with a zero before it", &["note-shape"], of_size("035")),
        with("a size of none", &["note-of-no-seal"], of_size("0")),
        with("a line of a known key, one byte short", &["bad-cosignature"], format!("{text}\n{}", opaque(vec![7; 71]))),
        with("a line of a known key, of a time past the last", &["bad-cosignature"], format!("{text}\n{}", opaque(vec![0xFF; 72]))),
    ]
}
