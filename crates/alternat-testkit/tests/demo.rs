//! The two bodies of the demonstration, played in memory: every step stands, and each session is told as its story has it.

use std::path::{Path, PathBuf};

use alternat::act::Act;
use alternat::envelope::sign;
use alternat::id::Id;
use alternat::kind::Kind;
use alternat::window::Window;
use alternat::words::Code;
use alternat_testkit::scenario::{Fault, Played, Scenario, act_key};
use alternat_view::journal::{Journal, Piece, What};
use alternat_view::scene::Scene;
use alternat_view::words::Locale;
use alternat_view::{Account, Reader, Shelf, account, mechanism, presiding};
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn scenario(name: &str) -> Scenario {
    let path = root().join(format!("demo/{name}.json"));
    let json = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Scenario::read(&json).unwrap_or_else(|error| panic!("{name}: {}", whole(&error)))
}

fn play(name: &str) -> Played {
    scenario(name).play(&root()).unwrap_or_else(|error| panic!("{name}: {}", whole(&error)))
}

fn reader(party: &str) -> Reader {
    Reader { party: (!party.is_empty()).then(|| Code(party.into())), lang: "en".into(), calendar: None }
}

/// Every session's account for one party, one after the other.
fn told(window: &Window, party: &str, shelf: &dyn Shelf) -> String {
    let accounts: Vec<String> = account::sessions(window, &reader(party), shelf).iter().map(Account::text).collect();
    accounts.join("\n")
}

/// Compares an account with what stands between the fences of a story, where controls of direction are escapes.
fn check_story(played: &Played, party: &str, story: &str) {
    let path = root().join(format!("stories/{story}.md"));
    let page = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let told = told(&played.record.everything(), party, played).replace('\u{2068}', "\\u{2068}").replace('\u{2069}', "\\u{2069}");
    let written = page.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    for (number, (said, stands)) in told.lines().zip(written.lines()).enumerate() {
        assert_eq!(said, stands, "stories/{story}.md, line {} of the account", number + 1);
    }
    assert!(told == written, "the account and stories/{story}.md differ in length; the account is:\n{told}");
}

/// An error and its causes, in one line.
fn whole(error: &Fault) -> String {
    let mut causes = vec![error.to_string()];
    let mut at = std::error::Error::source(error);
    while let Some(cause) = at {
        causes.push(cause.to_string());
        at = cause.source();
    }
    causes.join(": ")
}

#[test]
fn the_reconstruction_stands_and_is_told_as_written() {
    let played = play("reconstruction");
    assert_eq!(played.record.everything().final_seals().len(), 1);
    check_story(&played, "SYR", "reconstruction");
}

#[test]
fn the_rehearsal_stands_and_is_told_as_written() {
    let played = play("rehearsal");
    assert_eq!(played.record.everything().final_seals().len(), 2);
    check_story(&played, "CRE", "rehearsal");
}

#[test]
fn the_reader_comes_first_in_every_list() {
    let rows = [
        ("reconstruction", "", "    Joined: Iran, Iraq, Russia and Syria [presumed]"),
        ("reconstruction", "IRN", "    Joined: Iran, Iraq, Russia and Syria [presumed]"),
        ("reconstruction", "RUS", "    Joined: Russia, Iran, Iraq and Syria [presumed]"),
        ("reconstruction", "RUS", "  On the initiative of: Russia and Iran"),
        ("rehearsal", "DOR", "    Dorna, Alda, Borea and Cressia, by the next session"),
        ("rehearsal", "DOR", "  On the initiative of: Dorna and Borea"),
    ];
    let bodies = ["reconstruction", "rehearsal"].map(|name| (name, play(name)));
    for (name, party, line) in rows {
        let played = &bodies.iter().find(|(known, _)| *known == name).expect("one of the two").1;
        let told = told(&played.record.everything(), party, played);
        assert!(told.lines().any(|said| said == line), "{name} for {party:?} does not say {line:?}:\n{told}");
    }
}

