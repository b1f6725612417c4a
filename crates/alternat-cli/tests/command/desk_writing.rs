//! Writing at the desk, as a browser does it: from a form to an act, and what becomes of what was typed.

use std::os::unix::fs::PermissionsExt;

use crate::desk::{Answered, Desk, PASSWORD};
use crate::kit::{Circle, alternat, fed, shown};

/// Somebody signed in at a desk.
struct Person<'d> {
    desk: &'d Desk,
    cookie: String,
    token: String,
    root: String,
}

impl<'d> Person<'d> {
    fn of(desk: &'d Desk, circle: &Circle, name: &str) -> Person<'d> {
        let cookie = desk.sign_in(name, PASSWORD).cookie();
        let root = format!("/m/{}", &circle.mechanism[..12]);
        let mut person = Person { desk, cookie, token: String::new(), root };
        person.token = hidden(&person.get("").body, "token");
        person
    }

    fn get(&self, path: &str) -> Answered {
        self.desk.ask("GET", &format!("{}{path}", self.root), &[("Cookie", &self.cookie)], "")
    }

    fn post(&self, path: &str, form: &[(&str, &str)]) -> Answered {
        let headers = [("Cookie", self.cookie.as_str()), ("Sec-Fetch-Site", "same-origin")];
        self.desk.ask("POST", &format!("{}{path}", self.root), &headers, &encoded(form))
    }

    /// Sends a form in and shows where that leads.
    fn write(&self, kind: &str, form: &[(&str, &str)]) -> (String, Answered) {
        let form = [&[("token", self.token.as_str()), ("do", "check")], form].concat();
        let sent = self.post(&format!("/write/{kind}"), &form);
        assert_eq!(sent.status, 303, "{}", sent.body);
        let place = sent.place().strip_prefix(&self.root).unwrap().to_string();
        let shown = self.get(&place);
        (place.trim_end_matches("/check").to_string(), shown)
    }

    /// Writes and signs an act, and gives its id.
    fn sign(&self, kind: &str, form: &[(&str, &str)]) -> String {
        let (draft, shown) = self.write(kind, form);
        assert!(shown.body.contains("This is exactly what will be signed"), "{kind}: {}", shown.body);
        assert!(!shown.body.contains("data-live"), "nobody signs what may change under his eyes");
        let hash = hidden(&shown.body, "shown");
        let signed = self.post(&format!("{draft}/sign"), &[("token", &self.token), ("shown", &hash)]);
        assert_eq!(signed.status, 303, "{kind}: {}", signed.body);
        let page = self.get(signed.place().strip_prefix(&self.root).unwrap()).body;
        page.split("/act/").nth(1).unwrap()[..64].to_string()
    }

    /// The fields that a new form has filled in already.
    fn known(&self, kind: &str, about: &str) -> Vec<(String, String)> {
        filled(&self.get(&format!("/write/{kind}?about={about}")).body)
    }

    /// Writes and signs an act about another, with what its form has filled in and some more.
    fn sign_about(&self, kind: &str, about: &str, more: &[(&str, &str)]) -> String {
        let known = self.known(kind, about);
        let form: Vec<(&str, &str)> = known
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| !more.iter().any(|(own, _)| own == name))
            .chain(more.iter().copied())
            .collect();
        self.sign(kind, &form)
    }
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name}: {page}"));
    after.split('"').next().unwrap().to_string()
}

/// What is filled in on a page, as a browser would send it.
fn filled(page: &str) -> Vec<(String, String)> {
    let form = page.split("<form class=\"write\"").nth(1).unwrap().split("</form>").next().unwrap();
    let of = |tag: &str, name: &str| tag.split(&format!("{name}=\"")).nth(1).and_then(|after| after.split('"').next()).map(str::to_string);
    let mut fields = vec![];
    for select in form.split("<select").skip(1) {
        let name = of(select, "name").unwrap();
        let select = select.split("</select>").next().unwrap();
        let options: Vec<&str> = select.split("<option").skip(1).collect();
        let chosen = options.iter().find(|option| option.split('>').next().unwrap().contains(" selected")).or(options.first());
        fields.extend(chosen.and_then(|option| of(option, "value")).map(|value| (name, value)));
    }
    for input in form.split("<input").skip(1).map(|input| input.split('>').next().unwrap()) {
        let is_check = input.contains("type=\"checkbox\"") || input.contains("type=\"radio\"");
        let is_sent = !input.contains("name=\"token\"") && (!is_check || input.contains(" checked"));
        if let (true, Some(name), Some(value)) = (is_sent, of(input, "name"), of(input, "value")) {
            fields.push((name, value));
        }
    }
    fields
}

