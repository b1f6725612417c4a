//! What an original says when it is whole, and what is said of it when it is not.

mod world;

use std::cell::RefCell;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::num::NonZeroUsize;

use alternat::checkpoint::Note;
use alternat::decision::roster_hash;
use alternat::id::Id;
use alternat::kind::*;
use alternat::original::{Fault, ReadError, Reader};
use alternat::picture;
use alternat::proof::{Consistency, Inclusion};
use alternat::record::Record;
use alternat::refusal::{Refusal, Standing};
use alternat::seal;
use alternat::trust::Trust;
use alternat::verdict::{InceptionStanding, PROBLEM_CODES, Signers, Verdict, Warning};
use alternat::verify::{locate, verify};
use alternat::words::Words;
use world::forged::{ACT, Forged, NOTE, PART, ended, hashed, note_item};
use world::{Feed, Sealed, Sitting, World, code, feed, node, root_feed, sealed, sitting};

fn verdict(original: &[u8]) -> Verdict {
    trusting(original, &Trust::none())
}

fn trusting(original: &[u8], trust: &Trust) -> Verdict {
    verify(Cursor::new(original), trust, NonZeroUsize::MIN).expect("memory can be read").0
}

/// The codes of a verdict's problems, each once.
fn codes(verdict: &Verdict) -> Vec<&'static str> {
    let mut codes: Vec<&str> = verdict.problems.iter().map(|problem| problem.code).collect();
    codes.sort();
    codes.dedup();
    codes
}

fn body() -> (Sealed, Vec<Note>, Vec<u8>) {
    let sealed = sealed(0);
    let notes = sealed.world.cosigned(&sealed.nodes);
    let original = sealed.world.original(&notes);
    (sealed, notes, original)
}

fn pin_all(world: &World) -> String {
    ["DOR", "ALD"].map(|code| format!("{} Party {code}\n", world.inception_of(code))).concat()
}

#[test]
fn a_whole_original_says_what_the_record_says() {
    let (Sealed { world, .. }, _, original) = body();
    let (verdict, record) = verify(Cursor::new(&original), &Trust::none(), NonZeroUsize::MIN).expect("memory can be read");
    let ground = world.record.ground();
    let everything = ground.everything();
    assert_eq!(verdict.problems, []);
    assert!(verdict.verified);
    assert_eq!(verdict.mechanism, Some(world.mechanism));
    assert_eq!((verdict.acts, verdict.refused, verdict.unknown), (39, 9, 0));
    assert_eq!((verdict.parts, verdict.parts_absent), (2, 0));
    assert_eq!(verdict.root, Some(seal::root(ground, &seal::canonical_order(ground))));
    assert_eq!(verdict.state_hash, Some(picture::state_hash(&everything)));
    assert_eq!(verdict.demonstration, Some(Demonstration::Rehearsal));
    assert_eq!(verdict.exporter, Some(code("DOR")));
    let [line] = &verdict.seals[..] else { panic!("one seal") };
    assert_eq!((line.size, line.agreed_by.clone()), (35, vec![code("ALD"), code("DOR")]));
    let cosigned: Vec<_> = line.cosigned_by.iter().map(|line| (line.party.0.as_str(), line.ed25519_at, line.ml_dsa_44_at)).collect();
    assert_eq!(cosigned, [("ALD", Some(7), Some(8)), ("DOR", Some(7), Some(8))]);
    assert_eq!(verdict.warnings, [Warning::Unsealed { acts: 4 }]);
    assert_eq!(verdict.fingerprints[&code("DOR")], world.inception_of("DOR").fingerprint());
    let record = record.expect("a whole record");
    assert_eq!(picture::state_hash(&record.everything()), picture::state_hash(&everything));
    let json = serde_json::to_value(&verdict).expect("plain data");
    assert_eq!((&json["verified"], &json["signers"]), (&true.into(), &"unidentified".into()));
    assert_eq!((&json["seals"][0]["final"], &json["demonstration"]), (&true.into(), &"rehearsal".into()));
    assert_eq!(json["warnings"][0], serde_json::json!({ "code": "unsealed", "acts": 4 }));
}

