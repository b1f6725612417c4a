//! The mechanism: its charter in plain words, its parties, the ring of the chair, its sessions.

use alternat::kind::Rule;
use alternat_view::mechanism::{Mechanism, Ring, Stage, Turn};
use alternat_view::moment::Moment;
use alternat_view::words::{Locale, Value};
use axum::response::Response;
use maud::{Markup, html};

use super::session::names;
use super::{Main, Place, Room, Visitor};
use crate::desk::short;

/// The mechanism.
pub async fn show(visitor: Visitor, place: Place) -> Response {
    place.show(&visitor, Room::Mechanism, |scene, _| {
        let mechanism = Mechanism::of(scene);
        let chair = (!mechanism.ring.seats.is_empty())
            .then(|| html! { h2 { (visitor.word("the-chair")) } (ring(&mechanism.ring, visitor.locale)) (troika(&mechanism.ring, visitor.locale)) });
        Some(Main { title: mechanism.name.clone(), middle: middle(&mechanism, visitor.locale), aside: chair })
    })
}

fn middle(mechanism: &Mechanism, locale: Locale) -> Markup {
    let languages: Vec<String> = mechanism.languages.iter().map(|lang| locale.language(lang)).collect();
    let when = |meeting: &alternat_view::mechanism::Meeting| match &meeting.to {
        Some(to) => locale.say("days", &[("from", &locale.day(&meeting.from.0)), ("to", &locale.day(&to.0))]),
        None => locale.day(&meeting.from.0),
    };
    html! {
        p.lede { (locale.word(if mechanism.in_force { "charter-in-force" } else { "charter-not-in-force" })) }
        h2 { (locale.word("sessions")) }
        @if mechanism.sessions.is_empty() { p { (locale.word("no-session")) } }
        table {
            @for meeting in &mechanism.sessions {
                tr {
                    th scope="row" {
                        a href={ "/m/" (short(&mechanism.id)) "/session/" (meeting.id) } {
                            (locale.say("session", &[("organ", Value::from(&meeting.organ)), ("number", Value::from(meeting.number))]))
                        }
                    }
                    td { (locale.say("place-and-day", &[("place", &meeting.place), ("when", &when(meeting))])) }
                    td { @if let Some(chair) = &meeting.chair { (locale.say("chaired-by", &[("party", &chair.name)])) } }
                    td.stage { (locale.word(match meeting.stage {
                        Stage::Convened => "stage-convened",
                        Stage::Open => "stage-open",
                        Stage::Closed => "stage-closed",
                    })) }
                }
            }
        }
        h2 { (locale.word("parties")) }
        table {
            @for member in &mechanism.parties {
                tr {
                    th scope="row" { (member.party.name) }
                    td.sym { bdi { (member.party.code) } }
                    td { (locale.word(if member.has_acceded { "has-acceded" } else { "has-not-acceded" })) }
                }
            }
        }
        @if !mechanism.observers.is_empty() { p { (locale.say("observers", &[("names", &locale.list(&mechanism.observers))])) } }
        h2 { (locale.word("the-charter")) }
        dl {
            dt { (locale.word("official-languages")) } dd { (locale.list(&languages)) }
            dt { (locale.word("symbols")) } dd { bdi { (mechanism.symbol) } }
            @for (name, rule) in ["rule-procedure", "rule-substance", "rule-charter"].into_iter().zip(mechanism.rules) {
                dt { (locale.word(name)) } dd { (said(rule, locale)) }
            }
            dt { (locale.word("quorum")) } dd { (locale.say("quorum-parties", &[("count", u64::from(mechanism.quorum))])) }
        }
    }
}

/// The chair before, now and next; and every term there was.
fn troika(ring: &Ring, locale: Locale) -> Markup {
    html! {
        h2 { (locale.word("troika")) }
        dl.troika {
            @for (word, parties) in ["troika-past", "troika-present", "troika-next"].into_iter().zip(ring.troika()) {
                dt { (locale.word(word)) } dd { @if parties.is_empty() { "–" } @else { (names(locale, &parties)) } }
            }
        }
        @if !ring.terms.is_empty() {
            h2 { (locale.word("terms")) }
            ol.turns {
                @for term in &ring.terms {
                    li {
                        (term.party.name) (Moment::on(&term.at, &locale))
                        @if let Some(from) = &term.from { " · " (locale.say("term-from", &[("party", &from.name)])) }
                    }
                }
            }
        }
    }
}

fn said(rule: Rule, locale: Locale) -> String {
    match rule {
        Rule::Consensus => locale.word("rule-is-consensus"),
        Rule::Unanimity => locale.word("rule-is-unanimity"),
        Rule::Majority { need, of } => locale.say("rule-is-majority", &[("need", u64::from(need)), ("of", u64::from(of))]),
    }
}

/// The ring, drawn: the first of the rotation on top, and on in the direction of reading.
pub fn ring(ring: &Ring, locale: Locale) -> Markup {
    let count = ring.seats.len();
    let is_rtl = locale.direction() == alternat_view::bidi::Direction::RightToLeft;
    let seats: Vec<_> = ring
        .seats
        .iter()
        .enumerate()
        .map(|(at, seat)| {
            let turn = std::f64::consts::TAU * at as f64 / count.max(1) as f64;
            let across = turn.sin() * if is_rtl { -1.0 } else { 1.0 };
            let (x, y) = (140.0 + 72.0 * across, 118.0 - 72.0 * turn.cos());
            let (anchor, text_x, text_y) = match across {
                across if across > 0.3 => ("start", x + 14.0, y + 5.0),
                across if across < -0.3 => ("end", x - 14.0, y + 5.0),
                _ if turn.cos() > 0.0 => ("middle", x, y - 16.0),
                _ => ("middle", x, y + 26.0),
            };
            // In a text that runs from right to left the start of a line is its right end.
            let anchor = match (anchor, is_rtl) {
                ("start", true) => "end",
                ("end", true) => "start",
                (anchor, _) => anchor,
            };
            (seat, (x, y), anchor, (text_x, text_y))
        })
        .collect();
    let list: Vec<String> = ring.seats.iter().map(|seat| format!("{}: {}", seat.party.name, locale.word(turn(seat.turn)))).collect();
    html! {
        svg.ring viewBox="0 0 280 236" role="img" aria-label=(locale.list(&list)) {
            circle.line cx="140" cy="118" r="72" {}
            @for (seat, (x, y), anchor, (text_x, text_y)) in seats {
                circle.(turn(seat.turn)) cx=(format!("{x:.0}")) cy=(format!("{y:.0}")) r="8" {}
                text.(turn(seat.turn)) x=(format!("{text_x:.0}")) y=(format!("{text_y:.0}")) text-anchor=(anchor) { (seat.party.name) }
            }
        }
        ul.turns {
            @for seat in ring.seats.iter().filter(|seat| seat.turn != Turn::Later) {
                li { (locale.say(&format!("{}-is", turn(seat.turn)), &[("party", &seat.party.name)])) }
            }
        }
    }
}

fn turn(turn: Turn) -> &'static str {
    match turn {
        Turn::Chairs => "turn-chairs",
        Turn::HandsOver => "turn-hands-over",
        Turn::Next => "turn-next",
        Turn::Later => "turn-later",
    }
}
