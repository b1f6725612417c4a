//! Invitations and answers that are not what they should be keep nothing.

use std::fs;

use alternat::id::Id;
use alternat_node::founding::{self, FoundingError, Invitation};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};

use crate::kit::{Party, charter, envelopes, place};

/// The founder, a party that is invited and one that is not, and the invitation as JSON.
fn invited(name: &str) -> ([Party; 3], Value) {
    let place = place(name);
    let parties = ["ALD", "BOR", "CRE"].map(|code| Party::new(&place, code));
    let circle = founding::found(&parties[0].home(), &parties[0].hand(), &charter(&[&parties[0], &parties[1]])).unwrap();
    let invitation = Invitation::of(&circle, parties[0].root.party(), None).unwrap();
    (parties, serde_json::from_slice(&invitation.json()).unwrap())
}

/// Files made from a whole one, each with what is wrong with it.
fn spoilt(whole: &Value) -> Vec<(&'static str, Value)> {
    let acts: Vec<String> = whole["acts"].as_array().unwrap().iter().map(|act| act.as_str().unwrap().to_string()).collect();
    let with = |field: &str, value: Value| {
        let mut file = whole.clone();
        file[field] = value;
        file
    };
    let last = acts.len() - 1;
    let with_last = |act: String| with("acts", json!([&acts[..last], &[act]].concat()));
    let flipped = |at: usize| {
        let mut bytes = BASE64.decode(&acts[last]).unwrap();
        let at = at % bytes.len();
        bytes[at] ^= 1;
        with_last(BASE64.encode(bytes))
    };
    vec![
        ("an act is not base64", with_last("not base64!".into())),
        ("an act is empty", with_last(String::new())),
        ("an act is cut short", with_last(BASE64.encode(&BASE64.decode(&acts[last]).unwrap()[..40]))),
        ("the first byte of an act is changed", flipped(0)),
        ("the payload of an act is changed", flipped(100)),
        ("the signature of an act is changed", flipped(usize::MAX - 3)),
        ("the past of an act is missing", with("acts", json!([&acts[..1], &acts[last..]].concat()))),
        ("the acts are in the wrong order", with("acts", json!(acts.iter().rev().collect::<Vec<_>>()))),
        ("it is said to be of another circle", with("mechanism", json!(Id::of_bytes(b"another circle")))),
    ]
}

fn read(party: &Party, json: &Value) -> Result<Invitation, FoundingError> {
    let path = party.home().directory().join("file");
    fs::write(&path, json.to_string()).unwrap();
    Invitation::read(&path)
}

#[test]
fn an_invitation_that_does_not_hold_leaves_nothing_behind() {
    let ([_, bor, cre], whole) = invited("founding-join");
    for (what, json) in spoilt(&whole) {
        let joined = founding::join(&bor.home(), &bor.hand(), &read(&bor, &json).unwrap());
        assert!(joined.is_err(), "{what}");
        assert!(!bor.home().directory().join("circles").exists(), "{what}");
    }
    let nothing = read(&bor, &json!({ "alternat": 1, "mechanism": whole["mechanism"], "party": whole["party"], "acts": [] })).unwrap();
    assert!(matches!(founding::join(&bor.home(), &bor.hand(), &nothing), Err(FoundingError::NotNamed)));
    assert!(matches!(founding::join(&cre.home(), &cre.hand(), &read(&cre, &whole).unwrap()), Err(FoundingError::NotNamed)));
    assert!(![bor.home(), cre.home()].iter().any(|home| home.directory().join("circles").exists()));
    founding::join(&bor.home(), &bor.hand(), &read(&bor, &whole).unwrap()).map(drop).unwrap();
}

#[test]
fn an_answer_that_does_not_hold_adds_nothing() {
    let ([ald, bor, cre], invitation) = invited("founding-welcome");
    let answer = {
        let circle = founding::join(&bor.home(), &bor.hand(), &read(&bor, &invitation).unwrap()).unwrap();
        serde_json::from_slice::<Value>(&Invitation::of(&circle, bor.root.party(), None).unwrap().json()).unwrap()
    };
    let mechanism: Id = invitation["mechanism"].as_str().unwrap().parse().unwrap();
    let before = envelopes(&ald.circle(mechanism));
    for (what, json) in spoilt(&answer) {
        let welcomed = founding::welcome(&ald.home(), &read(&ald, &json).unwrap()).map(drop);
        assert!(welcomed.is_err(), "{what}");
        assert!(envelopes(&ald.circle(mechanism)) == before, "{what}");
        assert_eq!(ald.home().circles().unwrap(), [mechanism], "{what}");
    }
    let changed = |party: Id, acts: &Value| {
        let mut file = answer.clone();
        (file["party"], file["acts"]) = (json!(party), acts.clone());
        founding::welcome(&ald.home(), &read(&ald, &file).unwrap()).map(drop)
    };
    let (from_bor, invited_with) = (&answer["acts"], &invitation["acts"]);
    assert!(matches!(changed(cre.root.party(), from_bor), Err(FoundingError::NotOfAParty(party)) if party == cre.root.party()));
    assert!(matches!(changed(bor.root.party(), invited_with), Err(FoundingError::NotAcceded(code)) if code.0 == "BOR"));
    assert!(matches!(changed(ald.root.party(), from_bor), Err(FoundingError::OwnFile)));
    assert!(envelopes(&ald.circle(mechanism)) == before);
    founding::welcome(&ald.home(), &read(&ald, &answer).unwrap()).map(drop).unwrap();
    assert!(envelopes(&ald.circle(mechanism)).len() > before.len());
    // Once more is no harm.
    let after = envelopes(&ald.circle(mechanism));
    founding::welcome(&ald.home(), &read(&ald, &answer).unwrap()).map(drop).unwrap();
    assert!(envelopes(&ald.circle(mechanism)) == after);
}

#[test]
fn a_file_that_is_no_invitation_is_told_from_one() {
    let ([ald, ..], whole) = invited("founding-read");
    let mut rows = vec![json!({}), json!([]), json!("alternat"), Value::Null];
    for (field, value) in [
        ("alternat", json!(2)),
        ("alternat", json!("1")),
        ("mechanism", json!("12")),
        ("acts", json!([1])),
        ("address", json!("host:1")),
        ("more", json!(1)),
    ] {
        let mut file = whole.clone();
        file[field] = value;
        rows.push(file);
    }
    for json in rows {
        assert!(matches!(read(&ald, &json), Err(FoundingError::NotAnInvitation { .. })), "{json}");
    }
    assert!(matches!(Invitation::read(&ald.home().directory().join("none")), Err(FoundingError::File(_))));
}
