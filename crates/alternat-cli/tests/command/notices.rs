//! Notices: chosen at the desk, sent once over a relay and by a command, and kept while the relay is away.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use serde_json::{Value, json};

use crate::desk::{Answered, Desk, LANGUAGES, PASSWORD, circle};
use crate::kit::{Circle, alternat, fed, shown};

/// How long a mail may take before the test says that none came.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);

/// A relay that takes every mail and hands it on, until it is dropped.
fn relay() -> (u16, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, mails) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let mut mail = String::new();
            let _ = stream.write_all(b"220 relay\r\n");
            while let Some(line) = lines.next() {
                let answer = match line.split([' ', ':']).next().unwrap_or_default() {
                    "EHLO" => "250 relay\r\n",
                    "DATA" => {
                        let _ = stream.write_all(b"354 go on\r\n");
                        lines.by_ref().take_while(|line| line != ".").for_each(|line| mail.push_str(&format!("{line}\n")));
                        let _ = sender.send(std::mem::take(&mut mail));
                        "250 taken\r\n"
                    }
                    "QUIT" => "221 bye\r\n",
                    _ => {
                        mail.push_str(&format!("{line}\n"));
                        "250 good\r\n"
                    }
                };
                let _ = stream.write_all(answer.as_bytes());
            }
        }
    });
    (port, mails)
}

/// Configures the notices of a home: over a relay of this machine, and by a command that writes down what it is given.
fn configure(home: &Path, port: u16) {
    let pager = home.join("pager");
    fs::write(&pager, format!("#!/bin/sh\n{{ /bin/echo \"$@\"; /bin/cat; }} >> '{}'\n", shown(&home.join("paged")))).unwrap();
    fs::set_permissions(&pager, fs::Permissions::from_mode(0o700)).unwrap();
    let mail = json!({ "host": "127.0.0.1", "port": port, "security": "plain", "from": "desk@alda.example" });
    let notices = json!({ "mail": mail, "hook": [shown(&pager), "--quietly"], "with_content": true });
    fs::write(home.join("notices.json"), notices.to_string()).unwrap();
}

fn token(page: &Answered) -> String {
    page.body.split("name=\"token\" value=\"").nth(1).and_then(|after| after.split('"').next()).expect("a token").to_string()
}

/// Chooses, as a browser sends it.
fn choose(desk: &Desk, cookie: &str, fields: &str) -> Answered {
    let headers = [("Cookie", cookie), ("Sec-Fetch-Site", "same-origin")];
    let token = token(&desk.ask("GET", "/me/notices", &headers, ""));
    desk.ask("POST", "/me/notices", &headers, &format!("token={token}&{fields}"))
}

/// Dorna convenes a session, so that matters wait for it.
fn convene(circle: &Circle) {
    let home = circle.home("DOR");
    let signers: Value = serde_json::from_str(&alternat(&["key", "list", "--json", "--home", shown(&home)]).done()).unwrap();
    let feed = signers.as_array().unwrap().iter().find(|signer| signer["signer"] == "head").unwrap()["feed"].clone();
    let act = |kind: &str, body: Value| fed(&["act", kind, "--as", "head", "--home", shown(&home)], body.to_string().as_bytes()).done();
    act("assumption", json!({ "party": "DOR", "feed": feed }));
    act(
        "convening",
        json!({ "organ": "OFF", "initiators": ["DOR"], "host": "DOR", "chair": "DOR", "place": { "en": "Port Dorna" }, "from": "2031-05-12",
            "presides": feed }),
    );
}

#[test]
fn a_matter_that_waits_is_told_once_and_says_nothing_of_itself() {
    let circle = circle("notices-sent");
    let home = circle.home("DOR");
    let (port, mails) = relay();
    configure(&home, port);
    for name in ["rashid", "vera"] {
        fed(&["person", "add", name, "--role", "reader", "--home", shown(&home)], format!("{PASSWORD}\n").as_bytes()).done();
    }
    let desk = Desk::of(&home);
    let cookie = desk.sign_in("elin", PASSWORD).cookie();
    let headers = [("Cookie", cookie.as_str()), ("Sec-Fetch-Site", "same-origin")];
    desk.ask("POST", "/language", &headers, "lang=ru&back=/");
    assert_eq!(choose(&desk, &cookie, "address=elin%40dorna.example&number=%2B77&waits=on").place(), "/me/notices");
    let other = desk.sign_in("vera", PASSWORD).cookie();
    assert_eq!(choose(&desk, &other, "address=vera%40dorna.example&waits=on&content=on").status, 303);
    convene(&circle);
    let both = [mails.recv_timeout(PATIENCE).unwrap(), mails.recv_timeout(PATIENCE).unwrap()];
    let to = |who: &str| both.iter().find(|mail| mail.contains(&format!("RCPT TO:<{who}@dorna.example>"))).expect("a mail");
    let russian = to("elin");
    assert!(russian.contains("From: desk@alda.example\n") && russian.contains("Auto-Submitted: auto-generated\n"), "{russian}");
    assert!(russian.contains("MIME-Version: 1.0\n"), "{russian}");
    assert!(russian.contains("Message-ID: <") && russian.contains("Subject: =?utf-8?"), "{russian}");
    let english = to("vera");
    assert!(english.contains("Subject: A matter waits for you at the desk\n"), "{english}");
    assert!(english.contains("Officials' meeting") || english.contains("session 1"), "who asks for the content has it: {english}");
    for mail in &both {
        assert!(!mail.contains("http") && !mail.contains(&circle.mechanism[..12]), "no way to sign, and none to a page: {mail}");
    }
    // The command is given the number as its last argument, and the text on its standard input.
    let paged = (0..100_000)
        .map(|_| fs::read_to_string(home.join("paged")).unwrap_or_default())
        .find(|paged| paged.ends_with("\n\n") || paged.len() > 60);
    let paged = paged.expect("the command was run");
    assert!(paged.starts_with("--quietly +77\nВ системе вас ждёт дело."), "{paged}");
    assert!(!paged.contains("Port Dorna") && !russian.contains("Dorna,"), "{paged}");
    // Whoever starts the node again is not told again.
    drop(desk);
    let desk = Desk::of(&home);
    let page = desk.ask("GET", "/me/notices", &headers, "");
    assert!(page.body.contains("value=\"elin@dorna.example\""), "{}", page.body);
    assert!(mails.try_recv().is_err());
}

