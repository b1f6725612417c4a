//! What waits for a party: every matter that needs its hand, each with the one action that it needs.

use alternat::chair;
use alternat::decision::{self as decided, State};
use alternat::finality;
use alternat::graph::Ix;
use alternat::id::Id;
use alternat::kind::{Commitment, Convening, Due, ForkProof, Handover, Kind, Outcome, Put, Transcription, commitment, report};
use alternat::words::Code;
use serde::Serialize;

use crate::decision::{self, Subject};
use crate::scene::{Named, Scene};

/// One matter that waits, and the kind of act that settles it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Matter {
    /// What it is.
    pub what: What,
    /// The act that it hangs on.
    pub about: Id,
    /// The kind of act that the party would sign.
    pub action: &'static str,
}

/// What waits.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Two versions of one party: its chain parted, and its root has not said which branch counts.
    TwoVersions {
        /// The party.
        party: Named,
    },
    /// The party has not acceded.
    Accede,
    /// The chair was handed over to the party, which has not taken it up.
    TakeTheChair {
        /// By whom.
        from: Option<Named>,
    },
    /// A decision is put, and the party has said nothing.
    Position {
        /// What it is called.
        title: String,
    },
    /// Everybody on the roster has spoken, and the party closes.
    Close {
        /// What it is called.
        title: String,
    },
    /// A decision was adopted, and the party numbers it.
    Number {
        /// What it is called.
        title: String,
    },
    /// A session is convened, and the party has named no delegation.
    Credentials {
        /// The session.
        session: Meeting,
    },
    /// Credentials were handed in, and the party presides over their examination.
    Examine {
        /// Whose.
        party: Named,
        /// For which session.
        session: Meeting,
    },
    /// A session is convened, and the party opens it.
    Open {
        /// The session.
        session: Meeting,
    },
    /// The party owes something and has not said that it is done.
    Report {
        /// What.
        what: String,
        /// By when.
        due: Due,
        /// The decision it comes from.
        decision: Option<String>,
    },
    /// Another party reported, and the party has neither acknowledged nor disputed it.
    Acknowledge {
        /// Who.
        party: Named,
        /// On what.
        what: String,
    },
    /// Another party transcribed a paper and asks the party to say that it has seen it.
    Witness {
        /// Who.
        party: Named,
    },
    /// A seal is proposed, and the party has not agreed.
    Seal {
        /// How many have.
        agreed: usize,
        /// How many must.
        needed: usize,
    },
}

/// A session by its organ and number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Meeting {
    /// The session, by its convening.
    pub id: Id,
    /// The organ's name.
    pub organ: String,
    /// The number.
    pub number: u32,
}

/// Everything that waits for the reader's party, what is graver first; nothing for a reader who belongs to none.
pub fn of(scene: &Scene) -> Vec<Matter> {
    let Some(own) = scene.reader.party.clone() else { return vec![] };
    let sessions =
        scene.in_order(scene.window.charter().map(|charter| scene.window.filed(charter.ix, Kind::Convening)).unwrap_or_default());
    let mut waits = two_versions(scene);
    waits.extend(accession(scene, &own));
    waits.extend(chair(scene, &own));
    for session in &sessions {
        waits.extend(decisions(scene, &own, *session));
    }
    for session in &sessions {
        waits.extend(delegations(scene, &own, *session));
    }
    waits.extend(reports(scene, &own));
    waits.extend(papers(scene, &own));
    waits.extend(seal(scene, &own));
    waits
}

fn matter(scene: &Scene, about: Ix, kind: Kind, what: What) -> Matter {
    Matter { what, about: scene.window.ground.id(about), action: kind.name() }
}

