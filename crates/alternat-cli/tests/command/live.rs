//! What is live at the desk: what one party signs reaches the open pages of another, and the pages that are kept are kept no longer.

use serde_json::{Value, json};

use crate::desk::{Desk, LANGUAGES, PASSWORD};
use crate::kit::{Circle, alternat, fed, shown};

/// A circle of two; at each desk one person may sign in.
fn circle(name: &str) -> Circle {
    let circle = Circle::found(name, &["DOR", "ALD"]);
    for code in ["DOR", "ALD"] {
        let home = circle.home(code);
        fed(&["person", "add", "elin", "--role", "reader", "--home", shown(&home)], format!("{PASSWORD}\n").as_bytes()).done();
    }
    circle
}

fn act(circle: &Circle, kind: &str, body: Value) -> String {
    let home = circle.home("DOR");
    let signed = fed(&["act", kind, "--as", "head", "--home", shown(&home)], body.to_string().as_bytes());
    signed.done().trim().to_string()
}

/// The feed of Dorna's head of delegation.
fn feed(circle: &Circle) -> Value {
    let home = circle.home("DOR");
    let signers = alternat(&["key", "list", "--json", "--home", shown(&home)]).json();
    signers.as_array().unwrap().iter().find(|signer| signer["signer"] == "head").unwrap()["feed"].clone()
}

fn convening(feed: &Value) -> Value {
    json!({ "organ": "OFF", "initiators": ["DOR"], "host": "DOR", "chair": "DOR", "place": { "en": "Port Dorna" },
        "from": "2031-05-12", "presides": feed })
}

#[test]
fn what_one_party_signs_reaches_the_open_pages_of_another() {
    let circle = circle("live-two");
    let feed = feed(&circle);
    act(&circle, "assumption", json!({ "party": "DOR", "feed": feed }));
    let (dorna, alda) = (Desk::of(&circle.home("DOR")), Desk::of(&circle.home("ALD")));
    alternat(&["mechanism", "peer", "ALD", alda.node(), "--home", shown(&circle.home("DOR"))]).done();
    alternat(&["sync", "ALD", "--home", shown(&circle.home("DOR"))]).done();
    let cookie = alda.sign_in("elin", PASSWORD).cookie();
    let root = format!("/m/{}", &circle.mechanism[..12]);
    let mut told = alda.listen(&format!("{root}/live"), &cookie);
    let head: Vec<String> = told.by_ref().take_while(|line| !line.is_empty()).collect();
    assert!(head[0].ends_with("200 OK") && head.contains(&"content-type: text/event-stream".into()), "{head:?}");
    told.find(|line| line == "event: beat").expect("the line holds");
    let page = format!("{root}/mechanism");
    let headers = [("Cookie", cookie.as_str())];
    assert!(!alda.ask("GET", &page, &headers, "").body.contains("Port Dorna"));
    let session = act(&circle, "convening", convening(&feed));
    told.find(|line| line == "data: New: Convening of a session.").expect("the page is told");
    assert!(alda.ask("GET", &page, &headers, "").body.contains("Port Dorna"));
    // Whoever signs out is told no more.
    let token = alda.ask("GET", &root, &headers, "").body;
    let token = token.split("name=\"token\" value=\"").nth(1).and_then(|after| after.split('"').next()).unwrap().to_string();
    alda.ask("POST", "/sign-out", &[headers[0], ("Sec-Fetch-Site", "same-origin")], &format!("token={token}"));
    act(&circle, "agenda", json!({ "session": session, "items": [{ "en": "The river" }], "replaces": [] }));
    assert!(!told.any(|line| line.contains("Agenda")), "the line ends with the visit");
    drop(dorna);
}

#[test]
fn a_page_is_told_at_once_of_what_came_since_it_was_made() {
    let circle = circle("live-since");
    let desk = Desk::of(&circle.home("DOR"));
    let cookie = desk.sign_in("elin", PASSWORD).cookie();
    let root = format!("/m/{}", &circle.mechanism[..12]);
    let page = desk.ask("GET", &root, &[("Cookie", &cookie)], "").body;
    let from = page.split("data-from=\"").nth(1).and_then(|after| after.split('"').next()).expect("where to listen").to_string();
    act(&circle, "assumption", json!({ "party": "DOR", "feed": feed(&circle) }));
    let mut told = desk.listen(&from, &cookie);
    assert!(told.any(|line| line == "event: new"));
}

