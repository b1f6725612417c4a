//! The session as a room: journal, participants, the chair's desk, papers on the table, and briefs that nobody else ever reads.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::kit::{ALTERNAT, Circle, alternat, fed, shown};

const PASSWORD: &str = "eight rivers and a lock";

/// A node with its desk, until this is dropped.
struct Desk {
    child: Child,
    address: String,
}

impl Desk {
    fn of(home: &Path) -> Desk {
        let mut command = Command::new(ALTERNAT);
        command.args(["serve", "--desk", "127.0.0.1:0", "--home", shown(home)]);
        let mut child = command.env_remove("ALTERNAT_HOME").stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let address = lines.find_map(|line| line.strip_prefix("desk on http://").map(str::to_string)).expect("the desk is shown");
        Desk { child, address }
    }

    /// Status, head and body of an answer.
    fn ask(&self, method: &str, path: &str, cookie: &str, form: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {cookie}\r\n", self.address);
        let kind = "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        stream.write_all(format!("{head}{kind}Content-Length: {}\r\n\r\n{form}", form.len()).as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), head.to_string(), body.to_string())
    }

    fn sign_in(&self, name: &str) -> String {
        let (_, head, _) = self.ask("POST", "/sign-in", "", &format!("name={name}&password={}", PASSWORD.replace(' ', "+")));
        let line = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
        line.split(';').next().unwrap().to_string()
    }

