//! The pages of spec/ say what the code does: the example is made again, and every code, number, tag and bound is looked up.

use alternat::act::Act;
use alternat::envelope::{Envelope, RootKey, sign, sign_by_root};
use alternat::id::Id;
use alternat::key::{ActKey, SealKey};
use alternat::kind::*;
use alternat::picture::{self, Picture};
use alternat::record::Record;
use alternat::refusal::Standing;
use alternat::seal;
use alternat::words::{Code, Lang, Words};

/// The seeds of RFC 8032 section 7.1, published, so that nobody takes these keys for anybody's.
const ROOT_DOR: &str = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
const ROOT_ALD: &str = "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7";
const ROOT_NEXT: &str = "f5e5767cf153319517630f226876b86c8160cc583bc013744c6bf255f5cc0ee5";
const PERSON: &str = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

/// The first instant of 2026, in milliseconds.
const CLAIMED_AT: u64 = 1_767_225_600_000;

/// The five acts of the example: their envelopes, in the order in which they are added.
fn example() -> Vec<(&'static str, Vec<u8>)> {
    let (dor_payload, ald_payload) = (inception(ROOT_DOR, "Dorna"), inception(ROOT_ALD, "Alda"));
    let (dor, ald) = (Id::of_payload(&dor_payload), Id::of_payload(&ald_payload));
    let root = |seed: &str| [RootKey { place: 0, ed25519: ActKey::from_seed(&seed32(seed)), ml_dsa: SealKey::from_seed(&seed32(seed)) }];
    let charter_payload = payload(Some(dor), 1, Some(dor), vec![], Kind::Charter, &charter(dor, ald));
    let mechanism = Id::of_payload(&charter_payload);
    let accreditation = Accreditation {
        key: ActKey::from_seed(&seed32(PERSON)).public(),
        holder: Holder { name: Words::one("en", "Secretary of the delegation"), title: None },
        may: vec![Power::Speak],
        second_signer_for: vec![],
        until: None,
        node: None,
        may_found: false,
    };
    let accreditation_payload = payload(Some(dor), 2, Some(mechanism), vec![], Kind::Accreditation, &accreditation);
    let feed = Id::of_payload(&accreditation_payload);
    let sighting_payload = payload(Some(feed), 0, None, vec![ald], Kind::Sighting, &Sighting {});
    vec![
        ("1-inception-dor", sign_by_root(&dor_payload, &Id::ZERO, &root(ROOT_DOR))),
        ("2-inception-ald", sign_by_root(&ald_payload, &Id::ZERO, &root(ROOT_ALD))),
        ("3-charter", sign_by_root(&charter_payload, &Id::ZERO, &root(ROOT_DOR))),
        ("4-accreditation", sign_by_root(&accreditation_payload, &mechanism, &root(ROOT_DOR))),
        ("5-sighting", sign(&sighting_payload, &mechanism, &ActKey::from_seed(&seed32(PERSON)))),
    ]
}

fn payload<T: minicbor::Encode<()>>(feed: Option<Id>, seq: u32, prev: Option<Id>, seen: Vec<Id>, kind: Kind, body: &T) -> Vec<u8> {
    let body = bytes(body);
    Act { feed, seq, prev, seen, claimed_at: CLAIMED_AT, kind: kind.tag(), body, parts: vec![], basis: None }.payload()
}

fn inception(seed: &str, name: &str) -> Vec<u8> {
    let public =
        |seed: &str| RootPublic { ed25519: ActKey::from_seed(&seed32(seed)).public(), ml_dsa: SealKey::from_seed(&seed32(seed)).public() };
    let roots = Roots { keys: vec![public(seed)], threshold: 1, next: Roots::promise(1, &[public(ROOT_NEXT)]) };
    payload(None, 0, None, vec![], Kind::Inception, &Inception { name: Words::one("en", name), roots })
}

fn charter(dor: Id, ald: Id) -> Charter {
    let code = |code: &str| Code(code.into());
    let party = |name: &str, id: Id, words: &str| Party { code: code(name), inception: id, name: Words::one("en", words) };
    Charter {
        name: Words::one("en", "Commission of the Two Rivers"),
        symbol: code("CTR"),
        languages: vec![Lang("en".into())],
        parties: vec![party("DOR", dor, "Dorna"), party("ALD", ald, "Alda")],
        order: Order::Agreed,
        in_force_after: vec![code("DOR"), code("ALD")],
        rotation: vec![],
        organs: vec![Organ { code: code("OFF"), name: Words::one("en", "Officials") }],
        rules: DecisionRules { procedure: Rule::Consensus, substance: Rule::Consensus, charter: Rule::Unanimity },
        quorum: 2,
        rules_version: RULES,
        demonstration: Some(Demonstration::Rehearsal),
        observers: vec![],
        linked: vec![],
        nonce: Nonce([0; 16]),
    }
}

fn seed32(hex: &str) -> [u8; 32] {
    hex.parse::<Id>().expect("a seed of 32 bytes").0
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A record of the example's mechanism, with these of its acts.
fn record_of(places: &[usize]) -> (Record, Vec<Id>) {
    let example = example();
    let mut record = Record::new(Envelope::read(&example[2].1).expect("an envelope").id());
    let mut ids = vec![];
    for place in places {
        let verified = record.verify(&example[*place].1).expect("an act of the example");
        ids.push(verified.id());
        assert_eq!(record.fold(verified).1, Standing::Stands, "{}", example[*place].0);
    }
    (record, ids)
}

#[test]
fn the_state_of_a_past_does_not_know_what_lies_outside_it() {
    let hash_at_accreditation = |places: &[usize]| {
        let (record, ids) = record_of(places);
        let ground = record.ground();
        let accreditation = ids.last().and_then(|id| ground.graph.find(id)).expect("it was folded");
        picture::state_hash(&ground.past_of(accreditation))
    };
    assert_eq!(hash_at_accreditation(&[0, 2, 3]), hash_at_accreditation(&[0, 1, 2, 3]));
}
