//! A home that is used in two copies, and commands that run beside each other: no number is given out twice unseen.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::kit::{Circle, Ran, Serving, alternat, fed, shown};

fn cite(home: &Path, title: &str) -> Ran {
    let source = json!({ "address": "https://press.example/1", "publisher": { "en": "A press" }, "title": { "en": title }, "lang": "en" });
    fed(&["act", "source", "--as", "head", "--home", shown(home)], source.to_string().as_bytes())
}

fn sync(home: &Path, with: &Serving) {
    alternat(&["mechanism", "peer", "ALD", &with.address, "--home", shown(home)]).done();
    alternat(&["sync", "--home", shown(home)]).done();
}

#[test]
fn a_copied_home_signs_no_more_once_it_hears_of_its_double_and_the_others_prove_the_fork() {
    let circle = Circle::found("copied", &["DOR", "ALD"]);
    let (dor, copy) = (circle.home("DOR"), circle.place().join("DOR-copy"));
    assert!(Command::new("cp").arg("-r").args([&dor, &copy]).status().unwrap().success());
    let first = cite(&dor, "one").done();
    let second = cite(&copy, "two").done();
    let ald = circle.home("ALD");
    let node = Serving::of(&ald);
    sync(&dor, &node);
    sync(&copy, &node);
    sync(&dor, &node);
    for home in [&dor, &copy] {
        let refused = cite(home, "three");
        assert_eq!(refused.code, 1, "{refused:?}");
        assert!(refused.err.contains("signed in elsewhere") && refused.err.contains("key new"), "{refused:?}");
        assert_eq!(refused.err.lines().count(), 2, "{refused:?}");
    }
    let proofs = alternat(&["log", "--kind", "fork-proof", "--json", "--home", shown(&ald)]).done();
    let proof = proofs.lines().find(|line| line.contains(first.trim()) && line.contains(second.trim()));
    assert!(proof.is_some_and(|proof| proof.contains(r#""party":"ALD""#)), "{proofs}");
    let shown = alternat(&["mechanism", "show", "--home", shown(&ald)]).done();
    let alarm = shown.lines().find(|line| line.starts_with("ALARM "));
    assert!(alarm.is_some_and(|alarm| alarm.contains("two acts of number") && alarm.contains(first.trim())), "{shown}");
}

#[test]
fn a_restored_home_opens_its_nodes_feed_anew_and_seals_with_the_others_again() {
    let circle = Circle::found("restored", &["ALD", "DOR"]);
    let (dor, ald, backup) = (circle.home("DOR"), circle.home("ALD"), circle.place().join("backup"));
    let copied = |from: &Path, to: &Path| assert!(Command::new("cp").arg("-r").args([from, to]).status().unwrap().success());
    let sealed = || {
        fed(&["act", "seal-proposal", "--home", shown(&ald)], b"{}").done();
        alternat(&["state", "--sealed", "--wait", "60", "--home", shown(&ald)]).done();
    };
    let feed_of = |signer: &str, home: &Path| {
        let listed = alternat(&["key", "list", "--json", "--home", shown(home)]).json();
        let found = listed.as_array().unwrap().iter().find(|listed| listed["signer"] == signer).unwrap()["feed"].clone();
        found.as_str().unwrap().to_string()
    };
    let assumption = json!({ "party": "ALD", "feed": feed_of("head", &ald) }).to_string();
    fed(&["act", "assumption", "--home", shown(&ald)], assumption.as_bytes()).done();
    let other = Serving::of(&ald);
    sync(&dor, &other);
    copied(&dor, &backup);
    // After the backup the node agrees to a seal, and the root accredits somebody.
    let node = Serving::of(&dor);
    sealed();
    drop(node);
    circle.add_signer("DOR", "second");
    sync(&dor, &other);
    let old = feed_of("node", &dor);
    std::fs::remove_dir_all(&dor).unwrap();
    copied(&backup, &dor);
    sync(&dor, &other);
    let refused = fed(&["act", "sighting", "--as", "node", "--home", shown(&dor)], b"{}");
    assert!(refused.code == 1 && refused.err.contains("signed in elsewhere") && refused.err.contains("key renew"), "{refused:?}");
    let node = Serving::of(&dor);
    let told = alternat(&["mechanism", "show", "--home", shown(&dor)]).done();
    assert!(told.lines().any(|line| line.starts_with("ALARM ") && line.contains("key renew")), "{told}");
    assert_eq!(alternat(&["key", "renew", "--home", shown(&dor)]).code, 2);
    drop(node);

    // Cut short, it is gone on with, and nothing is signed in between.
    assert_eq!(alternat(&["key", "renew", "--wait", "0", "--home", shown(&dor)]).code, 3);
    let refused = fed(&["act", "sighting", "--as", "node", "--home", shown(&dor)], b"{}");
    assert!(refused.code == 1 && refused.err.contains("opened anew") && refused.err.contains("key renew"), "{refused:?}");
    let new = alternat(&["key", "renew", "--home", shown(&dor)]).done();
    assert_eq!(feed_of("node", &dor), new.trim());
    let revoked = alternat(&["log", "--kind", "revocation", "--json", "--home", shown(&dor)]).done();
    assert_eq!(revoked.lines().count(), 1, "{revoked}");
    assert!(old != new.trim() && !dor.join("transport.next").exists());

    let _node = Serving::of(&dor);
    alternat(&["sync", "--home", shown(&dor)]).done();
    sealed();
    let agreements = alternat(&["log", "--kind", "seal-agreement", "--json", "--home", shown(&ald)]).done();
    assert!(agreements.contains(&format!(r#""feed":"{}""#, new.trim())), "{agreements}");
    assert_eq!(alternat(&["log", "--kind", "fork-proof", "--json", "--home", shown(&ald)]).done(), "");
}

#[test]
fn root_commands_that_run_beside_each_other_give_out_no_number_twice() {
    let circle = Circle::found("beside", &["DOR", "ALD"]);
    let home = circle.home("DOR");
    let node = Serving::of(&home);
    std::thread::scope(|scope| {
        for signer in ["s1", "s2", "s3", "s4", "s5", "s6"] {
            let circle = &circle;
            scope.spawn(move || circle.add_signer("DOR", signer));
        }
    });
    drop(node);
    let log = alternat(&["log", "--json", "--home", shown(&home)]).done();
    let mut numbers = Vec::new();
    for line in log.lines() {
        let act: serde_json::Value = serde_json::from_str(line).unwrap();
        numbers.push((act["feed"].to_string(), act["seq"].as_u64().unwrap()));
    }
    let count = numbers.len();
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), count, "{log}");
}

#[test]
fn another_partys_root_founds_and_joins_nothing() {
    let circle = Circle::found("other-root", &["DOR", "ALD"]);
    let root = circle.home("ALD").join("root");
    let invitation = circle.place().join("invitation");
    let ran = alternat(&[
        "mechanism",
        "join",
        shown(&invitation),
        "--home",
        shown(&circle.home("DOR")),
        "--root",
        shown(&root),
        "--answer",
        shown(&circle.place().join("answer")),
        "--mechanism",
        &circle.mechanism,
    ]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("not those of the party of this home"), "{ran:?}");
}

#[test]
fn a_sync_with_nobody_is_not_equal() {
    let circle = Circle::found("nobody", &["DOR", "ALD"]);
    let ran = alternat(&["sync", "--home", shown(&circle.home("DOR"))]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
}

#[test]
fn nobody_but_its_owner_may_speak_to_a_running_node() {
    let circle = Circle::found("owner", &["DOR", "ALD"]);
    let home = circle.home("DOR");
    let _node = Serving::of(&home);
    let mode = std::fs::metadata(home.join("node.sock")).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
}
