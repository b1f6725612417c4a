//! The search: what was found, by session and party, with the words shown in their place.

use std::collections::{BTreeMap, BTreeSet};

use alternat::graph::Ix;
use alternat::kind::{Convening, Kind};
use alternat_node::circle::Circle;
use alternat_view::bidi::Direction;
use alternat_view::order_for;
use alternat_view::scene::Scene;
use alternat_view::search::{Piece, Query, texts};
use alternat_view::words::{Locale, Value};
use axum::extract::rejection::QueryRejection;
use axum::extract::{self, State};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::{Main, Place, Room, Visitor};
use crate::desk::{Desk, short};
use crate::limit;
use crate::search::{Hit, Wanted, fill};

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// The words.
    #[serde(default)]
    q: String,
    /// Of a party, by its code.
    #[serde(default)]
    party: String,
    /// Of a kind, by its name.
    #[serde(default)]
    kind: String,
    /// Of a session, by its convening.
    #[serde(default)]
    session: String,
    /// In a language.
    #[serde(default)]
    lang: String,
    /// The page, from 0.
    #[serde(default)]
    page: usize,
}

/// What a circle has of the words.
pub async fn show(
    State(desk): State<Desk>,
    visitor: Visitor,
    place: Place,
    asked: Result<extract::Query<Asked>, QueryRejection>,
) -> Response {
    let asked = asked.map(|extract::Query(asked)| asked).unwrap_or_default();
    let wanted = Wanted {
        query: Query::read(&asked.q),
        party: asked.party.clone(),
        kind: asked.kind.clone(),
        session: asked.session.parse().ok(),
        lang: asked.lang.clone(),
    };
    let mechanism = place.shared.mechanism();
    let (index, looked_for) = (desk.search(), wanted.clone());
    // The index is a file, so it is asked where nobody waits for this thread; and before the circle is held.
    let found = tokio::task::spawn_blocking(move || index.and_then(|index| index.find(&mechanism, &looked_for).ok())).await.ok().flatten();
    place.show(&visitor, Room::Search, |scene, circle| {
        let locale = visitor.locale;
        let middle = html! {
            (form(scene, &asked, locale))
            @match &found {
                _ if wanted.query.is_empty() => p.lede { (locale.word("search-ask")) },
                None => p.fault role="alert" { (locale.word("search-failed")) },
                Some(hits) if hits.is_empty() => (nothing(&asked, locale)),
                Some(hits) => (results(scene, circle, &asked, &wanted.query, hits, locale)),
            }
        };
        Some(Main { title: locale.word("search"), middle, aside: None })
    })
}

/// The field in the head of every page.
pub fn field(root: &str, visitor: &Visitor) -> Markup {
    html! {
        form.seek role="search" method="get" action={ (root) "/search" } {
            input type="search" name="q" aria-label=(visitor.word("search-words")) placeholder=(visitor.word("search")) dir="auto" maxlength="200";
            button.quiet type="submit" { (visitor.word("search-do")) }
        }
    }
}

/// The words and what they are looked for among.
fn form(scene: &Scene, asked: &Asked, locale: Locale) -> Markup {
    let option = |value: &str, chosen: &str, words: String| html! { option value=(value) selected[value == chosen] { (words) } };
    let all = |chosen: &str| option("", chosen, locale.word("filter-all"));
    let sessions =
        scene.in_order(scene.window.charter().map(|charter| scene.window.filed(charter.ix, Kind::Convening)).unwrap_or_default());
    html! {
        form.filter method="get" {
            label.wide { (locale.word("search-words")) input type="search" name="q" value=(asked.q) dir="auto" maxlength="200"; }
            label { (locale.word("filter-party")) select name="party" {
                (all(&asked.party))
                @for party in scene.parties(scene.charter.parties.iter().map(|party| &party.code)) { (option(&party.code.0, &asked.party, party.name)) }
            } }
            label { (locale.word("filter-kind")) select name="kind" {
                (all(&asked.kind))
                @for kind in Kind::ALL { (option(kind.name(), &asked.kind, locale.word(&format!("kind-{}", kind.name())))) }
            } }
            label { (locale.word("search-session")) select name="session" {
                (all(&asked.session))
                @for session in sessions { (option(&scene.window.ground.id(session).to_string(), &asked.session, meeting(scene, session, locale))) }
            } }
            label { (locale.word("search-language")) select name="lang" {
                (all(&asked.lang))
                @for lang in &scene.charter.languages { (option(&lang.0, &asked.lang, locale.language(&lang.0))) }
            } }
            button."do" type="submit" { (locale.word("search-do")) }
        }
    }
}