/// What is said of a session before a step of the rehearsal, named by its label.
#[test]
fn an_account_tells_what_its_past_holds_and_no_more() {
    let played = play("rehearsal");
    let ground = played.record.ground();
    let rows = [
        ("credentials-alda", "The session is convened and has not been opened."),
        ("statement-alda", "The session is open."),
        ("paper-witness", "Dorna keeps the paper; Borea was asked to see it and has not said that it did."),
        ("objection-borea", "Joint plan for dredging the lower reaches: put, and not closed"),
        ("number-1", "Joint plan for dredging the lower reaches: adopted on 12 May 2031, without a number"),
        ("crossing", "Alda objected: “The crossing concerns two parties only, and belongs in a circle of their own.”"),
        ("report-dredge", "No report in the record: Cressia, Alda, Borea and Dorna"),
        ("handover-1", "By the rotation Alda chairs next; the chair is not handed over yet."),
        ("term-alda", "14 October 2031: Dorna handed the chair over to Alda."),
        ("term-alda", "Alda has not taken it up yet."),
        ("seal-1", "Not sealed."),
    ];
    for (before, line) in rows {
        let ix = ground.graph.find(&played.ids[before]).expect("a step of the rehearsal");
        let told = told(&ground.past_of(ix), "CRE", &played);
        assert!(told.lines().any(|said| said.trim() == line), "before {before} nobody says {line:?}:\n{told}");
    }
    let seal = ground.graph.find(&played.ids["seal-1"]).expect("the first seal");
    let agreement = ground.graph.places().find(|ix| ground.fact(*ix).tag == Kind::SealAgreement.tag()).expect("an agreement");
    assert!(!ground.past_of(agreement).holds(agreement) && ground.past_of(agreement).holds(seal));
    let proposed = "A seal is proposed and not final: nobody has agreed yet, and 3 must.";
    assert!(told(&ground.past_of(agreement), "CRE", &played).contains(proposed));
}

/// What happened after a session, and only that, is told under its own heading, with the day of each act.
#[test]
fn what_happened_since_a_session_is_told_apart_from_it() {
    let played = play("rehearsal");
    let ground = played.record.ground();
    let since = |before: &str| {
        let ix = ground.graph.find(&played.ids[before]).expect("a step of the rehearsal");
        let first = account::sessions(&ground.past_of(ix), &reader("CRE"), &played).remove(0).text();
        first.split_once("\nSince then\n").map(|(held, since)| (held.to_string(), since.to_string()))
    };
    assert_eq!(since("text-tolls"), None, "the session is still open");
    let (_, silent) = since("report-dredge").expect("a closed session with commitments");
    assert!(!silent.contains("2031: ") && silent.contains("No report in the record: "), "{silent}");
    let (held, since) = since("session-2").expect("a closed session with commitments");
    for line in ["20 September 2031: Dorna reports", "20 September 2031: Alda acknowledges", "14 October 2031: Alda took up the chair."] {
        assert!(since.contains(line) && !held.contains(line), "{line:?} in\n{since}");
    }
    assert!(!since.contains("disputes"), "the dispute comes later:\n{since}");
}

/// A shelf with nothing on it.
struct Bare;

impl Shelf for Bare {
    fn act(&self, _: &Id) -> Option<Act> {
        None
    }

    fn beginning(&self, _: &Id, _: usize) -> Option<Vec<u8>> {
        None
    }
}

#[test]
fn words_that_are_not_at_hand_are_said_to_be_missing() {
    let played = play("rehearsal");
    let told = told(&played.record.everything(), "", &Bare);
    assert!(told.contains("The words are not in this copy.") && told.contains("adopted as CFR.DEC/2"), "{told}");
}

#[test]
fn isolates_are_closed_in_every_line() {
    for name in ["reconstruction", "rehearsal"] {
        let played = play(name);
        let mut count = 0;
        for line in told(&played.record.everything(), "", &played).lines() {
            let mut depth = 0;
            for letter in line.chars() {
                depth += i32::from(letter == '\u{2068}') - i32::from(letter == '\u{2069}');
                count += usize::from(letter == '\u{2068}');
                assert!(depth >= 0, "{name}: {line}");
            }
            assert_eq!(depth, 0, "{name}: {line}");
        }
        assert!(count > 0, "{name} has nothing to isolate");
    }
}

#[test]
fn acts_that_do_not_stand_and_acts_that_nobody_can_read_are_counted_aloud() {
    let mut played = play("rehearsal");
    let party = Code("DOR".into());
    for (kind, body, line) in [
        (Kind::Opening.tag(), json!({ "session": played.ids["session-1"] }), "do not stand, kept and shown: 1"),
        (65_000, json!({}), "this copy cannot read: 1"),
    ] {
        let before = told(&played.record.everything(), "", &played);
        assert!(!before.contains(line), "{before}");
        let body = match Kind::of_tag(kind) {
            Some(kind) => kind.body_from_json(&body).expect("a body"),
            None => vec![0xA0],
        };
        let graph = &played.record.ground().graph;
        let feed = played.ids["DOR/head"];
        let own = graph.find(&feed);
        let last = graph.heads().into_iter().map(|head| graph.node(head)).find(|node| Some(node.feed) == own).expect("a feed with acts");
        let (seq, prev) = (last.seq + 1, Some(last.id));
        let act = Act { feed: Some(feed), seq, prev, seen: vec![], claimed_at: 0, kind, body, parts: vec![], basis: None };
        let envelope = sign(&act.payload(), &played.record.mechanism(), &act_key("rehearsal", &party, "head"));
        let verified = played.record.verify(&envelope).expect("a signed act");
        played.record.fold(verified);
        let after = told(&played.record.everything(), "", &played);
        assert!(after.contains(line), "{after}");
    }
}

