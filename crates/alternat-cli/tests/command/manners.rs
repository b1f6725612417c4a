//! What the command says is so: nothing that was asked for is left out without a word.

use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::kit::{Circle, alternat, charter, end, fed, shown};
use crate::troubles::check;

#[test]
fn an_original_is_told_of_in_words_and_as_json_when_asked() {
    let circle = Circle::found("manners-export", &["DOR", "ALD"]);
    let (home, out) = (circle.home("DOR"), circle.place().join("DOR.altr"));
    let export = ["export", "original", "--home", shown(&home), "--out", shown(&out)];
    let told = alternat(&export).done();
    let json = alternat(&[&export[..], &["--json"]].concat()).json();
    let state = alternat(&["state", "--json", "--home", shown(&home)]).json();
    assert_eq!((&json["root"], &json["acts"], &json["file"]), (&state["root"], &state["acts"], &json!(shown(&out))));
    let bytes = fs::metadata(&out).unwrap().len();
    for said in [
        &format!("wrote        {}, {bytes} bytes\n", shown(&out)),
        &format!("acts         {}\n", state["acts"]),
        &format!("root         {}\n", state["root"].as_str().unwrap()),
    ] {
        assert!(told.contains(said), "{said:?} is not in\n{told}");
    }
}

#[test]
fn a_hand_that_does_not_fit_the_kind_is_not_left_out_without_a_word() {
    let circle = Circle::found("manners-hand", &["DOR", "ALD"]);
    let home = circle.home("DOR");
    let rows: [(&[&str], &str); 7] = [
        (&["accession", "--as", "head"], "leave --as out, and name the directory of the root keys with --root"),
        (&["opening", "--root", "root"], "leave --root and --to-sign out, and name the signer with --as"),
        (&["opening", "--to-sign", "sheet"], "leave --root and --to-sign out, and name the signer with --as"),
        (&["sighting", "--root", "root"], "leave --root and --to-sign out, and name the signer with --as"),
        (&["seal-agreement", "--as", "head"], "leave --as out"),
        (&["seal-agreement", "--root", "root"], "leave --root and --to-sign out"),
        (&["revocation", "--as", "node"], "leave --as out"),
    ];
    let before = circle.acts("DOR");
    for (arguments, says) in rows {
        let ran = fed(&[&["act"], arguments, &["--home", shown(&home)]].concat(), b"{}");
        check(&format!("{arguments:?}"), &ran, 2, &[arguments[0], says]);
    }
    assert_eq!(circle.acts("DOR"), before);
}

#[test]
fn nobody_waits_longer_than_may_be_or_is_told_that_he_did() {
    let circle = Circle::found("manners-wait", &["DOR", "ALD"]);
    let home = circle.home("DOR");
    let waits: [&[&str]; 3] = [&["sync", "ALD"], &["state", "--sealed"], &["act", "opening"]];
    for wait in waits {
        for (seconds, code) in [("601", 2), ("3600", 2)] {
            let ran = alternat(&[wait, &["--wait", seconds, "--home", shown(&home)]].concat());
            assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{wait:?}: {ran:?}");
            assert!(ran.err.contains("0..=600") && ran.err.contains("--wait"), "{wait:?}: {ran:?}");
        }
    }
    // The longest that may be is understood; there is nothing to wait for.
    assert_eq!(alternat(&["sync", "--wait", "600", "--home", shown(&home)]).code, 2);
    assert!(alternat(&["sync", "--wait", "600", "--home", shown(&home)]).err.contains("no address"));
}

#[test]
fn an_act_is_not_called_failed_where_the_node_died_before_it_answered() {
    let circle = Circle::found("manners-died", &["DOR", "ALD"]);
    let home = circle.home("DOR");
    let body = json!({ "address": "https://press.example/1", "publisher": { "en": "A press" }, "title": { "en": "one" }, "lang": "en" });
    let act = ["act", "source", "--as", "head", "--home", shown(&home)];
    let answer = circle.place().join("ALD.answer");
    let rows: [(&[&str], &str); 4] = [
        (&act, "it may be recorded"),
        (&["mechanism", "welcome", shown(&answer), "--home", shown(&home)], "it may be done"),
        (&["mechanism", "peer", "ALD", "192.0.2.10:4711", "--home", shown(&home)], "it may be done"),
        (&["log", "--home", shown(&home)], "went away before it answered"),
    ];
    for (arguments, says) in rows {
        let ran = with_a_node_that_dies(&home, || fed(arguments, body.to_string().as_bytes()));
        check(&format!("{arguments:?}"), &ran, 3, &[says, "the node went away before it answered"]);
        assert_eq!(ran.err.contains("'alternat log'"), arguments == act, "{ran:?}");
    }
    // Who founded once more would found a second body.
    let new = circle.place().join("NEW");
    alternat(&["party", "new", "--home", shown(&new), "--name", "en=New"]).done();
    let card = |home: &Path, code: &str| format!("{code}={}", shown(&home.join("root/inception.act")));
    let (own, other, invitation) = (card(&new, "NEW"), card(&home, "DOR"), circle.place().join("new.invitation"));
    let found = ["mechanism", "found", "--home", shown(&new), "--invite", shown(&invitation), "--party", &own, "--party", &other];
    let ran = with_a_node_that_dies(&new, || fed(&found, charter(&["NEW", "DOR"]).to_string().as_bytes()));
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.contains("the circle is in this home") && ran.err.contains("do not give the command once more"), "{ran:?}");
}

