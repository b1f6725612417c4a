//! One act as a reader sees it in a list or by itself.

use alternat::act::{Act, Part};
use alternat::graph::Ix;
use alternat::id::Id;
use alternat::kind::{Accreditation, Demonstration, Kind};
use alternat::place::Place;
use alternat::window::Window;
use alternat::words::{Basis, Code, Words};
use serde::Serialize;
use serde_json::Value;

/// One act: who, what, and how it stands.
#[derive(Clone, Debug, Serialize)]
pub struct ActView {
    /// The act.
    pub id: Id,
    /// The feed, by the act that opened it.
    pub feed: Id,
    /// The number in the feed.
    pub seq: u32,
    /// The party whose act it is, by its code here; absent for a stranger.
    pub party: Option<Code>,
    /// Who holds the feed; absent for a root's own chain.
    pub signer: Option<Words>,
    /// The kind, by name; `unknown` and the tag, where this copy does not know it.
    pub kind: String,
    /// `stands`, `unknown`, or the code of the refusal.
    pub standing: &'static str,
    /// Of a refused act that was judged once more: where the cause lies, as far as one place is at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Place>,
    /// The mark that ends its effect, if one does.
    pub marked_by: Option<Id>,
    /// Milliseconds since the Unix epoch: the author's word.
    pub claimed_at: u64,
    /// Whether, and how, the whole is a demonstration.
    pub demonstration: Option<Demonstration>,
    /// In a demonstration: what the act rests on.
    pub basis: Option<Basis>,
    /// The detached parts.
    pub parts: Vec<Part>,
    /// The body; null, where this copy cannot read it.
    pub body: Value,
}

impl ActView {
    /// What is said above every list of acts of a demonstration.
    pub fn banner(demonstration: Demonstration) -> &'static str {
        match demonstration {
            Demonstration::Reconstruction => "reconstruction, demonstration keys",
            Demonstration::Rehearsal => "rehearsal, demonstration keys",
        }
    }

    /// In a demonstration: `reported`, `presumed` or `invented`.
    pub fn footing(&self) -> Option<&'static str> {
        self.basis.as_ref().map(|basis| match basis {
            Basis::Reported { .. } => "reported",
            Basis::Presumed { .. } => "presumed",
            Basis::Invented => "invented",
        })
    }

    /// An act at its place, as a window shows it.
    pub fn of(window: &Window, ix: Ix, act: &Act) -> ActView {
        let ground = window.ground;
        let node = ground.graph.node(ix);
        let fact = ground.fact(ix);
        ActView {
            id: node.id,
            feed: ground.id(node.feed),
            seq: node.seq,
            party: window.author(ix),
            signer: ground.body::<Accreditation>(node.feed).filter(|_| node.feed != ix).map(|body| body.holder.name.clone()),
            kind: Kind::of_tag(act.kind).map_or_else(|| format!("unknown-{}", act.kind), |kind| kind.name().into()),
            standing: fact.standing.code(),
            at: None,
            marked_by: window.mark_on(ix).map(|mark| ground.id(mark)),
            claimed_at: act.claimed_at,
            demonstration: window.charter().ok().and_then(|charter| charter.body.demonstration),
            basis: act.basis.clone(),
            parts: act.parts.clone(),
            body: fact.body.as_ref().map(alternat::kind::Body::json).unwrap_or_default(),
        }
    }
}