#[test]
fn filling_in_leaves_what_is_there() {
    let played = play("rehearsal");
    let window = played.record.everything();
    let rows = [
        (Kind::Put, json!({ "roster_count": 9, "rule": "unanimity" }), "roster_count", json!(9)),
        (Kind::Put, json!({}), "roster_count", json!(4)),
        (Kind::Put, json!({ "subject": "no id" }), "rule", Value::Null),
        (Kind::Number, json!({ "series": "DEC" }), "number", json!(3)),
        (Kind::Number, json!({ "series": "NOT" }), "number", json!(1)),
        (Kind::Number, json!({}), "number", Value::Null),
        (Kind::Convening, json!({ "organ": "OFF" }), "number", json!(3)),
        (Kind::Convening, json!({ "organ": "JWG" }), "number", json!(1)),
        (Kind::Convening, json!({}), "term", json!(played.ids["term-alda"])),
        (Kind::Handover, json!({}), "to", json!("BOR")),
        (Kind::Handover, json!({}), "counters", json!([{ "series": "DEC", "last": 2 }])),
        (Kind::Assumption, json!({}), "previous", json!(played.ids["term-alda"])),
        (Kind::Assumption, json!({}), "handover", Value::Null),
        (Kind::SealProposal, json!({}), "previous", json!(played.ids["seal-2"])),
        (Kind::SealAgreement, json!({ "proposal": played.ids["session-1"] }), "root", Value::Null),
        (Kind::Opening, json!({}), "session", Value::Null),
    ];
    for (kind, body, field, expected) in rows {
        let mut filled = body.clone();
        kind.fill(&window, &mut filled);
        assert_eq!(filled[field], expected, "{} {body} {field}", kind.name());
    }
    let mut no_object = json!("text");
    Kind::Put.fill(&window, &mut no_object);
    assert_eq!(no_object, json!("text"));
}

/// The rules that the reconstruction keeps beside those of the record.
mod reconstruction {
    use super::*;

    const LANGUAGES: [&str; 4] = ["ar", "en", "fa", "ru"];

    #[test]
    fn officials_are_named_in_the_list_of_participants_and_sign_nothing() {
        let scenario = scenario("reconstruction");
        let (lists, rest): (Vec<_>, Vec<_>) = scenario.steps.iter().partition(|step| step.kind == "credentials");
        let mut names: Vec<String> = vec![];
        for list in lists {
            assert!(list.body["delegation"].as_array().expect("a delegation").iter().all(|one| one["may_sign"] == "none"));
            let named = list.body["delegation"].as_array().into_iter().flatten().flat_map(|one| one["name"].as_object());
            names.extend(named.flat_map(|words| words.values()).filter_map(Value::as_str).map(str::to_string));
        }
        assert_eq!(names.len(), 4 * LANGUAGES.len());
        for step in rest {
            let said = format!("{} {:?} {:?}", step.body, step.parts, step.basis);
            assert!(!names.iter().any(|name| said.contains(name.as_str())), "{} by {} names an official", step.kind, step.party);
        }
        for party in &scenario.parties {
            for holder in party.signers.iter().map(|signer| &signer.holder).chain([&party.node]) {
                assert!(holder.name.best("en").starts_with("Demonstration "), "{}", holder.name.best("en"));
            }
        }
    }

    #[test]
    fn every_word_is_there_in_four_languages_and_none_of_them_is_authentic() {
        let scenario = scenario("reconstruction");
        for step in &scenario.steps {
            check_words(&step.body, &format!("{} by {}", step.kind, step.party));
            if let Some(expressions) = step.body["expressions"].as_array() {
                assert_eq!(expressions.iter().map(|one| one["lang"].as_str()).collect::<Vec<_>>(), LANGUAGES.map(Some));
                assert!(expressions.iter().all(|one| one["status"] == "courtesy"));
                assert_eq!(step.parts.len(), LANGUAGES.len());
            }
            if step.kind == "statement" {
                assert_eq!(step.body["form"], "reported");
                assert_eq!(step.body["speaker"], Value::Null);
            }
        }
        check_words(&scenario.charter, "the charter");
    }

