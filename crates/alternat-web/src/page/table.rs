//! On the table: name cards, table signs and the plan of the seats, as paper wants them.

use alternat_view::bidi::Direction;
use alternat_view::seating::{self, Order, Said, Seat};
use alternat_view::words::Locale;
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use super::{Main, Place, Room, Visitor};

/// What is shown: fields of which some come more than once.
type Fields = Vec<(String, String)>;

/// The papers on the table of a session.
pub async fn show(visitor: Visitor, place: Place, Path((_, session)): Path<(String, String)>, Query(fields): Query<Fields>) -> Response {
    place.show(&visitor, Room::Session, |scene, _| {
        let locale = visitor.locale;
        let ix = scene.window.ground.graph.find(&session.parse().ok()?)?;
        let meeting = alternat_view::mechanism::meeting(scene, ix)?;
        let chosen = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default();
        let official: Vec<String> = scene.charter.languages.iter().map(|lang| lang.0.clone()).collect();
        let asked = |lang: &String| fields.iter().any(|(key, value)| key == "lang" && value == lang);
        let mut langs: Vec<String> = official.iter().filter(|lang| asked(lang)).cloned().collect();
        if langs.is_empty() {
            langs = official.iter().filter(|lang| *lang == locale.lang()).cloned().collect();
        }
        if langs.is_empty() {
            langs = official.iter().take(1).cloned().collect();
        }
        let order = if chosen("order") == "own" { Order::OwnFirst } else { Order::Agreed };
        let seats = seating::of(scene, ix, &langs, order);
        let pick = |name: &str, value: &'static str, word: &'static str| {
            html! { option value=(value) selected[chosen(name) == value] { (locale.word(word)) } }
        };
        let middle = html! {
            form.filter method="get" {
                label { (locale.word("table-paper")) select name="what" {
                    (pick("what", "cards", "table-cards")) (pick("what", "signs", "table-signs"))
                    (pick("what", "u", "table-plan-u")) (pick("what", "round", "table-plan-round"))
                } }
                label { (locale.word("table-order")) select name="order" { (pick("order", "agreed", "table-order-agreed")) (pick("order", "own", "table-order-own")) } }
                fieldset {
                    legend { (locale.word("table-languages")) }
                    @for lang in &official { label { input type="checkbox" name="lang" value=(lang) checked[langs.contains(lang)]; " " (locale.language(lang)) } }
                }
                button.do type="submit" { (locale.word("filter-show")) }
            }
            div.onpaper {
                @match chosen("what") {
                    "signs" => { @for seat in &seats { (folded(&html! { (said(&seat.name, "big")) })) } },
                    "u" => (plan(&seats, false, locale)),
                    "round" => (plan(&seats, true, locale)),
                    _ => { @for seat in &seats { @for card in &seat.delegates {
                        (folded(&html! { (said(&card.name, "big")) (said(&card.title, "small")) (said(&seat.name, "party")) }))
                    } } },
                }
            }
        };
        let session = locale.say("session", &[("organ", alternat_view::words::Value::from(&meeting.organ)), ("number", meeting.number.into())]);
        Some(Main { title: format!("{} – {session}", locale.word("at-the-table")), middle, aside: None })
    })
}

/// A card that stands on the table: read from both sides once it is folded in the middle.
fn folded(words: &Markup) -> Markup {
    html! { section.card { div.back aria-hidden="true" { (words) } div.front { (words) } } }
}

fn said(all: &[Said], class: &str) -> Markup {
    html! { @for said in all {
        p.(class) lang=(said.lang) dir=(if Locale::of(&said.lang).direction() == Direction::RightToLeft { "rtl" } else { "ltr" }) { (said.words) }
    } }
}

/// The table from above: the chair at its head, the parties round it in the direction of reading.
fn plan(seats: &[Seat], is_round: bool, locale: Locale) -> Markup {
    let count = seats.len().max(1) as f64;
    let mirror = if locale.direction() == Direction::RightToLeft { -1.0 } else { 1.0 };
    let at = |index: usize| {
        let along = (index as f64 + 0.5) / count;
        let (x, y) = if is_round {
            // The head of the table is left free for the chair.
            let turn = std::f64::consts::TAU * (0.08 + 0.84 * along);
            (-170.0 * turn.sin(), 60.0 - 170.0 * turn.cos())
        } else {
            match along * 3.0 {
                way if way < 1.0 => (-210.0, 200.0 - 260.0 * way),
                way if way < 2.0 => (-210.0 + 420.0 * (way - 1.0), -90.0),
                way => (210.0, -60.0 + 260.0 * (way - 2.0)),
            }
        };
        (320.0 + x * mirror, 190.0 + y)
    };
    let anchor = |x: f64| {
        let outer = if x < 300.0 {
            "end"
        } else if x > 340.0 {
            "start"
        } else {
            "middle"
        };
        // In a text that runs from right to left the start of a line is its right end.
        match (outer, mirror < 0.0) {
            ("start", true) => "end",
            ("end", true) => "start",
            (outer, _) => outer,
        }
    };
    let words = |seat: &Seat| seat.name.first().map(|said| said.words.clone()).unwrap_or_default();
    let chair = seats.iter().find(|seat| seat.chairs).map(words);
    html! {
        svg.plan viewBox="0 0 640 460" role="img" aria-label=(locale.list(&seats.iter().map(words).collect::<Vec<_>>())) {
            @if is_round { circle.line cx="320" cy="250" r="140" {} } @else { path.line d="M140 400 V130 H500 V400" {} }
            text.chair x="320" y="40" text-anchor="middle" { (locale.word("the-chair")) @if let Some(chair) = chair { " · " (chair) } }
            @for (index, seat) in seats.iter().enumerate() {
                @let (x, y) = at(index);
                circle.seat cx=(format!("{x:.0}")) cy=(format!("{y:.0}")) r="9" {}
                text x=(format!("{:.0}", if x < 300.0 { x - 16.0 } else if x > 340.0 { x + 16.0 } else { x })) y=(format!("{:.0}", y - if (300.0..=340.0).contains(&x) { 16.0 } else { -5.0 })) text-anchor=(anchor(x)) {
                    (words(seat)) @if !seat.delegates.is_empty() { " (" (locale.number(seat.delegates.len() as u64)) ")" }
                }
            }
        }
    }
}
