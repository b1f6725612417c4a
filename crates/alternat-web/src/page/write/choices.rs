//! Which acts a field lets its writer choose from, how they are called, and what is known before anything is typed.

use std::collections::BTreeSet;

use alternat::graph::Ix;
use alternat::id::Id;
use alternat::kind::{Body, Kind, Outcome};
use alternat::words::Expression;
use alternat_view::decision;
use alternat_view::scene::Scene;
use alternat_view::words::Value as Said;
use serde_json::Value;

use super::form::{Form, What};
use super::typed::within;
use crate::drafts::Typed;
use crate::limit;

/// The acts of some kinds that count, the newest first; of any kind that people read, where none is named.
pub fn acts(scene: &Scene, kinds: &[Kind]) -> Vec<Ix> {
    let ground = scene.window.ground;
    let machine = [Kind::Sighting, Kind::Delivery, Kind::SealAgreement, Kind::ForkProof, Kind::Accreditation, Kind::Receipt];
    let is_wanted = |kind: Kind| if kinds.is_empty() { !machine.contains(&kind) } else { kinds.contains(&kind) };
    let all = ground.graph.in_order(&[], &scene.window.clock);
    let of_kind = all.into_iter().rev().filter(|ix| ground.fact(*ix).body.as_ref().is_some_and(|body| is_wanted(body.kind())));
    of_kind.filter(|ix| scene.window.counts(*ix)).take(limit::CHOICES_MAX).collect()
}

/// What the reader's party said before in acts of a kind, and has not replaced.
pub fn replaceable(scene: &Scene, kind: Kind) -> Vec<Ix> {
    let own = scene.reader.party.clone();
    let mine: Vec<Ix> = acts(scene, &[kind]).into_iter().filter(|ix| scene.window.author(*ix) == own).collect();
    let replaced: BTreeSet<Id> = mine.iter().flat_map(|ix| ids(&body(scene, *ix)["replaces"])).collect();
    mine.into_iter().filter(|ix| !replaced.contains(&scene.window.ground.id(*ix))).collect()
}

/// An act as people call it.
pub fn label(scene: &Scene, ix: Ix) -> String {
    let locale = scene.locale();
    let ground = scene.window.ground;
    let body = ground.fact(ix).body.as_ref();
    let kind = locale.word(&format!("kind-{}", body.map_or("unknown", |body| body.kind().name())));
    let party = scene.party_of(ix).map(|party| party.name).unwrap_or_default();
    let what = match body {
        Some(Body::Convening(body)) => {
            Some(locale.say("session", &[("organ", Said::from(&scene.organ(&body.organ))), ("number", Said::from(body.number))]))
        }
        Some(Body::Put(_)) => decision::of_put(scene, ix).map(|subject| subject.title(&locale)),
        Some(Body::Close(close)) => decision::name_of_close(scene, ix)
            .or_else(|| decision::of_put(scene, ground.graph.find(&close.put)?).map(|subject| subject.title(&locale))),
        Some(Body::Report(body)) => ground.graph.find(&body.commitment).map(|of| words(scene, &self::body(scene, of))),
        Some(Body::Statement(body)) => begins(scene, ix, &body.expressions),
        Some(body) => Some(words(scene, &body.json())),
        None => None,
    };
    let what = what.filter(|what| !what.is_empty()).unwrap_or_else(|| ground.id(ix).short());
    locale.say("write-act", &[("kind", &kind), ("what", &what), ("party", &party)])
}

fn begins(scene: &Scene, ix: Ix, expressions: &[Expression]) -> Option<String> {
    let begins = scene.versions(ix, expressions).into_iter().next()?.begins?;
    Some(begins.words.chars().take(80).collect())
}

/// The words by which a body is known: its title, or what it is about.
fn words(scene: &Scene, body: &Value) -> String {
    let found = ["title", "name", "what", "summary", "words", "reason"].into_iter().find_map(|name| body[name].as_object());
    let best = found.and_then(|words| words.get(&scene.reader.lang).or_else(|| words.get("en")).or_else(|| words.values().next()));
    best.and_then(Value::as_str).unwrap_or_default().to_string()
}

/// The body of an act.
pub fn body(scene: &Scene, ix: Ix) -> Value {
    scene.window.ground.fact(ix).body.as_ref().map(Body::json).unwrap_or_default()
}

fn ids(value: &Value) -> Vec<Id> {
    value.as_array().into_iter().flatten().filter_map(|id| id.as_str()?.parse().ok()).collect()
}

/// What is known before anything is typed: the act that the form is about, and what follows from it.
pub fn known(scene: &Scene, form: &Form, about: Option<Ix>) -> Typed {
    let ground = scene.window.ground;
    let mut typed = Typed::new();
    let mut put = |name: &str, value: String| drop(typed.insert(name.to_string(), vec![value]));
    let near = about.map(|ix| body(scene, ix)).unwrap_or_default();
    for field in form.fields {
        match &field.what {
            What::Act(kinds) => {
                let of_about = about.filter(|ix| {
                    let kind = ground.fact(*ix).body.as_ref().map(Body::kind);
                    kind.is_some_and(|kind| kinds.is_empty() || kinds.contains(&kind))
                });
                let candidates = acts(scene, kinds);
                let only = if let [only] = candidates[..] { Some(only) } else { None };
                // What a field named alike says in the act before us: the session of a text that is put, say.
                let alike = near[field.name].as_str().and_then(|id| ground.graph.find(&id.parse().ok()?));
                // A text replaces an earlier one only if its writer says so.
                let chosen = of_about
                    .or(alike)
                    .or(only.filter(|_| field.required))
                    .or(candidates.first().copied().filter(|_| field.name == "session"));
                if let Some(ix) = chosen.filter(|_| field.required) {
                    put(field.name, ground.id(ix).to_string());
                }
            }
            What::Acts(_) if field.required => {
                if let Some(ix) = about {
                    put(field.name, ground.id(ix).to_string());
                }
            }
            What::Line(first) if !first.is_empty() => put(field.name, first.to_string()),
            What::Party if field.name == "chair" || field.name == "host" => {
                if let Some(own) = &scene.reader.party {
                    put(field.name, own.to_string());
                }
            }
            What::Variant([(first, _), ..]) | What::Choice([first, ..]) => put(field.name, first.to_string()),
            _ => {}
        }
    }
    if let Some(Body::Put(body)) = about.and_then(|ix| ground.fact(ix).body.as_ref())
        && form.kind == Kind::Close
        && let Some(ix) = about
    {
        let outcome = alternat::decision::outcome(scene.window, ix, body);
        put("outcome", if outcome == Outcome::Adopted { "adopted" } else { "not_adopted" }.into());
    }
    let kept = replaceable(scene, form.kind).into_iter().filter(|ix| {
        let body = body(scene, *ix);
        form.fields.iter().filter(|field| matches!(field.what, What::Act(_)) && field.required).all(|field| {
            typed.get(field.name).and_then(|values| values.first()).is_some_and(|value| body[field.name].as_str() == Some(value.as_str()))
        })
    });
    let kept: Vec<String> = kept.map(|ix| ground.id(ix).to_string()).collect();
    if !kept.is_empty() && form.fields.iter().any(|field| matches!(field.what, What::Replaces)) {
        typed.insert(within("", "replaces"), kept);
    }
    typed
}