    /// Words that are said in one language are said in all four.
    fn check_words(json: &Value, of: &str) {
        match json {
            Value::Object(fields) if fields.contains_key("en") => {
                assert_eq!(fields.keys().map(String::as_str).collect::<Vec<_>>(), LANGUAGES, "{of}");
            }
            Value::Object(fields) => fields.values().for_each(|field| check_words(field, of)),
            Value::Array(items) => items.iter().for_each(|item| check_words(item, of)),
            _ => {}
        }
    }

    #[test]
    fn it_ends_with_the_report() {
        let kinds: Vec<String> = scenario("reconstruction").steps.into_iter().map(|step| step.kind).collect();
        for absent in ["handover", "assumption", "number", "report", "objection"] {
            assert!(!kinds.iter().any(|kind| kind == absent), "no source speaks of the kind {absent}");
        }
    }
}

/// A journal as an outline: each thing with the level on which it hangs.
fn outline(pieces: &[Piece], level: usize, lines: &mut Vec<String>) {
    for piece in pieces {
        let said = match &piece.what {
            What::Statement(spoken) => format!("statement {}", spoken.party.code),
            What::Text(tabled) => format!("text {}", tabled.title),
            What::Decision(decision) => {
                format!("decision {} {:?} {}", decision.subject.title(&Locale::of("en")), decision.came, decision.symbols.join(" "))
            }
            What::Annex { title, .. } => format!("annex {title}"),
            What::Commitment(owed) => format!("commitment {}", owed.what),
            What::Paper(paper) => format!("paper {}", paper.title),
        };
        lines.push(format!("{level} {}", said.trim_end()));
        outline(&piece.under, level + 1, lines);
    }
}

#[test]
fn a_journal_has_everything_under_its_item_once() {
    for name in ["rehearsal", "reconstruction"] {
        let played = play(name);
        let window = played.record.everything();
        let reader = reader("");
        let scene = Scene::of(&window, &reader, &played).expect("a charter");
        let meetings = mechanism::sessions(&scene);
        let mut last: Option<Id> = None;
        for meeting in &meetings {
            let ix = window.ground.graph.find(&meeting.id).expect("a session");
            let journal = Journal::of(&scene, ix).expect("a journal");
            let account = Account::of(&window, ix, &reader, &played).expect("an account");
            let mut lines = vec![];
            outline(&journal.apart, 0, &mut lines);
            journal.items.iter().for_each(|item| outline(&item.pieces, 0, &mut lines));
            let count = |what: &str| lines.iter().filter(|line| line.split(' ').nth(1) == Some(what)).count();
            assert_eq!(count("statement"), account.statements.len(), "{name}: {lines:#?}");
            assert_eq!(count("decision"), account.decisions.len(), "{name}: {lines:#?}");
            assert_eq!(count("commitment"), account.commitments.len(), "{name}: {lines:#?}");
            assert_eq!(count("paper"), account.papers.len(), "{name}: {lines:#?}");
            let items: usize = account.agendas.iter().map(|agenda| agenda.items.len()).max().unwrap_or(0);
            assert!(journal.items.len() >= items, "{name}");
            assert_eq!(journal.before.as_ref().map(|before| before.id), last, "{name}");
            last = Some(meeting.id);
        }
        assert!(!meetings.is_empty());
    }
}

#[test]
fn what_hinders_the_chair_is_what_the_rules_would_refuse() {
    let played = play("rehearsal");
    let ground = played.record.ground();
    let rows = [
        ("credentials-alda", "opening", Some("no-quorum")),
        ("credentials-alda", "closing", Some("not-open")),
        ("statement-alda", "opening", Some("already-done")),
        ("statement-alda", "closing", None),
        ("statement-alda", "handover", Some("not-next")),
        ("handover-1", "handover", None),
        ("handover-1", "closing", Some("already-closed")),
        ("term-alda", "handover", Some("handed-over")),
    ];
    for (before, kind, expected) in rows {
        let ix = ground.graph.find(&played.ids[before]).expect("a step");
        let window = ground.past_of(ix);
        let reader = reader("DOR");
        let scene = Scene::of(&window, &reader, &played).expect("a charter");
        let session = ground.graph.find(&mechanism::sessions(&scene)[0].id).expect("a session");
        let duty = presiding::of(&scene, session).into_iter().find(|duty| duty.kind == kind).expect("a duty");
        assert_eq!(duty.hindered, expected, "{kind} before {before}");
    }
}
