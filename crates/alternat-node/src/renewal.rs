//! A node's feed opened anew: fresh keys, accredited by the root, in the place of those of a feed that nobody may continue.
//!
//! [`begin`] makes the keys; from then on nothing is signed in the old feed. [`accredit`] puts them on the record of a
//! circle. [`move_over`] gives the home its new key of connections, and [`finish`] the circle its new feed: it revokes the
//! old one. Each may be called again after it was cut short. Between the second and the third, a peer has to hear of the
//! new keys by the old key of connections, or by a file.

use alternat::graph::Ix;
use alternat::id::Id;
use alternat::kind::{Accreditation, ForkProof, ForkResolution, Kind, NodeKeys, Revocation, bytes};

use crate::circle::{Circle, CircleError};
use crate::duty;
use crate::founding::{FoundingError, Hand};
use crate::home::{Home, HomeError};
use crate::node::Node;
use crate::signers::NODE;

/// Makes the new keys of a home's node, and gives the circles in which they are to be put in place.
///
/// A renewal that was cut short is gone on with, and none is begun beside it.
///
/// # Errors
/// [`HomeError`].
pub fn begin(node: &Node) -> Result<Vec<Id>, HomeError> {
    let home = node.home();
    let circles = home.circles()?;
    let mut waiting = Vec::new();
    for mechanism in &circles {
        let waits = node.circle(*mechanism)?.with(|circle| circle.signers().get(NODE).is_some_and(|node| node.next().is_some()));
        waiting.extend(waits.then_some(*mechanism));
    }
    match (home.next_transport_key()?, &waiting[..]) {
        // The home has moved over already; what is left is to be finished.
        (None, [_, ..]) => return Ok(waiting),
        (None, []) => home.make_next_transport()?,
        (Some(_), _) => {}
    }
    let mut begun = Vec::new();
    for mechanism in circles {
        let made = node.circle(mechanism)?.with(|circle| -> Result<bool, CircleError> {
            let has_feed = circle.signers().get(NODE).is_some_and(|node| node.feed.is_some());
            if has_feed {
                circle.signers().make_next(NODE)?;
            }
            Ok(has_feed)
        })?;
        begun.extend(made.then_some(mechanism));
    }
    Ok(begun)
}

/// Accredits the keys that wait, unless that was done; gives the accreditation.
///
/// # Errors
/// [`FoundingError`].
pub fn accredit(home: &Home, hand: &Hand, circle: &mut Circle) -> Result<Id, FoundingError> {
    hand.party_of(home)?;
    let (old, next) = waiting(circle)?;
    let window = circle.record().everything();
    let ground = window.ground;
    let party = ground.graph.find(&hand.root.party()).ok_or(CircleError::NoSuchFeed(hand.root.party())).map_err(FoundingError::from)?;
    let has_key = |ix: &Ix| ground.body::<Accreditation>(*ix).is_some_and(|body| body.key == next.key().public());
    if let Some(done) = window.filed_standing(party, Kind::Accreditation).into_iter().find(has_key) {
        return Ok(ground.id(done));
    }
    let before = ground.graph.find(&old).and_then(|ix| ground.body::<Accreditation>(ix));
    let before = before.ok_or(CircleError::NoSuchFeed(old)).map_err(FoundingError::from)?;
    let keys = NodeKeys {
        transport: home.next_transport_key()?.unwrap_or_else(|| home.transport_key()),
        seal_ed25519: next.seal_ed25519().public(),
        seal_ml_dsa: next.seal_ml_dsa().public(),
        pouch: before.node.as_ref().and_then(|node| node.pouch.clone()),
    };
    let body = Accreditation { key: next.key().public(), node: Some(keys), ..before.clone() };
    Ok(circle.sign_by_root(hand.root, &hand.draft(Kind::Accreditation, bytes(&body)))?)
}

