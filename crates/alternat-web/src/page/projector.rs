//! The projector: a session on the wall of the room, in large type, in one language or two, and up to date by itself.

use alternat::graph::Ix;
use alternat_node::circle::Circle;
use alternat_view::mechanism::{self, Stage};
use alternat_view::projector::Projected;
use alternat_view::reader::Reader;
use alternat_view::scene::Scene;
use alternat_view::words::Locale;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::{Main, Place, Visitor, not_found, sheet};
use crate::desk::Desk;
use crate::limit;

/// In which languages the room reads.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    /// Their tags, with commas between.
    #[serde(default)]
    lang: String,
}

/// What is projected.
struct Wall {
    /// The session, by its convening; none for the one that is open, or else was convened last.
    session: Option<String>,
    locales: Vec<Locale>,
}

/// The session that is open, or else was convened last.
pub async fn newest(State(desk): State<Desk>, visitor: Visitor, place: Place, wish: Result<Query<Wish>, QueryRejection>) -> Response {
    project(&desk, &visitor, &place, None, wish).await
}

/// A session, by its convening.
pub async fn show(
    State(desk): State<Desk>,
    visitor: Visitor,
    place: Place,
    Path((_, session)): Path<(String, String)>,
    wish: Result<Query<Wish>, QueryRejection>,
) -> Response {
    project(&desk, &visitor, &place, Some(session), wish).await
}

async fn project(
    desk: &Desk,
    visitor: &Visitor,
    place: &Place,
    session: Option<String>,
    wish: Result<Query<Wish>, QueryRejection>,
) -> Response {
    let Query(Wish { lang }) = wish.unwrap_or_default();
    let wall = Wall { session, locales: chosen(&lang, visitor.locale) };
    let Some(shown) = place.alike(desk, visitor, &wall, main).await else { return not_found(visitor) };
    let main = &shown.main;
    let body = html! {
        main.wall id="main" data-live { h1.unseen { (main.title) } (main.middle) }
        (place.live(visitor))
    };
    sheet(visitor, StatusCode::OK, &main.title, body)
}

/// The languages that are wished and there, each once; the reader's, where none is.
fn chosen(wish: &str, own: Locale) -> Vec<Locale> {
    let mut locales: Vec<Locale> = vec![];
    for tag in wish.split(',').map(str::trim) {
        let known = Locale::all().find(|locale| locale.lang() == tag);
        locales.extend(known.filter(|known| locales.iter().all(|there| there.lang() != known.lang())));
    }
    locales.truncate(limit::PROJECTOR_LANGUAGES_MAX);
    if locales.is_empty() { vec![own] } else { locales }
}

fn main(scene: &Scene, _: &Circle, _: &Visitor, wall: &Wall) -> Option<Main> {
    let find = |id: &str| scene.window.ground.graph.find(&id.parse().ok()?);
    let session = match &wall.session {
        Some(session) => find(session)?,
        None => match current(scene) {
            Some(session) => session,
            None => {
                let title = scene.locale().word("room-projector");
                return Some(Main { title, middle: html! { p.lede { (scene.locale().word("no-session")) } }, aside: None });
            }
        },
    };
    let mut sides = vec![];
    for locale in &wall.locales {
        let reader = Reader { party: scene.reader.party.clone(), lang: locale.lang().into(), calendar: None };
        let scene = Scene::of(scene.window, &reader, scene.shelf)?;
        sides.push((*locale, Projected::of(&scene, session)?, scene.charter.name.best(locale.lang()).to_string()));
    }
    let title = sides.first().map(|(_, projected, _)| projected.title.clone()).unwrap_or_default();
    let middle = html! {
        @for (locale, projected, mechanism) in &sides {
            section.side lang=(locale.lang()) dir=(super::direction(*locale)) { (side(projected, mechanism, *locale)) }
        }
    };
    Some(Main { title, middle, aside: None })
}

/// The session that is open, or else was convened last.
fn current(scene: &Scene) -> Option<Ix> {
    let sessions = mechanism::sessions(scene);
    let open = sessions.iter().rev().find(|meeting| meeting.stage == Stage::Open);
    scene.window.ground.graph.find(&open.or(sessions.last())?.id)
}

fn side(projected: &Projected, mechanism: &str, locale: Locale) -> Markup {
    let stage = match projected.stage {
        Stage::Convened => "session-not-opened",
        Stage::Open => "session-open",
        Stage::Closed => "session-closed",
    };
    html! {
        p.of { (mechanism) }
        h2.session { (projected.title) }
        p.lede { (projected.place_and_day) " · " (locale.word(stage)) }
        @if !projected.items.is_empty() {
            h3 { (locale.word("section-agenda")) }
            ol.agenda {
                @for item in &projected.items {
                    li.now[item.is_now] aria-current=[item.is_now.then_some("step")] {
                        span.number { (locale.number(item.number.into())) }
                        span {
                            @for title in &item.titles { span.title { (title) } }
                            @if item.is_now { " " em { (locale.word("under-discussion")) } }
                        }
                    }
                }
            }
        }
        @if !projected.open.is_empty() {
            h3 { (locale.word("put-now")) }
            ul { @for title in &projected.open { li { (title) } } }
        }
        @if !projected.adopted.is_empty() {
            h3 { (locale.word("just-adopted")) }
            ul { @for (symbols, title) in projected.adopted.iter().take(limit::PROJECTOR_DECISIONS_MAX) {
                li { @for symbol in symbols { bdi.sym { (symbol) } " " } (title) }
            } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_reads_the_languages_that_are_wished() {
        for (wish, expected) in
            [("", "fa"), ("ar", "ar"), ("ar,en", "ar en"), ("en, ar", "en ar"), ("ar,ar,ru,en", "ar ru"), ("xx", "fa"), ("xx,ru", "ru")]
        {
            let chosen: Vec<&str> = chosen(wish, Locale::of("fa")).into_iter().map(Locale::lang).collect();
            assert_eq!(chosen.join(" "), expected, "{wish:?}");
        }
    }
}
