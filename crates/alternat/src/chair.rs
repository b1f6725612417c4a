//! The chair: terms, whose they are, and who comes next, read from a window.

use crate::graph::Ix;
use crate::kind::{Assumption, Charter, Kind};
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::window::Window;
use crate::words::Code;

/// The assumptions that no counting assumption follows; the charter where nobody has assumed yet. Two are shown as two.
pub fn current_terms(window: &Window) -> Vec<Ix> {
    let Ok(charter) = window.charter() else { return vec![] };
    let mut open = vec![charter.ix];
    let mut current = vec![];
    while let Some(term) = open.pop() {
        match window.filed(term, Kind::Assumption) {
            next if next.is_empty() => current.push(term),
            next => open.extend(next),
        }
    }
    current.sort_by_key(|ix| window.ground.id(*ix));
    current
}

/// Judges that `term` is a current term of the party that looks, whose feed `looks`, and that it is not handed over.
///
/// # Errors
/// [`Refusal::NotInPast`] … from citing; [`Refusal::NotYours`], [`Refusal::HandedOver`].
pub fn judge_own_term(window: &Window, term: &crate::id::Id) -> Result<Ix, Refused> {
    let cited = window.cite::<Assumption>(term)?;
    if window.feed != window.ground.graph.find(&cited.body.feed) {
        return Err(Refusal::NotYours.naming(term));
    }
    not_handed_over(window, cited.ix)?;
    window.none_filed(cited.ix, Kind::Assumption, Refusal::HandedOver)?;
    Ok(cited.ix)
}

/// Judges the authority to preside: with a rotation, a term that is named and one's own; without one, none is named.
///
/// # Errors
/// As [`judge_own_term`]; [`Refusal::TermOutOfPlace`].
pub fn judge_authority(window: &Window, term: &Option<crate::id::Id>) -> Result<Ix, Refused> {
    let charter = window.charter()?;
    match (charter.body.rotation.is_empty(), term) {
        (true, None) => Ok(charter.ix),
        (false, Some(term)) => judge_own_term(window, term),
        _ => Err(Refusal::TermOutOfPlace.into()),
    }
}

/// Judges that the term, if there is one, is not handed over in this past.
///
/// # Errors
/// [`Refusal::HandedOver`].
pub fn not_handed_over(window: &Window, term: Ix) -> Result<(), Refused> {
    window.none_filed(term, Kind::Handover, Refusal::HandedOver)
}

/// The party whose turn comes after `term`; the first of the rotation after the charter.
pub fn next_in_turn(window: &Window, charter: &Charter, term: Ix) -> Option<Code> {
    let Some(assumption) = window.ground.body::<Assumption>(term) else { return charter.rotation.first().cloned() };
    let at = charter.rotation.iter().position(|code| *code == assumption.party)?;
    charter.rotation.get((at + 1) % charter.rotation.len()).cloned()
}
