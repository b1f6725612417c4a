//! The mark of what may have left, and acts in doubt.

mod kit;

use alternat_store::{Store, StoreError};
use kit::{act, directory, feed};

/// Plays steps separated by `|` and compares what each says with `expected`, likewise.
///
/// Steps: `keep a 1` (feed a, number 1), `release a 1`, `mark a`, `doubts ab`, `reaffirm 2` (a position), `reopen`.
fn check(name: &str, steps: &str, expected: &str) {
    let place = directory(&format!("release-{name}"));
    let mut store = Store::open(&place).unwrap();
    let mut said = Vec::new();
    for step in steps.split('|').map(str::trim) {
        let words: Vec<&str> = step.split(' ').collect();
        let letter = |n: usize| feed(words[n].chars().next().unwrap());
        let number = |n: usize| words[n].parse::<u64>().unwrap();
        let result = match words[0] {
            "keep" => store.append(&[act(letter(1), number(2), 20)]).map(|_| "kept".to_string()),
            "release" => store.release(letter(1), number(2)).map(|()| "released".to_string()),
            "mark" => store.released(letter(1)).map(|mark| mark.map_or("none".to_string(), |mark| mark.to_string())),
            "reaffirm" => store.reaffirm(number(1)).map(|()| "reaffirmed".to_string()),
            "doubts" => {
                let feeds: Vec<_> = words[1].chars().map(feed).collect();
                let doubts = store.in_doubt(&feeds).unwrap();
                let of = |id| words[1].chars().find(|letter| feed(*letter) == id).unwrap();
                let line: Vec<String> = doubts.iter().map(|d| format!("{}{}@{}", of(d.feed), d.seq, d.position)).collect();
                Ok(if line.is_empty() { "none".to_string() } else { line.join(" ") })
            }
            _ => {
                drop(store);
                store = Store::open(&place).unwrap();
                Ok("open".to_string())
            }
        };
        said.push(match result {
            Ok(line) => line,
            Err(StoreError::InDoubt { seq, .. }) => format!("in doubt: {seq}"),
            Err(StoreError::NotKept { .. }) => "not kept".to_string(),
            Err(error) => panic!("{step}: {error:?}"),
        });
    }
    assert_eq!(said.join(" | "), expected, "{name}: {steps}");
}

#[test]
fn what_is_written_may_be_released_and_what_is_not_kept_may_not() {
    check("plain", "mark a | keep a 0 | release a 0 | mark a | reopen | mark a", "none | kept | released | 0 | open | 0");
    check("absent", "release a 0 | keep a 0 | release a 1 | release b 0 | mark a", "not kept | kept | not kept | not kept | none");
    check("many", "keep a 0 | keep a 1 | keep a 2 | release a 2 | mark a", "kept | kept | kept | released | 2");
}

#[test]
fn a_mark_never_goes_down() {
    check(
        "down",
        "keep a 0 | keep a 1 | release a 1 | release a 0 | mark a | reopen | release a 0 | mark a",
        "kept | kept | released | released | 1 | open | released | 1",
    );
}

#[test]
fn an_own_act_above_the_mark_is_in_doubt_after_opening_and_not_before() {
    check("before", "keep a 0 | doubts a", "kept | none");
    check("after", "keep a 0 | reopen | doubts a | doubts b", "kept | open | a0@1 | none");
    check("released", "keep a 0 | release a 0 | reopen | doubts a", "kept | released | open | none");
    check("two", "keep a 0 | keep b 0 | keep a 1 | reopen | doubts ab", "kept | kept | kept | open | a0@1 a1@3 b0@2");
}

#[test]
fn an_act_in_doubt_is_released_only_after_it_was_written_again() {
    check(
        "reaffirm",
        "keep a 0 | reopen | release a 0 | reaffirm 1 | doubts a | release a 0 | mark a | reopen | doubts a",
        "kept | open | in doubt: 0 | reaffirmed | none | released | 0 | open | none",
    );
    check("half", "keep a 0 | keep a 1 | reopen | reaffirm 2 | release a 1", "kept | kept | open | reaffirmed | in doubt: 0");
    check("behind", "keep a 0 | reopen | keep a 1 | release a 1 | mark a", "kept | open | kept | in doubt: 0 | none");
    check(
        "other",
        "keep a 0 | keep b 0 | reopen | keep b 1 | reaffirm 2 | release b 1",
        "kept | kept | open | kept | reaffirmed | released",
    );
    check("again", "keep a 0 | reopen | reaffirm 1 | reopen | doubts a", "kept | open | reaffirmed | open | a0@1");
    check("nowhere", "keep a 0 | reopen | reaffirm 2 | reaffirm 0", "kept | open | not kept | not kept");
}
