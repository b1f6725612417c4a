//! Damage to the file: nothing may differ in silence.

mod kit;

use std::fs;

use alternat::record::Verified;
use alternat_store::{Difference, Store};
use kit::{act, directory, feed};
use rusqlite::Connection;

/// Bytes of the file from one flipped bit to the next.
const STEP: usize = 97;

/// Everything that a reader may ask of the acts.
fn answers(store: &Store, acts: &[Verified]) -> Option<Vec<Option<Vec<u8>>>> {
    let mut answers: Vec<Option<Vec<u8>>> = Vec::new();
    for kept in store.acts(0) {
        let kept = kept.ok()?;
        answers.push(Some(kept.id.0.to_vec()));
        answers.push(Some(kept.envelope));
    }
    for act in acts {
        answers.push(store.envelope(act.id()).ok()?);
    }
    for letter in ['a', 'b'] {
        answers.push(store.head(feed(letter)).ok()?.map(|(seq, id)| format!("{seq} {id}").into_bytes()));
    }
    Some(answers)
}

#[test]
fn a_flipped_bit_never_changes_an_answer_in_silence() {
    let place = directory("flip");
    let acts: Vec<Verified> = (0..60).map(|n| act(feed(if n % 2 == 0 { 'a' } else { 'b' }), n / 2, 200)).collect();
    let mut store = Store::open(&place).unwrap();
    store.append(&acts).unwrap();
    let whole = answers(&store, &acts).unwrap();
    store.close().unwrap();
    let file = place.join("record.sqlite");
    let bytes = fs::read(&file).unwrap();
    let (mut harmless, mut found) = (0, 0);
    for (turn, at) in (0..bytes.len()).step_by(STEP).enumerate() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (turn % 8);
        let _ = fs::remove_file(place.join("record.sqlite-wal"));
        fs::write(&file, flipped).unwrap();
        let Ok(store) = Store::open(&place) else {
            found += 1;
            continue;
        };
        let checked = store.check(kit::read).is_ok_and(|check| check.is_whole());
        if checked {
            assert!(answers(&store, &acts).as_ref() == Some(&whole), "byte {at}, bit {}", turn % 8);
            harmless += 1;
        } else {
            found += 1;
        }
    }
    assert!(harmless >= 100 && found >= 100, "{harmless} harmless, {found} found");
}

/// What a check says after `sql` was run on a record of three acts.
fn check(name: &str, sql: &str, expected: &[Difference]) {
    let place = directory(&format!("check-{name}"));
    let mut store = Store::open(&place).unwrap();
    store.append(&[act(feed('a'), 0, 5), act(feed('a'), 1, 5), act(feed('a'), 2, 5)]).unwrap();
    store.close().unwrap();
    Connection::open(place.join("record.sqlite")).unwrap().execute_batch(sql).unwrap();
    let check = Store::open(&place).unwrap().check(kit::read).unwrap();
    assert_eq!(check.differences, expected, "{name}");
}

#[test]
fn a_check_says_where_and_what() {
    let (first, second, third) = (act(feed('a'), 0, 5), act(feed('a'), 1, 5), act(feed('a'), 2, 5));
    let reading = kit::read(second.envelope()).unwrap();
    check("whole", "", &[]);
    check("gap", "DELETE FROM acts WHERE position = 2", &[Difference::Gap { first: 2, last: 2 }]);
    check("start", "DELETE FROM acts WHERE position < 3", &[Difference::Gap { first: 1, last: 2 }]);
    check("short", "UPDATE acts SET envelope = x'00' WHERE position = 3", &[Difference::Unreadable { position: 3, id: third.id() }]);
    check("number", "UPDATE acts SET seq = 7 WHERE position = 2", &[Difference::Misfiled { position: 2, id: second.id(), reading }]);
    check(
        "other",
        "UPDATE acts SET envelope = (SELECT envelope FROM acts WHERE position = 2) WHERE position = 1",
        &[Difference::Misfiled { position: 1, id: first.id(), reading }],
    );
}
