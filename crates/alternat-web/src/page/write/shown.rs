//! What will be signed, in words: every field, every language version, and what in them lies.

use alternat::id::Id;
use alternat::kind::Accreditation;
use alternat::words::Code;
use alternat_node::request::Blob;
use alternat_view::lies::{self, Oddity};
use alternat_view::scene::Scene;
use maud::{Markup, html};
use serde_json::Value;

use super::choices;
use super::controls::{choice, direction, label};
use super::form::{Form, What};
use crate::limit;

/// A body and its texts, for whoever is about to sign them.
pub fn body(scene: &Scene, form: &Form, body: &Value, parts: &[Blob]) -> Markup {
    let fields = form.fields.iter().map(|field| (field.name, Some(&field.what)));
    let all = fields.chain(form.filled.iter().map(|name| (*name, None)));
    let said = all.filter(|(name, _)| !is_empty(&body[*name]));
    html! {
        dl.signed { @for (name, what) in said {
            dt { (label(scene.locale(), form, name)) }
            dd { @if matches!(what, Some(What::Texts)) { (texts(scene, &body[name], parts)) } @else { (value(scene, form, what, &body[name])) } }
        } }
    }
}

/// What lies in the texts of a body, each oddity once.
pub fn lies_in(body: &Value, parts: &[Blob]) -> Vec<Oddity> {
    let mut found: Vec<Oddity> = vec![];
    let mut look = |text: &str| {
        for lie in lies::of(text) {
            if !found.contains(&lie.oddity) {
                found.push(lie.oddity);
            }
        }
    };
    strings(body, &mut look);
    for Blob(part) in parts {
        look(bounded(&String::from_utf8_lossy(part)));
    }
    found
}

/// A text as it is, with everything in it that lies shown by its number.
pub fn text(words: &str) -> Markup {
    let (shown, mut at) = (bounded(words), 0);
    let mut pieces: Vec<Markup> = vec![];
    for lie in lies::of(shown) {
        if lie.at < at {
            continue;
        }
        let (before, odd) = (&shown[at..lie.at], &shown[lie.at..lie.at + lie.bytes]);
        let numbers: Vec<String> = odd.chars().filter(|point| !point.is_ascii()).map(lies::numbered).collect();
        pieces.push(html! { (before) mark.odd { @if lie.oddity == Oddity::Mixed { (odd) " " } (numbers.join(" ")) } });
        at = lie.at + lie.bytes;
    }
    html! { @for piece in &pieces { (piece) } (&shown[at..]) @if shown.len() < words.len() { "…" } }
}

fn bounded(words: &str) -> &str {
    &words[..words.floor_char_boundary(limit::SHOWN_BYTES_MAX)]
}

fn strings(value: &Value, look: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => look(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, look)),
        Value::Object(fields) => fields.values().for_each(|field| strings(field, look)),
        _ => {}
    }
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

fn texts(scene: &Scene, expressions: &Value, parts: &[Blob]) -> Markup {
    html! { @for expression in expressions.as_array().into_iter().flatten() {
        @let lang = expression["lang"].as_str().unwrap_or_default();
        @let part = expression["part"].as_u64().and_then(|part| parts.get(usize::try_from(part).ok()?));
        p.soft { (scene.locale().language(lang)) " · " (choice(scene.locale(), expression["status"].as_str().unwrap_or_default())) }
        blockquote lang=(lang) dir=(direction(lang)) { (text(&part.map(|Blob(part)| String::from_utf8_lossy(part)).unwrap_or_default())) }
    } }
}

fn value(scene: &Scene, form: &Form, what: Option<&What>, shown: &Value) -> Markup {
    match (what, shown) {
        (_, Value::Number(number)) => {
            html! { (number.as_u64().map_or_else(|| number.to_string(), |number| scene.locale().number(number))) }
        }
        (_, Value::Array(items)) => html! { ul { @for item in items { li { (value(scene, form, what, item)) } } } },
        (Some(What::Title | What::Prose | What::Items), Value::Object(words)) => tongues(scene, words),
        (Some(What::Rows(fields)), Value::Object(row)) => html! { dl {
            @for field in fields.iter().filter(|field| row.contains_key(field.name) && !is_empty(&row[field.name])) {
                dt { (label(scene.locale(), form, field.name)) } dd { (value(scene, form, Some(&field.what), &row[field.name])) }
            }
        } },
        (Some(What::Variant(variants)), Value::Object(chosen)) => html! { @for (name, inside) in chosen {
            (choice(scene.locale(), name))
            @let inner = variants.iter().find(|(known, _)| known == name).and_then(|(_, inner)| inner.as_ref());
            @if let Some(inner) = inner { ": " (value(scene, form, Some(&inner.what), &inside[inner.name])) }
        } },
        (Some(What::Choice(_) | What::Variant(_)), Value::String(name)) => html! { (choice(scene.locale(), name)) },
        (Some(What::Party | What::Parties | What::OwnParty), Value::String(code)) => html! { (scene.named(&Code(code.clone())).name) },
        (Some(What::Organ), Value::String(code)) => html! { (scene.organ(&Code(code.clone()))) },
        (Some(What::Lang), Value::String(lang)) => html! { (scene.locale().language(lang)) },
        (Some(What::Day), Value::String(day)) => html! { (scene.locale().day_in(alternat_view::words::Calendar::Gregorian, day)) },
        (Some(What::Line(_)), Value::String(line)) => html! { bdi { (text(line)) } },
        (_, Value::String(line)) => named(scene, line),
        (_, Value::Object(fields)) => {
            let (words, numbers): (Vec<&Value>, Vec<&Value>) = fields.values().partition(|field| field.is_string());
            html! { @for (at, field) in words.into_iter().chain(numbers).enumerate() { @if at > 0 { " · " } (value(scene, form, None, field)) } }
        }
        (_, other) => html! { bdi { (other.to_string()) } },
    }
}

fn tongues(scene: &Scene, words: &serde_json::Map<String, Value>) -> Markup {
    html! { @for (lang, words) in words {
        p lang=(lang) dir=(direction(lang)) { span.soft { (scene.locale().language(lang)) } " " (text(words.as_str().unwrap_or_default())) }
    } }
}

/// An act, a signer or a party by its name, where the line is one's id or code.
fn named(scene: &Scene, line: &str) -> Markup {
    let ground = scene.window.ground;
    let Ok(id) = line.parse::<Id>() else { return html! { bdi { (scene.named(&Code(line.to_string())).name) } } };
    match ground.graph.find(&id) {
        Some(ix) if ground.body::<Accreditation>(ix).is_some() => {
            let holder = ground.body::<Accreditation>(ix).map(|body| body.holder.name.best(&scene.reader.lang)).unwrap_or_default();
            html! { (text(holder)) }
        }
        // The record has judged its words, and the sentence around them isolates them: there is nothing to show in it.
        Some(ix) => html! { (choices::label(scene, ix)) },
        None => html! { bdi.id { (id.short()) } },
    }
}