fn encoded(form: &[(&str, &str)]) -> String {
    let one = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    form.iter().map(|(name, value)| format!("{}={}", one(name), one(value))).collect::<Vec<_>>().join("&")
}

/// A circle whose first party has people of three roles, and a second party.
fn circle(name: &str) -> Circle {
    let circle = Circle::found(name, &["DOR", "ALD"]);
    let home = circle.home("DOR");
    for (person, role, signer) in
        [("reem", "reader", None), ("dana", "drafter", None), ("elin", "head", Some("head")), ("omar", "signer", None)]
    {
        let mut add = vec!["person", "add", person, "--role", role, "--home", shown(&home)];
        add.extend(signer.into_iter().flat_map(|signer| ["--signer", signer]));
        fed(&add, format!("{PASSWORD}\n").as_bytes()).done();
    }
    circle
}

/// The desks of both parties, whose nodes know each other.
fn desks(circle: &Circle) -> (Desk, Desk) {
    circle.add_signer("ALD", "head");
    let home = circle.home("ALD");
    let add = ["person", "add", "vera", "--role", "head", "--signer", "head", "--home", shown(&home)];
    fed(&add, format!("{PASSWORD}\n").as_bytes()).done();
    let (desk, other) = (Desk::of(&circle.home("DOR")), Desk::of(&home));
    alternat(&["mechanism", "peer", "ALD", &other.listening, "--home", shown(&circle.home("DOR"))]).done();
    meet(circle);
    (desk, other)
}

/// Waits until both parties hold the same.
fn meet(circle: &Circle) {
    alternat(&["sync", "--home", shown(&circle.home("DOR"))]).done();
}

/// A session that both parties have sent delegations to, opened; with the other's credentials.
fn opened(circle: &Circle, elin: &Person, vera: &Person) -> (String, String) {
    let session = session(elin);
    meet(circle);
    let delegation = [("delegation.0.name.en", "Elin Storm"), ("delegation.0.role", "head"), ("delegation.0.may_sign", "sign")];
    elin.sign_about("credentials", &session, &delegation);
    let credentials = vera.sign_about("credentials", &session, &delegation);
    meet(circle);
    elin.sign_about("opening", &session, &[]);
    (session, credentials)
}

fn session(person: &Person) -> String {
    person.sign("assumption", &[]);
    person.sign("convening", &[("organ", "OFF"), ("initiators", "DOR"), ("place.en", "Port Dorna"), ("from", "2031-05-12")])
}