#[test]
fn however_many_threads_prove_it_the_verdict_is_one() {
    let (_, _, original) = body();
    let mut forged = Forged::of(&original);
    // Sixty more bytes into the signature of every act of a person.
    for at in forged.places(ACT) {
        let last = forged.items[at].len() - 60;
        forged.items[at][last] ^= 1;
    }
    for bytes in [original, forged.bytes()] {
        let one = trusting(&bytes, &Trust::none());
        for workers in [2, 3, 8] {
            let workers = NonZeroUsize::new(workers).expect("not zero");
            assert_eq!(verify(Cursor::new(&bytes), &Trust::none(), workers).expect("memory can be read").0, one);
        }
    }
}

#[test]
fn two_writers_of_one_record_write_the_same_acts() {
    let (Sealed { world, mut nodes, .. }, notes, original) = body();
    let World { mechanism, envelopes, parts, .. } = &world;
    let (envelopes, parts) = (envelopes.clone(), parts.clone());
    let mut other = World { mechanism: *mechanism, record: Record::new(*mechanism), envelopes, parts, listed: vec![] };
    let mut waiting: Vec<&Vec<u8>> = world.envelopes.iter().rev().collect();
    while !waiting.is_empty() {
        waiting.retain(|envelope| match other.record.verify(envelope) {
            Ok(verified) => {
                other.record.fold(verified);
                false
            }
            Err(_) => true,
        });
    }
    nodes.reverse();
    let mut backwards = world.cosigned(&nodes);
    backwards.extend(notes);
    assert_eq!(other.original(&backwards), original);
}

#[test]
fn signers_are_known_by_pins_from_outside_and_by_nothing_in_the_file() {
    let (Sealed { world, .. }, _, original) = body();
    let pinned = Trust::parse(&pin_all(&world)).expect("two pins");
    let verdict = trusting(&original, &pinned);
    assert_eq!((verdict.verified, verdict.signers), (true, Signers::Pinned));
    assert_eq!(verdict.parties[0].known_as.as_deref(), Some("Party DOR"));

    // By telephone.
    let spoken = ["DOR", "ALD"].map(|code| format!("{}  Party {code}\n", world.inception_of(code).fingerprint())).concat();
    assert_eq!(trusting(&original, &Trust::parse(&spoken).expect("two pins")).signers, Signers::Pinned);

    // One of two is not enough, and the other is named.
    let half = Trust::parse(pin_all(&world).lines().next().expect("a line")).expect("a pin");
    let verdict = trusting(&original, &half);
    assert_eq!((verdict.verified, verdict.signers), (true, Signers::Unidentified));
    assert_eq!(verdict.unpinned().map(|line| line.code.clone()).collect::<Vec<_>>(), [Some(code("ALD"))]);

    // A body of the same names by other keys is whole, and nobody's.
    let other = sealed(30);
    let forged = other.world.original(&other.world.cosigned(&other.nodes));
    let verdict = trusting(&forged, &pinned);
    assert_eq!((verdict.verified, verdict.signers), (true, Signers::Unidentified));
    assert_eq!(verdict.unpinned().count(), 2);
    assert_eq!(verdict.parties[0].name, trusting(&original, &pinned).parties[0].name);

    // What is broken is signed by nobody.
    let mut broken = original.clone();
    broken[5000] ^= 1;
    let verdict = trusting(&broken, &pinned);
    assert_eq!((verdict.verified, verdict.signers), (false, Signers::Unidentified));
}

#[test]
fn an_inception_pinned_leads_to_the_keys_that_it_rotates_to_and_to_no_other_inception() {
    let Sealed { mut world, roots: [mut dorna, _], .. } = sealed(0);
    let pinned = Trust::parse(&pin_all(&world)).expect("two pins");
    let (next, _) = root_feed(101);
    let (_, promised) = root_feed(103);
    let rotation = Rotation { roots: Roots { next: promised.roots.next, ..root_feed(101).1.roots }, cut: dorna.prev.expect("an act") };
    dorna.key = next.key;
    world.stands(&mut dorna, Kind::Rotation, &rotation);
    world.stands(&mut dorna, Kind::Accreditation, &world::person(61));
    let verdict = trusting(&world.original(&[]), &pinned);
    assert_eq!((codes(&verdict), verdict.verified, verdict.signers), (vec![], true, Signers::Pinned));

    let (mut stranger, inception) = root_feed(50);
    world.stands(&mut stranger, Kind::Inception, &inception);
    let verdict = trusting(&world.original(&[]), &pinned);
    assert_eq!((codes(&verdict), verdict.verified, verdict.signers), (vec![], true, Signers::Unidentified));
    let line = verdict.unpinned().next().expect("a stranger");
    assert_eq!((line.code.clone(), line.standing, line.inception), (None, InceptionStanding::Stranger, stranger.id.expect("an id")));
    assert!(verdict.warnings.contains(&Warning::Strangers { inceptions: 1 }));

    // What it calls itself is not said where no name may be so.
    let (mut other, inception) = root_feed(51);
    let hidden = Inception { name: Words::one("en", "Dor\u{202e}na"), ..inception };
    world.refused(&mut other, Kind::Inception, &hidden, Refusal::TextRefused);
    let verdict = trusting(&world.original(&[]), &pinned);
    let line = verdict.parties.iter().find(|line| Some(line.inception) == other.id).expect("a line");
    assert_eq!((line.standing, line.calls_itself.clone()), (InceptionStanding::Stranger, None));
}

