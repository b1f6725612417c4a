//! One act, down to its bytes.

use alternat::kind::Kind;
use alternat_view::{ActView, refusal};
use axum::extract::Path;
use axum::response::Response;
use maud::html;

use super::{Main, Place, Room, Visitor};

/// One act, by its id.
pub async fn show(visitor: Visitor, place: Place, Path((_, act)): Path<(String, String)>) -> Response {
    place.show(&visitor, Room::Record, |scene, circle| {
        let locale = visitor.locale;
        let id = act.parse().ok()?;
        let ix = scene.window.ground.graph.find(&id)?;
        let view = ActView::of(scene.window, ix, &scene.shelf.act(&id)?);
        let envelope = circle.store().envelope(id).ok()??;
        let bytes: Vec<String> =
            envelope.chunks(16).map(|row| row.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")).collect();
        let kind = Kind::of_tag(scene.window.ground.fact(ix).tag).map_or("unknown", Kind::name);
        let sentence = match view.standing {
            "stands" => locale.word("standing-stands"),
            "unknown" => locale.word("standing-unknown"),
            code => format!("{} ({code})", refusal::of_code(code).map(|refusal| refusal::sentence(refusal, locale)).unwrap_or_default()),
        };
        let middle = html! {
            dl {
                dt { (locale.word("column-standing")) } dd { (sentence) }
                @if let Some(party) = scene.party_of(ix) { dt { (locale.word("column-party")) } dd { (party.name) } }
                @if let Some(signer) = scene.signer_of(ix) { dt { (locale.word("act-signer")) } dd { (signer) } }
                dt { (locale.word("act-id")) } dd { bdi.id { (view.id) } }
                dt { (locale.word("act-feed")) } dd { bdi.id { (view.feed) } " · " (locale.number(view.seq.into())) }
                @if let Some(mark) = view.marked_by { dt { (locale.word("act-marked")) } dd { bdi.id { (mark) } } }
            }
            h2 { (locale.word("act-body")) }
            pre dir="ltr" tabindex="0" { (serde_json::to_string_pretty(&view.body).unwrap_or_default()) }
            h2 { (locale.word("act-bytes")) }
            pre dir="ltr" tabindex="0" { (bytes.join("\n")) }
        };
        Some(Main { title: locale.word(&format!("kind-{kind}")), middle, aside: None })
    })
}
