//! `alternat demo`, as the README tells people to run it.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::kit::{ALTERNAT, Ran, alternat, place, repository, shown};

/// What stories/demo.json says is the same whenever the demonstration is played.
pub fn golden() -> Value {
    let path = repository().join("stories/demo.json");
    serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap()
}

/// The golden summary of one body alone.
pub fn golden_of(body: &str) -> Value {
    let mut all = golden();
    let bodies = all["bodies"].as_array_mut().unwrap();
    bodies.retain(|one| one["body"] == body);
    assert_eq!(bodies.len(), 1, "stories/demo.json tells of no {body}");
    all
}

/// Plays the demonstration once.
pub fn play(home: &Path, more: &[&str]) -> Ran {
    alternat(&[&["demo", "--once", "--json", "--home", shown(home)], more].concat())
}

/// The parties of a body of the golden summary.
fn codes(body: &Value) -> impl Iterator<Item = &str> {
    body["parties"].as_array().unwrap().iter().map(|party| party["code"].as_str().unwrap())
}

/// A trust file that pins parties by their cards, which lie in their homes and not in any original.
fn pin(home: &Path, body: &Value, skip: usize) -> String {
    let line = |code: &str| {
        let card = home.join(body["body"].as_str().unwrap()).join(code).join("root/inception.act");
        let shown = alternat(&["party", "show", "--json", shown(&card)]).json();
        format!("{} {code}\n", shown["party"].as_str().unwrap())
    };
    codes(body).skip(skip).map(line).collect()
}

/// The directory of a body's originals, told by the parties in it: the mechanism's id is another each time.
fn originals(home: &Path, body: &Value) -> PathBuf {
    let named = |directory: &Path| -> BTreeSet<String> {
        let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        entries.collect()
    };
    let expected: BTreeSet<String> = codes(body).map(|code| format!("{code}.altr")).collect();
    let mechanisms = fs::read_dir(home.join("originals")).unwrap().map(|entry| entry.unwrap().path());
    mechanisms.into_iter().find(|directory| named(directory) == expected).expect("a directory with every party's original")
}

/// Verifies an original, trusting what a file pins.
fn verify(original: &Path, trust: Option<&Path>) -> Value {
    let mut arguments = vec!["verify", "--json", shown(original)];
    trust.iter().for_each(|trust| arguments.extend(["--trust", shown(trust)]));
    alternat(&arguments).json()
}

/// The account that stands between the fences of a story.
fn story(name: &str) -> String {
    let page = fs::read_to_string(repository().join(format!("stories/{name}.md"))).unwrap();
    page.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap().to_string()
}

fn originals_are_equal_and_whole(home: &Path, body: &Value) {
    let directory = originals(home, body);
    let verdicts: Vec<Value> = codes(body).map(|code| verify(&directory.join(format!("{code}.altr")), None)).collect();
    for (verdict, code) in verdicts.iter().zip(codes(body)) {
        assert_eq!(verdict["verified"], true, "{code}");
        assert_eq!(verdict["exporter"], code);
        assert_eq!(verdict["demonstration"], body["body"]);
        assert_eq!(verdict["mechanism"], directory.file_name().unwrap().to_str().unwrap());
        for equal in ["acts", "root", "state_hash"] {
            assert_eq!(verdict[equal], verdicts[0][equal], "{equal} of {code}");
        }
        let state = alternat(&["state", "--json", "--home", shown(&home.join(body["body"].as_str().unwrap()).join(code))]).json();
        for equal in ["acts", "root", "state_hash"] {
            assert_eq!(verdict[equal], state[equal], "{equal} of {code}, in the original and in the home");
        }
    }
}

fn the_command_tells_it_as_the_story_does(home: &Path, body: &str, party: &str) {
    let told = alternat(&["state", "--home", shown(&home.join(body).join(party))]).done();
    let told = told.replace('\u{2068}', "\\u{2068}").replace('\u{2069}', "\\u{2069}");
    let written = story(body);
    for (number, (said, stands)) in told.lines().zip(written.lines()).enumerate() {
        assert_eq!(said, stands, "stories/{body}.md, line {} of the account", number + 1);
    }
    assert!(told.starts_with(&written), "the account breaks off before stories/{body}.md does");
}

