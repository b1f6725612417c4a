//! The desk of a node, as a browser asks for it: who gets in, and what each page shows in each language.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use alternat_web::Role;
use alternat_web::may::{Asks, ROUTES, may};
use serde_json::{Value, json};

use crate::kit::{ALTERNAT, Circle, alternat, fed, shown};

pub const PASSWORD: &str = "eight rivers and a lock";
pub const LANGUAGES: [(&str, &str); 5] = [("ar", "rtl"), ("en", "ltr"), ("fa", "rtl"), ("fr", "ltr"), ("ru", "ltr")];

/// A node with its desk, until this is dropped.
pub struct Desk {
    child: Child,
    address: String,
    /// Where its node listens.
    pub listening: String,
}

/// What the desk answered.
pub struct Answered {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Desk {
    pub fn of(home: &Path) -> Desk {
        let mut command = Command::new(ALTERNAT);
        command.args(["serve", "--desk", "127.0.0.1:0", "--home", shown(home)]);
        let mut child = command.env_remove("ALTERNAT_HOME").stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let listening = lines.find_map(|line| line.strip_prefix("listening on ").map(str::to_string)).expect("the node listens");
        let address = lines.find_map(|line| line.strip_prefix("desk on http://").map(str::to_string)).expect("the desk is shown");
        Desk { child, address, listening }
    }

    /// Where its node listens for other nodes.
    pub fn node(&self) -> &str {
        &self.listening
    }

    /// Asks, and reads what comes line by line, for as long as it comes: the head, too.
    pub fn listen(&self, path: &str, cookie: &str) -> impl Iterator<Item = String> + use<> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream
            .write_all(format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n", self.address).as_bytes())
            .unwrap();
        BufReader::new(stream).lines().map_while(Result::ok)
    }

    /// Asks as a browser would; a form is sent from a page of the desk, unless `headers` say otherwise.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], form: &str) -> Answered {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        if method == "POST" {
            request.push_str(&format!("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", form.len()));
        }
        stream.write_all(format!("{request}\r\n{form}").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answered { status, head: head.to_string(), body: body.to_string() }
    }

    pub fn sign_in(&self, name: &str, password: &str) -> Answered {
        let form = format!("name={name}&password={}", password.replace(' ', "+"));
        self.ask("POST", "/sign-in", &[("Sec-Fetch-Site", "same-origin")], &form)
    }
}

impl Answered {
    /// The cookie by which the visit is known.
    pub fn cookie(&self) -> String {
        let line = self.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
        line.split(';').next().unwrap().to_string()
    }

