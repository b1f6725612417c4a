//! What was proved ahead changes no verdict: in its turn, an envelope fares as it does alone.

mod world;

use std::num::NonZeroUsize;

use alternat::record::Record;
use world::{Sealed, sealed};

/// Offers these envelopes to a record that holds `held`, ahead and alone; gives how many were let in.
fn check(mechanism: alternat::id::Id, held: &[Vec<u8>], offered: &[Vec<u8>], workers: usize) -> usize {
    let mut record = Record::new(mechanism);
    for envelope in held {
        let verified = record.verify(envelope).unwrap();
        record.fold(verified);
    }
    let ahead = record.look_ahead(offered, NonZeroUsize::new(workers).unwrap());
    let mut admitted = 0;
    for (turn, envelope) in ahead.turns().zip(offered) {
        assert_eq!(turn.envelope(), envelope);
        let in_turn = record.verify_in_turn(&turn);
        let told = |verified: &alternat::record::Verified| (verified.id(), verified.envelope().to_vec());
        assert_eq!(in_turn.as_ref().map(told), record.verify(envelope).as_ref().map(told));
        if let Ok(verified) = in_turn {
            record.fold(verified);
            admitted += 1;
        }
    }
    admitted
}

#[test]
fn an_envelope_fares_in_its_turn_as_it_does_alone() {
    let Sealed { world, .. } = sealed(0);
    let count = world.envelopes.len();
    assert!(count >= 32, "{count} acts are enough for two threads and more");
    for held in [0, 5, count / 2] {
        for workers in [1, 2, 4] {
            assert_eq!(check(world.mechanism, &world.envelopes[..held], &world.envelopes[held..], workers), count - held);
        }
    }
    // All of them are there already.
    assert_eq!(check(world.mechanism, &world.envelopes, &world.envelopes, 2), count);
}

#[test]
fn a_signature_with_a_bit_flipped_is_proved_neither_ahead_nor_in_its_turn() {
    let Sealed { world, .. } = sealed(0);
    let count = world.envelopes.len();
    let held = count / 2;
    let by_one = |envelope: &&Vec<u8>| envelope.starts_with(&[0x84, 0x43]);
    let sound = world.envelopes[held..].iter().filter(by_one).count();
    assert!(sound >= 8, "{sound} of the later acts are signed by one");
    for place in held..count {
        let mut offered = world.envelopes[held..].to_vec();
        // An envelope ends with its last signature.
        *offered[place - held].last_mut().unwrap() ^= 1;
        let admitted = check(world.mechanism, &world.envelopes[..held], &offered, 4);
        assert!(admitted < count - held, "act {place} is let in");
    }
}
