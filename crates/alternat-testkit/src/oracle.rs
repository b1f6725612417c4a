//! The oracle: a second, naive reading of the rules, to hold the record against.
//!
//! It walks each act's past as a plain set of ids, and answers every question anew by looking at all of that set. It has no
//! clocks, files nothing under anything, and keeps nothing between two questions but what is judged for good: an act's
//! standing, and the party that it speaks for. Where several refusals apply it gives the one with precedence, whatever the
//! order of the questions.
//!
//! It reads the kinds that [`crate::world`] draws after a founding and no others: the founding's own convening, credentials
//! and opening it judges by who signed them alone. Shapes and characters of bodies are not its business, nor
//! are signatures; it takes a rotation's promise as kept, and a charter with a rotation of the chair for granted.

use std::collections::{BTreeMap, BTreeSet};

use alternat::act::Act;
use alternat::decision::roster_hash;
use alternat::finality::quorum;
use alternat::id::Id;
use alternat::kind::*;
use alternat::record::Verified;
use alternat::refusal::Refusal::{self, *};
use alternat::refusal::Standing;
use alternat::words::Code;

/// Acts, judged.
#[derive(Clone, Debug, Default)]
pub struct Oracle {
    acts: BTreeMap<Id, Known>,
}

#[derive(Clone, Debug)]
struct Known {
    act: Act,
    body: Option<Body>,
    past: BTreeSet<Id>,
    standing: Standing,
    code: Option<Code>,
}

/// What acts come to: their standings, which of them count, and the outcomes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Every act by id: the number of its standing, and the mark that ends its effect.
    pub acts: Vec<(Id, u8, Option<Id>)>,
    /// The parties in the order of the charter, the inceptions that stand for each, and whether it has acceded.
    pub parties: Vec<(Code, Vec<Id>, bool)>,
    /// The current terms.
    pub terms: Vec<Id>,
    /// The decisions by the id of the put, their state and the closes that count.
    pub decisions: Vec<(Id, &'static str, Vec<Id>)>,
    /// The final seals, in order.
    pub seals: Vec<Id>,
}

/// A past, and who looks at it.
struct View<'a> {
    oracle: &'a Oracle,
    past: &'a BTreeSet<Id>,
    marks: Vec<Id>,
    feed: Id,
    party: Id,
    code: Option<Code>,
}

// Laid out as a table: a question, or a rule, to a row.
#[rustfmt::skip]
impl Oracle {
    /// Judges more acts, none of them twice, in whatever order they come; all that they name must be here or among them.
    pub fn judge(self, acts: &[Verified]) -> Oracle {
        let mut oracle = self;
        let count = oracle.acts.len() + acts.len();
        while oracle.acts.len() < count {
            let here = |id: &Id| oracle.acts.contains_key(id);
            let ready = |act: &&Verified| !here(&act.id()) && parents(act.act()).all(|id| here(&id));
            let next = acts.iter().find(ready).expect("acts whose pasts are all here, none twice");
            let (id, act) = (next.id(), next.act().clone());
            let past = parents(&act).flat_map(|parent| oracle.acts[&parent].past.iter().copied().chain([parent])).collect();
            let kind = Kind::of_tag(act.kind);
            let body = kind.and_then(|kind| Body::read(kind, &act.body));
            oracle.acts.insert(id, Known { act, body, past, standing: Standing::Unknown, code: None });
            let code = oracle.view(&id).code_of(oracle.party(&id));
            oracle.acts.entry(id).and_modify(|known| known.code = code);
            let judge = |kind| oracle.view(&id).judge(id, kind).map_or_else(Standing::Refused, |()| Standing::Stands);
            let standing = kind.map_or(Standing::Unknown, judge);
            oracle.acts.entry(id).and_modify(|known| known.standing = standing);
        }
        oracle
    }