#[test]
fn a_part_that_the_disk_has_changed_is_told_of_where_no_node_runs() {
    let circle = Circle::found("manners-damaged", &["DOR", "ALD"]);
    let (home, place) = (circle.home("DOR"), circle.place());
    let (paper, out) = (place.join("paper"), place.join("DOR.altr"));
    fs::write(&paper, "a paper").unwrap();
    let body = json!({ "address": "https://press.example/1", "publisher": { "en": "A press" }, "title": { "en": "one" }, "lang": "en" });
    fed(&["act", "source", "--as", "head", "--part", shown(&paper), "--home", shown(&home)], body.to_string().as_bytes()).done();
    let file = home.join("circles").join(&circle.mechanism).join("record.sqlite");
    let disk = rusqlite::Connection::open(file).unwrap();
    assert_eq!(disk.execute("UPDATE part_rows SET bytes = x'00'", []).unwrap(), 1);
    drop(disk);
    let export = || alternat(&["export", "original", "--home", shown(&home), "--out", shown(&out)]);
    for told in [true, false] {
        let ran = export();
        assert!(ran.code == 0 && ran.out.contains("0 (1 listed and not here)"), "{ran:?}");
        assert_eq!(ran.err.contains("was damaged on this node's disk"), told, "{ran:?}");
    }
}

#[test]
fn a_name_of_a_file_that_is_no_text_is_told_of_all_the_same() {
    let circle = Circle::found("manners-name", &["DOR", "ALD"]);
    let (home, out) = (circle.home("DOR"), circle.place().join(OsStr::from_bytes(b"\xff.altr")));
    let mut command = Command::new(env!("CARGO_BIN_EXE_alternat"));
    let ran = end(command.args(["export", "original", "--json", "--home", shown(&home), "--out"]).arg(&out), b"");
    assert!(out.exists());
    assert!(ran.json()["file"].as_str().unwrap().ends_with("\u{fffd}.altr"));
}

/// Runs something while a node in the home hears one request whole, and dies.
fn with_a_node_that_dies<T>(home: &std::path::Path, run: impl FnOnce() -> T) -> T {
    let path = home.join("node.sock");
    let _ = fs::remove_file(&path);
    let listener = UnixListener::bind(&path).unwrap();
    let done = std::thread::scope(|scope| {
        scope.spawn(|| {
            let (mut stream, _) = listener.accept().unwrap();
            let mut length = [0; 4];
            stream.read_exact(&mut length).unwrap();
            let mut request = vec![0; u32::from_be_bytes(length) as usize];
            stream.read_exact(&mut request).unwrap();
            stream.flush().unwrap();
        });
        run()
    });
    fs::remove_file(&path).unwrap();
    done
}

#[test]
fn keys_that_are_trusted_and_not_here_are_told_of_at_once() {
    let circle = Circle::found("manners-trust", &["DOR", "ALD"]);
    let (home, out, pins) = (circle.home("DOR"), circle.place().join("DOR.altr"), circle.place().join("pins"));
    alternat(&["export", "original", "--home", shown(&home), "--out", shown(&out)]).done();
    let digits = |code: &str| -> String {
        alternat(&["party", "show", "--json", shown(&circle.home(code).join("root/inception.act"))]).json()["fingerprint"]
            .as_str()
            .unwrap()
            .into()
    };
    let stranger = "12345 ".repeat(8);
    let (dor, ald) = (digits("DOR"), digits("ALD"));
    for (trust, second, identified) in [
        (format!("{stranger} One\n"), "the key you trust is not in this original: it may be another body of the same name", [false; 2]),
        (format!("{stranger} One\n{} Two\n", "54321 ".repeat(8)), "none of the 2 keys you trust is in this original: it", [false; 2]),
        (String::new(), "the file of keys that you trust names none", [false; 2]),
        (format!("{dor} Dorna\n{stranger} One\n"), "of the signers here you trust 1; 1 are unknown to you", [false, true]),
        (format!("{dor} Dorna\n{ald} Alda\n"), "proved: ", [true; 2]),
    ] {
        fs::write(&pins, &trust).unwrap();
        let told = alternat(&["verify", shown(&out), "--trust", shown(&pins)]).done();
        assert!(told.lines().nth(1).unwrap().starts_with(second), "with {trust:?}:\n{told}");
        let verdict = alternat(&["verify", shown(&out), "--trust", shown(&pins), "--json"]).json();
        let of = |party: &Value| party["identified"].as_bool().unwrap();
        let found: Vec<bool> = verdict["parties"].as_array().unwrap().iter().map(of).collect();
        assert_eq!(found, identified, "with {trust:?}");
    }
}
