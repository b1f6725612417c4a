//! The record itself: every act, the newest first.

use alternat::kind::Kind;
use alternat_view::ActView;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::Response;
use maud::html;
use serde::Deserialize;

use super::{Main, Place, Room, Visitor};
use crate::desk::short;
use crate::limit;

/// Which acts are shown.
#[derive(Debug, Default, Deserialize)]
pub struct Filter {
    /// Of a party, by its code.
    #[serde(default)]
    party: String,
    /// Of a kind, by its name.
    #[serde(default)]
    kind: String,
    /// `refused` or `unknown`.
    #[serde(default)]
    standing: String,
    /// The page, from 0.
    #[serde(default)]
    page: usize,
}

/// The acts of a circle.
pub async fn show(visitor: Visitor, place: Place, filter: Result<Query<Filter>, QueryRejection>) -> Response {
    let filter = filter.map(|Query(filter)| filter).unwrap_or_default();
    place.show(&visitor, Room::Record, |scene, _| {
        let locale = visitor.locale;
        let ground = scene.window.ground;
        let all = ground.graph.in_order(&[], &scene.window.clock);
        let wanted = all.into_iter().rev().filter(|ix| {
            let fact = ground.fact(*ix);
            let kind = Kind::of_tag(fact.tag).map_or("unknown", Kind::name);
            let code = fact.standing.code();
            let standing = match filter.standing.as_str() {
                "refused" => !matches!(code, "stands" | "unknown"),
                "unknown" => code == "unknown",
                _ => true,
            };
            let party = || scene.window.code_of(fact.party).is_some_and(|of| of.0 == filter.party);
            standing && (filter.kind.is_empty() || kind == filter.kind) && (filter.party.is_empty() || party())
        });
        let wanted: Vec<_> = wanted.collect();
        let shown = wanted.iter().skip(filter.page.saturating_mul(limit::ACTS_PER_PAGE)).take(limit::ACTS_PER_PAGE);
        let rows = shown.filter_map(|ix| Some((*ix, ActView::of(scene.window, *ix, &scene.shelf.act(&ground.id(*ix))?))));
        let root = format!("/m/{}", short(&scene.mechanism()));
        let option = |value: &str, chosen: &str, words: String| html! { option value=(value) selected[value == chosen] { (words) } };
        let middle = html! {
            p.lede { (locale.say("record-count", &[("count", wanted.len())])) }
            form.filter method="get" {
                label { (locale.word("filter-party")) select name="party" {
                    (option("", &filter.party, locale.word("filter-all")))
                    @for party in &scene.charter.parties { (option(&party.code.0, &filter.party, scene.named(&party.code).name)) }
                } }
                label { (locale.word("filter-kind")) select name="kind" {
                    (option("", &filter.kind, locale.word("filter-all")))
                    @for kind in Kind::ALL { (option(kind.name(), &filter.kind, locale.word(&format!("kind-{}", kind.name())))) }
                } }
                label { (locale.word("filter-standing")) select name="standing" {
                    (option("", &filter.standing, locale.word("filter-all")))
                    @for name in ["refused", "unknown"] { (option(name, &filter.standing, locale.word(&format!("filter-{name}")))) }
                } }
                button.do type="submit" { (locale.word("filter-show")) }
            }
            table.acts {
                thead { tr { @for name in ["column-kind", "column-party", "column-standing", "column-act"] { th scope="col" { (locale.word(name)) } } } }
                tbody { @for (ix, act) in rows {
                    tr {
                        td { (locale.word(&format!("kind-{}", Kind::of_tag(ground.fact(ix).tag).map_or("unknown", Kind::name)))) }
                        td { @if let Some(code) = &act.party { (scene.named(code).name) } }
                        td { @match act.standing { "stands" => (locale.word("standing-stands")), "unknown" => (locale.word("standing-unknown")), code => { (locale.word("standing-refused")) " (" bdi { (code) } ")" } } }
                        td { a.id href={ (root) "/act/" (act.id) } { bdi { (&act.id.to_string()[..12]) } } }
                    }
                } }
            }
            @if wanted.len() > (filter.page + 1).saturating_mul(limit::ACTS_PER_PAGE) {
                p { a href={ "?party=" (filter.party) "&kind=" (filter.kind) "&standing=" (filter.standing) "&page=" (filter.page + 1) } { (locale.word("older-acts")) } }
            }
        };
        Some(Main { title: locale.word("room-record"), middle, aside: None })
    })
}
