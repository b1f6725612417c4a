//! Decisions: who may take part, and what came of them, read from a window.

use minicbor::Encoder;

use crate::graph::Ix;
use crate::id::Id;
use crate::kind::{Close, Kind, Objection, Outcome, Position, Put, Rule, SealProposal, Stance};
use crate::window::Window;
use crate::words::Code;

/// Where a decision stands in a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Put and not closed.
    Open,
    /// Closed once, or settled by the ruling of a final seal: the close that counts and its outcome.
    Closed {
        /// The close.
        close: Ix,
        /// What it says.
        outcome: Outcome,
    },
    /// Closed more than once, and the last final seal that ruled on it counts none of the closes.
    Void,
    /// Closed more than once, and no final seal has ruled yet; all closes, by id.
    Disputed(Vec<Ix>),
}

/// The hash of a roster: SHA-256 of the CBOR array of the codes, in the order of the charter.
///
/// # Source
/// spec/acts.md, "Rosters".
pub fn roster_hash(roster: &[Code]) -> Id {
    let mut e = Encoder::new(Vec::new());
    let _ = e.array(roster.len() as u64);
    for code in roster {
        let _ = e.str(&code.0);
    }
    Id::of_bytes(e.writer())
}

/// The state of a decision that was put.
///
/// A close that another party cited while it counted goes on counting even where a mark on its feed would take it out; the
/// next seal settles it.
pub fn state(window: &Window, put: Ix) -> State {
    let closes: Vec<Ix> = window
        .filed_standing(put, Kind::Close)
        .into_iter()
        .filter(|close| window.counts(*close) || cited_by_another(window, *close))
        .collect();
    match closes[..] {
        [] => State::Open,
        [close] => closed(window, close),
        _ => match ruled(window, put) {
            Some(None) => State::Void,
            Some(Some(close)) if closes.contains(&close) => closed(window, close),
            _ => State::Disputed(closes),
        },
    }
}

fn closed(window: &Window, close: Ix) -> State {
    let outcome = window.ground.body::<Close>(close).map_or(Outcome::NotAdopted, |body| body.outcome);
    State::Closed { close, outcome }
}

fn cited_by_another(window: &Window, close: Ix) -> bool {
    let code = &window.ground.fact(close).code;
    let filed = window.ground.filed.range((close, Kind::ALL[0], Ix(0))..).take_while(|(under, _, _)| *under == close);
    let mut others = filed.map(|(_, _, ix)| *ix).filter(|ix| window.stands(*ix) && window.ground.fact(*ix).code != *code);
    others.any(|ix| window.ground.past_of(ix).counts(close))
}

/// What the latest final seal with a ruling on this decision counts: a close, or none.
fn ruled(window: &Window, put: Ix) -> Option<Option<Ix>> {
    let id = window.ground.id(put);
    let rulings = window.final_seals().into_iter().filter_map(|seal| window.ground.body::<SealProposal>(seal));
    let ruling = rulings.flat_map(|seal| &seal.rulings).rfind(|ruling| ruling.on == id)?;
    Some(ruling.counts.and_then(|close| window.ground.graph.find(&close)))
}

/// Whether a decision on `subject` (a text, an agenda, a recognition) has been adopted.
pub fn adopted_on(window: &Window, subject: Ix) -> bool {
    window.filed_standing(subject, Kind::Put).into_iter().any(|put| adopted(window, put))
}

/// Whether a decision that was put has been adopted.
pub fn adopted(window: &Window, put: Ix) -> bool {
    matches!(state(window, put), State::Closed { outcome: Outcome::Adopted, .. })
}

/// The roster frozen when the decision was put: that of the put's own past.
pub fn roster(window: &Window, put: Ix) -> Vec<Code> {
    window.ground.past_of(put).roster()
}

/// What would come of a decision if it were closed now: a function of this past alone.
pub fn outcome(window: &Window, put: Ix, body: &Put) -> Outcome {
    let standing_objections =
        window.filed(put, Kind::Objection).into_iter().filter(|objection| !window.any_filed(*objection, Kind::Withdrawal)).count();
    let roster = roster(window, put);
    let joined =
        roster.iter().filter(|code| stances(window, put, code).iter().all(|s| s.joins()) && !stances(window, put, code).is_empty()).count();
    let adopted = match body.rule {
        Rule::Consensus => standing_objections == 0,
        Rule::Unanimity => standing_objections == 0 && joined == roster.len(),
        Rule::Majority { of, need } => joined as u64 * u64::from(of) >= u64::from(need) * roster.len() as u64,
    };
    if adopted { Outcome::Adopted } else { Outcome::NotAdopted }
}

/// The current stances of one party; two currents are two stances.
pub fn stances<'a>(window: &Window<'a>, put: Ix, code: &Code) -> Vec<&'a Stance> {
    let current = window.current(put, Kind::Position).into_iter();
    let theirs = current.filter(|ix| window.ground.fact(*ix).code.as_ref() == Some(code));
    theirs.filter_map(|ix| window.ground.body::<Position>(ix)).map(|position| &position.stance).collect()
}

/// The objections that have not been withdrawn, by id.
pub fn objections<'a>(window: &Window<'a>, put: Ix) -> Vec<(Ix, &'a Objection)> {
    let objections = window.filed(put, Kind::Objection).into_iter().filter(|ix| !window.any_filed(*ix, Kind::Withdrawal));
    objections.filter_map(|ix| window.ground.body::<Objection>(ix).map(|body| (ix, body))).collect()
}

/// The last number of a series given out.
pub fn last_number(window: &Window, series: &str) -> u32 {
    let Some(charter) = window.ground.charter else { return 0 };
    let numbers = window.filed(charter, Kind::Number).into_iter().filter_map(|ix| window.ground.body::<crate::kind::Number>(ix));
    numbers.filter(|number| number.series == series).map(|number| number.number).max().unwrap_or(0)
}