#[test]
fn a_recognised_inception_wants_a_pin_of_its_own() {
    let Sitting { mut world, mut chair, mut delegate, session, .. } = sitting(0);
    let pins = pin_all(&world);
    let (mut new_root, inception) = root_feed(40);
    let new_id = world.stands(&mut new_root, Kind::Inception, &inception);
    let recognition = Recognition { party: code("DOR"), inception: new_id, instead_of: world.inception_of("DOR") };
    let subject = world.stands(&mut delegate, Kind::Recognition, &recognition);
    let put = Put {
        session,
        subject,
        rule: Rule::Unanimity,
        method: Method::AtAMeeting,
        roster_count: 2,
        roster_hash: roster_hash(&[code("DOR"), code("ALD")]),
        closes: chair.id.expect("an accredited feed"),
    };
    let put = world.stands(&mut chair, Kind::Put, &put);
    let joins = Position { put, stance: Stance::Joins, replaces: vec![] };
    world.stands(&mut chair, Kind::Position, &joins);
    world.stands(&mut delegate, Kind::Position, &joins);
    world.stands(&mut chair, Kind::Close, &Close { put, outcome: Outcome::Adopted });
    let original = world.original(&[]);
    let verdict = trusting(&original, &Trust::parse(&pins).expect("two pins"));
    assert_eq!((codes(&verdict), verdict.signers), (vec![], Signers::Unidentified));
    let lines: Vec<_> = verdict.parties.iter().map(|line| (line.code.clone(), line.standing, line.inception, line.acceded)).collect();
    assert_eq!(lines[0], (Some(code("DOR")), InceptionStanding::Current, new_id, true), "its party acceded by the root before");
    assert_eq!(lines[1], (Some(code("DOR")), InceptionStanding::Replaced, world.inception_of("DOR"), true));
    assert_eq!(verdict.unpinned().map(|line| line.inception).collect::<Vec<_>>(), [new_id]);
    assert_eq!(verdict.fingerprints[&code("DOR")], new_id.fingerprint());
    let verdict = trusting(&original, &Trust::parse(&format!("{pins}{new_id} Dorna, anew")).expect("three pins"));
    assert_eq!(verdict.signers, Signers::Pinned);
}

