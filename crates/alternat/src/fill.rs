//! Filling in: what a body must say and the record itself already knows, computed for whoever signs.
//!
//! Rosters, counters, numbers and tree heads are functions of an act's past; nobody should have to type them. Judging does
//! not read this file: a body that was filled in is judged like any other.

use serde_json::{Value, json};

use crate::chair;
use crate::decision;
use crate::id::Id;
use crate::kind::{Agenda, Body, Kind, Recognition, Rule, SealProposal, Text, commitment, convening, handover};
use crate::seal;
use crate::window::Window;
use crate::words::Code;

impl Kind {
    /// Fills in the fields that are missing from a body in JSON and follow from the past that `window` shows.
    ///
    /// What is there stays as it is, and what does not follow from the past alone stays away, so that reading the body says
    /// which field is missing. The act must then be signed with exactly this past, or it will be refused.
    ///
    /// | kind | fields |
    /// |---|---|
    /// | convening | `number`, `term` |
    /// | put | `rule`, `roster_count`, `roster_hash` |
    /// | number | `number` |
    /// | handover | `term`, `to`, `counters`, `running`, `commitments` |
    /// | assumption | `previous`, `handover` |
    /// | seal-proposal | `previous`, `size`, `root`, `state_hash`, `rules`, `rulings`, `term` |
    /// | seal-agreement | `root`, `state_hash` |
    pub fn fill(self, window: &Window, body: &mut Value) {
        match self {
            Kind::Convening => convene(window, body),
            Kind::Put => put(window, body),
            Kind::Number => number(window, body),
            Kind::Handover => hand_over(window, body),
            Kind::Assumption => assume(window, body),
            Kind::SealProposal => propose(window, body),
            Kind::SealAgreement => agree(window, body),
            _ => {}
        }
    }
}

fn convene(window: &Window, body: &mut Value) {
    if let Some(organ) = body["organ"].as_str().map(|organ| Code(organ.into())) {
        let last = convening::sessions(window, &organ).iter().map(|(_, session)| session.number).max().unwrap_or(0);
        set(body, "number", json!(last.saturating_add(1)));
    }
    set_some(body, "term", term(window));
}

fn put(window: &Window, body: &mut Value) {
    set_some(body, "rule", named(window, &body["subject"]).and_then(|subject| rule(window, subject)));
    let roster = window.roster();
    set(body, "roster_count", json!(roster.len()));
    set(body, "roster_hash", json!(decision::roster_hash(&roster)));
}

/// The charter's rule for a matter.
fn rule(window: &Window, subject: crate::graph::Ix) -> Option<Rule> {
    let rules = &window.charter().ok()?.body.rules;
    let ground = window.ground;
    match () {
        () if ground.body::<Text>(subject).is_some() => Some(rules.substance),
        () if ground.body::<Agenda>(subject).is_some() => Some(rules.procedure),
        () if ground.body::<Recognition>(subject).is_some() => Some(rules.charter),
        () => None,
    }
}

fn number(window: &Window, body: &mut Value) {
    if let Some(series) = body["series"].as_str() {
        let next = decision::last_number(window, series).saturating_add(1);
        set(body, "number", json!(next));
    }
}

fn hand_over(window: &Window, body: &mut Value) {
    set_some(body, "term", term(window));
    if let (Ok(charter), Some(term)) = (window.charter(), named(window, &body["term"])) {
        set_some(body, "to", chair::next_in_turn(window, charter.body, term));
    }
    let due: Vec<Id> = commitment::due(window).into_iter().map(|(ix, _)| window.ground.id(ix)).collect();
    set(body, "counters", json!(handover::counters(window)));
    set(body, "running", json!(handover::running(window)));
    set(body, "commitments", json!(due));
}

fn assume(window: &Window, body: &mut Value) {
    let terms = chair::current_terms(window);
    if let [term] = terms[..] {
        set(body, "previous", json!(window.ground.id(term)));
        if let [handover] = window.filed(term, Kind::Handover)[..] {
            set(body, "handover", json!(window.ground.id(handover)));
        }
    }
}

fn propose(window: &Window, body: &mut Value) {
    let SealProposal { previous, size, root, state_hash, rules, rulings, term: _ } = seal::propose(window, None, vec![]);
    set_some(body, "previous", previous);
    set(body, "size", json!(size));
    set(body, "root", json!(root));
    set(body, "state_hash", json!(state_hash));
    set(body, "rules", json!(rules));
    set(body, "rulings", json!(rulings));
    set_some(body, "term", term(window));
}

fn agree(window: &Window, body: &mut Value) {
    if let Some(proposal) =
        named(window, &body["proposal"]).filter(|ix| matches!(window.ground.fact(*ix).body, Some(Body::SealProposal(_))))
    {
        let (root, state_hash) = seal::recompute(window.ground, proposal);
        set(body, "root", json!(root));
        set(body, "state_hash", json!(state_hash));
    }
}

/// The term that is open, where there is one and no more than one.
fn term(window: &Window) -> Option<Id> {
    let charter = window.charter().ok()?;
    match chair::current_terms(window)[..] {
        [term] if term != charter.ix => Some(window.ground.id(term)),
        _ => None,
    }
}

/// The act that a field names, if it lies in this past.
fn named(window: &Window, field: &Value) -> Option<crate::graph::Ix> {
    let id: Id = field.as_str()?.parse().ok()?;
    window.ground.graph.find(&id).filter(|ix| window.holds(*ix))
}

fn set_some<T: serde::Serialize>(body: &mut Value, field: &str, value: Option<T>) {
    if let Some(value) = value {
        set(body, field, json!(value));
    }
}

/// Sets a field of an object that is not there yet.
fn set(body: &mut Value, field: &str, value: Value) {
    if let Some(fields) = body.as_object_mut() {
        fields.entry(field).or_insert(value);
    }
}