/// That nothing was found, and what may help.
fn nothing(asked: &Asked, locale: Locale) -> Markup {
    let has_filters = [&asked.party, &asked.kind, &asked.session, &asked.lang].into_iter().any(|filter| !filter.is_empty());
    html! {
        div role="status" {
            p.lede { (locale.say("search-nothing", &[("words", shown(&asked.q).as_str())])) }
            ul.remedies {
                @if has_filters { li { a href={ "?" (address(&Asked { q: asked.q.clone(), ..Asked::default() }, 0)) } { (locale.word("search-remedy-filters")) } } }
                li { (locale.word("search-remedy-fewer")) }
                li { (locale.word("search-remedy-begin")) }
            }
        }
    }
}

/// What was found in one act, in whichever of its languages.
struct Found<'a> {
    ix: Ix,
    session: Option<Ix>,
    hits: Vec<&'a Hit>,
}

fn results(scene: &Scene, circle: &Circle, asked: &Asked, query: &Query, hits: &[Hit], locale: Locale) -> Markup {
    let all = ranked(scene, hits);
    let is_cut = hits.len() >= limit::HITS_MAX;
    let mut counts: BTreeMap<Option<Ix>, usize> = BTreeMap::new();
    all.iter().for_each(|found| *counts.entry(found.session).or_default() += 1);
    let first = asked.page.saturating_mul(limit::HITS_PER_PAGE);
    let page: Vec<&Found> = all.iter().skip(first).take(limit::HITS_PER_PAGE).collect();
    let groups = page.chunk_by(|one, other| one.session == other.session);
    html! {
        div role="status" {
            p.lede { (locale.say("search-count", &[("count", all.len())])) @if is_cut { " " (locale.word("search-cut")) } }
        }
        @for group in groups {
            section.found {
                h2 {
                    (group[0].session.map_or_else(|| locale.word("search-no-session"), |session| meeting(scene, session, locale)))
                    " · " (locale.say("search-count", &[("count", counts.get(&group[0].session).copied().unwrap_or_default())]))
                }
                @for found in group { (one(scene, circle, found, query, locale)) }
            }
        }
        nav.pages aria-label=(locale.word("search-pages")) {
            @if asked.page > 0 { a rel="prev" href={ "?" (address(asked, asked.page - 1)) } { (locale.word("search-before")) } }
            @if all.len() > first.saturating_add(limit::HITS_PER_PAGE) { a rel="next" href={ "?" (address(asked, asked.page + 1)) } { (locale.word("search-after")) } }
        }
    }
}

/// Each act once: by session, the last first; then by party, the reader's own first; then the newest first.
fn ranked<'a>(scene: &Scene, hits: &'a [Hit]) -> Vec<Found<'a>> {
    let mut by_act: BTreeMap<Ix, Vec<&Hit>> = BTreeMap::new();
    for hit in hits {
        if let Some(ix) = scene.window.ground.graph.find(&hit.act) {
            by_act.entry(ix).or_default().push(hit);
        }
    }
    let codes: Vec<_> = scene.charter.parties.iter().map(|party| party.code.clone()).collect();
    let order = order_for(scene.reader, &codes);
    let place = |hit: &Hit| order.iter().position(|code| code.0 == hit.party).unwrap_or(usize::MAX);
    let session = |hits: &[&Hit]| hits.iter().find_map(|hit| scene.window.ground.graph.find(&hit.session?));
    let mut all: Vec<Found> = by_act.into_iter().map(|(ix, hits)| Found { ix, session: session(&hits), hits }).collect();
    all.sort_by_cached_key(|found| {
        let last = found.session.map_or(0, |session| scene.rank(session).saturating_add(1));
        (std::cmp::Reverse(last), found.hits.first().map_or(usize::MAX, |hit| place(hit)), std::cmp::Reverse(scene.rank(found.ix)))
    });
    all
}