/// What a forger does to an original, and the problems that are told for it.
#[test]
fn each_way_to_be_broken_has_its_code() {
    let (_, notes, original) = body();
    let forged = || Forged::of(&original);
    // Three have tests of their own.
    let told = RefCell::new(vec!["unknown-rules", "seal-root-differs", "seal-state-differs"]);
    let check = |what: &str, bytes: Vec<u8>, expected: &[&'static str]| {
        told.borrow_mut().extend(expected);
        let verdict = verdict(&bytes);
        assert!(!verdict.verified, "{what}");
        assert_eq!(codes(&verdict), expected, "{what}: {:?}", verdict.problems);
    };
    let with = |what: &str, expected: &[&'static str], change: &dyn Fn(&mut Forged)| {
        let mut forged = forged();
        change(&mut forged);
        check(what, forged.bytes(), expected);
    };
    assert_eq!(forged().bytes(), original);
    let acts = forged().places(ACT);
    let parts = forged().places(PART);
    let note = forged().places(NOTE)[0];
    let text = notes[0].checkpoint().text();
    let lines: Vec<String> = {
        let mut lines: Vec<String> = notes.iter().flat_map(Note::cosignatures).map(|line| line.line()).collect();
        lines.sort();
        lines
    };
    let noted = |lines: &[&str]| note_item(&format!("{text}\n{}", lines.concat()));

    // The shape of the file.
    check("nothing", vec![], &["not-an-original"]);
    check("another file", b"%PDF-1.7 and so on".to_vec(), &["not-an-original"]);
    with("another version", &["not-an-original"], &|f| f.header[19] = 2);
    with("a code that is none", &["not-an-original"], &|f| *f.header.last_mut().unwrap() = b'r');
    check("an accident", original.iter().map(|byte| if *byte == 0x5F { 0x5E } else { *byte }).collect(), &["hash-differs"]);
    check("an item that claims too much", hashed([&forged().header[..], &[0x82, ACT, 0x59, 0x10, 0]].concat()), &["cut-short"]);
    check("less than a hash", forged().header[..58].to_vec(), &["hash-differs"]);
    let cut = [&forged().header[..], &forged().items[acts[0]][..900]].concat();
    check("cut and hashed", hashed(cut), &["cut-short"]);
    check("run on", hashed(original.clone()), &["trailing-bytes"]);
    check("counts", ended([forged().header, forged().items.concat()].concat(), [39, 2, 0, 2]), &["counts-differ"]);
    with("a part before acts", &["wrong-item"], &|f| f.items.insert(0, f.items[parts[0]].clone()));
    with("an act behind a note", &["wrong-item"], &|f| f.items.push(f.items[acts[38]].clone()));
    with("an act that is text", &["wrong-item"], &|f| f.items[acts[3]][2] |= 0x20);
    with("a longer head", &["wrong-head"], &|f| f.items[acts[0]].splice(2..3, [0x5A, 0, 0]).for_each(drop));
    with("an indefinite length", &["wrong-head"], &|f| f.items[acts[0]][0] = 0x9F);
    with("too large", &["item-too-large"], &|f| f.items[acts[5]].splice(2.., [0x5A, 0, 1, 0, 0]).for_each(drop));
    with("not UTF-8", &["bad-utf8"], &|f| f.items[note][10] = 0xFF);

    // The acts.
    with("an act's last bit", &["bad-signature"], &|f| *f.items[acts[20]].last_mut().unwrap() ^= 1);
    with("a root act's last bit", &["bad-signature"], &|f| *f.items[acts[0]].last_mut().unwrap() ^= 1);
    with("no envelope", &["envelope-shape", "gap"], &|f| f.items[acts[3]][5] ^= 1);
    with("another mechanism", &["another-charter", "gap"], &|f| f.header[30] ^= 1);
    with("an act left out", &["gap"], &|f| drop(f.items.remove(acts[20])));
    with("an act twice", &["doubled-act"], &|f| f.items.insert(acts[21], f.items[acts[20]].clone()));
    with("acts before their past", &["gap"], &|f| f.items.swap(acts[20], acts[21]));
    with("acts in another order", &["out-of-order"], &|f| f.items.swap(acts[0], acts[1]));
    with("no acts", &["no-charter"], &|f| f.items.clear());
    with("no party of the body", &["unknown-exporter"], &|f| *f.header.last_mut().unwrap() = b'X');

    // The parts.
    with("a part left out", &["part-missing"], &|f| drop(f.items.remove(parts[1])));
    with("a part too many", &["part-not-listed"], &|f| f.items.insert(parts[1], f.items[parts[1]].clone()));
    with("parts exchanged", &["part-differs"], &|f| f.items.swap(parts[0], parts[1]));
    with("a part's bit", &["part-differs"], &|f| *f.items[parts[0]].last_mut().unwrap() ^= 1);
    let absent = |byte: u8| [&[0x82, 0x03, 0x58, 0x20][..], &[byte; 32]].concat();
    with("absent, and another", &["part-differs"], &|f| f.items[parts[0]] = absent(7));

    // The notes.
    let [a, b, c, d] = &lines[..] else { panic!("four lines") };
    with("the lines as they were", &["cosignature-out-of-order"], &|f| f.items[note] = noted(&[b, a, c, d]));
    with("a line twice", &["cosignature-out-of-order"], &|f| f.items[note] = noted(&[a, a, b, c, d]));
    with("a note twice", &["note-out-of-order"], &|f| f.items.push(f.items[note].clone()));
    with("a note in two", &["note-out-of-order"], &|f| {
        f.items[note] = noted(&[a, b]);
        f.items.push(noted(&[c, d]));
    });
    with("a stranger's line", &["unknown-cosigner"], &|f| f.items[note] = noted(&[a, b, c, &d.replacen('/', "z/", 1)]));
    with("a line that does not hold", &["bad-cosignature"], &|f| {
        let end = a.len() - 20;
        let other = if &a[end..=end] == "A" { "B" } else { "A" };
        f.items[note] = noted(&[&format!("{}{other}{}", &a[..end], &a[end + 1..]), b, c, d]);
    });
    with("a note of no seal", &["note-of-no-seal"], &|f| {
        f.items[note] = note_item(&format!("{}\n{a}", text.replace("\n35\n", "\n34\n")));
    });
    with("no note", &["note-shape"], &|f| f.items[note] = note_item(&format!("{text}{a}")));

    let told = told.into_inner();
    let untold: Vec<_> = PROBLEM_CODES.iter().filter(|code| !told.contains(code)).collect();
    assert!(untold.is_empty(), "no row has {untold:?}");
    let door = ["bad-signature", "envelope-shape", "gap", "another-charter"];
    let unlisted: Vec<_> = told.iter().filter(|code| !PROBLEM_CODES.contains(code) && !door.contains(code)).collect();
    assert!(unlisted.is_empty(), "{unlisted:?} are not listed");
}

