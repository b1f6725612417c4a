//! What goes wrong is said in two lines, with an exit code that a program can go by, and nothing is half done.

use std::fs;
use std::path::Path;

use crate::kit::{Circle, Ran, Serving, alternat, charter, fed, place, shown};

/// Nothing was printed, and two lines say what and where, and what to do.
pub fn check(of: &str, ran: &Ran, code: i32, says: &[&str]) {
    assert_eq!(ran.code, code, "{of}: {ran:?}");
    assert_eq!(ran.out, "", "{of}: {ran:?}");
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines.len(), 2, "{of}: {ran:?}");
    assert!(lines[0].starts_with("alternat: ") && lines[0].len() > 15, "{of}: {ran:?}");
    assert!(lines[1].starts_with("          ") && lines[1].trim().len() > 10, "{of}: {ran:?}");
    for said in says {
        assert!(ran.err.contains(said), "{of}: {said:?} is not in {ran:?}");
    }
}

/// Runs rows of arguments, where `HOME` is a home and `PLACE` a directory.
fn check_rows(home: &Path, place: &Path, rows: &[(&str, &str, i32, &[&str])]) {
    for (arguments, input, code, says) in rows {
        let put = |word: &str| word.replace("HOME", shown(home)).replace("PLACE", shown(place));
        let words: Vec<String> = arguments.split_whitespace().map(put).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        check(arguments, &fed(&words, input.as_bytes()), *code, says);
    }
}

const NOBODY: &str = "0000000000000000000000000000000000000000000000000000000000000000";

