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
    })
}
