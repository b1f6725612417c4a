//! The window: what an act may see when it is judged, and what a reader may see when a picture is drawn.
//!
//! A window shows what lies in a past, stands there and is not marked there. Judging reads nothing else, so the same act
//! gets the same standing in whatever order acts arrive.

use std::collections::{BTreeMap, BTreeSet};

use crate::finality::Chain;
use crate::graph::{Clock, Graph, Ix};
use crate::id::Id;
use crate::kind::{Accreditation, Body, Charter, ForkProof, ForkResolution, Kind, Matter, Recognition, Revocation, Rotation};
use crate::place::{At, Refused, each};
use crate::refusal::{Refusal, Standing};
use crate::words::Code;

/// What the record holds: the graph, what was judged, and what is filed under what. The window reads it, the fold writes it.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// How the acts hang together.
    pub graph: Graph,
    pub(crate) facts: Vec<Fact>,
    /// What is filed under an act, by kind and then by place.
    pub(crate) filed: BTreeSet<(Ix, Kind, Ix)>,
    pub(crate) marks: BTreeMap<Ix, Vec<Ix>>,
    pub(crate) charter: Option<Ix>,
    /// The roster of each standing seal proposal's own past, read once: that past never changes.
    pub(crate) electorates: BTreeMap<Ix, Vec<Code>>,
    /// The marks and the objections that stand, by branch and number.
    pub(crate) binding: BTreeMap<(u32, u32), Ix>,
    pub(crate) chain: Chain,
    /// A fault, planted to see it found out: the same party is the same inception.
    #[cfg(feature = "planted")]
    pub(crate) by_inception: bool,
}

/// What is known of one act beside its place in the graph.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The tag of its kind.
    pub tag: u16,
    /// What its own past says of it.
    pub standing: Standing,
    /// The inception of the party whose act it is.
    pub party: Ix,
    /// The code of the party for which that inception stands in the act's own past. Whoever stands for a party later, the act
    /// stays that party's.
    pub code: Option<Code>,
    /// Whether the charter was in force in its past.
    pub in_force: bool,
    /// The body; `None` where the kind is unknown or the body is malformed.
    pub body: Option<Body>,
}

/// A past to read from.
#[derive(Clone, Debug)]
pub struct Window<'a> {
    /// What the record holds.
    pub ground: &'a Ground,
    /// The past.
    pub clock: Clock,
    /// The feed that looks, by the act that opened it; `None` for a picture.
    pub feed: Option<Ix>,
    /// The inception of the party that looks.
    pub party: Option<Ix>,
    /// The code of that party here; `None` for a picture, and where its inception stands for none.
    pub code: Option<Code>,
}

/// An act that a body cites, found, of the right kind and counting.
#[derive(Clone, Copy, Debug)]
pub struct Cited<'a, T> {
    /// Its place.
    pub ix: Ix,
    /// Its body.
    pub body: &'a T,
}

impl Ground {
    /// What is known of an act.
    pub fn fact(&self, ix: Ix) -> &Fact {
        &self.facts[ix.0 as usize]
    }

    /// The id of an act.
    pub fn id(&self, ix: Ix) -> Id {
        self.graph.node(ix).id
    }

    /// The body of an act, if it is of kind `T`.
    pub fn body<'a, T>(&'a self, ix: Ix) -> Option<&'a T>
    where
        &'a T: TryFrom<&'a Body>,
    {
        self.fact(ix).body.as_ref().and_then(|body| body.try_into().ok())
    }

    /// Whether an act opens a root's chain: an inception.
    pub fn is_chain(&self, id: &Id) -> bool {
        self.graph.find(id).is_some_and(|ix| self.graph.node(ix).feed == ix)
    }

    /// Everything of a kind that is filed under an act, in order of arrival.
    fn filed_under(&self, under: Ix, kind: Kind) -> impl Iterator<Item = Ix> + '_ {
        self.filed.range((under, kind, Ix(0))..=(under, kind, Ix(u32::MAX))).map(|(_, _, ix)| *ix)
    }

    /// The window of an imaginary act that has every act in its past.
    pub fn everything(&self) -> Window<'_> {
        Window { ground: self, clock: self.graph.everything(), feed: None, party: None, code: None }
    }

    /// The window of an act's own past.
    pub fn past_of(&self, ix: Ix) -> Window<'_> {
        let Fact { party, code, .. } = self.fact(ix);
        Window { ground: self, clock: self.graph.past(ix), feed: Some(self.graph.node(ix).feed), party: Some(*party), code: code.clone() }
    }
}

