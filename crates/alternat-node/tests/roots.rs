//! Root keys on a disk: none is ever replaced or lost, wherever making or rotating them ends.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use alternat::act::Act;
use alternat::envelope::RootKey;
use alternat::id::Id;
use alternat::kind::{Kind, Revocation, Roots, Rotation, bytes};
use alternat::words::{Lang, Words};
use alternat_node::root::{NewParty, Root, RootError};
use alternat_node::sheet::{Sheet, SheetError};

/// An empty place for one test.
fn place(name: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("roots").join(name);
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(&place).unwrap();
    place
}

/// A party with three root keys, two of which must sign.
fn party() -> NewParty {
    let name = Words(vec![(Lang("en".into()), "Alda".into())]);
    NewParty { name, keys: 3, threshold: 2, basis: None, claimed_at: 0 }
}

/// What lies in a directory, by name.
fn files(directory: &Path) -> BTreeMap<String, String> {
    let entry = |entry: fs::DirEntry| {
        let text = fs::read(entry.path()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        (entry.file_name().into_string().unwrap(), text.unwrap_or_default())
    };
    fs::read_dir(directory).unwrap().map(|found| entry(found.unwrap())).collect()
}

/// The secrets among them, whatever they are called.
fn secrets(directory: &Path) -> Vec<String> {
    let mut secrets: Vec<String> =
        files(directory).into_iter().filter(|(name, _)| name.ends_with(".secret")).map(|(_, text)| text).collect();
    secrets.sort();
    secrets
}

fn outcome<T>(result: Result<T, RootError>) -> &'static str {
    match result {
        Ok(_) => "done",
        Err(RootError::Taken(_)) => "taken",
        Err(RootError::TooFewKeys { .. }) => "too few keys",
        Err(RootError::NotARoot { .. }) => "no root",
        Err(RootError::File(_)) => "file",
        Err(_) => "another error",
    }
}

fn cut() -> Id {
    Id::of_bytes(b"the last act that counts")
}

fn draw(root: &Root) -> (Rotation, Vec<RootKey>) {
    root.rotation(cut()).unwrap()
}

/// Whether the keys of a rotation are those that were promised.
fn keeps(promise: Id, rotation: &Rotation) -> bool {
    Roots::promise(rotation.roots.threshold, &rotation.roots.keys) == promise
}

#[test]
fn a_party_is_made_only_where_no_root_lies() {
    let check = |there: &str, expected: &str| {
        let directory = place("made");
        if !there.is_empty() {
            fs::write(directory.join(there), "mine").unwrap();
        }
        let before = files(&directory);
        assert_eq!(outcome(Root::create(&directory, party())), expected, "{there}");
        if expected == "taken" {
            assert_eq!(files(&directory), before, "{there}");
        }
    };
    check("", "done");
    check("a-letter.txt", "done");
    check("inception.act", "taken");
    check("key-0.secret", "taken");
    check("key-2.secret", "taken");
    check("next-1.secret", "taken");
    check("after-0.secret", "taken");
    check("old-1-0.secret", "taken");
    check("key-6.secret", "taken");
}

#[test]
fn nothing_moves_unless_a_rotation_was_drawn_up() {
    let directory = place("undrawn");
    let root = Root::create(&directory, party()).unwrap();
    let before = files(&directory);
    for _ in 0..2 {
        assert_eq!(outcome(root.rotated()), "done");
        assert_eq!(files(&directory), before);
    }
}

#[test]
fn every_generation_is_kept_and_every_promise_too() {
    let directory = place("generations");
    let root = Root::create(&directory, party()).unwrap();
    let mut promise = None;
    for generation in 1..4 {
        let (rotation, signing) = draw(&root);
        assert!(promise.is_none_or(|promise| keeps(promise, &rotation)), "generation {generation}");
        assert_eq!(signing.len(), 3);
        promise = Some(rotation.roots.next);
        let before = secrets(&directory);
        assert_eq!(draw(&root).0.roots.next, rotation.roots.next, "it is drawn up alike for every circle");
        root.rotated().unwrap();
        assert_eq!(secrets(&directory), before, "generation {generation}");
        assert_eq!(before.len(), 6 + 3 * generation);
        let moved = files(&directory);
        root.rotated().unwrap();
        assert_eq!(files(&directory), moved, "the second time there is nothing to do");
    }
}