/// Proofs that a chain parted, which its root has not resolved.
fn two_versions(scene: &Scene) -> Vec<Matter> {
    let ground = scene.window.ground;
    let proofs = ground.graph.members(&scene.window.clock).filter(|ix| ground.body::<ForkProof>(*ix).is_some()).collect();
    let parted = |proof: Ix| {
        if !scene.window.counts(proof) || scene.window.any_filed(proof, Kind::ForkResolution) {
            return None;
        }
        let side = ground.graph.find(&ground.body::<ForkProof>(proof)?.one)?;
        Some(matter(scene, proof, Kind::ForkResolution, What::TwoVersions { party: scene.party_of(side)? }))
    };
    scene.in_order(proofs).into_iter().filter_map(parted).collect()
}

fn accession(scene: &Scene, own: &Code) -> Option<Matter> {
    let charter = scene.window.charter().ok()?;
    let has_acceded = scene.window.roster().contains(own);
    (!has_acceded).then(|| matter(scene, charter.ix, Kind::Accession, What::Accede))
}

/// A chair that was handed over to the party, and that it has not taken up.
fn chair(scene: &Scene, own: &Code) -> Vec<Matter> {
    let ground = scene.window.ground;
    let offered = |term: Ix| {
        let handovers = scene.in_order(scene.window.filed(term, Kind::Handover));
        handovers.into_iter().find(|ix| ground.body::<Handover>(*ix).is_some_and(|body| body.to == *own))
    };
    let taken_up = |handover: Ix| matter(scene, handover, Kind::Assumption, What::TakeTheChair { from: scene.party_of(handover) });
    chair::current_terms(scene.window).into_iter().filter_map(offered).map(taken_up).collect()
}

/// The decisions of a session: where the party has not spoken, where it closes, and where it numbers.
fn decisions(scene: &Scene, own: &Code, session: Ix) -> Vec<Matter> {
    let mut waits = vec![];
    for put in scene.in_order(scene.window.filed(session, Kind::Put)) {
        let Some(body) = scene.window.ground.body::<Put>(put) else { continue };
        let Some(subject) = decision::of_put(scene, put) else { continue };
        let title = subject.title(&scene.locale());
        let roster = decided::roster(scene.window, put);
        let closes = is_feed_of(scene, &body.closes, own);
        match decided::state(scene.window, put) {
            State::Open => {
                let silent = |code: &Code| {
                    let objects = decided::objections(scene.window, put).iter().any(|(ix, _)| is_of(scene, *ix, code));
                    decided::stances(scene.window, put, code).is_empty() && !objects
                };
                if roster.contains(own) && silent(own) {
                    waits.push(matter(scene, put, Kind::Position, What::Position { title }));
                } else if closes && !roster.iter().any(silent) {
                    waits.push(matter(scene, put, Kind::Close, What::Close { title }));
                }
            }
            State::Closed { close, outcome: Outcome::Adopted } => {
                let is_text = matches!(subject, Subject::Text { .. });
                if closes && is_text && !scene.window.any_filed(close, Kind::Number) {
                    waits.push(matter(scene, close, Kind::Number, What::Number { title }));
                }
            }
            State::Closed { .. } | State::Void | State::Disputed(_) => {}
        }
    }
    waits
}

/// The delegations of a session that is not closed: ours to name, others' to examine; and the session to open.
fn delegations(scene: &Scene, own: &Code, session: Ix) -> Vec<Matter> {
    let window = scene.window;
    let Some(body) = window.ground.body::<Convening>(session).filter(|_| !window.any_filed(session, Kind::Closing)) else { return vec![] };
    let meeting = || meeting(scene, session, body);
    let presides = is_feed_of(scene, &body.presides, own);
    let handed_in = scene.in_order(window.current(session, Kind::Credentials));
    let mut waits = vec![];
    if !handed_in.iter().any(|ix| is_of(scene, *ix, own)) {
        waits.push(matter(scene, session, Kind::Credentials, What::Credentials { session: meeting() }));
    }
    if presides {
        for credentials in handed_in.into_iter().filter(|ix| !is_of(scene, *ix, own) && !window.any_filed(*ix, Kind::Examination)) {
            let Some(party) = scene.party_of(credentials) else { continue };
            waits.push(matter(scene, credentials, Kind::Examination, What::Examine { party, session: meeting() }));
        }
        if !window.any_filed(session, Kind::Opening) {
            waits.push(matter(scene, session, Kind::Opening, What::Open { session: meeting() }));
        }
    }
    waits
}

