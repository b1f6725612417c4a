//! Founding and joining a circle by files, before there is a charter to connect under.
//!
//! Every party hands out its inception. The founder writes an *invitation*: the founding acts so far. Each other party
//! answers with an *answer*: its own accession and the accreditation of its node. Both are JSON, and hold no secret.

use std::net::SocketAddr;
use std::path::Path;

use alternat::act::Act;
use alternat::envelope::Envelope;
use alternat::id::Id;
use alternat::kind::{Accession, Accreditation, Charter, Holder, Kind, NodeKeys, RULES, bytes};
use alternat::record::Record;
use alternat::words::{Basis, Code, Words};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::{Deserialize, Serialize};

use crate::circle::{Circle, CircleError, Draft};
use crate::file::{self, FileError};
use crate::home::{Home, HomeError};
use crate::limit;
use crate::root::{self, Root};
use crate::signers::NODE;

/// A file of founding acts that one party hands to another.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invitation {
    /// The version of this form, 1.
    pub alternat: u8,
    /// The circle.
    pub mechanism: Id,
    /// Who wrote the file.
    pub party: Id,
    /// Where his node is to be found, if that is known.
    pub address: Option<SocketAddr>,
    /// The acts, parents first, in base64.
    pub acts: Vec<String>,
}

/// Why a circle was not founded or joined.
#[derive(Debug, thiserror::Error)]
pub enum FoundingError {
    /// The home.
    #[error(transparent)]
    Home(#[from] HomeError),
    /// The root.
    #[error(transparent)]
    Root(#[from] root::RootError),
    /// The circle.
    #[error(transparent)]
    Circle(#[from] CircleError),
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// A party's card is none.
    #[error("{0} is not the inception of a party")]
    NotAnInception(String),
    /// The file is no invitation.
    #[error("{path} is neither an invitation nor an answer: {why}")]
    NotAnInvitation {
        /// Which file.
        path: String,
        /// Why.
        why: String,
    },
    /// An act in the file is turned away.
    #[error("act {place} in the file is turned away: {why}")]
    TurnedAway {
        /// Which, from 1.
        place: usize,
        /// Why.
        why: alternat::record::TurnedAway,
    },
    /// The root keys are another party's.
    #[error("the root keys are not those of the party of this home")]
    AnotherParty,
    /// The charter does not name this party.
    #[error("the charter does not name the party of this home")]
    NotNamed,
    /// An answer that the home's own party wrote.
    #[error("the file was written by the party of this home")]
    OwnFile,
    /// An answer by a root that the charter does not name.
    #[error("the file is by a root that the charter does not name: {}", .0.fingerprint())]
    NotOfAParty(Id),
    /// An answer without what it is to bring.
    #[error("the file does not bring the accession of {0}, which is said to have written it")]
    NotAcceded(Code),
    /// The file is for another circle.
    #[error("the file is for circle {0}, which this home does not hold")]
    AnotherCircle(Id),
}

/// What founding acts are signed with, and when.
pub struct Hand<'a> {
    /// The party's root.
    pub root: &'a Root,
    /// In a demonstration: what the acts rest on.
    pub basis: Option<Basis>,
    /// Milliseconds since the Unix epoch.
    pub now: u64,
    /// How others know this party's node; by the party's own name, where there is none.
    pub node_name: Option<Words>,
}

/// Founds a circle: its charter, the founder's accession, the accreditation of the founder's node.
///
/// # Errors
/// [`FoundingError`]. Where the charter is refused nothing is kept.
pub fn found(home: &Home, hand: &Hand, charter: &Charter) -> Result<Circle, FoundingError> {
    let party = hand.party_of(home)?;
    let body = bytes(charter);
    let (kind, claimed_at, basis) = (Kind::Charter.tag(), hand.now, hand.basis.clone());
    let act = Act { feed: Some(party), seq: 1, prev: Some(party), seen: vec![], claimed_at, kind, body, parts: vec![], basis };
    let payload = act.payload();
    let mechanism = Id::of_payload(&payload);
    if charter.rules_version != RULES {
        return Err(CircleError::UnknownRules { wanted: charter.rules_version }.into());
    }
    // Judged in memory first, so that a charter that is refused leaves no directory behind.
    let mut record = Record::new(mechanism);
    record.fold(record.verify(hand.root.inception()).map_err(CircleError::from)?);
    record.rehearse(&act).map_err(|refused| CircleError::refused(Kind::Charter, refused))?;
    let envelope = hand.root.sign(&payload, &Id::ZERO)?;
    record.verify(&envelope).map_err(CircleError::from)?;
    let mut circle = home.circle(mechanism)?;
    circle.record_own(hand.root.inception(), &[])?;
    circle.record_own(&envelope, &[])?;
    accede(home, hand, &mut circle)?;
    Ok(circle)
}

/// Joins a circle by an invitation: this party's inception, accession and the accreditation of its node.
///
/// # Errors
/// [`FoundingError`].
pub fn join(home: &Home, hand: &Hand, invitation: &Invitation) -> Result<Circle, FoundingError> {
    hand.party_of(home)?;
    let acts = invitation.envelopes()?;
    // Tried in memory first: an invitation that does not hold leaves no directory behind.
    let record = invitation.record()?;
    let window = record.everything();
    let named = window.charter().is_ok_and(|charter| charter.body.parties.iter().any(|party| party.inception == hand.root.party()));
    if !named {
        return Err(FoundingError::NotNamed);
    }
    let mut circle = home.circle(invitation.mechanism)?;
    tried(&circle, &acts)?;
    take(&mut circle, &acts)?;
    if circle.record().ground().graph.find(&hand.root.party()).is_none() {
        circle.record_own(hand.root.inception(), &[])?;
    }
    accede(home, hand, &mut circle)?;
    Ok(circle)
}

/// Takes in what another party answered.
///
/// # Errors
/// [`FoundingError`]; then nothing of the answer is taken in.
pub fn welcome(home: &Home, answer: &Invitation) -> Result<Circle, FoundingError> {
    if !home.circles()?.contains(&answer.mechanism) {
        return Err(FoundingError::AnotherCircle(answer.mechanism));
    }
    if answer.party == home.configuration().party {
        return Err(FoundingError::OwnFile);
    }
    let mut circle = home.circle(answer.mechanism)?;
    take_in(&mut circle, answer)?;
    Ok(circle)
}

/// Takes in what another party answered, all of it or nothing, where the circle is open already.
///
/// # Errors
/// [`FoundingError`]. An answer is of this circle, by a root that stands for a party of the charter, and with it that party
/// has acceded.
pub fn take_in(circle: &mut Circle, answer: &Invitation) -> Result<(), FoundingError> {
    if answer.mechanism != circle.record().mechanism() {
        return Err(FoundingError::AnotherCircle(answer.mechanism));
    }
    let acts = answer.envelopes()?;
    let trial = tried(circle, &acts)?;
    let window = trial.everything();
    let parties = window.charter().map_or(&[][..], |charter| &charter.body.parties);
    let named = parties.iter().find(|party| party.inception == answer.party).map(|party| party.code.clone());
    // A root that a decision has recognised stands for its party, too.
    let code = window.ground.graph.find(&answer.party).and_then(|ix| window.code_of(ix)).or(named);
    let code = code.ok_or(FoundingError::NotOfAParty(answer.party))?;
    if !window.roster().contains(&code) {
        return Err(FoundingError::NotAcceded(code));
    }
    take(circle, &acts)
}

/// Whether others can reach a node by this address: a node that listens everywhere has not said where.
pub fn can_be_dialled(address: &SocketAddr) -> bool {
    !address.ip().is_unspecified() && address.port() != 0
}

/// What a circle and the acts of a file fold to, tried in memory.
fn tried(circle: &Circle, acts: &[Vec<u8>]) -> Result<Record, FoundingError> {
    let kept = circle.store().acts(0).map(|act| act.map(|act| act.envelope)).collect::<Result<Vec<_>, _>>().map_err(CircleError::from)?;
    let mut trial = Record::new(circle.record().mechanism());
    for envelope in &kept {
        let verified = trial.verify(envelope).map_err(CircleError::from)?;
        trial.fold(verified);
    }
    for (place, envelope) in acts.iter().enumerate() {
        if Envelope::read(envelope).is_ok_and(|read| trial.ground().graph.find(&read.id()).is_some()) {
            continue;
        }
        let verified = trial.verify(envelope).map_err(|why| FoundingError::TurnedAway { place: place + 1, why })?;
        trial.fold(verified);
    }
    Ok(trial)
}

/// Takes in the acts of a file, which were tried.
fn take(circle: &mut Circle, acts: &[Vec<u8>]) -> Result<(), FoundingError> {
    match circle.take(acts)?.turned_away {
        Some((place, why)) => Err(FoundingError::TurnedAway { place: place + 1, why }),
        None => Ok(()),
    }
}

/// Accedes and accredits this home's node, each unless it was done.
fn accede(home: &Home, hand: &Hand, circle: &mut Circle) -> Result<(), FoundingError> {
    let charter = circle.record().mechanism();
    let accession = hand.draft(Kind::Accession, bytes(&Accession { charter }));
    match circle.sign_by_root(hand.root, &accession) {
        Ok(_) | Err(CircleError::Refused { refusal: alternat::refusal::Refusal::AlreadyDone, .. }) => {}
        Err(other) => return Err(other.into()),
    }
    if circle.signers().get(NODE).is_some_and(|node| node.feed.is_some()) {
        return Ok(());
    }
    let node = circle.signers().make(NODE).map_err(CircleError::from)?;
    let node = node.open(None).map_err(|why| CircleError::Sealed { signer: NODE.to_string(), why })?;
    let keys = NodeKeys {
        transport: home.transport_key(),
        seal_ed25519: node.seal_ed25519().public(),
        seal_ml_dsa: node.seal_ml_dsa().public(),
        pouch: None,
    };
    let own_name = || root::inception_of(hand.root.inception()).map_or(Words::default(), |(_, inception)| inception.name);
    let name = hand.node_name.clone().unwrap_or_else(own_name);
    let body = Accreditation {
        key: node.key().public(),
        holder: Holder { name, title: None },
        may: vec![],
        second_signer_for: vec![],
        until: None,
        node: Some(keys),
        may_found: false,
    };
    let feed = circle.sign_by_root(hand.root, &hand.draft(Kind::Accreditation, bytes(&body)))?;
    circle.signers().opened(NODE, feed).map_err(CircleError::from)?;
    Ok(())
}

impl Hand<'_> {
    /// The party, which must be that of the home.
    ///
    /// # Errors
    /// [`FoundingError::AnotherParty`].
    pub fn party_of(&self, home: &Home) -> Result<Id, FoundingError> {
        match self.root.party() == home.configuration().party {
            true => Ok(self.root.party()),
            false => Err(FoundingError::AnotherParty),
        }
    }

    pub(crate) fn draft(&self, kind: Kind, body: Vec<u8>) -> Draft {
        Draft { kind, body, parts: vec![], basis: self.basis.clone(), claimed_at: self.now }
    }
}

impl Invitation {
    /// Everything that a circle holds, as a file for another party.
    ///
    /// # Errors
    /// [`FoundingError::Circle`].
    pub fn of(circle: &Circle, party: Id, address: Option<SocketAddr>) -> Result<Invitation, FoundingError> {
        let acts = circle.store().acts(0).map(|kept| kept.map(|kept| kept.envelope)).collect::<Result<Vec<_>, _>>();
        let acts = acts.map_err(CircleError::from)?;
        Ok(Invitation::from_acts(circle.record().mechanism(), party, address, acts.iter().map(Vec::as_slice)))
    }