    fn token(&self, cookie: &str, page: &str) -> String {
        let (_, _, body) = self.ask("GET", page, cookie, "");
        body.split("name=\"token\" value=\"").nth(1).and_then(|after| after.split('"').next()).expect("a token").to_string()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A circle of two with a session that has an agenda, a delegation and a text; and one person of each role at the first party's desk.
struct Room {
    circle: Circle,
    session: String,
}

fn room(name: &str) -> Room {
    let circle = Circle::found(name, &["DOR", "ALD"]);
    let home = circle.home("DOR");
    let signers: Value = serde_json::from_str(&alternat(&["key", "list", "--json", "--home", shown(&home)]).done()).unwrap();
    let feed = signers.as_array().unwrap().iter().find(|signer| signer["signer"] == "head").unwrap()["feed"].clone();
    let act = |kind: &str, body: Value| {
        fed(&["act", kind, "--as", "head", "--home", shown(&home)], body.to_string().as_bytes()).done().trim().to_string()
    };
    act("assumption", json!({ "party": "DOR", "feed": feed }));
    let convening = json!({ "organ": "OFF", "initiators": ["DOR"], "host": "DOR", "chair": "DOR", "place": { "en": "Port Dorna" },
        "from": "2031-05-12", "presides": feed });
    let session = act("convening", convening);
    act("agenda", json!({ "session": session, "items": [{ "en": "Water levels" }, { "en": "Dredging <b>" }], "replaces": [] }));
    let delegation = json!([{ "name": { "en": "Elin Marr" }, "title": { "en": "Minister" }, "role": "head", "may_sign": "sign" }]);
    act(
        "credentials",
        json!({ "session": session, "issuer": "foreign_minister", "form": "original", "delegation": delegation, "replaces": [] }),
    );
    for role in ["reader", "drafter", "signer", "head", "secretariat", "administrator"] {
        fed(&["person", "add", role, "--role", role, "--home", shown(&home)], format!("{PASSWORD}\n").as_bytes()).done();
    }
    Room { circle, session }
}

impl Room {
    fn address(&self) -> String {
        format!("/m/{}/session/{}", &self.circle.mechanism[..12], self.session)
    }
}

#[test]
fn each_page_of_the_room_opens_to_its_roles_alone() {
    let room = room("room-roles");
    let desk = Desk::of(&room.circle.home("DOR"));
    let at = room.address();
    let all = ["reader", "drafter", "signer", "head", "secretariat", "administrator"];
    let chairs = ["signer", "head", "secretariat"];
    let drafts = ["drafter", "signer", "head", "secretariat"];
    let cookies: Vec<(&str, String, String)> = all
        .iter()
        .map(|role| {
            let cookie = desk.sign_in(role);
            let token = desk.token(&cookie, &at);
            (*role, cookie, token)
        })
        .collect();
    let reads: [(&str, &[&str]); 6] =
        [("", &all), ("/participants", &all), ("/table", &all), ("/table?what=u", &all), ("/brief/1", &all), ("/chair", &chairs)];
    for (page, roles) in reads {
        let path = format!("{at}{page}");
        assert_eq!(desk.ask("GET", &path, "", "").0, 303, "{path} without sign-in");
        for (role, cookie, _) in &cookies {
            let expected = if roles.contains(role) { 200 } else { 403 };
            assert_eq!(desk.ask("GET", &path, cookie, "").0, expected, "{role} reads {path}");
        }
    }
    let writes: [(&str, &str, &[&str]); 3] = [
        ("/floor", "do=ask&party=ALD&item=1", &chairs),
        ("/present", "party=DOR&name=Elin+Marr", &chairs),
        ("/brief/1", "fallback=x", &drafts),
    ];
    for (page, form, roles) in writes {
        let path = format!("{at}{page}");
        assert_eq!(desk.ask("POST", &path, "", form).0, 303, "{path} without sign-in");
        for (role, cookie, token) in &cookies {
            assert_eq!(
                desk.ask("POST", &path, cookie, &format!("{form}&token=00")).0,
                403,
                "{role} sends {path} without the visit's token"
            );
            let expected = if roles.contains(role) { 303 } else { 403 };
            assert_eq!(desk.ask("POST", &path, cookie, &format!("{form}&token={token}")).0, expected, "{role} sends {path}");
        }
    }
    // Links to forms are shown to whoever may write drafts, and to nobody else.
    for (role, cookie, _) in &cookies {
        let shows = desk.ask("GET", &at, cookie, "").2.contains("/write/");
        assert_eq!(shows, drafts.contains(role), "{role}");
    }
    // What a page of a session is asked of another act, or of an item that no agenda has, is not there.
    let (_, cookie, token) = &cookies[3];
    for path in [
        format!("/m/{0}/session/{1}/chair", &room.circle.mechanism[..12], room.circle.mechanism),
        format!("{at}/brief/9"),
        format!("{at}/brief/x"),
    ] {
        assert_eq!(desk.ask("GET", &path, cookie, "").0, 404, "{path}");
        assert_eq!(desk.ask("GET", &path.replace("brief", "none"), cookie, "").0, 404, "{path}");
    }
    assert_eq!(desk.ask("POST", &format!("{at}/brief/9"), cookie, &format!("fallback=x&token={token}")).0, 404);
}

#[test]
fn nobody_else_sits_at_the_chairs_desk() {
    let room = room("room-chair");
    let home = room.circle.home("ALD");
    fed(&["person", "add", "head", "--role", "head", "--home", shown(&home)], format!("{PASSWORD}\n").as_bytes()).done();
    let node = Desk::of(&room.circle.home("DOR"));
    let desk = Desk::of(&home);
    let cookie = desk.sign_in("head");
    // The session is not there before it has come over, and the chair's desk is not ours after it has.
    assert_ne!(desk.ask("GET", &format!("{}/chair", room.address()), &cookie, "").0, 200);
    drop(node);
}

#[test]
fn the_floor_goes_from_one_to_the_next() {
    let room = room("room-floor");
    let home = room.circle.home("DOR");
    let desk = Desk::of(&home);
    let at = room.address();
    let cookie = desk.sign_in("secretariat");
    let token = desk.token(&cookie, &at);
    let send = |form: &str| desk.ask("POST", &format!("{at}/floor"), &cookie, &format!("{form}&token={token}"));
    let page = || desk.ask("GET", &format!("{at}/chair"), &cookie, "").2;
    assert!(page().contains("Nobody has the floor."));
    for (form, status, says) in [
        ("do=ask&party=ALD&item=2", 303, "ALD, on item 2"),
        ("do=ask&party=NOB", 422, "No such party sits here"),
        ("do=begin&number=1", 303, "ALD has the floor"),
        ("do=close", 303, "List of speakers · closed"),
        ("do=ask&party=DOR&item=2", 422, "The list of speakers is closed"),
        ("do=reply&party=DOR", 303, "DOR · right of reply"),
        ("do=begin&number=2", 303, "DOR has the floor"),
        ("do=end", 303, "Time used"),
        ("do=open", 303, "List of speakers · open"),
        ("do=ask&party=DOR", 303, "Give the floor"),
        ("do=withdraw&number=3", 303, "Nobody has the floor."),
        ("do=dance", 303, "Nobody has the floor."),
    ] {
        let (answered, _, body) = send(form);
        assert_eq!(answered, status, "{form}");
        let shown = if status == 303 { page() } else { body };
        assert!(shown.contains(says), "{form} does not say {says}: {shown}");
    }
    assert!(send("do=ask&party=DOR&item=2").0 == 303 && !page().contains("fault\" role=\"alert\""));
    // What hinders an act is said by the rule that would refuse it: one delegation is no quorum, and nothing is open.
    for says in ["Not now: The quorum is not there.", "Not now: The session has not been opened.", "/write/agenda?about="] {
        assert!(page().contains(says), "{says}");
    }
    let tick = |form: &str| desk.ask("POST", &format!("{at}/present"), &cookie, &format!("{form}&token={token}")).0;
    assert_eq!(tick("party=DOR&name=Elin+Marr&name=Nobody+Named"), 303);
    assert!(page().contains("One person is present."));
    let mode = fs::metadata(home.join("floor.sqlite")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn what_is_typed_into_a_brief_stays_in_the_delegation() {
    let room = room("room-private");
    let (home, other) = (room.circle.home("DOR"), room.circle.home("ALD"));
    let at = room.address();
    let desk = Desk::of(&home);
    let cookie = desk.sign_in("drafter");
    let token = desk.token(&cookie, &at);
    let path = format!("{at}/brief/1");
    let send = |form: &str| desk.ask("POST", &path, &cookie, &format!("token={token}&{form}"));
    // A wrong deadline is said, and what was typed beside it is not lost.
    let (status, _, body) = send("instructions=heronsecret&deadline=soon&here=%2B03:00&capital=%2B02:00");
    assert!(status == 422 && body.contains("fault\" role=\"alert\"") && body.contains("heronsecret"), "{body}");
    assert!(!desk.ask("GET", &path, &cookie, "").2.contains("heronsecret"), "what is wrong is not kept");
    let kept = "instructions=heronsecret+%3Cb%3E&fallback=egretsecret&deadline=2031-05-13T01:30&here=%2B03:00&capital=-04:30";
    assert_eq!(send(kept).0, 303);
    let page = desk.ask("GET", &path, &cookie, "").2;
    for says in ["heronsecret &lt;b&gt;", "egretsecret", "Here: 13 May 2031, 01:30", "In the capital: 12 May 2031, 18:00"] {
        assert!(page.contains(says), "{says}: {page}");
    }
    let floor = desk.ask("POST", &format!("{at}/floor"), &desk.sign_in("head"), "");
    assert_eq!(floor.0, 403);
    // Both nodes run and agree; then everything that left the home is looked through.
    let node = Desk::of(&other);
    alternat(&["sync", "--home", shown(&other)]);
    drop((desk, node));
    let original = room.circle.place().join("original");
    alternat(&["export", "original", "--out", shown(&original), "--home", shown(&home)]).done();
    let mut files = vec![original];
    let mut open = vec![other, home.join("circles")];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                open.push(entry)
            } else if entry.is_file() {
                files.push(entry)
            }
        }
    }
    assert!(files.len() > 4);
    for file in files {
        let bytes = fs::read(&file).unwrap();
        for secret in [&b"heronsecret"[..], b"egretsecret"] {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret), "{}", file.display());
        }
    }
    let mode = fs::metadata(home.join("briefs.sqlite")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