/// One act: whose it is, what it is, and the words in their place, in the reader's language where they were found in it.
fn one(scene: &Scene, circle: &Circle, found: &Found, query: &Query, locale: Locale) -> Markup {
    let id = scene.window.ground.id(found.ix);
    let fact = scene.window.ground.fact(found.ix);
    let kind = Kind::of_tag(fact.tag).map_or("unknown", Kind::name);
    // Of two texts in one language, the one with a part has the words of the other, too.
    let best = found.hits.iter().min_by_key(|hit| (hit.lang != scene.reader.lang, hit.part.is_none(), &hit.lang));
    let languages: BTreeSet<&str> = found.hits.iter().map(|hit| hit.lang.as_str()).filter(|lang| !lang.is_empty()).collect();
    let party = scene.party_of(found.ix).map(|party| party.name);
    html! {
        article {
            p.what {
                a href={ "/m/" (short(&scene.mechanism())) "/act/" (id) } { (locale.word(&format!("kind-{kind}"))) }
                @if let Some(party) = party { " · " bdi { (party) } }
                @for lang in &languages { " · " (locale.language(lang)) }
                @match fact.standing.code() { "stands" => {}, "unknown" => { " · " (locale.word("standing-unknown")) }, _ => { " · " (locale.word("standing-refused")) } }
                " · " bdi.id { (&id.to_string()[..12]) }
            }
            @if let Some(hit) = best { @if let Some((lang, pieces)) = quotation(scene, circle, found.ix, hit, query) { (quoted(&lang, &pieces)) } }
        }
    }
}

/// The text that was found, as it stands in the record; `None` where it is not here any more.
fn quotation(scene: &Scene, circle: &Circle, ix: Ix, hit: &Hit, query: &Query) -> Option<(String, Vec<Piece>)> {
    let languages = fill::languages(scene.window);
    let languages: Vec<&str> = languages.iter().map(String::as_str).collect();
    let words = texts(&fill::body(scene.window, ix), &languages).words.remove(&hit.lang);
    let part = hit.part.and_then(|part| fill::text_of(circle, part));
    let pieces = [words, part].into_iter().flatten().map(|text| query.shown_in(&text, &hit.lang)).filter(|pieces| !pieces.is_empty());
    let all: Vec<Vec<Piece>> = pieces.collect();
    let is_found = |pieces: &&Vec<Piece>| pieces.iter().any(|piece| piece.is_found);
    let pieces = all.iter().find(is_found).or(all.first())?.clone();
    Some((hit.lang.clone(), pieces))
}

fn quoted(lang: &str, pieces: &[Piece]) -> Markup {
    let direction = if Direction::of(lang) == Direction::RightToLeft { "rtl" } else { "ltr" };
    html! {
        blockquote lang=(lang) dir=(direction) {
            @for piece in pieces { @if piece.is_found { mark { (piece.words) } } @else { (piece.words) } }
        }
    }
}

/// A session by its organ and number.
fn meeting(scene: &Scene, session: Ix, locale: Locale) -> String {
    let Some(body) = scene.window.ground.body::<Convening>(session) else { return scene.window.ground.id(session).to_string() };
    locale.say("session", &[("organ", Value::from(&scene.organ(&body.organ))), ("number", Value::from(body.number))])
}

/// What was typed, fit to be shown.
fn shown(typed: &str) -> String {
    alternat_view::bidi::quoted(&typed.chars().take(alternat_view::limit::QUERY_CHARS_MAX).collect::<String>())
}

/// The address of another page of the same search.
fn address(asked: &Asked, page: usize) -> String {
    let page = page.to_string();
    let fields = [
        ("q", &asked.q),
        ("party", &asked.party),
        ("kind", &asked.kind),
        ("session", &asked.session),
        ("lang", &asked.lang),
        ("page", &page),
    ];
    let said = fields.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}", escaped(value)));
    said.collect::<Vec<_>>().join("&")
}

/// A value of an address.
///
/// # Source
/// RFC 3986, section 2.
fn escaped(value: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    value.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_carries_what_was_asked() {
        let asked = Asked { q: "نهر & \"a=b\"".into(), lang: "ar".into(), ..Asked::default() };
        assert_eq!(address(&asked, 2), "q=%D9%86%D9%87%D8%B1%20%26%20%22a%3Db%22&lang=ar&page=2");
    }
}
