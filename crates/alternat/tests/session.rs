//! A whole session of two made-up parties: founding, credentials, decision, commitment, hand-over, seal; folded in many
//! orders.

mod world;

use alternat::id::Id;
use alternat::kind::*;
use alternat::picture;
use alternat::record::{Record, TurnedAway};
use alternat::refusal::{Refusal, Standing};
use alternat::seal;
use world::{Sitting, World, sealed, sitting};

/// Folds the envelopes in a causal order drawn from a seed (SplitMix64).
fn refold(world: &World, mut seed: u64) -> Record {
    let mut next = || {
        seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (seed ^ (seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (z ^ (z >> 27)) as usize
    };
    let mut record = Record::new(world.mechanism);
    let mut waiting: Vec<&Vec<u8>> = world.envelopes.iter().collect();
    while !waiting.is_empty() {
        let at = next() % waiting.len();
        match record.verify(waiting[at]) {
            Ok(verified) => {
                record.fold(verified);
                waiting.remove(at);
            }
            Err(TurnedAway::Gap { .. }) => {}
            Err(other) => panic!("{other}"),
        }
    }
    record
}

#[test]
fn a_session_from_founding_to_seal_folds_to_the_same_state_in_every_order() {
    let world = sealed(0).world;
    let expected = picture::Picture::of(&world.record.everything()).bytes();
    for seed in 0..8 {
        let record = refold(&world, seed);
        assert_eq!(picture::Picture::of(&record.everything()).bytes(), expected, "seed {seed}");
        let order =
            |record: &Record| seal::canonical_order(record.ground()).into_iter().map(|ix| record.ground().id(ix)).collect::<Vec<_>>();
        assert_eq!(order(&record), order(&world.record), "seed {seed}");
    }
}

/// The chair closes while the other party objects, neither having seen the other; then a third act has seen both.
#[test]
fn what_was_signed_apart_stands_or_falls_by_its_own_past_in_every_order() {
    let Sitting { world: mut w, mut chair, mut delegate, put, .. } = sitting(0);
    let objecting = Objection { put, reason: None };
    let close = w.add_seeing(&mut chair, vec![], Kind::Close, &Close { put, outcome: Outcome::Adopted });
    let objection = w.add_seeing(&mut delegate, vec![put], Kind::Objection, &objecting);
    let late = w.add_seeing(&mut delegate, vec![close.0], Kind::Objection, &objecting);
    let number = w.add_seeing(&mut chair, vec![objection.0], Kind::Number, &Number { close: close.0, series: "DEC".into(), number: 1 });
    let expected = [Standing::Stands, Standing::Stands, Standing::Refused(Refusal::AlreadyClosed), Standing::Stands];
    let state = picture::Picture::of(&w.record.everything()).bytes();
    for seed in 0..40 {
        let record = refold(&w, seed);
        let standing = |id: Id| record.ground().fact(record.ground().graph.find(&id).expect("an act of the world")).standing;
        assert_eq!([close.0, objection.0, late.0, number.0].map(standing), expected, "seed {seed}");
        assert_eq!(picture::Picture::of(&record.everything()).bytes(), state, "seed {seed}");
    }
}

#[test]
fn every_node_recomputes_the_seal_it_is_asked_to_agree_to() {
    let world = sealed(0).world;
    let record = refold(&world, 99);
    let seal = record.everything().final_seals()[0];
    let body = record.ground().body::<SealProposal>(seal).expect("a proposal");
    assert_eq!(seal::recompute(record.ground(), seal), (body.root, body.state_hash));
}

#[test]
fn a_changed_bit_anywhere_in_an_envelope_is_turned_away_or_is_another_act() {
    let world = sealed(0).world;
    let (last, before) = world.envelopes.split_last().expect("acts");
    let mut record = Record::new(world.mechanism);
    for envelope in before {
        let verified = record.verify(envelope).expect("a well-made act");
        record.fold(verified);
    }
    assert!(record.verify(last).is_ok());
    for bit in 0..last.len() * 8 {
        let mut changed = last.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(record.verify(&changed).is_err(), "bit {bit}");
    }
}

#[test]
fn an_act_does_not_verify_in_another_mechanism() {
    let world = sealed(0).world;
    let mut other = Record::new(Id::of_bytes(b"another mechanism"));
    let inception = other.verify(&world.envelopes[0]).expect("an inception belongs to no mechanism");
    other.fold(inception);
    assert_eq!(other.verify(&world.envelopes[1]).map(|_| ()).unwrap_err().code(), "another-charter");
}
