//! The search of the desk: who may ask, what is found in which language, and that the index may be deleted.

use std::fs;

use serde_json::{Value, json};

use crate::desk::{Answered, Desk, LANGUAGES, PASSWORD, circle};
use crate::kit::{alternat, fed, shown};

/// Asks until the index, which is filled behind the record, has it.
fn found(desk: &Desk, path: &str, cookie: &str, words: &str) -> Answered {
    let mut answers = (0..2000).map(|_| desk.ask("GET", path, &[("Cookie", cookie)], ""));
    answers.find(|answer| answer.body.contains(words)).unwrap_or_else(|| panic!("{path} never shows {words}"))
}

#[test]
fn words_are_found_in_every_language_and_shown_in_their_place() {
    let circle = circle("search-words");
    let home = circle.home("DOR");
    let signers: Value = serde_json::from_str(&alternat(&["key", "list", "--json", "--home", shown(&home)]).done()).unwrap();
    let feed = signers.as_array().unwrap().iter().find(|signer| signer["signer"] == "head").unwrap()["feed"].clone();
    let act = |kind: &str, body: Value| {
        fed(&["act", kind, "--as", "head", "--home", shown(&home)], body.to_string().as_bytes()).done().trim().to_string()
    };
    act("assumption", json!({ "party": "DOR", "feed": feed }));
    let place = json!({ "en": "The ports of Dorna", "ar": "مَوانِئ دورنا", "fa": "بندرهای دورنا", "ru": "Порты Дорны" });
    let session = act(
        "convening",
        json!({ "organ": "OFF", "initiators": ["DOR"], "host": "DOR", "chair": "DOR", "place": place, "from": "2031-05-12", "presides": feed }),
    );
    for name in ["rashid", "vera"] {
        let role = if name == "vera" { "reader" } else { "signer" };
        fed(&["person", "add", name, "--role", role, "--home", shown(&home)], format!("{PASSWORD}\n").as_bytes()).done();
    }
    let root = format!("/m/{}/search", &circle.mechanism[..12]);
    let rows = [
        ("q=port", "The <mark>ports</mark> of Dorna"),
        ("q=%D9%85%D9%8A%D9%86%D8%A7%D8%A1", "<mark>مَوانِئ</mark> دورنا"),
        ("q=%D8%A8%D9%86%D8%AF%D8%B1", "<mark>بندرهای</mark> دورنا"),
        ("q=%D0%BF%D0%BE%D1%80%D1%82%D0%BE%D0%BC", "<mark>Порты</mark> Дорны"),
        (&format!("q={}", &session[..8]), &session[..12]),
        ("q=port&party=DOR&kind=convening&lang=en", "The <mark>ports</mark> of Dorna"),
    ];
    let desk = Desk::of(&home);
    for who in ["elin", "rashid", "vera"] {
        let cookie = desk.sign_in(who, PASSWORD).cookie();
        for (query, words) in rows {
            found(&desk, &format!("{root}?{query}"), &cookie, words);
        }
    }
    let cookie = desk.sign_in("vera", PASSWORD).cookie();
    let headers = [("Cookie", cookie.as_str()), ("Sec-Fetch-Site", "same-origin")];
    for query in ["q=sport", "q=port&party=ALD", "q=port&lang=ru", "q=port&kind=statement", "q=%22Dorna+ports%22"] {
        let answer = desk.ask("GET", &format!("{root}?{query}"), &headers, "");
        assert!(answer.body.contains("Nothing found") && !answer.body.contains("<mark>"), "{query}: {}", answer.body);
    }
    for (lang, direction) in LANGUAGES {
        desk.ask("POST", "/language", &headers, &format!("lang={lang}&back=/"));
        for query in ["", "q=port", "q=nothing&party=ALD", "page=x", "q=%22%3Cscript%3E&page=99999999999999999"] {
            let answer = desk.ask("GET", &format!("{root}?{query}"), &headers, "");
            assert_eq!(answer.status, 200, "{lang} {query}");
            assert!(answer.body.contains(&format!("<html lang=\"{lang}\" dir=\"{direction}\">")), "{lang} {query}");
            let is_clean = ["<script>", "{ $", " style="].iter().all(|wrong| !answer.body.contains(wrong));
            assert!(is_clean, "{lang} {query}: {}", answer.body);
        }
    }
    for cookie in ["", "desk=00"] {
        let answer = desk.ask("GET", &format!("{root}?q=port"), &[("Cookie", cookie)], "");
        assert_eq!((answer.status, answer.place()), (303, "/sign-in"));
    }
}

#[test]
fn an_index_that_was_deleted_is_there_again() {
    let circle = circle("search-cache");
    let home = circle.home("DOR");
    let path = format!("/m/{0}/search?q={0}", &circle.mechanism[..12]);
    let link = format!("/act/{}", circle.mechanism);
    for spoil in ["", "not an index"] {
        let desk = Desk::of(&home);
        let cookie = desk.sign_in("elin", PASSWORD).cookie();
        found(&desk, &path, &cookie, &link);
        drop(desk);
        for ending in ["-wal", "-shm"] {
            let _ = fs::remove_file(home.join(format!("search.sqlite{ending}")));
        }
        fs::write(home.join("search.sqlite"), spoil).unwrap();
    }
    let desk = Desk::of(&home);
    let cookie = desk.sign_in("elin", PASSWORD).cookie();
    found(&desk, &path, &cookie, &link);
}
