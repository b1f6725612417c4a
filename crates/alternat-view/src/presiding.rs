//! What only the chair may do in a session, and what hinders each of it now.

use alternat::chair;
use alternat::decision::{self as decided, State};
use alternat::graph::Ix;
use alternat::id::Id;
use alternat::kind::{Agenda, Assumption, Convening, Kind, Outcome, Text, convening};
use alternat::place::Refused;
use alternat::refusal::Refusal;
use serde::Serialize;

use crate::decision;
use crate::scene::Scene;

/// One thing that only the chair may do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Duty {
    /// The kind of act that would be signed.
    pub kind: &'static str,
    /// What it would be about.
    pub about: Id,
    /// What that is called, where there may be several.
    pub title: Option<String>,
    /// The code of the rule that would refuse it now.
    pub hindered: Option<&'static str>,
}

/// What the chair of a session may do, in the order in which a session goes; empty where there is no such session.
///
/// It is read from the state of the session: an act that also contradicts itself is refused for more than is said here.
pub fn of(scene: &Scene, session: Ix) -> Vec<Duty> {
    let window = scene.window;
    let Some(body) = window.ground.body::<Convening>(session) else { return vec![] };
    let duty = |kind: Kind, about: Ix, title: Option<String>, hindered: Result<(), Refused>| Duty {
        kind: kind.name(),
        about: window.ground.id(about),
        title,
        hindered: hindered.err().map(|refused| refused.refusal.code()),
    };
    let not_handed_over = || convening::not_handed_over(window, body);
    let is_open = || convening::judge_open(window, session).and_then(|()| not_handed_over());
    let mut duties = vec![
        duty(Kind::Opening, session, None, opening(scene, session).and_then(|()| not_handed_over())),
        duty(Kind::Agenda, session, None, convening::not_closed(window, session)),
    ];
    for subject in subjects(scene, session) {
        duties.push(duty(Kind::Put, subject, title(scene, subject), is_open()));
    }
    for put in scene.in_order(window.filed(session, Kind::Put)) {
        let title = decision::of_put(scene, put).map(|subject| subject.title(&scene.locale()));
        match decided::state(window, put) {
            State::Open => duties.push(duty(Kind::Close, put, title, is_open())),
            State::Closed { close, outcome: Outcome::Adopted } => {
                if !window.any_filed(close, Kind::Number) {
                    duties.push(duty(Kind::Number, close, title.clone(), not_handed_over()));
                }
                duties.push(duty(Kind::Commitment, close, title, not_handed_over()));
            }
            State::Closed { .. } | State::Void | State::Disputed(_) => {}
        }
    }
    duties.push(duty(Kind::Closing, session, None, is_open()));
    if let Some(term) = body.term.and_then(|id| window.ground.graph.find(&id)) {
        duties.push(duty(Kind::Handover, term, None, handover(scene, term)));
    }
    duties.push(duty(Kind::SealProposal, session, None, not_handed_over()));
    duties
}

/// Whether a session may be opened: once, and with the delegations that the charter asks for.
fn opening(scene: &Scene, session: Ix) -> Result<(), Refused> {
    let window = scene.window;
    convening::not_closed(window, session)?;
    window.none_filed(session, Kind::Opening, Refusal::AlreadyDone)?;
    let mut present: Vec<_> = window.filed(session, Kind::Credentials).iter().map(|ix| &window.ground.fact(*ix).code).collect();
    present.sort();
    present.dedup();
    match present.len() >= usize::from(scene.charter.quorum) {
        true => Ok(()),
        false => Err(Refusal::NoQuorum.into()),
    }
}

/// Whether a term may be handed over: once, and while no session is open.
fn handover(scene: &Scene, term: Ix) -> Result<(), Refused> {
    let window = scene.window;
    chair::not_handed_over(window, term)?;
    window.none_filed(term, Kind::Assumption, Refusal::HandedOver)?;
    if window.ground.body::<Assumption>(term).is_none() {
        return Err(Refusal::WrongKind.into());
    }
    let sessions = window.charter().map(|charter| window.filed(charter.ix, Kind::Convening)).unwrap_or_default();
    match sessions.into_iter().any(|session| convening::judge_open(window, session).is_ok()) {
        true => Err(Refusal::NotNext.into()),
        false => Ok(()),
    }
}

/// Texts and agendas of a session that no later one replaces and that nobody has put.
fn subjects(scene: &Scene, session: Ix) -> Vec<Ix> {
    let window = scene.window;
    let current = [Kind::Agenda, Kind::Text].into_iter().flat_map(|kind| {
        window.filed(session, kind).into_iter().filter(move |ix| !window.any_filed(*ix, kind) && !window.any_filed(*ix, Kind::Put))
    });
    scene.in_order(current.collect())
}

fn title(scene: &Scene, subject: Ix) -> Option<String> {
    let ground = scene.window.ground;
    let text = ground.body::<Text>(subject).map(|body| body.title.best(&scene.reader.lang).to_string());
    text.or_else(|| ground.body::<Agenda>(subject).map(|_| scene.locale().word("decision-agenda")))
}