#[test]
fn the_page_for_strangers_names_every_code() {
    let page = include_str!("../../../spec/original.md");
    let warnings = [
        Warning::NothingSealed { acts: 1 },
        Warning::Unsealed { acts: 1 },
        Warning::PartsAbsent { parts: 1 },
        Warning::UnknownKinds { acts: 1 },
        Warning::Forked { feeds: 1 },
        Warning::Strangers { inceptions: 1 },
        Warning::FewCosignatures { size: 1, cosigned: 0, needed: 1 },
        Warning::CosignerMarked { size: 1, accreditation: Id::ZERO },
        Warning::RivalSeal { proposal: Id::ZERO },
    ];
    let codes = warnings.iter().map(|warning| serde_json::to_value(warning).expect("plain data")["code"].clone());
    let codes = codes.map(|code| code.as_str().expect("a code").to_string()).chain(PROBLEM_CODES.iter().map(ToString::to_string));
    for code in codes {
        assert!(page.contains(&format!("`{code}`")), "{code}");
    }
}

#[test]
fn rules_that_this_software_does_not_know_are_no_rules_to_judge_by() {
    let Sitting { world, .. } = sitting(0);
    let charter = world.record.ground().graph.find(&world.mechanism).and_then(|ix| world.record.ground().body::<Charter>(ix));
    let charter = Charter { rules_version: RULES + 1, ..charter.expect("a charter").clone() };
    let (mut dorna, inception) = root_feed(1);
    let id = Id::of_payload(&world::act(&dorna, vec![], Kind::Inception, &inception).payload());
    let feed = Feed { id: Some(id), seq: 1, prev: Some(id), key: dorna.key, root: true };
    let mechanism = Id::of_payload(&world::act(&feed, vec![], Kind::Charter, &charter).payload());
    let mut world = World { mechanism, record: Record::new(mechanism), envelopes: vec![], ..world };
    world.stands(&mut dorna, Kind::Inception, &inception);
    world.stands(&mut dorna, Kind::Charter, &charter);
    assert_eq!(codes(&verdict(&world.original(&[]))), ["unknown-rules"]);
}

#[test]
fn where_an_accident_has_hit_can_be_told() {
    let (_, _, original) = body();
    let (_, reader) = Reader::open(&original[..]).expect("an original");
    let starts: Vec<usize> = reader.map(|placed| placed.expect("an item").at as usize).collect();
    let rows = [
        (starts[20] - 3, &["bad-signature", "hash-differs"][..], Some(19)),
        (starts[0] + 50, &["bad-key", "gap", "hash-differs"], Some(0)),
        (original.len() - 1, &["hash-differs"], None),
    ];
    for (byte, expected, act) in rows {
        let mut hit = original.clone();
        hit[byte] ^= 4;
        assert_eq!(codes(&verdict(&hit)), ["hash-differs"]);
        let located = locate(Cursor::new(&hit), NonZeroUsize::MIN).expect("memory can be read");
        assert!(!located.verified);
        assert_eq!(codes(&located), expected, "byte {byte}: {:?}", located.problems);
        assert_eq!(located.problems[0].at.act, act, "byte {byte}");
    }
}