    /// A file with these envelopes, parents first.
    pub fn from_acts<'a>(mechanism: Id, party: Id, address: Option<SocketAddr>, acts: impl Iterator<Item = &'a [u8]>) -> Invitation {
        Invitation { alternat: 1, mechanism, party, address, acts: acts.map(|act| BASE64.encode(act)).collect() }
    }

    /// What the file alone folds to, in memory: every act is verified, and none is kept.
    ///
    /// # Errors
    /// [`FoundingError::NotAnInvitation`], [`FoundingError::TurnedAway`].
    pub fn record(&self) -> Result<Record, FoundingError> {
        let mut record = Record::new(self.mechanism);
        for (place, envelope) in self.envelopes()?.iter().enumerate() {
            let verified = record.verify(envelope).map_err(|why| FoundingError::TurnedAway { place: place + 1, why })?;
            record.fold(verified);
        }
        Ok(record)
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`FoundingError::File`], [`FoundingError::NotAnInvitation`].
    pub fn read(path: &Path) -> Result<Invitation, FoundingError> {
        let bytes = file::read_bounded(path, limit::INVITATION_BYTES_MAX)?;
        let failed = |why: String| FoundingError::NotAnInvitation { path: path.display().to_string(), why };
        let read: Invitation = serde_json::from_slice(&bytes).map_err(|why| failed(why.to_string()))?;
        match read.alternat {
            1 => Ok(read),
            other => Err(failed(format!("it is of version {other}"))),
        }
    }

    /// The file's bytes.
    pub fn json(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).unwrap_or_else(|_| unreachable!("ids and base64 are always JSON"))
    }

    fn envelopes(&self) -> Result<Vec<Vec<u8>>, FoundingError> {
        let decode = |(place, act): (usize, &String)| {
            let why = |_| FoundingError::NotAnInvitation { path: "the file".into(), why: format!("act {} is not base64", place + 1) };
            BASE64.decode(act).map_err(why)
        };
        self.acts.iter().enumerate().map(decode).collect()
    }
}