    pub fn place(&self) -> &str {
        self.head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap_or_default()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A circle of two whose first party has convened a session, and lets one person in.
pub fn circle(name: &str) -> Circle {
    let circle = Circle::found(name, &["DOR", "ALD"]);
    let home = circle.home("DOR");
    let add = ["person", "add", "elin", "--role", "administrator", "--home", shown(&home)];
    fed(&add, format!("{PASSWORD}\n").as_bytes()).done();
    circle
}

#[test]
fn nobody_reads_a_page_who_has_not_signed_in() {
    let circle = circle("desk-door");
    let desk = Desk::of(&circle.home("DOR"));
    let root = format!("/m/{}", &circle.mechanism[..12]);
    for path in ["/", &root, &format!("{root}/mechanism"), &format!("{root}/record"), &format!("{root}/act/{}", circle.mechanism)] {
        for cookie in ["", "desk=", "desk=00", "lang=ar"] {
            let answer = desk.ask("GET", path, &[("Cookie", cookie)], "");
            assert_eq!((answer.status, answer.place()), (303, "/sign-in"), "{path} with {cookie:?}");
        }
    }
    assert_eq!(desk.ask("GET", "/sign-in", &[], "").status, 200);
    for (name, password) in [("elin", "eight rivers and a dam"), ("nobody", PASSWORD), ("", ""), ("elin", "")] {
        let answer = desk.sign_in(name, password);
        assert_eq!(answer.status, 401, "{name} {password}");
        assert!(!answer.head.contains("set-cookie"), "{}", answer.head);
    }
    let visit = desk.sign_in("elin", PASSWORD);
    assert_eq!((visit.status, visit.place()), (303, "/"));
    assert!(visit.head.contains("HttpOnly; SameSite=Strict"), "{}", visit.head);
    let cookie = visit.cookie();
    assert_eq!(desk.ask("GET", &root, &[("Cookie", &cookie)], "").status, 200);
    // Whoever has another password is asked for it at once.
    fed(&["person", "password", "elin", "--home", shown(&circle.home("DOR"))], b"nine rivers and a lock\n").done();
    assert_eq!(desk.ask("GET", &root, &[("Cookie", &cookie)], "").status, 303);
}

#[test]
fn another_site_can_send_nothing_in() {
    let circle = circle("desk-sites");
    let desk = Desk::of(&circle.home("DOR"));
    let own = format!("http://{}", desk.address);
    let rows: [(&[(&str, &str)], u16); 7] = [
        (&[("Sec-Fetch-Site", "same-origin")], 303),
        (&[("Sec-Fetch-Site", "same-site")], 403),
        (&[("Sec-Fetch-Site", "cross-site")], 403),
        (&[("Sec-Fetch-Site", "none")], 403),
        (&[("Origin", &own)], 303),
        (&[("Origin", "https://example.org")], 403),
        (&[], 403),
    ];
    for (headers, status) in rows {
        let form = format!("name=elin&password={}", PASSWORD.replace(' ', "+"));
        assert_eq!(desk.ask("POST", "/sign-in", headers, &form).status, status, "{headers:?}");
    }
    let cookie = desk.sign_in("elin", PASSWORD).cookie();
    let headers = [("Cookie", cookie.as_str()), ("Sec-Fetch-Site", "same-origin")];
    assert_eq!(desk.ask("POST", "/sign-out", &headers, "token=00").status, 403, "a form without the visit's token");
    let page = desk.ask("GET", &format!("/m/{}", &circle.mechanism[..12]), &headers, "").body;
    let token = page.split("name=\"token\" value=\"").nth(1).and_then(|after| after.split('"').next()).expect("a token");
    assert_eq!(desk.ask("POST", "/sign-out", &headers, &format!("token={token}")).place(), "/sign-in");
    assert_eq!(desk.ask("GET", "/", &headers, "").place(), "/sign-in");
    for (back, place) in [("/x", "/x"), ("//example.org", "/"), ("https://example.org", "/"), ("/\\example.org", "/")] {
        let answer = desk.ask("POST", "/language", &[("Sec-Fetch-Site", "same-origin")], &format!("lang=ar&back={back}"));
        assert_eq!(answer.place(), place, "{back}");
    }
}

#[test]
fn every_page_is_there_in_every_language() {
    let circle = circle("desk-pages");
    let home = circle.home("DOR");
    let signers: Value = serde_json::from_str(&alternat(&["key", "list", "--json", "--home", shown(&home)]).done()).unwrap();
    let feed = signers.as_array().unwrap().iter().find(|signer| signer["signer"] == "head").unwrap()["feed"].clone();
    let act = |kind: &str, body: Value| {
        let printed = fed(&["act", kind, "--as", "head", "--home", shown(&home)], body.to_string().as_bytes()).done();
        printed.trim().to_string()
    };
    act("assumption", json!({ "party": "DOR", "feed": feed }));
    let session = act(
        "convening",
        json!({ "organ": "OFF", "initiators": ["DOR"], "host": "DOR", "chair": "DOR", "place": { "en": "Port Dorna" },
            "from": "2031-05-12", "presides": feed }),
    );
    let desk = Desk::of(&home);
    let cookie = desk.sign_in("elin", PASSWORD).cookie();
    let root = format!("/m/{}", &circle.mechanism[..12]);
    let pages = [
        (root.clone(), 200),
        (format!("{root}/mechanism"), 200),
        (format!("{root}/session/{session}"), 200),
        (format!("{root}/record"), 200),
        (format!("{root}/record?kind=charter&party=DOR"), 200),
        (format!("{root}/record?page=x"), 200),
        (format!("{root}/act/{}", circle.mechanism), 200),
        (format!("{root}/act/{}", "0".repeat(64)), 404),
        (format!("{root}/session/none"), 404),
        ("/m/none/record".into(), 404),
        ("/none".into(), 404),
    ];
    for (lang, direction) in LANGUAGES {
        let headers = [("Cookie", cookie.as_str()), ("Sec-Fetch-Site", "same-origin")];
        assert_eq!(desk.ask("POST", "/language", &headers, &format!("lang={lang}&back=/")).status, 303);
        for (page, status) in &pages {
            let answer = desk.ask("GET", page, &headers, "");
            assert_eq!(answer.status, *status, "{lang} {page}");
            assert!(answer.body.contains(&format!("<html lang=\"{lang}\" dir=\"{direction}\">")), "{lang} {page}");
            assert!(answer.head.contains("content-security-policy: default-src 'none'"), "{lang} {page}");
            assert!(!answer.body.contains("{ $") && !answer.body.contains("{$"), "{lang} {page} shows a place without a value");
            assert!(
                !answer.body.replace("<script src=\"/assets/", "").contains("<script") && !answer.body.contains(" style="),
                "{lang} {page}"
            );
        }
    }
    // Who has chosen no language is shown the one that the browser likes best.
    for (accepted, lang) in [("fa, en;q=0.5", "fa"), ("de, ru;q=0.3, ar;q=0.8", "ar"), ("de", "en"), ("ru;q=x", "en")] {
        let page = desk.ask("GET", "/sign-in", &[("Accept-Language", accepted)], "").body;
        assert!(page.contains(&format!("<html lang=\"{lang}\"")), "{accepted}");
    }
}

#[test]
fn whoever_guesses_at_a_name_must_pause() {
    let circle = circle("desk-guesses");
    let desk = Desk::of(&circle.home("DOR"));
    let tried: Vec<u16> = (0..6).map(|_| desk.sign_in("elin", "not the password").status).collect();
    assert_eq!(tried, [401, 401, 401, 401, 401, 429]);
    assert_eq!(desk.sign_in("omar", "not the password").status, 401, "another name is not made to pause");
}

#[test]
fn what_is_wrong_with_a_person_is_said() {
    let circle = circle("desk-people");
    let home = circle.home("DOR");
    let rows: [(&[&str], &str, i32, &str); 5] = [
        (&["add", "elin", "--role", "reader"], PASSWORD, 1, "there is a person 'elin' already"),
        (&["add", "el in", "--role", "reader"], PASSWORD, 2, "is no name to sign in with"),
        (&["add", "omar", "--role", "minister"], PASSWORD, 2, "is no role at a desk"),
        (&["add", "omar", "--role", "reader"], "short", 2, "at least 12 characters"),
        (&["password", "omar"], PASSWORD, 1, "there is no person 'omar'"),
    ];
    for (arguments, password, code, what) in rows {
        let ran = fed(&[&["person"], arguments, &["--home", shown(&home)]].concat(), password.as_bytes());
        assert!(ran.code == code && ran.err.contains(what), "{arguments:?}: {ran:?}");
    }
    let mode = fs::metadata(home.join("people.sqlite")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "passwords are for the owner's eyes");
    assert_eq!(alternat(&["person", "list", "--home", shown(&home)]).done().trim(), "elin             administrator");
}

#[test]
fn only_the_administrator_manages_people() {
    let circle = circle("desk-roles");
    let home = circle.home("DOR");
    let roles = ["reader", "drafter", "signer", "head", "secretariat", "administrator"];
    for role in roles {
        fed(&["person", "add", role, "--role", role, "--home", shown(&home)], PASSWORD.as_bytes()).done();
    }
    let desk = Desk::of(&home);
    for role in roles {
        let cookie = desk.sign_in(role, PASSWORD).cookie();
        let headers = [("Cookie", cookie.as_str()), ("Sec-Fetch-Site", "same-origin")];
        let managed = if role == "administrator" { 200 } else { 403 };
        for (path, status) in [("/me", 200), ("/people", managed), ("/people?person=elin", managed), ("/door", managed)] {
            assert_eq!(desk.ask("GET", path, &headers, "").status, status, "{role} {path}");
            assert_eq!(desk.ask("GET", path, &[], "").place(), "/sign-in", "{path}");
        }
        for path in ["/people", "/people/change", "/me/password", "/me/calendar", "/me/visits", "/me/factor"] {
            let form = "token=00&name=x&role=reader&what=remove&old=a&new=b&again=b&calendar=x&visit=x&proof=x";
            assert_eq!(desk.ask("POST", path, &headers, form).status, 403, "{role} {path} without the token of the visit");
        }
    }
    // What somebody typed is given back where the form is not of his visit, to those who may write and to nobody else.
    for role in roles {
        let cookie = desk.sign_in(role, PASSWORD).cookie();
        let headers = [("Cookie", cookie.as_str()), ("Sec-Fetch-Site", "same-origin")];
        let path = format!("/m/{}/write/statement", &circle.mechanism[..12]);
        let given_back = if matches!(role, "reader" | "administrator") { 403 } else { 409 };
        assert_eq!(desk.ask("POST", &path, &headers, "token=00&item=1").status, given_back, "{role}");
        let many = "a&".repeat(3000);
        assert_eq!(desk.ask("POST", &path, &headers, &many).status, 413, "{role}");
    }
    // A password that was handed over opens nothing but the choice of another.
    let handed = alternat(&["person", "reset", "reader", "--home", shown(&home)]).done();
    let cookie = desk.sign_in("reader", handed.trim()).cookie();
    assert_eq!(desk.ask("GET", "/", &[("Cookie", cookie.as_str())], "").place(), "/me");
    assert_eq!(desk.ask("GET", "/me", &[("Cookie", cookie.as_str())], "").status, 200);
    for (arguments, code) in [(&["remove", "elin"][..], 0), (&["role", "administrator", "--role", "reader"], 1), (&["remove", "nobody"], 1)]
    {
        let ran = alternat(&[&["person"], arguments, &["--home", shown(&home)]].concat());
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
    }
}

/// Every address with every role, by the table itself: what it lets through is another test's.
#[test]
fn every_address_is_shown_to_those_who_may_and_to_nobody_else() {
    let circle = circle("desk-addresses");
    let home = circle.home("DOR");
    for role in Role::ALL {
        fed(&["person", "add", role.name(), "--role", role.name(), "--home", shown(&home)], PASSWORD.as_bytes()).done();
    }
    let desk = Desk::of(&home);
    let visits: Vec<(Role, String)> = Role::ALL.into_iter().map(|role| (role, desk.sign_in(role.name(), PASSWORD).cookie())).collect();
    let id = "0".repeat(64);
    let rows = ROUTES.iter().filter(|(_, path, _)| !path.ends_with("/live") && *path != "/sign-out");
    for (method, path, asks) in rows {
        let named = [
            ("{mechanism}", &circle.mechanism[..12]),
            ("{session}", &id),
            ("{act}", &id),
            ("{item}", "1"),
            ("{kind}", "statement"),
            ("{draft}", "1"),
        ];
        let address = named.iter().fold(path.to_string(), |path, (name, value)| path.replace(name, value));
        let Asks::To(what) = asks else { continue };
        let stranger = desk.ask(method, &address, &[("Sec-Fetch-Site", "same-origin")], "");
        assert_eq!((stranger.status, stranger.place()), (303, "/sign-in"), "{method} {path} without a visit");
        for (role, cookie) in &visits {
            let headers = [("Cookie", cookie.as_str()), ("Sec-Fetch-Site", "same-origin")];
            let answer = desk.ask(method, &address, &headers, "");
            match may(*role, *what) {
                false => assert_eq!(answer.status, 403, "{method} {path} as {}", role.name()),
                // A form that is sent in without anything in it is not taken, and no address falls over.
                true if *method == "POST" => {
                    assert!((400..500).contains(&answer.status), "{method} {path} as {}: {}", role.name(), answer.status)
                }
                true => assert!(matches!(answer.status, 200 | 303 | 404), "{method} {path} as {}: {}", role.name(), answer.status),
            }
        }
    }
}