/// What the party owes, and what others have said of what they owe.
fn reports(scene: &Scene, own: &Code) -> Vec<Matter> {
    let window = scene.window;
    let mut waits = vec![];
    for ix in scene.in_order(commitment::all(window).into_iter().map(|(ix, _)| ix).collect()) {
        let Some(body) = window.ground.body::<Commitment>(ix) else { continue };
        let what = body.what.best(&scene.reader.lang).to_string();
        if body.responsible.contains(own) && !report::is_done(window, ix, own) {
            let decision = window.ground.graph.find(&body.decision).and_then(|close| decision::name_of_close(scene, close));
            waits.push(matter(scene, ix, Kind::Report, What::Report { what: what.clone(), due: body.due.clone(), decision }));
        }
        for code in body.responsible.iter().filter(|code| *code != own) {
            for (told, _) in report::of(window, ix, code) {
                let answers = [Kind::Acknowledgement, Kind::Dispute].into_iter().flat_map(|kind| window.filed(told, kind));
                if !answers.into_iter().any(|answer| is_of(scene, answer, own)) {
                    let what = What::Acknowledge { party: scene.named(code), what: what.clone() };
                    waits.push(matter(scene, told, Kind::Acknowledgement, what));
                }
            }
        }
    }
    waits
}

/// Papers that others transcribed and that the party was asked to see.
fn papers(scene: &Scene, own: &Code) -> Vec<Matter> {
    let window = scene.window;
    let places =
        window.charter().map(|charter| [charter.ix].into_iter().chain(window.filed(charter.ix, Kind::Convening)).collect::<Vec<_>>());
    let papers = places.unwrap_or_default().into_iter().flat_map(|place| window.filed(place, Kind::Transcription)).collect();
    let asked = |paper: Ix| {
        let body = window.ground.body::<Transcription>(paper)?;
        let waits = body.witness == *own && !window.any_filed(paper, Kind::Witness);
        waits.then(|| scene.party_of(paper)).flatten().map(|party| matter(scene, paper, Kind::Witness, What::Witness { party }))
    };
    scene.in_order(papers).into_iter().filter_map(asked).collect()
}

/// A seal that is proposed, is not final, and to which the party has not agreed.
fn seal(scene: &Scene, own: &Code) -> Vec<Matter> {
    let window = scene.window;
    let last = window.final_seals().last().copied().or_else(|| window.charter().ok().map(|charter| charter.ix));
    let proposals = last.map(|last| scene.in_order(window.filed(last, Kind::SealProposal))).unwrap_or_default();
    let waits = |proposal: Ix| {
        let agreed = finality::agreed(window, proposal);
        let needed = finality::quorum(finality::seal_roster(window, proposal).len());
        (!agreed.contains(own)).then(|| matter(scene, proposal, Kind::SealAgreement, What::Seal { agreed: agreed.len(), needed }))
    };
    proposals.into_iter().filter_map(waits).collect()
}

fn meeting(scene: &Scene, session: Ix, body: &Convening) -> Meeting {
    Meeting { id: scene.window.ground.id(session), organ: scene.organ(&body.organ), number: body.number }
}

/// Whether an act is of a party.
fn is_of(scene: &Scene, ix: Ix, code: &Code) -> bool {
    scene.window.code_of(scene.window.ground.fact(ix).party).as_ref() == Some(code)
}

/// Whether a feed is of a party.
pub fn is_feed_of(scene: &Scene, feed: &Id, code: &Code) -> bool {
    scene.window.ground.graph.find(feed).is_some_and(|ix| is_of(scene, ix, code))
}