#[test]
fn a_rotation_wants_every_promised_key_and_every_key_promised_anew() {
    /// What is done to the directory before a rotation is drawn up.
    enum Harm {
        Lose(&'static str),
        Spoil(&'static str),
        Bar(&'static str),
    }
    use Harm::{Bar, Lose, Spoil};
    let check = |drawn: bool, harm: Harm, expected: &str| {
        let directory = place("wants");
        let root = Root::create(&directory, party()).unwrap();
        if drawn {
            draw(&root);
        }
        let (Lose(name) | Spoil(name) | Bar(name)) = harm;
        let path = directory.join(name);
        match harm {
            Lose(_) => fs::remove_file(&path).unwrap(),
            Spoil(_) => fs::write(&path, "no secret").unwrap(),
            Bar(_) => {
                let _ = fs::remove_file(&path);
                fs::create_dir(&path).unwrap();
            }
        }
        let before = files(&directory);
        assert_eq!(outcome(root.rotation(cut())), expected, "{name}, drawn up before: {drawn}");
        if expected != "done" {
            assert_eq!(files(&directory), before, "{name}, drawn up before: {drawn}");
            let moved = root.rotated();
            assert!(!drawn || moved.is_err(), "{name}");
            assert_eq!(files(&directory), before, "{name}, drawn up before: {drawn}");
        }
    };
    check(false, Lose("key-1.secret"), "done");
    for name in ["next-0.secret", "next-1.secret", "next-2.secret"] {
        check(false, Lose(name), "too few keys");
        check(true, Lose(name), "too few keys");
    }
    check(false, Spoil("next-1.secret"), "no root");
    check(false, Spoil("after-1.secret"), "no root");
    check(false, Bar("after-1.secret"), "file");
    for name in ["after-0.secret", "after-2.secret"] {
        check(true, Lose(name), "too few keys");
        check(true, Spoil(name), "no root");
        check(true, Bar(name), "file");
    }
}

#[test]
fn keys_promised_anew_that_a_cut_left_are_completed() {
    for left in 0..=3 {
        let directory = place("completed");
        let root = Root::create(&directory, party()).unwrap();
        draw(&root);
        // A cut: the promise is written last.
        fs::remove_file(directory.join("after.promise")).unwrap();
        for place in left..3 {
            fs::remove_file(directory.join(format!("after-{place}.secret"))).unwrap();
        }
        let before = files(&directory);
        let promise = draw(&root).0.roots.next;
        let after = files(&directory);
        assert!(before.iter().all(|(name, text)| after.get(name) == Some(text)), "{left} left");
        root.rotated().unwrap();
        assert!(keeps(promise, &draw(&root).0), "{left} left");
    }
}

/// Draws up a rotation and ends after so many of its moves, as a cut would; `away` is carried off beforehand.
fn cut_after(test: &str, moves: usize, away: Option<&str>) -> (PathBuf, Rotation, Vec<String>) {
    let directory = place(test);
    let root = Root::create(&directory, party()).unwrap();
    let rotation = draw(&root).0;
    if let Some(away) = away {
        fs::remove_file(directory.join(away)).unwrap();
    }
    let there = files(&directory);
    let mut marker = String::from("1\n");
    let mut renames = Vec::new();
    for (which, to) in [("key", "old-1"), ("next", "key"), ("after", "next")] {
        for place in 0..3 {
            let Some(secret) = there.get(&format!("{which}-{place}.secret")) else { continue };
            let secret: Id = secret.trim().parse().unwrap();
            let mark = Id::of_bytes(&[&secret.0[..], b"alternat rotating"].concat());
            marker.push_str(&format!("{which} {place} {mark}\n"));
            renames.push((format!("{which}-{place}.secret"), format!("{to}-{place}.secret")));
        }
    }
    fs::write(directory.join("rotating"), marker).unwrap();
    for (from, to) in renames.iter().take(moves) {
        assert!(!directory.join(to).exists(), "{to}");
        fs::rename(directory.join(from), directory.join(to)).unwrap();
    }
    if moves > renames.len() {
        fs::remove_file(directory.join("after.promise")).unwrap();
    }
    let secrets = secrets(&directory);
    (directory, rotation, secrets)
}

#[test]
fn a_rotation_that_was_cut_short_is_completed_once() {
    for away in [None, Some("key-1.secret")] {
        for moves in 0..=10 {
            let (directory, rotation, secrets_before) = cut_after("cut", moves, away);
            let root = Root::open(&directory).unwrap();
            root.rotated().unwrap();
            let moved = files(&directory);
            root.rotated().unwrap();
            assert_eq!(files(&directory), moved, "{moves} moves, {away:?} away");
            assert_eq!(secrets(&directory), secrets_before, "{moves} moves, {away:?} away");
            assert!(moved.keys().all(|name| name.ends_with(".secret") || name == "inception.act"), "{moved:?}");
            assert!(keeps(rotation.roots.next, &draw(&root).0), "{moves} moves, {away:?} away");
        }
    }
}

#[test]
fn whatever_uses_a_root_completes_its_rotation_first() {
    for moves in 0..=10 {
        let (directory, rotation, _) = cut_after("used", moves, None);
        let root = Root::open(&directory).unwrap();
        let signed = root.sign(b"a payload", &Id::ZERO).unwrap();
        root.rotated().unwrap();
        assert!(root.sign(b"a payload", &Id::ZERO).unwrap() == signed, "{moves} moves");
        let (directory, _, _) = cut_after("used", moves, None);
        let next = draw(&Root::open(&directory).unwrap()).0;
        assert_ne!(next.roots.keys, rotation.roots.keys, "{moves} moves");
        assert_eq!(next.roots.keys.len(), 3);
    }
}

#[test]
fn a_key_that_came_back_meanwhile_is_not_replaced() {
    let (directory, _, _) = cut_after("back", 3, None);
    fs::write(directory.join("key-0.secret"), format!("{}\n", Id::of_bytes(b"another"))).unwrap();
    let before = files(&directory);
    let root = Root::open(&directory).unwrap();
    assert_eq!(outcome(root.rotated()), "no root");
    assert_eq!(outcome(root.sign(b"a payload", &Id::ZERO)), "no root");
    assert_eq!(files(&directory), before);
    // A key that was put in force and then carried away is not followed by the one that comes after it.
    let (directory, _, _) = cut_after("back", 9, None);
    fs::remove_file(directory.join("key-0.secret")).unwrap();
    let before = secrets(&directory);
    Root::open(&directory).unwrap().rotated().unwrap();
    assert!(!directory.join("key-0.secret").exists());
    assert_eq!(secrets(&directory), before);
}

/// A sheet in the chain of a party, that nobody has signed.
fn sheet(party: Id) -> Sheet {
    let body = bytes(&Revocation { feed: cut(), last: None });
    let kind = Kind::Revocation.tag();
    let act = Act { feed: Some(party), seq: 1, prev: Some(party), seen: vec![], claimed_at: 0, kind, body, parts: vec![], basis: None };
    Sheet::new(cut(), act.payload()).unwrap()
}

#[test]
fn custodians_sign_a_sheet_in_any_order_and_each_counts_once() {
    let directory = place("sheet");
    let root = Root::create(&directory, party()).unwrap();
    let check = |turns: &[&[u8]], expected: &[u8]| {
        let mut sheet = sheet(root.party());
        for keys in turns {
            let custodian = place("custodian");
            fs::copy(directory.join("inception.act"), custodian.join("inception.act")).unwrap();
            for key in *keys {
                let name = format!("key-{key}.secret");
                fs::copy(directory.join(&name), custodian.join(&name)).unwrap();
            }
            let signed = Sheet::of_bytes(&sheet.bytes()).unwrap().signed_by();
            match sheet.sign(&Root::open(&custodian).unwrap()) {
                Ok(()) => {}
                Err(SheetError::Root(RootError::TooFewKeys { .. })) => assert_eq!(sheet.signed_by(), signed, "{turns:?}"),
                Err(error) => panic!("{turns:?}: {error}"),
            }
        }
        assert_eq!(sheet.signed_by(), expected, "{turns:?}");
        // In whatever order they signed, the envelope is the one that the same keys make together.
        let at_once = root.sign(&sheet.act().payload(), &sheet.mechanism()).unwrap();
        assert_eq!(sheet.envelope() == Some(at_once), expected == [0, 1, 2], "{turns:?}");
    };
    check(&[], &[]);
    check(&[&[]], &[]);
    check(&[&[2]], &[2]);
    check(&[&[2], &[0]], &[0, 2]);
    check(&[&[0], &[2], &[0]], &[0, 2]);
    check(&[&[1], &[], &[2, 0]], &[0, 1, 2]);
    check(&[&[0, 1, 2]], &[0, 1, 2]);
    let mut foreign = sheet(cut());
    assert!(matches!(foreign.sign(&root), Err(SheetError::AnotherParty { .. })));
    assert_eq!(foreign.envelope(), None);
}

#[test]
fn no_flipped_bit_of_a_sheet_leaves_what_was_signed() {
    let directory = place("flipped");
    let root = Root::create(&directory, party()).unwrap();
    let mut sheet = sheet(root.party());
    sheet.sign(&root).unwrap();
    let bytes = sheet.bytes();
    for bit in (0..bytes.len() * 8).step_by(7) {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        if let Ok(read) = Sheet::of_bytes(&flipped) {
            let same = read.mechanism() == sheet.mechanism() && read.envelope() == sheet.envelope();
            assert!(!same || read.bytes() == bytes, "bit {bit}");
        }
    }
    for end in 0..bytes.len() {
        assert!(Sheet::of_bytes(&bytes[..end]).is_err(), "cut short at {end}");
    }
}