impl<'a> Window<'a> {
    /// Whether an act lies in this past.
    pub fn holds(&self, ix: Ix) -> bool {
        self.ground.graph.within(&self.clock, ix)
    }

    /// Whether an act lies in this past and its own past lets it stand, marked or not.
    pub fn stands(&self, ix: Ix) -> bool {
        self.holds(ix) && self.ground.fact(ix).standing == Standing::Stands
    }

    /// Whether an act counts here: it lies in this past, stands, and is not marked in it.
    pub fn counts(&self, ix: Ix) -> bool {
        self.stands(ix) && self.mark_on(ix).is_none()
    }

    /// The acts of a kind filed under an act that count here, by id.
    pub fn filed(&self, under: Ix, kind: Kind) -> Vec<Ix> {
        self.filed_if(under, kind, |ix| self.counts(ix))
    }

    /// The acts of a kind filed under an act that stand here, marked or not, by id.
    pub fn filed_standing(&self, under: Ix, kind: Kind) -> Vec<Ix> {
        self.filed_if(under, kind, |ix| self.stands(ix))
    }

    fn filed_if(&self, under: Ix, kind: Kind, admit: impl Fn(Ix) -> bool) -> Vec<Ix> {
        let mut found: Vec<Ix> = self.ground.filed_under(under, kind).filter(|ix| admit(*ix)).collect();
        found.sort_by_key(|ix| self.ground.id(*ix));
        found
    }

    /// Whether any act of a kind filed under an act counts here.
    pub fn any_filed(&self, under: Ix, kind: Kind) -> bool {
        self.ground.filed_under(under, kind).any(|ix| self.counts(ix))
    }

    /// The acts of a kind filed under an act that count here and that nothing counting of the same kind replaces.
    pub fn current(&self, under: Ix, kind: Kind) -> Vec<Ix> {
        self.filed(under, kind).into_iter().filter(|ix| !self.any_filed(*ix, kind)).collect()
    }

    /// The act that a body names, whatever its past says of it.
    ///
    /// # Errors
    /// [`Refusal::NotInPast`].
    pub fn in_past(&self, id: &Id) -> Result<Ix, Refused> {
        self.ground.graph.find(id).filter(|ix| self.holds(*ix)).ok_or(Refusal::NotInPast).naming(id)
    }

    /// The act that a body names, of any kind.
    ///
    /// # Errors
    /// [`Refusal::NotInPast`], [`Refusal::DoesNotCount`].
    pub fn cite_any(&self, id: &Id) -> Result<Ix, Refused> {
        let ix = self.in_past(id)?;
        match self.counts(ix) {
            true => Ok(ix),
            false => Err(Refusal::DoesNotCount.naming(id)),
        }
    }

    /// The act of kind `T` that a body names.
    ///
    /// # Errors
    /// [`Refusal::NotInPast`], [`Refusal::WrongKind`], [`Refusal::DoesNotCount`], in this order.
    pub fn cite<T: Matter>(&self, id: &Id) -> Result<Cited<'a, T>, Refused>
    where
        &'a T: TryFrom<&'a Body>,
    {
        let ix = self.in_past(id)?;
        if self.ground.fact(ix).tag != T::KIND.tag() {
            return Err(Refusal::WrongKind.naming(id));
        }
        let body = self.ground.body::<T>(ix).ok_or(Refusal::DoesNotCount).naming(id)?;
        match self.counts(ix) {
            true => Ok(Cited { ix, body }),
            false => Err(Refusal::DoesNotCount.naming(id)),
        }
    }

    /// Judges that what is current of a kind under an act, as far as `mine` picks it, is exactly what `replaced` names.
    ///
    /// # Errors
    /// [`Refusal::NotInPast`], [`Refusal::NotReplaced`].
    pub fn replaces(&self, under: Ix, kind: Kind, replaced: &[Id], mine: impl Fn(Ix) -> bool) -> Result<Vec<Ix>, Refused> {
        each(replaced, |id| self.in_past(id).map(drop))?;
        let mut named: Vec<Ix> = replaced.iter().filter_map(|id| self.ground.graph.find(id)).collect();
        named.sort_by_key(|ix| self.ground.id(*ix));
        let current: Vec<Ix> = self.current(under, kind).into_iter().filter(|ix| mine(*ix)).collect();
        if named == current {
            return Ok(named);
        }
        // What is current and not named, otherwise what is named and not current; none where one is named twice.
        let unnamed = current.iter().find(|ix| named.binary_search_by_key(&self.ground.id(**ix), |ix| self.ground.id(*ix)).is_err());
        let odd = unnamed.or_else(|| named.iter().find(|ix| !current.contains(ix)));
        Err(odd.map_or(Refusal::NotReplaced.into(), |ix| Refusal::NotReplaced.naming(&self.ground.id(*ix))))
    }