    /// What all of them come to.
    pub fn reading(&self) -> Reading {
        let past = self.acts.keys().copied().collect();
        let all = self.look(&past, Id::ZERO, Id::ZERO, None);
        let Some((charter, body)) = all.charter() else { return Reading::default() };
        let mark = |id: &Id| if all.stands(id) { all.marks_on(id).first().copied() } else { None };
        let decision = |put: Id| (put, all.state(&put).0, all.state(&put).1);
        Reading {
            acts: self.acts.iter().map(|(id, known)| (*id, known.standing.number(), mark(id))).collect(),
            parties: body.parties.iter().map(|p| (p.code.clone(), all.inceptions(&p.code), all.roster().contains(&p.code))).collect(),
            terms: all.terms(charter).into_iter().collect(),
            decisions: all.puts().into_iter().map(decision).collect(),
            seals: all.seals(),
        }
    }
    fn view(&self, id: &Id) -> View<'_> { self.look(&self.acts[id].past, self.feed(id), self.party(id), self.code(id)) }
    fn code(&self, id: &Id) -> Option<Code> { self.acts[id].code.clone() }

    fn look<'a>(&'a self, past: &'a BTreeSet<Id>, feed: Id, party: Id, code: Option<Code>) -> View<'a> {
        let tags = [Kind::Revocation, Kind::Rotation, Kind::ForkProof].map(Kind::tag);
        let marks = past.iter().filter(|id| tags.contains(&self.acts[id].act.kind)).copied().collect();
        View { oracle: self, past, marks, feed, party, code }
    }

    fn feed(&self, id: &Id) -> Id { self.acts[id].act.feed.unwrap_or(*id) }

    /// The inception at the bottom: the feed of the feed.
    fn party(&self, id: &Id) -> Id { self.feed(&self.feed(id)) }

    /// An act and those before it in its own feed.
    fn chain(&self, id: Id) -> BTreeSet<Id> { std::iter::successors(Some(id), |id| self.acts[id].act.prev).collect() }
}

fn parents(act: &Act) -> impl Iterator<Item = Id> + '_ {
    act.feed.iter().chain(&act.prev).chain(&act.seen).copied()
}

/// Refuses by what has precedence among all that applies.
macro_rules! refuse {
    ($($applies:expr => $refusal:expr),*) => {
        [$(($applies, $refusal)),*].into_iter().filter(|(applies, _)| *applies).map(|(_, refusal)| refusal).min().map_or(Ok(()), Err)
    };
}

#[rustfmt::skip]
impl<'a> View<'a> {
    fn body<T>(&self, id: &Id) -> Option<&'a T> where &'a T: TryFrom<&'a Body> { self.oracle.acts.get(id)?.body.as_ref()?.try_into().ok() }

    fn stands(&self, id: &Id) -> bool { self.past.contains(id) && self.oracle.acts[id].standing == Standing::Stands }
    fn counts(&self, id: &Id) -> bool { self.stands(id) && self.marks_on(id).is_empty() }

