//! What waits for us: the first page.

use alternat_view::commitment;
use alternat_view::mechanism::Ring;
use alternat_view::scene::Scene;
use alternat_view::waiting::{self, Matter, Meeting, What};
use alternat_view::words::{Locale, Value};
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use super::mechanism::ring;
use super::{Main, Place, Room, Visitor, document};
use crate::desk::{Desk, see_other, short};

/// The first page: the only circle's, or the choice between several.
pub async fn home(State(desk): State<Desk>, visitor: Visitor) -> Response {
    let circles = desk.circles();
    if let [only] = &circles[..] {
        return see_other(&format!("/m/{}", short(&only.mechanism())));
    }
    let named = circles.iter().map(|shared| {
        let name = shared.look(|circle| circle.record().everything().charter().map(|charter| charter.body.name.clone()));
        (short(&shared.mechanism()), name.map_or_else(|_| short(&shared.mechanism()), |name| name.best(visitor.locale.lang()).to_string()))
    });
    let body = html! {
        main.alone id="main" {
            h1 { (visitor.word("mechanisms")) }
            ul { @for (id, name) in named { li { a href={ "/m/" (id) } { (name) } } } }
        }
    };
    document(&visitor, axum::http::StatusCode::OK, &visitor.word("mechanisms"), body)
}

/// What waits for the party in one circle.
pub async fn show(visitor: Visitor, place: Place) -> Response {
    place.show(&visitor, Room::Waiting, |scene, _| {
        let waits = waiting::of(scene);
        let count = waits.len();
        let own = scene.reader.party.as_ref().map(|code| scene.named(code).name).unwrap_or_default();
        let middle = html! {
            p.lede { (visitor.locale.say("waiting-count", &[("count", Value::from(count)), ("party", Value::from(&own))])) }
            @if count > 0 { ol.wait { @for matter in &waits { (line(matter, visitor.locale, &short(&scene.mechanism()))) } } }
        };
        Some(Main { title: visitor.word("room-waiting"), middle, aside: Some(aside(scene, visitor.locale)) })
    })
}

/// The chair, beside the page.
fn aside(scene: &Scene, locale: Locale) -> Markup {
    let chair = Ring::of(scene);
    html! { @if !chair.seats.is_empty() { h2 { (locale.word("the-chair")) } (ring(&chair, locale)) } }
}

fn line(matter: &Matter, locale: Locale, mechanism: &str) -> Markup {
    let (symbol, words, due) = said(&matter.what, locale);
    html! {
        li {
            span.sym { @if let Some(symbol) = symbol { bdi { (symbol) } } }
            span { (words) @if let Some(due) = due { br; span.due { (due) } } }
            a.do href=(address(matter, mechanism)) { (locale.word(&format!("do-{}", matter.action))) }
        }
    }
}

/// Where the one action of a matter is done: its form, with what is known filled in; what no person signs is looked at.
fn address(matter: &Matter, mechanism: &str) -> String {
    match matter.action {
        "fork-resolution" | "seal-agreement" => format!("/m/{mechanism}/act/{}", matter.about),
        kind => format!("/m/{mechanism}/write/{kind}?about={}", matter.about),
    }
}

/// The symbol, the sentence and the date of a matter.
pub(crate) fn said(what: &What, locale: Locale) -> (Option<String>, String, Option<String>) {
    let session =
        |meeting: &Meeting| locale.say("session", &[("organ", Value::from(&meeting.organ)), ("number", Value::from(meeting.number))]);
    let one = |name: &str, place: &str, words: &str| locale.say(name, &[(place, words)]);
    match what {
        What::TwoVersions { party } => (None, one("waits-two-versions", "party", &party.name), None),
        What::Accede => (None, locale.word("waits-accede"), None),
        What::TakeTheChair { from } => (None, one("waits-chair", "party", from.as_ref().map_or("", |party| &party.name)), None),
        What::Position { title } => (None, one("waits-position", "title", title), None),
        What::Close { title } => (None, one("waits-close", "title", title), None),
        What::Number { title } => (None, one("waits-number", "title", title), None),
        What::Credentials { session: of } => (None, one("waits-credentials", "session", &session(of)), None),
        What::Examine { party, session: of } => {
            (None, locale.say("waits-examine", &[("party", party.name.as_str()), ("session", &session(of))]), None)
        }
        What::Open { session: of } => (None, one("waits-open", "session", &session(of)), None),
        What::Report { what, due, decision } => (decision.clone(), one("waits-report", "what", what), Some(commitment::due(due, &locale))),
        What::Acknowledge { party, what } => {
            (None, locale.say("waits-acknowledge", &[("party", party.name.as_str()), ("what", what)]), None)
        }
        What::Witness { party } => (None, one("waits-witness", "party", &party.name), None),
        What::Seal { agreed, needed } => (None, locale.say("waits-seal", &[("agreed", *agreed), ("needed", *needed)]), None),
    }
}