    /// Judges that no act of a kind filed under an act counts here; where several do, the one with the smallest id is named.
    ///
    /// # Errors
    /// The refusal that is given.
    pub fn none_filed(&self, under: Ix, kind: Kind, refusal: Refusal) -> Result<(), Refused> {
        match self.filed(under, kind).first() {
            None => Ok(()),
            Some(ix) => Err(refusal.naming(&self.ground.id(*ix))),
        }
    }

    /// Whether the act is of the party that looks, whichever inceptions stood for it then and now.
    ///
    /// This alone says what is the same party. Keys are another matter: see [`Window::speaks_for_own`].
    ///
    /// # Source
    /// spec/acts.md, K22.
    pub fn is_own(&self, ix: Ix) -> bool {
        #[cfg(feature = "planted")]
        if self.ground.by_inception {
            return Some(self.ground.fact(ix).party) == self.party;
        }
        self.code.is_some() && self.ground.fact(ix).code == self.code
    }

    /// Whether the act is of an inception that stands here for the party that looks: what a feed is to be given to do can be
    /// given only to one whose acts still stand.
    pub fn speaks_for_own(&self, ix: Ix) -> bool {
        self.code.is_some() && self.code_of(self.ground.fact(ix).party) == self.code
    }

    /// The charter, which every act but inceptions has in its past.
    ///
    /// # Errors
    /// [`Refusal::NotInPast`].
    pub fn charter(&self) -> Result<Cited<'a, Charter>, Refusal> {
        let ix = self.ground.charter.filter(|ix| self.holds(*ix)).ok_or(Refusal::NotInPast)?;
        let body = self.ground.body::<Charter>(ix).ok_or(Refusal::NotInPast)?;
        Ok(Cited { ix, body })
    }
}