#[test]
fn a_seal_that_its_own_roster_agreed_to_falsely_is_found_out() {
    type Lie = fn(&mut SealProposal);
    let lies: [(&str, Lie); 2] =
        [("seal-root-differs", |proposal| proposal.root = Id::ZERO), ("seal-state-differs", |proposal| proposal.state_hash = Id::ZERO)];
    for (code, lie) in lies {
        let Sitting { mut world, mut chair, nodes, term, .. } = sitting(0);
        world.stands(&mut chair, Kind::Sighting, &Sighting {});
        let mut proposal = seal::propose(&world.record.everything(), Some(term), vec![]);
        lie(&mut proposal);
        let proposed = world.stands(&mut chair, Kind::SealProposal, &proposal);
        let agreement = SealAgreement { proposal: proposed, root: proposal.root, state_hash: proposal.state_hash };
        for mut node in nodes {
            world.stands(&mut node, Kind::SealAgreement, &agreement);
        }
        let verdict = verdict(&world.original(&[]));
        assert_eq!(codes(&verdict), [code]);
        let act = verdict.problems[0].at.act.expect("the place of an act") as usize;
        let ground = world.record.ground();
        assert_eq!(ground.id(seal::canonical_order(ground)[act]), proposed);
    }
}

#[test]
fn what_a_reader_should_know_of_a_whole_original_is_warned_of() {
    let check = |world: &World, notes: &[Note], expected: &[Warning]| {
        let verdict = verdict(&world.original(notes));
        assert_eq!(codes(&verdict), Vec::<&str>::new());
        assert_eq!(verdict.warnings, expected);
    };
    check(&sitting(0).world, &[], &[Warning::NothingSealed { acts: 20 }]);

    let Sealed { mut world, nodes, chair, .. } = sealed(0);
    let one_node = world.cosigned(&nodes[..1]);
    let few = |cosigned| Warning::FewCosignatures { size: 35, cosigned, needed: 2 };
    check(&world, &[], &[Warning::Unsealed { acts: 4 }, few(0)]);
    check(&world, &one_node, &[Warning::Unsealed { acts: 4 }, few(1)]);

    // A part was dropped.
    world.parts.pop_first();
    check(&world, &one_node, &[Warning::Unsealed { acts: 4 }, Warning::PartsAbsent { parts: 1 }, few(1)]);

    // A second act of one number, signed apart, of a kind to come.
    let seq = chair.seq - 1;
    let graph = &world.record.ground().graph;
    let feed = graph.find(&chair.id.expect("a feed")).expect("it is here");
    let before = graph.places().find(|ix| graph.node(*ix).feed == feed && graph.node(*ix).seq == seq - 1).map(|ix| graph.node(ix).id);
    world.add_unknown(&chair, seq, before);
    let expected = [
        Warning::Unsealed { acts: 5 },
        Warning::PartsAbsent { parts: 1 },
        Warning::UnknownKinds { acts: 1 },
        Warning::Forked { feeds: 1 },
        few(1),
    ];
    check(&world, &one_node, &expected);
}

/// Two nodes of one party agree apart to two successors of one seal: each party has done what it may do once only.
#[test]
fn a_second_seal_with_its_quorum_is_told() {
    let Sitting { mut world, roots, mut chair, nodes: [mut one, mut two], term, .. } = sitting(0);
    let [mut dorna, mut alda] = roots;
    let others = [world.stands(&mut dorna, Kind::Accreditation, &node(23)), world.stands(&mut alda, Kind::Accreditation, &node(24))];
    let [mut three, mut four] = [feed(others[0], 23), feed(others[1], 24)];
    world.stands(&mut chair, Kind::Sighting, &Sighting {});
    let proposal = seal::propose(&world.record.everything(), Some(term), vec![]);
    let first = world.stands(&mut chair, Kind::SealProposal, &proposal);
    let larger = SealProposal { size: proposal.size + 1, ..proposal.clone() };
    let (second, standing) = world.add_seeing(&mut chair, vec![], Kind::SealProposal, &larger);
    assert_eq!(standing, Standing::Stands);
    let agreement = |proposal: Id| SealAgreement { proposal, root: larger.root, state_hash: larger.state_hash };
    for (node, proposal) in [(&mut one, first), (&mut two, first), (&mut three, second), (&mut four, second)] {
        let (_, standing) = world.add_seeing(node, vec![proposal], Kind::SealAgreement, &agreement(proposal));
        assert_eq!(standing, Standing::Stands);
    }
    let verdict = verdict(&world.original(&[]));
    let passed_over = first.max(second);
    assert!(verdict.warnings.contains(&Warning::RivalSeal { proposal: passed_over }), "{verdict:?}");
    // The root of the larger is a lie, which only matters if it is the one that counts.
    assert_eq!(verdict.verified, passed_over == second);
}