/// Gives a home the new key of its connections: whoever opens it from now on has it.
///
/// # Errors
/// [`HomeError::File`].
pub fn move_over(home: &Home) -> Result<(), HomeError> {
    home.succeed_transport()
}

/// Revokes the old feed with its cut, goes over to the new one, does what the node owes, and resolves the forks of the old.
///
/// The cut is the one of `cuts` that lies in the feed, or else the last act before any fork: without a fork, its last act.
/// Of a fork, the branch counts on which the cut lies.
///
/// # Errors
/// [`FoundingError`].
pub fn finish(hand: &Hand, circle: &mut Circle, accreditation: Id, cuts: &[Id]) -> Result<(), FoundingError> {
    let (old, _) = waiting(circle)?;
    let last = cut(circle, old, cuts);
    let window = circle.record().everything();
    let is_revoked = window.ground.graph.find(&old).is_some_and(|ix| window.any_filed(ix, Kind::Revocation));
    if !is_revoked {
        circle.sign_by_root(hand.root, &hand.draft(Kind::Revocation, bytes(&Revocation { feed: old, last })))?;
    }
    resolve(hand, circle, old, last)?;
    circle.signers().succeed(NODE, accreditation).map_err(CircleError::from)?;
    duty::attend(circle, hand.now)?;
    // A fork that nobody had proved is proved by the new feed.
    resolve(hand, circle, old, last)
}

/// The feed that is given up, and the keys that wait.
fn waiting(circle: &mut Circle) -> Result<(Id, crate::sealed::Opened), CircleError> {
    let node = circle.signers().get(NODE);
    let found = node.and_then(|node| Some((node.feed?, node.next()?)));
    found.ok_or_else(|| CircleError::NoSuchSigner(NODE.to_string()))
}

/// The last act of a feed that is to count.
fn cut(circle: &Circle, feed: Id, cuts: &[Id]) -> Option<Id> {
    let ground = circle.record().ground();
    let opening = ground.graph.find(&feed);
    let mut chain: Vec<Ix> =
        ground.graph.places().filter(|ix| Some(ground.graph.node(*ix).feed) == opening && Some(*ix) != opening).collect();
    let named = chain.iter().map(|ix| ground.id(*ix)).find(|id| cuts.contains(id));
    chain.sort_by_key(|ix| ground.graph.node(*ix).seq);
    let seq = |ix: &Ix| ground.graph.node(*ix).seq;
    let forked = chain.windows(2).find(|two| seq(&two[0]) == seq(&two[1])).map(|two| seq(&two[0]));
    let before = chain.iter().rfind(|ix| forked.is_none_or(|forked| seq(ix) < forked)).map(|ix| ground.id(*ix));
    named.or(before)
}

/// Resolves the proved forks of a feed for the branch on which the last act that counts lies, or for neither.
fn resolve(hand: &Hand, circle: &mut Circle, feed: Id, last: Option<Id>) -> Result<(), FoundingError> {
    let window = circle.record().everything();
    let ground = window.ground;
    let Some(opening) = ground.graph.find(&feed) else { return Ok(()) };
    let on = last.and_then(|id| ground.graph.find(&id));
    let open = window.filed_standing(opening, Kind::ForkProof).into_iter();
    let open = open.filter(|proof| window.filed_standing(*proof, Kind::ForkResolution).is_empty());
    let resolution = |proof: Ix| {
        let body = ground.body::<ForkProof>(proof)?;
        let holds =
            |id: &Id| on.zip(ground.graph.find(id)).is_some_and(|(on, ix)| on == ix || ground.graph.within(&ground.graph.clock(on), ix));
        let counts = [body.one, body.other].into_iter().find(holds);
        Some(ForkResolution { proof: ground.id(proof), counts })
    };
    let resolutions: Vec<ForkResolution> = open.filter_map(resolution).collect();
    for body in resolutions {
        circle.sign_by_root(hand.root, &hand.draft(Kind::ForkResolution, bytes(&body)))?;
    }
    Ok(())
}