/// All parties pinned, one of them not, and the parties of another playing, which have the same names.
fn only_pinned_keys_are_identified(home: &Path, other: &Path, body: &Value) {
    let original = originals(home, body).join(format!("{}.altr", codes(body).next().unwrap()));
    let file = home.join("pinned.txt");
    for (pins, signers) in [(pin(home, body, 0), "pinned"), (pin(home, body, 1), "unidentified"), (pin(other, body, 0), "unidentified")] {
        fs::write(&file, &pins).unwrap();
        let verdict = verify(&original, Some(&file));
        assert_eq!((&verdict["verified"], verdict["signers"].as_str()), (&Value::Bool(true), Some(signers)), "with\n{pins}");
        let known = verdict["parties"].as_array().unwrap().iter().filter(|party| !party["known_as"].is_null()).count();
        let expected = pins.lines().filter(|line| verdict.to_string().contains(line.split(' ').next().unwrap())).count();
        assert_eq!(known, expected, "with\n{pins}");
    }
    let first = |trust: &str| {
        fs::write(&file, trust).unwrap();
        alternat(&["verify", shown(&original), "--trust", shown(&file)]).done().lines().next().unwrap().to_string()
    };
    assert_eq!(first(&pin(home, body, 0)), "WHOLE, signed by keys that you trust");
    assert!(first(&pin(other, body, 0)).starts_with("WHOLE, signers not identified"));
}

#[test]
fn both_bodies_are_played_to_the_end_and_the_same_names_with_other_keys_are_never_trusted() {
    let (first, second) = (place("demo-first"), place("demo-second"));
    let played = play(&first, &[]);
    assert_eq!(played.json(), golden());
    for body in golden()["bodies"].as_array().unwrap() {
        originals_are_equal_and_whole(&first, body);
    }
    the_command_tells_it_as_the_story_does(&first, "reconstruction", "SYR");
    the_command_tells_it_as_the_story_does(&first, "rehearsal", "CRE");

    let only = golden_of("reconstruction");
    assert_eq!(play(&second, &["--only", "reconstruction"]).json(), only);
    assert!(second.join("reconstruction").is_dir() && !second.join("rehearsal").exists());
    let body = &only["bodies"][0];
    only_pinned_keys_are_identified(&first, &second, body);
    only_pinned_keys_are_identified(&second, &first, body);
}

#[test]
fn a_rehearsal_stopped_after_its_founding_has_desks_with_sign_ins_and_no_session() {
    let home = place("demo-desks");
    let mut command = Command::new(ALTERNAT);
    command.args(["demo", "--only", "rehearsal", "--until", "founding", "--home", shown(&home)]);
    let mut demo = command.env_remove("ALTERNAT_HOME").stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(demo.stdout.take().unwrap()).lines().map(Result::unwrap);
    let told: Vec<String> = lines.take_while(|line| !line.contains("keep running")).collect();
    let dorna = told.iter().find(|line| line.starts_with("rehearsal        DOR")).expect("a row for Dorna").clone();
    let [.., desk, head, secretary, reader, administrator] = dorna.split_whitespace().collect::<Vec<_>>()[..] else { panic!("{dorna}") };
    assert_eq!([head, secretary, reader, administrator], ["dorna-head", "dorna-secretary", "dorna-reader", "dorna-administrator"]);
    assert!(desk.starts_with("http://127.0.0.1:") && !desk.ends_with(":0"), "{desk}");
    let password = told.iter().find_map(|line| line.strip_prefix("password for all of them: ")).expect("a password");
    let form = format!("name=dorna-head&password={password}");
    let answered = post(desk.trim_start_matches("http://"), "/sign-in", &form);
    assert!(answered.starts_with("HTTP/1.1 303") && answered.contains("desk="), "{answered}");
    let kinds = alternat(&["log", "--home", shown(&home.join("rehearsal/DOR"))]).done();
    assert!(kinds.contains("accession") && !kinds.contains("convening") && !kinds.contains("assumption"), "{kinds}");
    // Asked to end, not killed: it takes the nodes with it.
    Command::new("kill").args(["-TERM", &demo.id().to_string()]).status().unwrap();
    demo.wait().unwrap();
}

/// What a desk answers to a form that one of its own pages sends.
fn post(address: &str, path: &str, form: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!("POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n");
    let told = format!("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}", form.len());
    stream.write_all(format!("{head}{told}").as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn nothing_is_played_where_something_lies() {
    let home = place("demo-taken");
    fs::write(home.join("letter.txt"), "mine").unwrap();
    let ran = play(&home, &[]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
    assert!(ran.err.contains("is not empty") && ran.err.contains("--home"), "{ran:?}");
    let left: Vec<_> = fs::read_dir(&home).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["letter.txt"]);
}
