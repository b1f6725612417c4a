//! A party looks at an invitation first, and then names what it joins.

use std::fs;
use std::path::{Path, PathBuf};

use alternat_node::home::Home;
use serde_json::{Value, json};

use crate::kit::{Circle, Ran, Serving, alternat, charter, fed, place, shown};
use crate::troubles::check;

/// A founder and a party that is invited; nobody has joined.
struct Invited {
    place: PathBuf,
    mechanism: String,
    fingerprint: String,
}

impl Invited {
    fn new(name: &str) -> Invited {
        let place = place(name);
        for code in ["DOR", "ALD"] {
            alternat(&["party", "new", "--home", shown(&place.join(code)), "--name", &format!("en={code}")]).done();
        }
        let printed = found(&place, "invitation", &[]).done();
        let field = |name: &str| printed.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_string();
        let (mechanism, fingerprint) = (field("mechanism"), field("fingerprint"));
        Invited { place, mechanism, fingerprint }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.place.join(name)
    }

    fn join(&self, more: &[&str]) -> Ran {
        let (invitation, home, answer) = (self.at("invitation"), self.at("ALD"), self.at("answer"));
        let join = ["mechanism", "join", shown(&invitation), "--home", shown(&home), "--answer", shown(&answer)];
        alternat(&[&join, more].concat())
    }
}