#[test]
fn an_act_that_is_not_written_right_is_neither_signed_nor_recorded() {
    let circle = Circle::found("troubles-act", &["DOR", "ALD"]);
    let before = circle.acts("DOR");
    let opening = format!(r#"{{"session":"{NOBODY}"}}"#);
    let source = |title: &str| {
        let before = r#"{"address":"https://x.example","publisher":{"en":"P"},"lang":"en","#;
        format!("{before}\n\"title\":{{\n\"en\":\"T\",\n\"ar\":\"{title}\"}}}}")
    };
    let spaces = " ".repeat(4 * 1024 * 1024 + 1);
    let rows: [(&str, &str, i32, &[&str]); 24] = [
        ("act opening --home HOME", "{", 2, &["standard input holds no JSON", "--schema"]),
        ("act opening --home HOME", "", 2, &["standard input holds no JSON"]),
        ("act opening --home HOME", &spaces, 2, &["more than 4194304 bytes"]),
        ("act opening --home HOME --file PLACE/none.json", "", 3, &["could not read", "none.json"]),
        ("act opening --home HOME", "{}", 2, &["not a body of the kind opening", "session", "--schema"]),
        ("act opening --home HOME", "[]", 2, &["not a body"]),
        ("act opening --home HOME", r#"{"session":"no id"}"#, 2, &["not a body"]),
        ("act opening --home HOME", r#"{"session":"SESSION","more":1}"#, 2, &["not a body"]),
        ("act opening --home HOME", "{\n\"session\":\n\"x\"}", 2, &["field \"session\": an id is 64", "(line 2 of standard input)"]),
        (
            "act opening --home HOME",
            &opening,
            1,
            &["the opening would be refused: not-in-past: field \"session\" names act 00000000, which"],
        ),
        (
            "act source --home HOME",
            &source("a\\u202eb"),
            1,
            &["text-refused: field \"title.ar\", U+202E, byte 1: bidi-control: ", "(line 4 of"],
        ),
        ("act source --home HOME", &source("cafe\\u0301"), 1, &["cannot be written: field \"title.ar\", byte 3: not-nfc: ", "(line 4 of"]),
        ("act source --home HOME", &source("\\ue000"), 1, &["field \"title.ar\", U+E000, byte 0: unassigned: "]),
        ("act opening --home HOME --as nobody", &opening, 2, &["no signer 'nobody'", "alternat key list"]),
        ("act opening --home HOME --basis {", &opening, 2, &["--basis"]),
        ("act opening --home HOME --claimed-at yesterday", &opening, 2, &["--claimed-at", "2017-05-23T09:00:00Z"]),
        ("act opening --home HOME --claimed-at 1969-12-31T00:00:00Z", &opening, 2, &["before 1970"]),
        ("act opening --home HOME --part PLACE/none.txt", &opening, 3, &["none.txt"]),
        ("act opening --home HOME --after 12", &opening, 2, &["64 hexadecimal digits"]),
        (&format!("act opening --home HOME --wait 0 --after {NOBODY}"), &opening, 3, &["did not arrive within 0 seconds"]),
        ("act opening --home HOME --mechanism ff00ff", &opening, 2, &["holds no circle ff00ff"]),
        ("act opening --home PLACE/nowhere", &opening, 2, &["PLACE/nowhere is no home", "alternat party new"].map(|_| "is no home")),
        ("act revocation --home HOME --root PLACE/nowhere", "{}", 3, &["nowhere/inception.act", "--root"]),
        ("act accession --home HOME", &format!(r#"{{"charter":"{}"}}"#, circle.mechanism), 1, &["refused: already-done"]),
    ];
    check_rows(&circle.home("DOR"), circle.place(), &rows);
    let nobody: (&str, &str, i32, &[&str]) = ("act opening --home HOME", &opening, 2, &["no person's key", "alternat key new"]);
    check_rows(&circle.home("ALD"), circle.place(), &[nobody]);
    let told = fed(&["act", "opening", "--json", "--home", shown(&circle.home("DOR"))], opening.as_bytes());
    let told: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!((&told["code"], &told["at"]), (&"not-in-past".into(), &serde_json::json!({ "field": "session", "id": NOBODY })));
    assert_eq!(circle.acts("DOR"), before);

    circle.add_signer("DOR", "adviser");
    let several: (&str, &str, i32, &[&str]) = ("act opening --home HOME", &opening, 2, &["several signers: adviser, head", "--as"]);
    check_rows(&circle.home("DOR"), circle.place(), &[several]);
}

#[test]
fn a_kind_that_is_none_or_a_home_that_is_not_named_is_bad_usage() {
    for (arguments, says) in [
        (&["act", "sermon", "--home", "x"][..], "sermon"),
        (&["act", "opening"], "--home"),
        (&["log"], "--home"),
        (&["sing"], "sing"),
        (&["verify"], "<FILE>"),
        (&["act", "opening", "--home", "x", "--as", "head", "--root", "y"], "--as"),
    ] {
        let ran = alternat(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
        assert!(ran.err.starts_with("error: ") && ran.err.contains(says) && ran.err.contains("--help"), "{ran:?}");
    }
}

#[test]
fn a_party_is_made_whole_or_not_at_all() {
    let place = place("troubles-party");
    alternat(&["party", "new", "--home", shown(&place.join("ald")), "--name", "en=Alda"]).done();
    fs::write(place.join("letter"), "no card").unwrap();
    let rows: [(&str, &str, i32, &[&str]); 10] = [
        ("party new --home HOME --name en=Alda", "", 2, &["is a home already", "--home"]),
        ("party new --home PLACE/new --root HOME/root --name en=Alda", "", 2, &["holds root keys of a party already", "--root"]),
        ("key rotate --home HOME", "", 2, &["holds no circle", "--home"]),
        ("party new --home PLACE/new --name Alda", "", 2, &["LANG=NAME", "en=Alda"]),
        ("party new --home PLACE/new --name en=", "", 2, &["name is refused"]),
        ("party new --home PLACE/new --name en=Alda --keys 0", "", 2, &["0 keys"]),
        ("party new --home PLACE/new --name en=Alda --keys 4 --threshold 2", "", 2, &["4 keys of which 2 must sign"]),
        ("party new --home PLACE/new --name en=Alda --basis []", "", 2, &["--basis"]),
        ("party show PLACE/letter", "", 1, &["letter is not the card of a party"]),
        ("party show PLACE/none", "", 3, &["could not read", "none"]),
    ];
    check_rows(&place.join("ald"), &place, &rows);
    assert!(!place.join("new").exists());
}

#[test]
fn a_circle_is_found_joined_and_looked_at_or_the_reason_is_said() {
    let circle = Circle::found("troubles-circle", &["DOR", "ALD"]);
    let (place, home) = (circle.place(), circle.home("DOR"));
    alternat(&["party", "new", "--home", shown(&place.join("BOR")), "--name", "en=Borea"]).done();
    fs::write(place.join("charter.json"), charter(&["DOR", "ALD"]).to_string()).unwrap();
    let found = "mechanism found --home HOME --invite PLACE/second.invitation --charter PLACE/charter.json";
    let rows: [(&str, &str, i32, &[&str]); 17] = [
        (&format!("{found} --party DOR"), "", 2, &["'DOR' is not CODE=CARD"]),
        (&format!("{found} --party DOR=PLACE/none"), "", 3, &["could not read"]),
        (&format!("{found} --party BOR=PLACE/BOR/root/inception.act"), "", 2, &["names no party BOR"]),
        (found, "", 1, &["the charter would be refused"]),
        ("mechanism found --home HOME --invite PLACE/second.invitation", "{}", 2, &["the JSON is no charter", "--schema"]),
        ("mechanism join PLACE/none --home PLACE/BOR --answer PLACE/BOR.answer", "", 3, &["could not read"]),
        ("mechanism join PLACE/charter.json --home PLACE/BOR --answer PLACE/BOR.answer", "", 1, &["neither an invitation nor an answer"]),
        (
            &format!("mechanism join PLACE/invitation --home PLACE/BOR --answer PLACE/BOR.answer --mechanism {}", circle.mechanism),
            "",
            1,
            &["does not name the party of this home"],
        ),
        ("mechanism welcome PLACE/ALD.answer --home PLACE/BOR", "", 1, &["which this home does not hold"]),
        ("mechanism peer BOR 127.0.0.1:1 --home HOME", "", 2, &["names no party BOR", "alternat mechanism show"]),
        ("mechanism peer ALD node.example:1 --home HOME", "", 2, &["'node.example:1' is no address", "192.0.2.10:4711"]),
        ("mechanism show --home PLACE/BOR", "", 2, &["holds no circle", "alternat mechanism join"]),
        ("show 12zz --home HOME", "", 1, &["no act here has an id that begins with 12zz", "alternat log"]),
        (&format!("show {} --home HOME", ""), "", 2, &[]),
        ("sync ALD --home HOME --wait 0", "", 3, &["ALD (not connected)", "alternat mechanism peer"]),
        ("state --sealed --home HOME --wait 0", "", 3, &["not sealed by every party within 0 seconds"]),
        ("export original --home HOME --out PLACE/none/x.altr", "", 3, &["none/x.altr"]),
    ];
    let rows: Vec<_> = rows.into_iter().filter(|(arguments, ..)| !arguments.starts_with("show  ")).collect();
    check_rows(&home, place, &rows);
    check("show", &alternat(&["show", "", "--home", shown(&home)]), 2, &["several acts"]);
    assert!(!place.join("second.invitation").exists() && !place.join("BOR.answer").exists() && !place.join("BOR/circles").exists());

    // A second circle in the same home: from now on one must be named.
    let cards = ["DOR", "ALD"].map(|code| format!("--party {code}=PLACE/{code}/root/inception.act"));
    let again = format!("{found} --again {}", cards.join(" ")).replace("HOME", shown(&home)).replace("PLACE", shown(place));
    alternat(&again.split_whitespace().collect::<Vec<_>>()).done();
    let several: (&str, &str, i32, &[&str]) = ("log --home HOME", "", 2, &["several circles", "--mechanism"]);
    check_rows(&home, place, &[several]);
    alternat(&["log", "--home", shown(&home), "--mechanism", &circle.mechanism[..12]]).done();
}

#[test]
fn a_key_is_made_only_for_an_accreditation_that_may_be_one() {
    let circle = Circle::found("troubles-key", &["DOR", "ALD"]);
    let rows: [(&str, &str, i32, &[&str]); 4] = [
        ("key new other --home HOME", "[]", 2, &["no JSON object", "--schema"]),
        ("key new other --home HOME", "{", 2, &["holds no JSON"]),
        ("key new Other --home HOME", "{}", 2, &["'Other' is no name for a signer"]),
        ("key new head --home HOME", "{}", 2, &["a signer 'head' already"]),
    ];
    check_rows(&circle.home("DOR"), circle.place(), &rows);
    let listed = alternat(&["key", "list", "--json", "--home", shown(&circle.home("DOR"))]).json();
    let names: Vec<&str> = listed.as_array().unwrap().iter().map(|signer| signer["signer"].as_str().unwrap()).collect();
    assert_eq!(names, ["head", "node"]);
}

#[test]
fn a_home_is_used_by_one_node_at_a_time() {
    let circle = Circle::found("troubles-in-use", &["DOR", "ALD"]);
    let home = circle.home("DOR");
    let before = circle.acts("DOR");
    let node = Serving::of(&home);
    check("serve", &alternat(&["serve", "--home", shown(&home)]), 3, &["is open in another process", "another command has it open"]);
    // Whoever asks through the running node is answered; what it holds already is not taken in twice.
    let answer = circle.place().join("ALD.answer");
    alternat(&["mechanism", "welcome", shown(&answer), "--home", shown(&home)]).done();
    assert_eq!(circle.acts("DOR"), before);
    let taken = Serving::of(&circle.home("ALD"));
    drop(node);
    let listen = ["serve", "--home", shown(&home), "--listen", &taken.address];
    check("serve", &alternat(&listen), 3, &["could not listen", &taken.address]);
    // A node that was killed leaves a socket behind that keeps nobody out.
    assert!(home.join("node.sock").exists());
    assert_eq!(circle.acts("DOR"), before);
}

#[test]
fn an_original_with_a_flipped_bit_is_broken_and_one_that_is_not_there_is_no_original() {
    let circle = Circle::found("troubles-verify", &["DOR", "ALD"]);
    let whole = circle.place().join("DOR.altr");
    alternat(&["export", "original", "--home", shown(&circle.home("DOR")), "--out", shown(&whole)]).done();
    let verdict = alternat(&["verify", shown(&whole)]).done();
    assert!(verdict.starts_with("WHOLE, signers not identified"), "{verdict}");
    let bytes = fs::read(&whole).unwrap();
    let flipped = circle.place().join("flipped.altr");
    for at in [0, 1, bytes.len() / 3, bytes.len() / 2, bytes.len() - 1] {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        fs::write(&flipped, &changed).unwrap();
        let ran = alternat(&["verify", shown(&flipped)]);
        assert!(ran.out.starts_with("BROKEN\n"), "byte {at}: {ran:?}");
        check(&format!("byte {at}"), &Ran { out: String::new(), ..ran }, 1, &["flipped.altr is broken: ", "another party"]);
        let verdict = alternat(&["verify", shown(&flipped), "--json"]);
        let verdict: serde_json::Value = serde_json::from_str(&verdict.out).unwrap();
        assert!(verdict["verified"] == false && verdict["problems"][0]["code"].is_string(), "byte {at}: {verdict}");
    }
    fs::write(circle.place().join("pins"), "Alda\n").unwrap();
    let rows: [(&str, &str, i32, &[&str]); 4] = [
        ("verify PLACE/none.altr", "", 3, &["none.altr"]),
        ("verify PLACE", "", 3, &[]),
        ("verify PLACE/DOR.altr --trust PLACE/none", "", 3, &["none"]),
        ("verify PLACE/DOR.altr --trust PLACE/pins", "", 2, &["pins: line 1 begins neither", "eight groups of five digits"]),
    ];
    check_rows(&circle.home("DOR"), circle.place(), &rows);
}

#[test]
fn a_home_whose_files_are_damaged_says_which() {
    let circle = Circle::found("troubles-damaged", &["DOR", "ALD"]);
    let home = circle.home("DOR");
    let inside = format!("circles/{}", circle.mechanism);
    for (file, bytes, says) in [
        ("home.json".to_string(), &b"{}"[..], "home.json is not understood"),
        ("home.json".to_string(), b"\xff", "home.json is not understood"),
        ("transport.secret".to_string(), b"secret", "transport.secret is not understood"),
        (format!("{inside}/signers.json"), b"[", "signers.json"),
        (format!("{inside}/record.sqlite"), &[7; 9000], "record.sqlite"),
    ] {
        let path = home.join(&file);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, bytes).unwrap();
        check(&file, &alternat(&["log", "--home", shown(&home)]), 3, &[says]);
        fs::write(&path, whole).unwrap();
    }
    assert!(!circle.acts("DOR").is_empty());
}