#[test]
fn a_cosignature_by_a_node_that_counts_no_more_is_not_counted() {
    let Sealed { mut world, nodes, roots: [mut dorna, _], .. } = sealed(0);
    let cut = dorna.prev.expect("an act");
    let late = world.stands(&mut dorna, Kind::Accreditation, &node(25));
    let late_node = feed(late, 25);
    let notes = [world.cosigned(&nodes), world.cosigned(&[late_node])].concat();
    let before = verdict(&world.original(&notes));
    assert_eq!((codes(&before), before.warnings.len()), (vec![], 1));
    // The feed revoked: it can act no more, but the checkpoint that it cosigned is the record's own.
    world.stands(&mut dorna, Kind::Revocation, &Revocation { feed: late, last: None });
    assert_eq!(verdict(&world.original(&notes)).warnings.len(), 1);
    // The accreditation cut off by a rotation: it was never the party's.
    let (next, promised) = (root_feed(101).0, root_feed(101).1.roots);
    dorna.key = next.key;
    world.stands(&mut dorna, Kind::Rotation, &Rotation { roots: promised, cut });
    let after = verdict(&world.original(&notes));
    assert_eq!(codes(&after), Vec::<&str>::new());
    assert!(after.warnings.contains(&Warning::CosignerMarked { size: 35, accreditation: late }));
    assert_eq!(after.seals[0].cosigned_by.len(), 2);
}

#[test]
fn an_act_is_proved_by_the_seal_that_holds_it() {
    let (Sealed { world, .. }, _, original) = body();
    let record = verify(Cursor::new(&original), &Trust::none(), NonZeroUsize::MIN).expect("memory can be read").1.expect("whole");
    let ids: Vec<Id> = seal::canonical_order(record.ground()).into_iter().map(|ix| record.ground().id(ix)).collect();
    for (at, id) in ids.iter().enumerate() {
        let proof = Inclusion::of(&record, id);
        assert_eq!(proof.is_some(), at < 35, "act {at}");
        let Some(proof) = proof else { continue };
        assert_eq!((proof.index, proof.size, proof.verify()), (at as u64, 35, Ok(())));
        assert!(Inclusion { act: Id::ZERO, ..proof }.verify().is_err());
    }
    assert_eq!(Inclusion::of(&world.record, &Id::ZERO), None);
    let same = Consistency::of(&record, 35, 35).expect("one seal");
    assert_eq!((same.verify(), Consistency::of(&record, 34, 35)), (Ok(()), None));
}

#[test]
fn a_reader_alone_finds_an_accident_at_the_end() {
    let (_, _, mut original) = body();
    let part = Forged::of(&original).items.iter().take_while(|item| item[1] != PART).map(Vec::len).sum::<usize>() + 80;
    original[part] ^= 1;
    let (_, reader) = Reader::open(&original[..]).expect("a header");
    let mut told: Vec<_> = reader.filter_map(Result::err).collect();
    assert_eq!(told.len(), 1);
    assert!(matches!(told.remove(0), ReadError::Broken(broken) if broken.what == Fault::Hash));
}

#[test]
fn a_world_that_fails_is_no_verdict() {
    /// A file whose disk fails behind a byte.
    struct Failing(Cursor<Vec<u8>>, u64);

    impl Read for Failing {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let left = self.1.saturating_sub(self.0.position());
            match left {
                0 => Err(io::Error::other("the disk is gone")),
                left => self.0.read(&mut into[..64.min(left as usize)]),
            }
        }
    }

    impl Seek for Failing {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }

    let (_, _, original) = body();
    for reached in [0, 10, 100, 40_000] {
        let failed = verify(Failing(Cursor::new(original.clone()), reached), &Trust::none(), NonZeroUsize::MIN);
        assert_eq!(failed.err().map(|error| error.source.to_string()).as_deref(), Some("the disk is gone"), "byte {reached}");
    }
}