/// Marks: revocations with their cut, root rotations with theirs, and proofs of forks. A mark counts for pasts that hold it.
impl Window<'_> {
    /// The mark that takes an act out of this window, if one does; where several do, the one with the smallest id.
    pub fn mark_on(&self, ix: Ix) -> Option<Ix> {
        self.marks_on(ix).first().copied()
    }

    /// The marks that take an act out of this window, by id.
    ///
    /// A mark never reaches an act in the tree of a final seal that does not hold the mark, and never the charter.
    pub fn marks_on(&self, ix: Ix) -> Vec<Ix> {
        // Without the charter there is no circle in which a mark could count.
        if Some(ix) == self.ground.charter {
            return vec![];
        }
        let feed = self.ground.graph.node(ix).feed;
        let root = self.ground.graph.node(feed).feed;
        let mut marks = self.marks_in_feed(feed, ix);
        if root != feed && ix != feed {
            // An act lasts only as long as the accreditation that opened its feed.
            marks.extend(self.marks_in_feed(root, feed));
        }
        marks.sort_by_key(|mark| self.ground.id(*mark));
        marks
    }

    fn marks_in_feed(&self, feed: Ix, ix: Ix) -> Vec<Ix> {
        self.marks_in_feed_if(feed, ix, |_| true).collect()
    }

    fn marks_in_feed_if(&self, feed: Ix, ix: Ix, admit: impl Fn(Ix) -> bool) -> impl Iterator<Item = Ix> {
        let marks = self.ground.marks.get(&feed).into_iter().flatten().copied();
        marks.filter(move |mark| admit(*mark) && self.reaches(*mark, ix) && self.mark_counts(*mark) && !self.settled(ix, *mark))
    }

    /// A proof of a fork speaks for itself, whoever filed it; a rotation is signed by keys that were promised before; a
    /// revocation counts as long as no other mark took it off the root's chain.
    fn mark_counts(&self, mark: Ix) -> bool {
        self.stands(mark) && (self.ground.body::<Revocation>(mark).is_none() || !self.is_taken_out(mark))
    }

    /// Whether a mark takes a revocation off its root's chain.
    ///
    /// A revocation of a root's own chain is not for another of its kind to take out: each of two such could ask the other
    /// whether it counts, and the question would not end.
    fn is_taken_out(&self, revocation: Ix) -> bool {
        let root = self.ground.graph.node(revocation).feed;
        let of_a_chain = |mark| self.ground.body::<Revocation>(mark).is_some_and(|body| self.ground.is_chain(&body.feed));
        let is_chains = of_a_chain(revocation);
        self.marks_in_feed_if(root, revocation, |mark| !is_chains || self.ground.body::<Revocation>(mark).is_none()).next().is_some()
    }

    /// Whether a mark, where it counts, takes out this act of the marked feed.
    fn reaches(&self, mark: Ix, ix: Ix) -> bool {
        let graph = &self.ground.graph;
        if let Some(revocation) = self.ground.body::<Revocation>(mark) {
            return match revocation.last.and_then(|last| graph.find(&last)) {
                Some(last) => graph.ancestor(last, graph.node(ix).seq) != Some(ix),
                // An inception does not end with the chain that it opened.
                None => graph.node(ix).feed != ix,
            };
        }
        if let Some(rotation) = self.ground.body::<Rotation>(mark) {
            // Rotations answer to the keys promised before them, never to a later cut.
            let kept = graph.find(&rotation.cut).is_some_and(|cut| graph.ancestor(cut, graph.node(ix).seq) == Some(ix));
            let follows = graph.ancestor(ix, graph.node(mark).seq) == Some(mark);
            return !kept && !follows && self.ground.body::<Rotation>(ix).is_none();
        }
        if let Some(proof) = self.ground.body::<ForkProof>(mark) {
            let sides: Vec<Ix> = [proof.one, proof.other].iter().filter_map(|id| graph.find(id)).collect();
            let seq = sides.first().map_or(0, |side| graph.node(*side).seq);
            let on = graph.ancestor(ix, seq).filter(|at| sides.contains(at));
            return on.is_some_and(|side| !self.resolved_for(mark, side));
        }
        false
    }

    /// Whether the root resolved a fork in favour of the branch that begins with `side`, in this past.
    ///
    /// Its last word counts; where a root that is itself forked has two last words, both must name the branch.
    fn resolved_for(&self, proof: Ix, side: Ix) -> bool {
        let resolutions = self.filed(proof, Kind::ForkResolution);
        let mut last = resolutions.iter().filter(|ix| !resolutions.iter().any(|later| self.after(*later, **ix))).peekable();
        let side = Some(self.ground.id(side));
        last.peek().is_some() && last.all(|ix| self.ground.body::<ForkResolution>(*ix).is_some_and(|body| body.counts == side))
    }

    fn after(&self, later: Ix, earlier: Ix) -> bool {
        self.ground.graph.precedes(earlier, later)
    }

    /// Whether a final seal in this past holds the act and not the mark.
    fn settled(&self, ix: Ix, mark: Ix) -> bool {
        let (graph, seals) = (&self.ground.graph, self.final_seals());
        // Each tree holds those before it, so of all that hold the act the first is the likeliest to lack the mark.
        let first = seals.partition_point(|seal| !graph.precedes(ix, *seal));
        seals.get(first).is_some_and(|seal| !graph.precedes(mark, *seal))
    }
}

