//! A world written by hand: who says what, having heard whom.

use std::collections::BTreeSet;

use alternat::decision;
use alternat::graph::Ix;
use alternat::id::Id;
use alternat::kind::{Body, Kind, Matter, bytes};
use alternat::record::Record;
use alternat::refusal::Standing;
use alternat::window::Window;

use super::founding::{Desk, Founding};
use super::moves::Said;

/// Who signs in a founded body. Each knows the founding, and then only what he hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The root of Dorna, whose chair it is.
    DornaRoot,
    /// The root of Alda.
    AldaRoot,
    /// The root of Gama.
    GamaRoot,
    /// A root that no party has yet.
    SpareRoot,
    /// Dorna's person in the chair.
    Chair,
    /// Dorna's second person.
    Clerk,
    /// Alda's delegate.
    Alda,
    /// Alda's second person, who may take part in decisions only with a clearance.
    AldaSecond,
    /// Gama's delegate.
    Gama,
    /// Dorna's node.
    DornaNode,
    /// Alda's node.
    AldaNode,
    /// Gama's node.
    GamaNode,
    /// The delegate of the spare root, where it is recognised for Gama.
    GamaAnew,
    /// The node of the spare root, where it is recognised for Gama.
    GamaNodeAnew,
}

/// A founded body in which acts are signed one by one.
#[derive(Clone, Debug)]
pub struct Script {
    desk: Desk,
}

impl Script {
    /// The body as it was founded.
    pub fn new(founding: &Founding) -> Script {
        Script { desk: founding.desk.clone() }
    }

    /// Signs what `who` says after his last act, having seen all that he heard.
    pub fn says<T: Matter + minicbor::Encode<()>>(&mut self, who: Who, body: &T) -> (Id, Standing) {
        let last = self.last(who);
        self.says_after(who, last, body)
    }

    /// Signs what `who` says after another of his acts than the last, or as his first: a fork.
    pub fn says_after<T: Matter + minicbor::Encode<()>>(&mut self, who: Who, from: Option<Id>, body: &T) -> (Id, Standing) {
        self.desk.sign(who as usize, from, Said { tag: T::KIND.tag(), body: bytes(body), opens: None })
    }

    /// The last act that `who` signed.
    pub fn last(&self, who: Who) -> Option<Id> {
        self.desk.signers[who as usize].own.last().copied()
    }

    /// Lets `who` hear these acts, and their past with them.
    pub fn hears(&mut self, who: Who, acts: &[Id]) {
        self.desk.signers[who as usize].knows.extend(acts);
    }

    /// Lets `who` hear every act.
    pub fn hears_all(&mut self, who: Who) {
        let all: Vec<Id> = self.desk.acts.iter().map(|act| act.id()).collect();
        self.hears(who, &all);
    }

    /// What the next act of `who` would have in its past.
    pub fn window(&self, who: Who) -> Window<'_> {
        self.desk.window(who as usize, self.last(who))
    }

    /// What an act of `who` after another of his acts than the last would have in its past.
    pub fn window_after(&self, who: Who, from: Option<Id>) -> Window<'_> {
        self.desk.window(who as usize, from)
    }

    /// The acts that `who` signed, in order.
    pub fn own(&self, who: Who) -> &[Id] {
        &self.desk.signers[who as usize].own
    }

    /// The acts of others that `who` heard of.
    pub fn knowing(&self, who: Who) -> BTreeSet<Id> {
        self.desk.signers[who as usize].knows.clone()
    }

    /// Lets `who` have heard of these acts of others alone.
    pub fn knows_only(&mut self, who: Who, acts: &BTreeSet<Id>) {
        self.desk.signers[who as usize].knows.clone_from(acts);
    }

    /// The roots' next set of keys, as a rotation after the last act of `who` must name it.
    pub fn next_roots(&self, who: Who) -> alternat::kind::Roots {
        self.desk.signers[who as usize].roots(self.desk.rotations(self.last(who)) + 1)
    }

    /// The id of the feed of `who`; for a root, of its inception.
    pub fn feed(&self, who: Who) -> Id {
        let signer = &self.desk.signers[who as usize];
        signer.feed.expect("an opened feed")
    }

    /// The acts of a kind, in the order in which they were signed.
    pub fn acts(&self, kind: Kind) -> Vec<Id> {
        self.desk.acts.iter().filter(|act| act.act().kind == kind.tag()).map(|act| act.id()).collect()
    }

    /// The desk's record, from here on with the fault that takes the same inception for the same party.
    #[cfg(feature = "planted")]
    pub fn by_inception(mut self) -> Script {
        self.desk.record = self.desk.record.by_inception();
        self
    }

    /// The record that holds them all.
    pub fn record(&self) -> &Record {
        &self.desk.record
    }

    /// The place of an act.
    pub fn place(&self, id: Id) -> Ix {
        self.desk.place(&id)
    }

    /// The mark that ends an act's effect, every act in the past.
    pub fn mark(&self, id: Id) -> Option<Id> {
        let mark = self.desk.record.everything().mark_on(self.place(id));
        mark.map(|ix| self.desk.record.ground().id(ix))
    }

    /// Where a decision stands, every act in the past.
    pub fn decision(&self, put: Id) -> decision::State {
        decision::state(&self.desk.record.everything(), self.place(put))
    }

    /// The body of an act.
    pub fn body<'a, T>(&'a self, id: Id) -> &'a T
    where
        &'a T: TryFrom<&'a Body>,
    {
        self.desk.record.ground().body::<T>(self.place(id)).expect("a body of this kind")
    }
}
