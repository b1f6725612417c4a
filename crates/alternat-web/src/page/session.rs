//! A session: how it was convened, who took part, what was said, decided and undertaken.

use alternat_node::circle::Circle;
use alternat_view::Account;
use alternat_view::scene::Scene;
use axum::extract::{Path, State};
use axum::response::Response;
use maud::html;

use super::{Main, Place, Room, Visitor, not_found};
use crate::desk::Desk;

/// A session, by its convening.
pub async fn show(State(desk): State<Desk>, visitor: Visitor, place: Place, Path((_, session)): Path<(String, String)>) -> Response {
    match place.alike(&desk, &visitor, session.as_str(), main).await {
        Some(shown) => place.frame(&visitor, Room::Session, &shown, None),
        None => not_found(&visitor),
    }
}

fn main(scene: &Scene, _: &Circle, _: &Visitor, session: &str) -> Option<Main> {
    let ix = scene.window.ground.graph.find(&session.parse().ok()?)?;
    let account = Account::of(scene.window, ix, scene.reader, scene.shelf)?;
    let middle = html! {
        p.lede { (account.head()[1]) }
        @for section in account.sections() {
            section {
                h2 { (section.title) }
                @for line in &section.lines { p.(if line.starts_with("  ") { "under" } else { "line" }) { (line.trim_start()) } }
            }
        }
    };
    Some(Main { title: account.title(), middle, aside: None })
}