#[test]
fn a_statement_goes_from_a_form_to_the_record() {
    let circle = circle("writing-statement");
    let home = circle.home("DOR");
    let (desk, other) = desks(&circle);
    let elin = Person::of(&desk, &circle, "elin");
    let (session, _) = opened(&circle, &elin, &Person::of(&other, &circle, "vera"));
    let id = elin.sign(
        "statement",
        &[
            ("session", &session),
            ("form", "as_delivered"),
            ("expressions.en.text", "Peace holds.\r\nWe thank the chair."),
            ("expressions.en.status", "authentic"),
            ("expressions.ar.text", "السلام صامد."),
            ("expressions.ar.status", "courtesy"),
        ],
    );
    assert!(elin.get(&format!("/session/{session}")).body.contains("Peace holds."));
    let drafts = elin.get("/write").body;
    assert!(drafts.contains("There is no draft."), "{drafts}");
    // It is in the other party's record, too.
    meet(&circle);
    let theirs = Person::of(&other, &circle, "vera").get(&format!("/session/{session}")).body;
    assert!(theirs.contains("Peace holds.") && theirs.contains("Arabic"), "{theirs}");
    assert_eq!(elin.get(&format!("/act/{id}")).status, 200);
    assert_eq!(std::fs::metadata(home.join("drafts.sqlite")).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_refusal_keeps_what_was_typed_and_says_why_at_its_field() {
    let circle = circle("writing-refusal");
    let home = circle.home("DOR");
    let desk = Desk::of(&home);
    let elin = Person::of(&desk, &circle, "elin");
    let session = session(&elin);
    let text = [
        ("session", session.as_str()),
        ("title.en", "On \u{202e}water"),
        ("expressions.en.text", "Paragraph one."),
        ("expressions.en.status", "authentic"),
    ];
    let (draft, shown) = elin.write("text", &text);
    for kept in ["On \u{202e}water", "Paragraph one.", "U+202E", "(rule: text-refused)", "fault\" role=\"alert\""] {
        assert!(shown.body.contains(kept), "{kept}: {}", shown.body);
    }
    // It is one of the delegation's drafts, for everybody who writes, and after the node was started anew.
    drop(desk);
    let desk = Desk::of(&home);
    let dana = Person::of(&desk, &circle, "dana");
    let page = dana.get(&draft).body;
    assert!(page.contains("Paragraph one.") && page.contains("elin"), "{page}");
    // Two who write on one edition: neither loses anything.
    let (number, edition) = (hidden(&page, "draft"), hidden(&page, "edition"));
    let save = |person: &Person, title: &str| {
        let form = [("token", person.token.as_str()), ("draft", &number), ("edition", &edition), ("title.en", title)];
        person.post("/write/text", &form).place().to_string()
    };
    let elin = Person::of(&desk, &circle, "elin");
    assert!(save(&dana, "By Dana").ends_with(&draft));
    let beside = save(&elin, "By Elin");
    assert!(beside.ends_with("?beside=1"), "{beside}");
    let page = elin.get(beside.strip_prefix(&elin.root).unwrap()).body;
    assert!(page.contains("By Elin") && page.contains("Somebody else saved this draft"), "{page}");
    assert!(elin.get(&draft).body.contains("By Dana"));
    // A field that must be filled and is not.
    let (_, shown) = elin.write("text", &[("session", &session), ("title.en", "Water")]);
    assert!(shown.body.contains("This is missing"), "{}", shown.body);
    // A form that is sent after its visit ended, or with the token of another, gives back what was typed.
    let headers = [("Sec-Fetch-Site", "same-origin")];
    let form = encoded(&[("token", "00"), ("title.en", "Typed for an hour")]);
    let ended = desk.ask("POST", &format!("{}/write/text", elin.root), &headers, &form);
    assert!(ended.status == 401 && ended.body.contains("Typed for an hour"), "{}", ended.body);
    let again = elin.post("/write/text", &[("token", "00"), ("title.en", "Typed for an hour")]);
    assert!(again.status == 409 && again.body.contains("Typed for an hour") && again.body.contains(&elin.token), "{}", again.body);
}

#[test]
fn only_who_may_writes_and_signs() {
    let circle = circle("writing-roles");
    let desk = Desk::of(&circle.home("DOR"));
    let elin = Person::of(&desk, &circle, "elin");
    let session = session(&elin);
    let known = elin.known("credentials", &session);
    let known = known.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let member = [("delegation.0.name.en", "Elin Storm"), ("delegation.0.role", "head"), ("delegation.0.may_sign", "sign")];
    let form: Vec<(&str, &str)> = known.filter(|(name, _)| !name.starts_with("delegation")).chain(member).collect();
    let (draft, page) = elin.write("credentials", &form);
    let hash = hidden(&page.body, "shown");
    let gets = ["/write".to_string(), "/write/statement".into(), draft.clone(), format!("{draft}/check")];
    for path in &gets {
        let nobody = desk.ask("GET", &format!("{}{path}", elin.root), &[], "");
        assert_eq!((nobody.status, nobody.place()), (303, "/sign-in"), "{path}");
        for (person, status) in [("reem", 403), ("dana", 200), ("omar", 200), ("elin", 200)] {
            assert_eq!(Person::of(&desk, &circle, person).get(path).status, status, "{person} {path}");
        }
    }
    let reem = Person::of(&desk, &circle, "reem");
    assert_eq!(reem.post("/write/statement", &[("token", &reem.token)]).status, 403);
    assert_eq!(reem.post(&format!("{draft}/discard"), &[("token", &reem.token), ("edition", "1")]).status, 403);
    for person in ["reem", "dana", "omar"] {
        let person = Person::of(&desk, &circle, person);
        let signed = person.post(&format!("{draft}/sign"), &[("token", &person.token), ("shown", &hash)]);
        assert_eq!(signed.status, 403, "{}", signed.body);
    }
    for path in ["sign", "discard"] {
        let form = [("token", "00"), ("shown", hash.as_str()), ("edition", "1")];
        assert_eq!(elin.post(&format!("{draft}/{path}"), &form).status, 403, "{path}");
        let headers = [("Sec-Fetch-Site", "same-origin")];
        let nobody = desk.ask("POST", &format!("{}{draft}/{path}", elin.root), &headers, &encoded(&form));
        assert_eq!((nobody.status, nobody.place()), (303, "/sign-in"), "{path}");
    }
    // What was not shown is not signed.
    let other = elin.post(&format!("{draft}/sign"), &[("token", &elin.token), ("shown", "00")]);
    assert!(other.status == 422 && other.body.contains("Look once more"), "{}", other.body);
    // Signed once, whoever presses twice.
    let sign = || elin.post(&format!("{draft}/sign"), &[("token", &elin.token), ("shown", &hash)]);
    assert_eq!((sign().status, sign().status), (303, 303));
    let record = elin.get("/record?kind=credentials").body;
    assert_eq!(record.matches("/act/").count(), 1, "{record}");
    assert_eq!(elin.get("/write/none").status, 404);
    assert!(elin.get("/write/accession").body.contains("--to-sign"));
    let (draft, _) = elin.write("receipt", &[]);
    let edition = hidden(&elin.get(&draft).body, "edition");
    assert_eq!(elin.post(&format!("{draft}/discard"), &[("token", &elin.token), ("edition", &edition)]).status, 303);
    assert_eq!(elin.get(&draft).status, 404);
}

#[test]
fn a_session_is_walked_through_by_its_forms() {
    let circle = circle("writing-walk");
    let (desk, other) = desks(&circle);
    let (elin, vera) = (Person::of(&desk, &circle, "elin"), Person::of(&other, &circle, "vera"));
    let (session, credentials) = opened(&circle, &elin, &vera);
    elin.sign_about("examination", &credentials, &[]);
    let agenda = elin.sign_about("agenda", &session, &[("items.0.en", "Water"), ("items.1.en", "Other matters")]);
    let decide = |subject: &str| {
        let put = elin.sign_about("put", subject, &[]);
        elin.sign_about("position", &put, &[]);
        elin.sign_about("close", &put, &[("outcome", "adopted")])
    };
    decide(&agenda);
    let words =
        [("expressions.en.text", "Share the water."), ("expressions.en.status", "authentic"), ("title.en", "On water"), ("item", "1")];
    let text = elin.sign_about("text", &session, &words);
    let close = decide(&text);
    elin.sign_about("annex", &text, &words[..3]);
    elin.sign_about("number", &close, &[]);
    let undertaken = [("what.en", "Share the water"), ("responsible", "DOR"), ("due", "by"), ("due.by.day", "2031-06-01")];
    let commitment = elin.sign_about("commitment", &close, &undertaken);
    let first = elin.sign_about("report", &commitment, &[("words.en", "Begun")]);
    let second = elin.sign_about("report", &commitment, &[("words.en", "Done"), ("status", "done")]);
    let replaced = alternat_body(&elin, &second);
    assert!(replaced.contains(&first), "the earlier report is replaced: {replaced}");
    elin.sign_about("closing", &session, &[("next.en", "In the autumn")]);
    elin.sign_about("seal-proposal", "", &[]);
    elin.sign_about("handover", "", &[("report.en", "All was done")]);
    meet(&circle);
    vera.sign_about("acknowledgement", &second, &[]);
    vera.sign_about("assumption", "", &[]);
    assert!(vera.known("convening", "").contains(&("chair".into(), "ALD".into())));
}

/// The page of an act.
fn alternat_body(person: &Person, id: &str) -> String {
    person.get(&format!("/act/{id}")).body
}

#[test]
fn every_form_is_there_in_every_language() {
    let circle = circle("writing-forms");
    let desk = Desk::of(&circle.home("DOR"));
    let elin = Person::of(&desk, &circle, "elin");
    session(&elin);
    let list = elin.get("/write").body;
    let kinds: Vec<&str> = list.split("/write/").skip(1).filter_map(|after| after.split('"').next()).collect();
    assert_eq!(kinds.len(), 27, "{kinds:?}");
    for lang in ["ar", "en", "fa", "fr", "ru"] {
        let headers = [("Cookie", elin.cookie.as_str()), ("Sec-Fetch-Site", "same-origin")];
        desk.ask("POST", "/language", &headers, &format!("lang={lang}&back=/"));
        for kind in &kinds {
            let page = elin.get(&format!("/write/{kind}"));
            assert_eq!(page.status, 200, "{lang} {kind}");
            for unsaid in [">field-", ">choice-", ">write-", "{ $", " style=", "<script>"] {
                assert!(!page.body.contains(unsaid), "{lang} {kind}: {unsaid}");
            }
        }
    }
}