/// Who may act.
impl Window<'_> {
    /// The inceptions that stand for a party here, by id: the charter's, unless an adopted recognition replaces it. Two
    /// recognitions adopted apart are two. None that is not in this past.
    pub fn inceptions_of(&self, code: &Code) -> Vec<Ix> {
        self.inceptions_after(code, &self.recognitions())
    }

    fn inceptions_after(&self, code: &Code, adopted: &[(Ix, &Recognition)]) -> Vec<Ix> {
        let Ok(charter) = self.charter() else { return vec![] };
        let named = charter.body.parties.iter().find(|party| party.code == *code).map(|party| (party.inception, None));
        let theirs: Vec<_> = adopted.iter().filter(|(_, body)| body.party == *code).collect();
        let all = named.into_iter().chain(theirs.iter().map(|(ix, body)| (body.inception, Some(*ix))));
        let stays = |inception: &Id, by: Option<Ix>| {
            !theirs.iter().any(|(later, body)| body.instead_of == *inception && by.is_none_or(|by| self.after(*later, by)))
        };
        let current = all.filter(|(inception, by)| stays(inception, *by)).map(|(inception, _)| inception);
        let mut current: Vec<Ix> = current.filter_map(|id| self.ground.graph.find(&id)).filter(|ix| self.holds(*ix)).collect();
        current.sort_by_key(|ix| self.ground.id(*ix));
        current.dedup();
        current
    }

    /// Recognitions adopted here.
    fn recognitions(&self) -> Vec<(Ix, &Recognition)> {
        let Some(charter) = self.ground.charter else { return vec![] };
        let filed = self.filed_standing(charter, Kind::Recognition).into_iter().filter(|ix| crate::decision::adopted_on(self, *ix));
        filed.filter_map(|ix| self.ground.body::<Recognition>(ix).map(|body| (ix, body))).collect()
    }

    /// The party for which an inception stands here.
    pub fn code_of(&self, inception: Ix) -> Option<Code> {
        let charter = self.charter().ok()?;
        let adopted = self.recognitions();
        let id = self.ground.id(inception);
        // Every act is asked for its party: only those are looked into that the inception can stand for at all.
        let recognised = |code: &Code| adopted.iter().any(|(_, body)| body.inception == id && body.party == *code);
        let parties = charter.body.parties.iter().filter(|party| party.inception == id || recognised(&party.code));
        let mut codes = parties.map(|party| &party.code);
        codes.find(|code| self.inceptions_after(code, &adopted).contains(&inception)).cloned()
    }

    /// The party that looks.
    ///
    /// # Errors
    /// [`Refusal::NotAParty`].
    pub fn own_code(&self) -> Result<Code, Refusal> {
        self.code.clone().ok_or(Refusal::NotAParty)
    }

    /// The party whose act this is: that of the act's own past; of an act that has none there, that for which its inception
    /// stands here.
    pub fn author(&self, ix: Ix) -> Option<Code> {
        let fact = self.ground.fact(ix);
        fact.code.clone().or_else(|| self.code_of(fact.party))
    }

    /// The inceptions that the charter or a recognition here names, adopted or not, each once.
    ///
    /// What a party's roots signed is filed under these and no others.
    pub fn inceptions(&self) -> Vec<Ix> {
        let Ok(charter) = self.charter() else { return vec![] };
        let recognitions = self.filed_standing(charter.ix, Kind::Recognition).into_iter();
        let recognised = recognitions.filter_map(|ix| self.ground.body::<Recognition>(ix)).map(|body| &body.inception);
        let named = charter.body.parties.iter().map(|party| &party.inception).chain(recognised);
        let mut all: Vec<Ix> = named.filter_map(|id| self.ground.graph.find(id)).filter(|ix| self.holds(*ix)).collect();
        all.sort();
        all.dedup();
        all
    }

    /// Whether an inception stood for the party that looks, was replaced by a decision, and stands for no party here.
    pub fn was_own(&self, inception: Ix) -> bool {
        let id = self.ground.id(inception);
        let replaced = |body: &Recognition| body.instead_of == id && Some(&body.party) == self.code.as_ref();
        self.recognitions().iter().any(|(_, body)| replaced(body)) && self.code_of(inception).is_none()
    }

    /// The parties that have acceded here, in the order of the charter. What one root of a party acceded to, the next need not.
    pub fn roster(&self) -> Vec<Code> {
        let Ok(charter) = self.charter() else { return vec![] };
        let accessions = self.inceptions().into_iter().flat_map(|inception| self.filed(inception, Kind::Accession));
        let acceded: BTreeSet<&Code> = accessions.filter_map(|ix| self.ground.fact(ix).code.as_ref()).collect();
        charter.body.parties.iter().map(|party| &party.code).filter(|code| acceded.contains(code)).cloned().collect()
    }

    /// Whether every party whose accession the charter waits for has acceded, by standing alone: what has come into force
    /// does not fall out of it.
    pub fn in_force(&self) -> bool {
        let Ok(charter) = self.charter() else { return false };
        charter.body.in_force_after.iter().all(|code| {
            let inception =
                charter.body.parties.iter().find(|party| party.code == *code).and_then(|p| self.ground.graph.find(&p.inception));
            inception.is_some_and(|ix| !self.filed_standing(ix, Kind::Accession).is_empty())
        })
    }

    /// The accreditation of a feed that counts here.
    ///
    /// # Errors
    /// [`Refusal::NotInPast`], [`Refusal::WrongKind`], [`Refusal::DoesNotCount`].
    pub fn accreditation(&self, feed: &Id) -> Result<Cited<'_, Accreditation>, Refused> {
        self.cite::<Accreditation>(feed)
    }
}