/// Founds a circle of DOR and ALD with the home of DOR.
fn found(place: &Path, invitation: &str, more: &[&str]) -> Ran {
    let cards = ["DOR", "ALD"].map(|code| format!("{code}={}", shown(&place.join(code).join("root/inception.act"))));
    let (home, invite) = (place.join("DOR"), place.join(invitation));
    let found = ["mechanism", "found", "--home", shown(&home), "--party", &cards[0], "--party", &cards[1], "--invite", shown(&invite)];
    fed(&[&found, more].concat(), charter(&["DOR", "ALD"]).to_string().as_bytes())
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn digits_of(home: &Path) -> String {
    alternat(&["party", "show", "--json", shown(&home.join("root/inception.act"))]).json()["fingerprint"].as_str().unwrap().into()
}

#[test]
fn an_invitation_is_looked_at_with_no_home() {
    let invited = Invited::new("joining-look");
    let invitation = invited.at("invitation");
    let told = alternat(&["mechanism", "show", "--invitation", shown(&invitation)]).done();
    for said in [
        "calls itself A circle of tests (en)",
        "demonstration: rehearsal",
        &format!("mechanism    {}", invited.mechanism),
        &format!("fingerprint  {}", invited.fingerprint),
        "languages    en",
        "procedure by consensus",
        "the charter by unanimity",
        "quorum       2 parties",
        "once these have acceded: ALD, DOR",
        "in this order: DOR, ALD",
        &format!("ALD      {}  ALD (en) (has not acceded)", digits_of(&invited.at("ALD"))),
        &format!("DOR      {}  DOR (en) (acceded)", digits_of(&invited.at("DOR"))),
        "written by   DOR, DOR, as the file itself says",
        "address      none is given",
    ] {
        assert!(told.contains(said), "{said:?} is not in\n{told}");
    }
    let (at_ald, at_dor) = (told.find("\nALD  ").unwrap(), told.find("\nDOR  ").unwrap());
    assert!(at_ald < at_dor, "the parties are not in the order of the charter:\n{told}");
    let json = alternat(&["mechanism", "show", "--invitation", shown(&invitation), "--json"]).json();
    assert_eq!(json["mechanism"], invited.mechanism.as_str());
    assert_eq!((&json["written_by"], &json["address"]), (&json!("DOR"), &Value::Null));
    assert_eq!(json["parties"][1]["fingerprint"], digits_of(&invited.at("DOR")).as_str());
    assert_eq!(json["charter"]["rules"]["charter"], "unanimity");
}

#[test]
fn a_party_joins_only_what_it_has_named() {
    let invited = Invited::new("joining-named");
    let other = "0".repeat(64);
    let digits = "00000 ".repeat(8);
    let rows: [(&[&str], i32, &[&str]); 5] = [
        (&[], 2, &["not said which circle", "mechanism show --invitation", "--mechanism"]),
        (&["--mechanism", &other], 1, &["another circle", &invited.fingerprint, "nothing was signed"]),
        (&["--mechanism", &digits], 1, &["another circle"]),
        (&["--mechanism", &invited.mechanism[..12]], 2, &["does not name a circle whole"]),
        (&["--mechanism", "yes"], 2, &["does not name a circle whole"]),
    ];
    for (more, code, says) in rows {
        check(&format!("{more:?}"), &invited.join(more), code, says);
        assert!(!invited.at("answer").exists() && !invited.at("ALD/circles").exists(), "{more:?}");
    }
    let joined = invited.join(&["--mechanism", &invited.fingerprint]).done();
    for said in [&invited.mechanism, "quorum       2 parties", "ALD (en) (acceded)", "DOR (en) (acceded)"] {
        assert!(joined.contains(said), "{said:?} is not in\n{joined}");
    }
    // By its id it is the same circle, and to join it once more is no harm.
    invited.join(&["--mechanism", &invited.mechanism]).done();
    let (answer, home) = (invited.at("answer"), invited.at("DOR"));
    let welcomed = alternat(&["mechanism", "welcome", shown(&answer), "--home", shown(&home)]).done();
    for said in ["answered     ALD, ALD, which has acceded", &digits_of(&invited.at("ALD")), "by telephone"] {
        assert!(welcomed.contains(said), "{said:?} is not in\n{welcomed}");
    }
}

#[test]
fn an_answer_is_by_a_party_of_the_charter_that_has_acceded() {
    let invited = Invited::new("joining-answer");
    invited.join(&["--mechanism", &invited.mechanism]).done();
    alternat(&["party", "new", "--home", shown(&invited.at("again")), "--name", "en=ALD"]).done();
    let another = alternat(&["party", "show", "--json", shown(&invited.at("again/root/inception.act"))]).json();
    let answer = read(&invited.at("answer"));
    let with = |party: &Value, acts: &Value| {
        let mut file = answer.clone();
        (file["party"], file["acts"]) = (party.clone(), acts.clone());
        file
    };
    let invitation = read(&invited.at("invitation"));
    let (home, file) = (invited.at("DOR"), invited.at("changed"));
    let before = fs::read_dir(home.join("circles")).unwrap().count();
    for (what, changed, code, says) in [
        ("a root that the card does not have", with(&another["party"], &answer["acts"]), 1, another["fingerprint"].as_str().unwrap()),
        ("no accession", with(&answer["party"], &invitation["acts"]), 1, "does not bring the accession of ALD"),
        ("its own invitation", invitation.clone(), 2, "written by the party of this home"),
    ] {
        fs::write(&file, changed.to_string()).unwrap();
        let welcome = || alternat(&["mechanism", "welcome", shown(&file), "--home", shown(&home)]);
        let ran = welcome();
        check(what, &ran, code, &[says]);
        // The node that runs in the home says the same.
        let _node = Serving::of(&home);
        let again = welcome();
        assert_eq!((again.code, again.err), (ran.code, ran.err), "{what}");
    }
    assert_eq!(fs::read_dir(home.join("circles")).unwrap().count(), before);
    let listed = alternat(&["mechanism", "show", "--home", shown(&home)]).done();
    assert!(listed.contains("ALD (has not acceded)"), "{listed}");
}

#[test]
fn nothing_is_signed_where_the_file_cannot_be_written() {
    let invited = Invited::new("joining-unwritable");
    let circles = |code: &str| fs::read_dir(invited.at(code).join("circles")).map_or(0, Iterator::count);
    fs::create_dir(invited.at("folder")).unwrap();
    for invitation in ["none/invitation", "folder"] {
        check(invitation, &found(&invited.place, invitation, &["--again"]), 3, &["could not write", invitation]);
        assert_eq!(circles("DOR"), 1, "{invitation}");
    }
    let answer = invited.at("none/answer");
    let join = ["mechanism", "join", "--mechanism", &invited.mechanism, "--answer", shown(&answer)];
    let ran = alternat(&[&join[..], &["--home", shown(&invited.at("ALD")), shown(&invited.at("invitation"))]].concat());
    check("join", &ran, 3, &["could not write", "none/answer"]);
    assert_eq!(circles("ALD"), 0);
}

#[test]
fn a_circle_is_founded_once_unless_a_second_is_wanted() {
    let invited = Invited::new("joining-again");
    let circles = || fs::read_dir(invited.at("DOR/circles")).unwrap().count();
    check("again", &found(&invited.place, "second", &[]), 1, &[&invited.mechanism[..8], "same name", "mechanism invite", "--again"]);
    assert_eq!(circles(), 1);
    assert!(!invited.at("second").exists());
    let printed = found(&invited.place, "second", &["--again"]).done();
    assert!(circles() == 2 && !printed.contains(&invited.mechanism), "{printed}");
}

#[test]
fn a_founding_that_was_cut_short_is_completed_by_joining() {
    let invited = Invited::new("joining-cut");
    let (home, file) = (invited.at("DOR"), invited.at("again"));
    // The disk holds the party's inception and the charter, and nothing that came after.
    let mechanism = invited.mechanism.parse().unwrap();
    let opened = Home::open(&home).unwrap();
    let begun: Vec<Vec<u8>> = opened.circle(mechanism).unwrap().store().acts(0).take(2).map(|act| act.unwrap().envelope).collect();
    fs::remove_dir_all(home.join("circles")).unwrap();
    assert!(opened.circle(mechanism).unwrap().take(&begun).unwrap().turned_away.is_none());
    let refused = found(&invited.place, "second", &[]);
    assert!(refused.code == 1 && refused.err.contains("was cut short") && refused.err.contains("join it yourself"), "{refused:?}");
    alternat(&["mechanism", "invite", "--home", shown(&home), "--out", shown(&file)]).done();
    let answer = invited.at("invitation");
    let join = ["mechanism", "join", shown(&file), "--home", shown(&home), "--answer", shown(&answer)];
    let joined = alternat(&[&join[..], &["--mechanism", &invited.mechanism]].concat()).done();
    assert!(joined.contains("DOR (en) (acceded)"), "{joined}");
    // What that wrote is an invitation as good as the founder's.
    invited.join(&["--mechanism", &invited.mechanism]).done();
}

#[test]
fn an_invitation_is_written_again_at_any_time_and_hands_out_an_address_that_leads_somewhere() {
    let circle = Circle::found("joining-invite", &["DOR", "ALD"]);
    let (home, out) = (circle.home("DOR"), circle.place().join("later.invitation"));
    let invite = |more: &[&str]| alternat(&[&["mechanism", "invite", "--home", shown(&home), "--out", shown(&out)], more].concat());
    let listen = |address: &str| {
        let path = home.join("home.json");
        let mut file = read(&path);
        file["listen"] = address.into();
        fs::write(&path, file.to_string()).unwrap();
    };
    let rows: [(&str, &[&str], Option<&str>, &str); 7] = [
        ("127.0.0.1:0", &[], None, "takes any free port"),
        ("127.0.0.1:4711", &[], Some("127.0.0.1:4711"), "reachable on this machine alone"),
        ("192.0.2.10:4711", &[], Some("192.0.2.10:4711"), "address      192.0.2.10:4711\n"),
        ("0.0.0.0:4711", &[], None, "0.0.0.0:4711 is every address of this machine; give the one for others with --address"),
        ("[::]:4711", &[], None, "--address"),
        ("0.0.0.0:4711", &["--address", "192.0.2.10:4711"], Some("192.0.2.10:4711"), "address      192.0.2.10:4711\n"),
        ("127.0.0.1:0", &["--address", "[2001:db8::1]:4711"], Some("[2001:db8::1]:4711"), "[2001:db8::1]:4711\n"),
    ];
    for (listens, more, expected, says) in rows {
        listen(listens);
        let told = invite(more).done();
        assert!(told.contains(says), "{listens} {more:?}: {says:?} is not in\n{told}");
        assert_eq!(read(&out)["address"].as_str(), expected, "{listens} {more:?}");
    }
    check("invite", &invite(&["--address", "0.0.0.0:4711"]), 2, &["leads to nobody", "192.0.2.10:4711"]);
    let acts = circle.acts("DOR").len();
    assert_eq!(read(&out)["acts"].as_array().unwrap().len(), acts);

    // What a file says is not dialled where it leads to nobody.
    let mut file = read(&out);
    file["address"] = "0.0.0.0:4711".into();
    fs::write(&out, file.to_string()).unwrap();
    let ald = circle.home("ALD");
    let told = alternat(&["mechanism", "welcome", shown(&out), "--home", shown(&ald)]).done();
    assert!(told.contains("0.0.0.0:4711, which leads to nobody"), "{told}");
    assert_eq!(read(&ald.join("home.json"))["peers"], json!({}));
    // A party that has joined takes in the later invitation as it takes in an answer.
    assert_eq!(circle.acts("ALD").len(), acts);
}