#[test]
fn what_is_kept_is_answered_anew_after_a_change() {
    let circle = circle("live-kept");
    let feed = feed(&circle);
    act(&circle, "assumption", json!({ "party": "DOR", "feed": feed }));
    let session = act(&circle, "convening", convening(&feed));
    let home = circle.home("DOR");
    fed(&["person", "add", "omar", "--role", "head", "--home", shown(&home)], format!("{PASSWORD}\n").as_bytes()).done();
    let desk = Desk::of(&home);
    let (elin, omar) = (desk.sign_in("elin", PASSWORD).cookie(), desk.sign_in("omar", PASSWORD).cookie());
    let root = format!("/m/{}", &circle.mechanism[..12]);
    for path in [format!("{root}/session/{session}"), format!("{root}/session/{session}/projector"), format!("{root}/projector?lang=ar,en")]
    {
        let ask = |cookie: &str| desk.ask("GET", &path, &[("Cookie", cookie)], "");
        let (first, second) = (ask(&elin), ask(&omar));
        assert_eq!((first.status, second.status), (200, 200), "{path}");
        assert!(!second.body.contains("elin") && !first.body.contains("omar"), "nothing of one visitor comes to another: {path}");
        let token = |page: &str| page.split("name=\"token\" value=\"").nth(1).map(|after| after.split('"').next().unwrap().to_string());
        assert!(token(&first.body).is_none() || token(&first.body) != token(&second.body), "{path}");
    }
    let shows = |path: &str| desk.ask("GET", &format!("{root}{path}"), &[("Cookie", &elin)], "").body.contains("The river");
    let pages = ["/projector?lang=en", "/projector?lang=ar,en", &format!("/session/{session}")];
    assert!(pages.iter().all(|page| !shows(page)));
    act(&circle, "agenda", json!({ "session": session, "items": [{ "en": "The river" }], "replaces": [] }));
    assert!(pages.iter().all(|page| shows(page)));
}

#[test]
fn the_projector_and_what_is_live_are_for_those_who_signed_in() {
    let circle = circle("live-door");
    let desk = Desk::of(&circle.home("DOR"));
    let root = format!("/m/{}", &circle.mechanism[..12]);
    let none = "0".repeat(64);
    let pages = [
        (format!("{root}/live"), 0),
        (format!("{root}/projector"), 200),
        (format!("{root}/projector?lang=ar,en&x=y"), 200),
        (format!("{root}/session/{none}/projector"), 404),
        (format!("{root}/session/x/projector"), 404),
        ("/m/0/projector".into(), 404),
        ("/m/0/live".into(), 404),
    ];
    let cookie = desk.sign_in("elin", PASSWORD).cookie();
    for (page, status) in &pages {
        let answer = desk.ask("GET", page, &[], "");
        assert_eq!((answer.status, answer.place()), (303, "/sign-in"), "{page}");
        // What is live never ends, so it is listened to elsewhere.
        if *status != 0 {
            assert_eq!(desk.ask("GET", page, &[("Cookie", &cookie)], "").status, *status, "{page}");
        }
    }
    for (lang, direction) in LANGUAGES {
        let headers = [("Cookie", cookie.as_str()), ("Sec-Fetch-Site", "same-origin")];
        desk.ask("POST", "/language", &headers, &format!("lang={lang}&back=/"));
        let page = desk.ask("GET", &format!("{root}/projector"), &headers, "").body;
        assert!(page.contains(&format!("<html lang=\"{lang}\" dir=\"{direction}\">")), "{lang}");
        assert!(!page.contains("<nav") && !page.contains("sign-out") && !page.contains(" style="), "{lang}: nothing but the session");
    }
}

#[test]
fn a_form_is_no_live_part() {
    let circle = circle("live-parts");
    let desk = Desk::of(&circle.home("DOR"));
    let cookie = desk.sign_in("elin", PASSWORD).cookie();
    let root = format!("/m/{}", &circle.mechanism[..12]);
    let page = desk.ask("GET", &root, &[("Cookie", &cookie)], "").body;
    let parts: Vec<&str> = page.match_indices(" data-live").map(|(at, _)| page[..at].rsplit('<').next().unwrap()).collect();
    assert!(parts[0].starts_with("main") && parts[1..].iter().all(|part| part.starts_with("aside")), "{parts:?}");
    let script = page.split("<script src=\"").nth(1).and_then(|after| after.split('"').next()).expect("the script");
    let script = desk.ask("GET", script, &[], "");
    assert!(script.head.contains("content-type: text/javascript"), "{}", script.head);
    assert!(script.body.contains("isWritten(old)) return;"), "a form in which somebody has written stays as it is");
}