#[test]
fn a_notice_that_could_not_leave_waits_in_the_home() {
    let circle = circle("notices-kept");
    let home = circle.home("DOR");
    // Nobody listens there.
    configure(&home, 9);
    let desk = Desk::of(&home);
    let cookie = desk.sign_in("elin", PASSWORD).cookie();
    assert_eq!(choose(&desk, &cookie, "address=elin%40dorna.example&waits=on").status, 303);
    convene(&circle);
    let outbox = home.join("notices.sqlite");
    let waits = || {
        let outbox = rusqlite::Connection::open(&outbox).unwrap();
        outbox.query_row("SELECT count(*) FROM outbox WHERE tries > 0", [], |row| row.get::<_, i64>(0)).unwrap_or_default()
    };
    assert!((0..100_000).any(|_| waits() == 1), "it was tried and is kept");
    drop(desk);
    // The relay is back, and the hour of the next try has come.
    let (port, mails) = relay();
    configure(&home, port);
    rusqlite::Connection::open(&outbox).unwrap().execute("UPDATE outbox SET due = 0", []).unwrap();
    let _desk = Desk::of(&home);
    assert!(mails.recv_timeout(PATIENCE).unwrap().contains("RCPT TO:<elin@dorna.example>"));
}

#[test]
fn a_choice_is_ones_own_and_brings_no_headers_with_it() {
    let circle = circle("notices-chosen");
    let home = circle.home("DOR");
    let desk = Desk::of(&home);
    let cookie = desk.sign_in("elin", PASSWORD).cookie();
    let headers = [("Cookie", cookie.as_str()), ("Sec-Fetch-Site", "same-origin")];
    let page = desk.ask("GET", "/me/notices", &headers, "");
    assert!(page.status == 200 && page.body.contains("sends no notices"), "{}", page.body);
    drop(desk);
    configure(&home, 9);
    for (role, name) in [("reader", "vera"), ("drafter", "omar"), ("signer", "sami"), ("head", "hana"), ("secretariat", "sara")] {
        fed(&["person", "add", name, "--role", role, "--home", shown(&home)], format!("{PASSWORD}\n").as_bytes()).done();
    }
    let desk = Desk::of(&home);
    for name in ["elin", "vera", "omar", "sami", "hana", "sara"] {
        let cookie = desk.sign_in(name, PASSWORD).cookie();
        let page = desk.ask("GET", "/me/notices", &[("Cookie", &cookie)], "");
        assert!(!page.body.contains("@dorna.example"), "what another chose is not shown: {}", page.body);
        assert_eq!(choose(&desk, &cookie, &format!("address={name}%40dorna.example&seal=on")).status, 303, "{name}");
    }
    let rows = [
        ("address=a%40b.example%0D%0ABcc%3A%20c%40d.example&waits=on", "This is not one mail address"),
        ("address=a%40b.example%2Cc%40d.example&waits=on", "This is not one mail address"),
        ("number=--help&waits=on", "does not begin with a hyphen"),
        ("number=1%3B%20rm&waits=on", "does not begin with a hyphen"),
        ("waits=on", "Say where a notice is to go"),
    ];
    for (fields, fault) in rows {
        let answer = choose(&desk, &cookie, fields);
        assert!(answer.status == 422 && answer.body.contains(fault) && answer.body.contains("role=\"alert\""), "{fields}: {}", answer.body);
        assert!(answer.body.contains("name=\"waits\" checked"), "what was chosen is not lost: {}", answer.body);
    }
    assert_eq!(desk.ask("POST", "/me/notices", &headers, "token=00&seal=on&address=x%40y.example").status, 403);
    for method in ["GET", "POST"] {
        let answer = desk.ask(method, "/me/notices", &[("Sec-Fetch-Site", "same-origin")], "token=00");
        assert_eq!((answer.status, answer.place()), (303, "/sign-in"), "{method}");
    }
    for (lang, direction) in LANGUAGES {
        desk.ask("POST", "/language", &headers, &format!("lang={lang}&back=/"));
        let page = desk.ask("GET", "/me/notices", &headers, "");
        assert!(page.body.contains(&format!("<html lang=\"{lang}\" dir=\"{direction}\">")), "{lang}");
        assert!(!page.body.contains("{ $") && !page.body.contains(" style="), "{lang}");
    }
    assert_eq!(fs::metadata(home.join("notices.sqlite")).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_wrong_configuration_is_an_error_with_a_remedy() {
    let circle = circle("notices-wrong");
    let home = circle.home("DOR");
    fs::write(
        home.join("notices.json"),
        r#"{"mail": {"host": "mail.example.org", "port": 25, "security": "plain", "from": "a@b.example"}}"#,
    )
    .unwrap();
    let ran = alternat(&["serve", "--desk", "127.0.0.1:0", "--home", shown(&home)]);
    assert!(ran.code == 2 && ran.err.contains("'plain' is for a relay on this machine"), "{ran:?}");
    assert!(ran.err.contains("send-notices.md"), "{ran:?}");
}