    fn standing<T: 'a>(&self, fits: impl Fn(&T) -> bool) -> Vec<Id> where &'a T: TryFrom<&'a Body> {
        self.past.iter().filter(|id| self.stands(id) && self.body::<T>(id).is_some_and(&fits)).copied().collect()
    }

    fn counting<T: 'a>(&self, fits: impl Fn(&T) -> bool) -> Vec<Id> where &'a T: TryFrom<&'a Body> {
        self.standing(fits).into_iter().filter(|id| self.counts(id)).collect()
    }

    fn any<T: 'a>(&self, fits: impl Fn(&T) -> bool) -> bool where &'a T: TryFrom<&'a Body> { !self.counting(fits).is_empty() }

    fn cite<T: Matter + 'a>(&self, id: &Id) -> Result<&'a T, Refusal> where &'a T: TryFrom<&'a Body> {
        let tag = self.past.get(id).ok_or(NotInPast).map(|id| self.oracle.acts[id].act.kind)?;
        refuse!(tag != T::KIND.tag() => WrongKind, !self.counts(id) => DoesNotCount)?;
        self.body(id).ok_or(DoesNotCount)
    }

    fn charter(&self) -> Option<(Id, &'a Charter)> { self.past.iter().find_map(|id| self.body::<Charter>(id).map(|body| (*id, body))) }
    fn own(&self, id: &Id) -> bool { self.code.is_some() && self.oracle.code(id) == self.code }
    fn speaks_for_own(&self, id: &Id) -> bool { self.code.is_some() && self.code_of(self.oracle.party(id)) == self.code }

    // Marks.

    /// The marks that take an act out of this past, by id: those that reach it, and those that reach what opened its feed.
    fn marks_on(&self, id: &Id) -> Vec<Id> { self.marks_on_if(id, &|_| true) }

    fn marks_on_if(&self, id: &Id, admit: &dyn Fn(&Id) -> bool) -> Vec<Id> {
        let opening = self.oracle.feed(id);
        let reach = |mark: &Id| [*id, opening].iter().any(|at| self.reaches(mark, at) && !self.settled(at, mark));
        self.marks.iter().filter(|mark| self.body::<Charter>(id).is_none() && admit(mark) && reach(mark) && self.marks(mark)).copied().collect()
    }

    /// Whether a mark counts here. A proof speaks for itself, a rotation by keys promised before; a revocation can be cut off.
    fn marks(&self, id: &Id) -> bool {
        let own = self.body::<Rotation>(id).is_some() || self.body::<ForkProof>(id).is_some();
        let chains = |id: &Id| self.body::<Revocation>(id).is_some_and(|body| self.body::<Inception>(&body.feed).is_some());
        let free = || self.marks_on_if(id, &|mark| !chains(id) || self.body::<Revocation>(mark).is_none()).is_empty();
        self.stands(id) && (own || self.body::<Revocation>(id).is_some() && free())
    }

    fn reaches(&self, mark: &Id, id: &Id) -> bool {
        let feed = self.oracle.feed(id);
        if let Some(body) = self.body::<Revocation>(mark) {
            return body.feed == feed && *id != feed && !body.last.is_some_and(|last| self.oracle.chain(last).contains(id));
        }
        if let Some(body) = self.body::<Rotation>(mark) {
            let kept = self.oracle.chain(body.cut).contains(id) || self.oracle.chain(*id).contains(mark);
            return self.oracle.feed(mark) == feed && !kept && self.body::<Rotation>(id).is_none();
        }
        let sides = self.body::<ForkProof>(mark).map(|body| [body.one, body.other]);
        sides.into_iter().flatten().any(|side| self.oracle.chain(*id).contains(&side) && !self.resolved_for(mark, side))
    }

    /// Whether what the root last said of a fork, and has not said otherwise apart, is that this side counts.
    fn resolved_for(&self, proof: &Id, side: Id) -> bool {
        let said = self.counting(|body: &ForkResolution| body.proof == *proof);
        let last = said.iter().filter(|id| said.iter().all(|later| !self.oracle.acts[later].past.contains(id)));
        let sides: BTreeSet<Option<Id>> = last.filter_map(|id| self.body::<ForkResolution>(id)).map(|body| body.counts).collect();
        sides == [Some(side)].into()
    }

    /// Whether the tree of a final seal holds the act and not the mark.
    fn settled(&self, id: &Id, mark: &Id) -> bool {
        let trees = self.seals().into_iter().map(|seal| &self.oracle.acts[&seal].past);
        trees.into_iter().any(|tree| tree.contains(id) && !tree.contains(mark))
    }

    fn seals(&self) -> Vec<Id> {
        let follow = |last: Option<Id>| self.standing(|body: &SealProposal| body.previous == last).into_iter().find(|id| self.is_final(id));
        std::iter::successors(follow(None), |last| follow(Some(*last))).collect()
    }

    fn is_final(&self, seal: &Id) -> bool {
        let roster = self.oracle.view(&self.body::<SealProposal>(seal).and_then(|body| body.previous).unwrap_or(*seal)).roster();
        let agreements = self.standing(|body: &SealAgreement| body.proposal == *seal);
        let agreed: BTreeSet<Code> = agreements.iter().filter_map(|id| self.oracle.code(id)).collect();
        !roster.is_empty() && roster.iter().filter(|code| agreed.contains(code)).count() >= quorum(roster.len())
    }

    // Parties.

    /// The inceptions of a party, sorted: what nothing adopted replaces.
    fn inceptions(&self, code: &Code) -> Vec<Id> {
        let Some(named) = self.charter().and_then(|(_, body)| body.parties.iter().find(|party| party.code == *code)) else { return vec![] };
        let recognised = self.standing(|body: &Recognition| body.party == *code).into_iter();
        let adopted: Vec<(Id, &Recognition)> = recognised.filter(|id| self.adopted_on(id)).filter_map(|id| Some((id, self.body::<Recognition>(&id)?))).collect();
        let follows = |later: &Id, by: Option<Id>| by.is_none_or(|by| self.oracle.acts[later].past.contains(&by));
        let gone = |inception: Id, by| adopted.iter().any(|(later, body)| body.instead_of == inception && follows(later, by));
        let all = [(named.inception, None)].into_iter().chain(adopted.iter().map(|(id, body)| (body.inception, Some(*id))));
        let stay = all.filter(|(inception, by)| self.past.contains(inception) && !gone(*inception, *by));
        stay.map(|(inception, _)| inception).collect::<BTreeSet<Id>>().into_iter().collect()
    }

    fn code_of(&self, inception: Id) -> Option<Code> {
        let codes = self.charter()?.1.parties.iter().map(|party| &party.code);
        codes.into_iter().find(|code| self.inceptions(code).contains(&inception)).cloned()
    }

    fn roster(&self) -> Vec<Code> {
        let acceded: BTreeSet<Code> = self.counting(|_: &Accession| true).iter().filter_map(|id| self.oracle.code(id)).collect();
        self.charter().into_iter().flat_map(|(_, body)| &body.parties).map(|party| party.code.clone()).filter(|code| acceded.contains(code)).collect()
    }

    /// Whether a root was replaced for the party that looks, and stands for none now.
    fn was_own(&self, root: &Id) -> bool {
        let replaces = |body: &Recognition| body.instead_of == *root && Some(&body.party) == self.code.as_ref();
        self.code_of(*root).is_none() && self.standing(replaces).iter().any(|id| self.adopted_on(id))
    }

    // Decisions.

    fn puts(&self) -> Vec<Id> { self.counting(|body: &Put| self.counts(&body.session)) }
    fn puts_in(&self, state: &str) -> Vec<Id> { self.puts().into_iter().filter(|put| self.state(put).0 == state).collect() }

    fn state(&self, put: &Id) -> (&'static str, Vec<Id>) {
        let closes = self.standing(|body: &Close| body.put == *put);
        let closes: Vec<Id> = closes.into_iter().filter(|id| self.counts(id) || self.cited(id)).collect();
        let ruling = |seal: &Id| self.body::<SealProposal>(seal).and_then(|body| body.rulings.iter().rfind(|ruling| ruling.on == *put));
        let ruled = self.seals().iter().rev().find_map(ruling).map(|ruling| ruling.counts);
        let adopted = |id: &Id| self.body::<Close>(id).is_some_and(|body| body.outcome == Outcome::Adopted);
        let closed = |close: Id| (if adopted(&close) { "adopted" } else { "not-adopted" }, vec![close]);
        match (&closes[..], ruled) {
            ([], _) => ("open", closes), ([close], _) => closed(*close), (_, Some(None)) => ("void", vec![]),
            (_, Some(Some(close))) if closes.contains(&close) => closed(close), _ => ("disputed", closes),
        }
    }

    /// Whether another party cited a close in a past where the close counted.
    fn cited(&self, close: &Id) -> bool {
        let named = |of: &[Id]| of.contains(close);
        let mut citing = self.standing(|body: &Receipt| named(&body.of));
        citing.extend(self.standing(|body: &Delivery| named(&body.of)));
        citing.iter().any(|id| self.oracle.code(id) != self.oracle.code(close) && self.oracle.view(id).counts(close))
    }

    fn adopted_on(&self, on: &Id) -> bool { self.standing(|body: &Put| body.subject == *on).iter().any(|put| self.state(put).0 == "adopted") }

    /// Those that count and that none of them replaces.
    fn current<T: 'a>(&self, fits: impl Fn(&T) -> bool, replaces: impl Fn(&T) -> &[Id]) -> Vec<Id> where &'a T: TryFrom<&'a Body> {
        let all = self.counting(fits);
        let replaced: BTreeSet<&Id> = all.iter().filter_map(|id| self.body::<T>(id)).flat_map(&replaces).collect();
        all.iter().filter(|id| !replaced.contains(id)).copied().collect()
    }

    fn positions(&self, put: &Id) -> Vec<Id> { self.current(|body: &Position| body.put == *put, |body| &body.replaces) }

    fn objections(&self, put: &Id) -> Vec<Id> {
        let all = self.counting(|body: &Objection| body.put == *put);
        all.into_iter().filter(|id| !self.any(|body: &Withdrawal| body.objection == *id)).collect()
    }

    fn outcome(&self, id: &Id, put: &Put) -> Outcome {
        let roster = self.oracle.view(id).roster();
        let joins = |code: &&Code| {
            let theirs = |id: &Id| self.oracle.code(id).as_ref() == Some(code);
            let stances: Vec<&Position> = self.positions(id).into_iter().filter(theirs).filter_map(|id| self.body(&id)).collect();
            !stances.is_empty() && stances.iter().all(|body| body.stance.joins())
        };
        let joined = roster.iter().filter(joins).count();
        let unopposed = self.objections(id).is_empty();
        let adopted = match put.rule {
            Rule::Majority { need, of } => joined * usize::from(of) >= usize::from(need) * roster.len(),
            rule => unopposed && (rule == Rule::Consensus || joined == roster.len()),
        };
        if adopted { Outcome::Adopted } else { Outcome::NotAdopted }
    }

    fn reports(&self, commitment: &Id, code: &Code) -> Vec<Id> {
        let all = self.current(|body: &Report| body.commitment == *commitment, |body| &body.replaces);
        all.into_iter().filter(|id| self.oracle.code(id).as_ref() == Some(code)).collect()
    }

    fn last_number(&self, series: &str) -> u32 {
        let numbers = self.counting(|body: &Number| body.series == series);
        numbers.iter().filter_map(|id| self.body::<Number>(id)).map(|body| body.number).max().unwrap_or(0)
    }

    // The chair.

    /// The terms that none follows, from one on.
    fn terms(&self, from: Id) -> BTreeSet<Id> {
        let next = self.counting(|body: &Assumption| body.previous == from);
        if next.is_empty() { [from].into() } else { next.into_iter().flat_map(|term| self.terms(term)).collect() }
    }

    fn handed_over(&self, term: Option<Id>) -> bool { term.is_some_and(|term| self.any(|body: &Handover| body.term == term)) }

    fn judge_presides(&self, term: Option<Id>) -> Result<(), Refusal> {
        let term = term.ok_or(TermOutOfPlace)?;
        let body = self.cite::<Assumption>(&term)?;
        let over = self.handed_over(Some(term)) || !self.terms(term).contains(&term);
        refuse!(body.feed != self.feed => NotYours, over => HandedOver)
    }

    // Judging.

    fn judge(&self, id: Id, kind: Kind) -> Result<(), Refusal> {
        let Known { act, body, .. } = &self.oracle.acts[&id];
        let body = body.as_ref().ok_or(BodyMalformed)?;
        let accreditation = self.body::<Accreditation>(&self.feed);
        let hand = accreditation.map_or(Hand::Root, |body| if body.node.is_some() { Hand::Node } else { Hand::Person });
        refuse!(kind.hand() != hand && !(kind.hand() == Hand::Either && hand != Hand::Root) => WrongHand)?;
        if [Kind::Inception, Kind::Charter].contains(&kind) { return Ok(()); }
        let (charter_id, charter) = self.charter().ok_or(NoCharter)?;
        let marks = self.marks_on(&id);
        let may = accreditation.filter(|_| kind.hand() == Hand::Person);
        let clears = |body: &Clearance| body.kind == act.kind && body.body == Id::of_bytes(&act.body);
        let cleared = || self.counting(clears).iter().any(|by| self.oracle.party(by) == self.party && self.oracle.feed(by) != self.feed);
        let at_any_time = kind.hand() == Hand::Root || [Kind::Sighting, Kind::Delivery].contains(&kind);
        let own_code = self.code.clone();
        let acceded: Vec<Id> = self.standing(|_: &Accession| true).iter().map(|id| self.oracle.party(id)).collect();
        let waits = |party: &Party| charter.in_force_after.contains(&party.code) && !acceded.contains(&party.inception);
        refuse!(accreditation.is_some() && !self.stands(&self.feed) || own_code.is_none() => NotAccredited,
            marks.iter().any(|mark| self.body::<ForkProof>(mark).is_none()) => Revoked, !marks.is_empty() => Forked,
            may.is_some_and(|body| !body.may.contains(&kind.power())) => NotPermitted,
            may.is_some_and(|body| body.second_signer_for.contains(&kind.power()) && !cleared()) => NotCleared,
            !at_any_time && charter.parties.iter().any(waits) => NotInForce)?;
        let own_code = own_code.ok_or(NotAccredited)?;
        let held = |ids: &[Id]| refuse!(!ids.iter().all(|id| self.past.contains(id)) => NotInPast);
        let opened = |session: Id| self.any(|body: &Opening| body.session == session);
        let closed = |session: Id| self.any(|body: &Closing| body.session == session);
        // What a party must name as replaced: all that is current of its own.
        let sorted = |ids: &[Id]| ids.iter().copied().collect::<BTreeSet<Id>>();
        let differs = |current: Vec<Id>, named: &[Id]| current.into_iter().filter(|id| self.own(id)).collect::<BTreeSet<Id>>() != sorted(named);
        let on_roster = |put: Id| refuse!(!self.oracle.view(&put).roster().contains(&own_code) => NotAParty,
            self.any(|body: &Close| body.put == put) => AlreadyClosed);
        match body {
            Body::Accreditation(body) => refuse!(!self.standing(|other: &Accreditation| other.key == body.key).is_empty() => AlreadyDone),
            Body::Accession(_) => refuse!(self.roster().contains(&own_code) => AlreadyDone),
            Body::Revocation(body) => {
                let root = || self.cite::<Inception>(&body.feed).map(|_| self.was_own(&body.feed));
                let cited = self.cite::<Accreditation>(&body.feed).map(|_| self.own(&body.feed));
                let yours = cited.or_else(|refusal| if refusal == WrongKind { root() } else { Err(refusal) })?;
                held(body.last.as_slice())?;
                refuse!(!yours || body.last.is_some_and(|last| self.oracle.feed(&last) != body.feed) => NotYours)
            }
            Body::Rotation(body) => held(&[body.cut]).and_then(|()| refuse!(self.oracle.feed(&body.cut) != self.feed => NotYours)),
            Body::Recognition(body) => held(&[body.inception, body.instead_of]).and_then(|()| self.cite::<Inception>(&body.inception))
                .and_then(|_| refuse!(!self.inceptions(&body.party).contains(&body.instead_of) => NotReplaced)),
            Body::ForkProof(body) => {
                held(&[body.one, body.other])?;
                let number = |side: &Id| (self.oracle.feed(side), self.oracle.acts[side].act.seq);
                refuse!(body.one >= body.other || number(&body.one) != number(&body.other) => NoFork)
            }
            Body::ForkResolution(body) => {
                let proof = self.cite::<ForkProof>(&body.proof)?;
                let yours = self.own(&proof.one) && self.body::<Inception>(&self.oracle.feed(&proof.one)).is_none();
                refuse!(!yours => NotYours, body.counts.is_some_and(|side| ![proof.one, proof.other].contains(&side)) => NoFork)
            }
            Body::Receipt(body) => held(&body.of),
            Body::Delivery(body) => held(&body.of),
            Body::Closing(body) => self.cite::<Convening>(&body.session).and_then(|session|
                refuse!(session.presides != self.feed => NotYours, !opened(body.session) => NotOpen,
                    closed(body.session) => AlreadyClosed, self.handed_over(session.term) => HandedOver)),
            Body::Text(body) => {
                self.cite::<Convening>(&body.session)?;
                body.replaces.iter().try_for_each(|old| self.cite::<Text>(old).map(drop))?;
                let old = body.replaces.unwrap_or(Id::ZERO);
                refuse!(body.replaces.is_some() && !self.own(&old) => NotYours,
                    closed(body.session) || self.any(|put: &Put| put.subject == old) => AlreadyClosed,
                    self.any(|text: &Text| text.replaces == Some(old)) => NotReplaced)
            }
            Body::Put(body) => {
                let session = self.cite::<Convening>(&body.session)?;
                self.cite::<Accreditation>(&body.closes)?;
                refuse!(!self.counts(&body.subject) => DoesNotCount)?;
                let (text, roster) = (self.body::<Text>(&body.subject), self.roster());
                let rule = text.map_or(charter.rules.charter, |_| charter.rules.substance);
                let here = session.presides == self.feed && text.is_none_or(|text| text.session == body.session);
                let frozen = usize::from(body.roster_count) == roster.len() && body.roster_hash == roster_hash(&roster);
                refuse!(!here || !self.speaks_for_own(&body.closes) => NotYours, !opened(body.session) => NotOpen,
                    closed(body.session) => AlreadyClosed, self.handed_over(session.term) => HandedOver,
                    self.any(|put: &Put| put.subject == body.subject) => AlreadyDone, !frozen => RosterDiffers, body.rule != rule => RuleDiffers)
            }
            Body::Position(body) => self.cite::<Put>(&body.put).and_then(|_| held(&body.replaces)).and_then(|()| on_roster(body.put))
                .and_then(|()| refuse!(differs(self.positions(&body.put), &body.replaces) => NotReplaced)),
            Body::Objection(body) => self.cite::<Put>(&body.put).and_then(|_| on_roster(body.put)),
            Body::Withdrawal(body) => {
                let put = self.cite::<Objection>(&body.objection)?.put;
                let roster = self.cite::<Put>(&put).map(|_| on_roster(put).err())?;
                refuse!(!self.own(&body.objection) => NotYours.min(roster.unwrap_or(NotYours)), roster.is_some() => roster.unwrap_or(NotAParty),
                    self.any(|other: &Withdrawal| other.objection == body.objection) => AlreadyDone)
            }
            Body::Close(body) => {
                let put = self.cite::<Put>(&body.put)?;
                let session = self.cite::<Convening>(&put.session)?;
                refuse!(put.closes != self.feed => NotYours, closed(put.session) => AlreadyClosed,
                    self.any(|close: &Close| close.put == body.put) => AlreadyClosed, self.handed_over(session.term) => HandedOver,
                    self.outcome(&body.put, put) != body.outcome => OutcomeDiffers)
            }
            Body::Number(body) => self.on_adopted(&body.close).and_then(|[yours, over, adopted]|
                refuse!(!yours => NotYours, over => HandedOver, self.any(|number: &Number| number.close == body.close) => AlreadyDone,
                    self.last_number(&body.series) + 1 != body.number => NotNext, !adopted => NotAdopted)),
            Body::Commitment(body) => self.on_adopted(&body.decision).and_then(|[yours, over, adopted]|
                refuse!(!yours => NotYours, over => HandedOver, !adopted => NotAdopted)),
            Body::Report(body) => {
                let commitment = self.cite::<Commitment>(&body.commitment).and_then(|cited| held(&body.replaces).map(|()| cited))?;
                let current = self.current(|other: &Report| other.commitment == body.commitment, |body| &body.replaces);
                refuse!(!commitment.responsible.contains(&own_code) => NotYours, differs(current, &body.replaces) => NotReplaced)
            }
            Body::Handover(body) => {
                self.judge_presides(Some(body.term))?;
                let sits = self.counting(|_: &Convening| true).iter().any(|id| opened(*id) && !closed(*id));
                let turn = charter.rotation.iter().cycle().skip_while(|code| **code != own_code).nth(1);
                refuse!(sits || turn != Some(&body.to) => NotNext, !self.accounts(body) => AccountDiffers)
            }
            Body::Assumption(body) => {
                refuse!(!self.counts(&body.previous) => DoesNotCount)?;
                let handover = body.handover.map(|id| self.cite::<Handover>(&id)).transpose()?;
                let feed = self.cite::<Accreditation>(&body.feed)?;
                let first = body.previous == charter_id && charter.rotation.first() == Some(&body.party);
                let in_turn = handover.map_or(first, |handover| handover.term == body.previous && handover.to == body.party);
                refuse!(own_code != body.party || !self.speaks_for_own(&body.feed) || feed.node.is_some() => NotYours,
                    !self.terms(charter_id).contains(&body.previous) => AlreadyDone, !in_turn => NotNext)
            }
            Body::SealProposal(body) => {
                body.previous.iter().try_for_each(|id| self.cite::<SealProposal>(id).map(drop))?;
                self.judge_presides(body.term)?;
                let ruled: Vec<Id> = body.rulings.iter().map(|ruling| ruling.on).collect();
                let other = |ruling: &Ruling| ruling.counts.is_some_and(|id| self.body::<Close>(&id).is_none_or(|close| close.put != ruling.on));
                let differs = body.size != self.past.len() as u64 || ruled != self.puts_in("disputed") || body.rulings.iter().any(other);
                refuse!(self.seals().last() != body.previous.as_ref() => NotReplaced, differs => SealDiffers)
            }
            Body::SealAgreement(body) => {
                let proposal = self.cite::<SealProposal>(&body.proposal)?;
                let rival = |id: &Id| self.body::<SealProposal>(id).is_some_and(|body| body.previous == proposal.previous);
                let agreed = self.standing(|other: &SealAgreement| rival(&other.proposal)).iter().any(|id| self.own(id));
                let mut binding = self.standing(|_: &Objection| true);
                binding.extend(self.marks.iter().filter(|mark| self.stands(mark)));
                let lacks = !binding.iter().all(|id| self.oracle.acts[&body.proposal].past.contains(id));
                let same = body.root == proposal.root && body.state_hash == proposal.state_hash;
                refuse!(agreed => AlreadyDone, lacks => TreeLacks, !same => SealDiffers)
            }
            _ => Ok(()),
        }
    }

    /// Whether the one who looks closes the decision of a close, has handed it over, and it is adopted by this close.
    fn on_adopted(&self, close: &Id) -> Result<[bool; 3], Refusal> {
        let id = self.cite::<Close>(close)?.put;
        let put = self.cite::<Put>(&id)?;
        let session = self.cite::<Convening>(&put.session)?;
        Ok([put.closes == self.feed, self.handed_over(session.term), self.state(&id) == ("adopted", vec![*close])])
    }

    fn accounts(&self, body: &Handover) -> bool {
        let numbers = self.counting(|_: &Number| true);
        let series: BTreeSet<&String> = numbers.iter().filter_map(|id| self.body::<Number>(id)).map(|body| &body.series).collect();
        let counters: Vec<Counter> = series.into_iter().map(|series| Counter { series: series.clone(), last: self.last_number(series) }).collect();
        let is_done = |id: &Id| self.body::<Report>(id).is_some_and(|body| body.status == ReportStatus::Done);
        let done = |id: &Id, code| Some(self.reports(id, code)).is_some_and(|all| !all.is_empty() && all.iter().all(is_done));
        let mut due = self.counting(|_: &Commitment| true);
        due.retain(|id| self.body::<Commitment>(id).is_some_and(|body| !body.responsible.iter().all(|code| done(id, code))));
        body.counters == counters && body.running == self.puts_in("open") && body.commitments == due
    }
}
