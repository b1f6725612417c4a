//! A session: how it was convened, who took part, what was said, decided and undertaken.

use alternat_view::Account;
use axum::extract::Path;
use axum::response::Response;
use maud::html;

use super::{Main, Place, Room, Visitor};

/// A session, by its convening.
pub async fn show(visitor: Visitor, place: Place, Path((_, session)): Path<(String, String)>) -> Response {
    place.show(&visitor, Room::Session, |scene, _| {
        let ix = scene.window.ground.graph.find(&session.parse().ok()?)?;
        let account = Account::of(scene.window, ix, scene.reader, scene.shelf)?;
        let sections = account.sections();
        let middle = html! {
            p.lede { @for line in account.head() { (line) " " } }
            @for (title, lines) in &sections {
                @if !lines.is_empty() {
                    section { h2 { (title) } @for line in lines { p class=(if line.starts_with("  ") { "under" } else { "line" }) { (line.trim_start()) } } }
                }
            }
        };
        Some(Main { title: account.title(), middle, aside: None })
    })
}
