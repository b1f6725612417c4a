//! Checkpoints and cosignatures as C2SP tlog-checkpoint and tlog-cosignature have them.
//!
//! A checkpoint is what a final seal says, in three lines that tools made by strangers read. A cosignature is one party's
//! signature on it; a note is both together. Nothing here decides whose keys count or how many are enough.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

use crate::id::Id;
use crate::key::{ActKey, ActPublic, Ed25519Bytes, ML_DSA_44_SIGNATURE_BYTES, MlDsa44Bytes, SealKey, SealPublic, SignatureFault};
use crate::limit;

/// Begins the origin of a checkpoint and the name of a cosigner; an id follows.
const NAME_PREFIX: &str = "alternat/";
/// Begins a signature line.
const LINE_PREFIX: &str = "\u{2014} ";
/// The note signature type of timestamped Ed25519 cosignatures.
const TYPE_ED25519: u8 = 0x04;
/// The note signature type of timestamped ML-DSA-44 cosignatures.
const TYPE_ML_DSA_44: u8 = 0x06;

/// What a final seal says of the record: how many acts it holds, and the root of the tree over them.
///
/// # Source
/// C2SP tlog-checkpoint v1.0.0; spec/seal.md, "The checkpoint".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    /// The mechanism whose record it is.
    pub mechanism: Id,
    /// Leaves of the tree.
    pub size: u64,
    /// Root of the tree.
    pub root: Id,
}

impl Checkpoint {
    /// The first line, without its end: `alternat/` and the mechanism's id.
    pub fn origin(&self) -> String {
        format!("{NAME_PREFIX}{}", self.mechanism)
    }

    /// The three lines, each with its end.
    pub fn text(&self) -> String {
        head_text(&self.origin(), self.size, self.root)
    }

    /// Reads exactly what [`Checkpoint::text`] writes, and nothing else.
    ///
    /// Extension lines are refused: ML-DSA-44 cosignatures would not cover them.
    ///
    /// # Errors
    /// [`NoteFault`], naming the line at fault.
    pub fn parse(text: &str) -> Result<Checkpoint, NoteFault> {
        let body = text.strip_suffix('\n').ok_or(NoteFault::Lines)?;
        let lines: Vec<&str> = body.splitn(4, '\n').collect();
        let [origin, size, root] = lines[..] else { return Err(NoteFault::Lines) };
        let mechanism = origin.strip_prefix(NAME_PREFIX).and_then(|id| id.parse().ok()).ok_or(NoteFault::Origin)?;
        let size = canonical_number(size).ok_or(NoteFault::Size)?;
        let root = BASE64.decode(root).ok().and_then(|bytes| bytes.try_into().ok()).map(Id).ok_or(NoteFault::Root)?;
        Ok(Checkpoint { mechanism, size, root })
    }
}

/// One signature line of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosignature {
    /// Whose it claims to be; for a party, [`cosigner_name`].
    pub name: String,
    /// When it was made, in seconds since the Unix epoch, by the cosigner's clock; zero where the kind is opaque.
    pub at: u64,
    /// Which of that cosigner's keys it claims to be by: a hint for finding the key, never proof of it.
    pub key_id: [u8; 4],
    /// The signature.
    pub signature: CosignatureKind,
}

/// A signature, and by what kind of key its length says that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CosignatureKind {
    /// Type 0x04.
    Ed25519(Box<[u8; 64]>),
    /// Type 0x06.
    MlDsa44(Box<[u8; ML_DSA_44_SIGNATURE_BYTES]>),
    /// Of a type unknown here: all that follows the key id, kept as it came.
    Opaque(Vec<u8>),
}

/// A public key that a verifier knows a cosigner by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CosignerPublic {
    /// For type 0x04. Such a signature does not cover the cosigner's name, so one key must have one name.
    Ed25519(ActPublic),
    /// For type 0x06.
    MlDsa44(SealPublic),
}

impl From<ActPublic> for CosignerPublic {
    fn from(public: ActPublic) -> CosignerPublic {
        CosignerPublic::Ed25519(public)
    }
}

impl From<SealPublic> for CosignerPublic {
    fn from(public: SealPublic) -> CosignerPublic {
        CosignerPublic::MlDsa44(public)
    }
}

impl CosignerPublic {
    /// The key id of this key under this name, as a signature line carries it.
    pub fn key_id(&self, name: &str) -> [u8; 4] {
        match self {
            CosignerPublic::Ed25519(public) => key_id_ed25519(name, &public.bytes()),
            CosignerPublic::MlDsa44(public) => key_id_ml_dsa_44(name, &public.bytes()),
        }
    }
}

/// The name under which a party cosigns.
pub fn cosigner_name(party: &Id) -> String {
    format!("{NAME_PREFIX}{party}")
}

impl Cosignature {
    /// Cosigns by Ed25519 (type 0x04); `at` is in seconds since the Unix epoch.
    ///
    /// # Errors
    /// [`NoteFault::Name`] and [`NoteFault::Time`] for a name or time that no line can carry.
    pub fn make_ed25519(name: &str, at: u64, checkpoint: &Checkpoint, key: &ActKey) -> Result<Cosignature, NoteFault> {
        check_name_and_time(name, at)?;
        let signature = key.sign(&message_ed25519(at, &checkpoint.text()));
        let key_id = key_id_ed25519(name, &key.public());
        Ok(Cosignature { name: name.to_string(), at, key_id, signature: CosignatureKind::Ed25519(Box::new(signature)) })
    }

    /// Cosigns by ML-DSA-44 (type 0x06); `at` is in seconds since the Unix epoch.
    ///
    /// # Errors
    /// As [`Cosignature::make_ed25519`].
    pub fn make_ml_dsa(name: &str, at: u64, checkpoint: &Checkpoint, key: &SealKey) -> Result<Cosignature, NoteFault> {
        check_name_and_time(name, at)?;
        let signature = key.sign(&message_ml_dsa_44(name, at, &checkpoint.origin(), checkpoint.size, checkpoint.root));
        let key_id = key_id_ml_dsa_44(name, &key.public());
        Ok(Cosignature { name: name.to_string(), at, key_id, signature: CosignatureKind::MlDsa44(signature) })
    }

    /// Whether the line claims to be by this key of the cosigner of this name.
    ///
    /// A line that matches must verify, else its note is bad; a line that matches no known key is passed over.
    pub fn matches(&self, name: &str, public: &CosignerPublic) -> bool {
        self.name == name && self.key_id == public.key_id(name)
    }

    /// Whether this is the signature of `public` on `checkpoint`, under the name and key id that the line has.
    ///
    /// Whether `public` is the key of the cosigner of that name is for the caller to know, by [`Cosignature::matches`].
    ///
    /// # Errors
    /// [`CosignatureFault`], in the order of its variants.
    pub fn verify(&self, checkpoint: &Checkpoint, public: &CosignerPublic) -> Result<(), CosignatureFault> {
        let expected = public.key_id(&self.name);
        if self.key_id != expected {
            return Err(CosignatureFault::KeyId { name: self.name.clone(), expected, found: self.key_id });
        }
        let verdict = match (public, &self.signature) {
            (CosignerPublic::Ed25519(public), CosignatureKind::Ed25519(signature)) => {
                public.verify(&message_ed25519(self.at, &checkpoint.text()), signature)
            }
            (CosignerPublic::MlDsa44(public), CosignatureKind::MlDsa44(signature)) => {
                let message = message_ml_dsa_44(&self.name, self.at, &checkpoint.origin(), checkpoint.size, checkpoint.root);
                public.verify(&message, signature)
            }
            _ => return Err(CosignatureFault::Kind { name: self.name.clone() }),
        };
        verdict.map_err(|source| CosignatureFault::Signature { name: self.name.clone(), source })
    }

    /// The line as a note carries it, with its end.
    pub fn line(&self) -> String {
        let mut bytes = self.key_id.to_vec();
        if !matches!(self.signature, CosignatureKind::Opaque(_)) {
            bytes.extend(self.at.to_be_bytes());
        }
        bytes.extend(match &self.signature {
            CosignatureKind::Ed25519(signature) => &signature[..],
            CosignatureKind::MlDsa44(signature) => &signature[..],
            CosignatureKind::Opaque(rest) => rest,
        });
        format!("{LINE_PREFIX}{} {}\n", self.name, BASE64.encode(bytes))
    }

    /// Reads one line with its end, strictly: what this reads, [`Cosignature::line`] writes again byte for byte.
    ///
    /// A line does not say of which type it is. One whose length fits neither type known here, or whose time is past
    /// the latest that those types allow, is kept opaque.
    ///
    /// # Errors
    /// [`NoteFault::Line`], [`NoteFault::Name`] or [`NoteFault::LineBase64`].
    pub fn parse_line(line: &str) -> Result<Cosignature, NoteFault> {
        let line = line.strip_suffix('\n').and_then(|line| line.strip_prefix(LINE_PREFIX)).ok_or(NoteFault::Line)?;
        let (name, encoded) = line.split_once(' ').ok_or(NoteFault::Line)?;
        check_name(name)?;
        if encoded.len() > (limit::LINE_SIGNATURE_BYTES_MAX + 4).div_ceil(3) * 4 {
            return Err(NoteFault::LineBase64);
        }
        let bytes = BASE64.decode(encoded).map_err(|_| NoteFault::LineBase64)?;
        let (key_id, rest) = bytes.split_first_chunk::<4>().ok_or(NoteFault::LineBase64)?;
        if !(1..=limit::LINE_SIGNATURE_BYTES_MAX).contains(&rest.len()) {
            return Err(NoteFault::LineBase64);
        }
        let (at, signature) = known_kind(rest).unwrap_or_else(|| (0, CosignatureKind::Opaque(rest.to_vec())));
        Ok(Cosignature { name: name.to_string(), at, key_id: *key_id, signature })
    }
}

/// A checkpoint and cosignatures on it, read and not yet verified: at least one line, at most sixteen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    checkpoint: Checkpoint,
    cosignatures: Vec<Cosignature>,
}

impl Note {
    /// Reads a note, strictly: what this reads, [`Note::text`] writes again byte for byte.
    ///
    /// # Errors
    /// [`NoteFault`], naming the line at fault.
    pub fn parse(text: &str) -> Result<Note, NoteFault> {
        if text.len() > limit::NOTE_BYTES_MAX {
            return Err(NoteFault::TooLong);
        }
        let gap = text.rfind("\n\n").ok_or(NoteFault::Gap)?;
        let checkpoint = Checkpoint::parse(&text[..=gap])?;
        let lines = &text[gap + 2..];
        let count = lines.split_inclusive('\n').count();
        if !(1..=limit::NOTE_LINES_MAX).contains(&count) {
            return Err(NoteFault::LineCount { count });
        }
        let cosignatures = lines.split_inclusive('\n').map(Cosignature::parse_line).collect::<Result<_, _>>()?;
        Ok(Note { checkpoint, cosignatures })
    }

    /// The note as it is kept and sent.
    pub fn text(&self) -> String {
        note_text(&self.checkpoint, &self.cosignatures)
    }

    /// What is signed.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The signature lines, in the order of the note.
    pub fn cosignatures(&self) -> &[Cosignature] {
        &self.cosignatures
    }

    /// When the cosigner of this name signed by this key, the latest time if more than once; `None` where no line matches.
    ///
    /// # Errors
    /// [`CosignatureFault`] if any line that matches does not verify: then nothing in the note is to be believed.
    pub fn cosigned_by(&self, name: &str, public: &CosignerPublic) -> Result<Option<u64>, CosignatureFault> {
        let mut latest = None;
        for cosignature in self.cosignatures.iter().filter(|cosignature| cosignature.matches(name, public)) {
            cosignature.verify(&self.checkpoint, public)?;
            latest = latest.max(Some(cosignature.at));
        }
        Ok(latest)
    }
}

/// The cosignatures on one checkpoint as notes of at most sixteen lines each, in the order given; none for none.
pub fn notes(checkpoint: &Checkpoint, cosignatures: &[Cosignature]) -> Vec<String> {
    cosignatures.chunks(limit::NOTE_LINES_MAX).map(|lines| note_text(checkpoint, lines)).collect()
}

/// Why some text is no note, no checkpoint or no signature line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoteFault {
    /// Too long to be read at all.
    #[error("a note has at most {max} bytes", max = limit::NOTE_BYTES_MAX)]
    TooLong,
    /// No empty line.
    #[error("a note has an empty line between its checkpoint and its signature lines")]
    Gap,
    /// More or fewer than three lines above the gap.
    #[error("a checkpoint has three lines: origin, size and root")]
    Lines,
    /// Not the origin of a mechanism.
    #[error("the first line of a checkpoint is \"{NAME_PREFIX}\" and the id of the mechanism")]
    Origin,
    /// Not a plain number.
    #[error("the second line of a checkpoint is its size, in decimal digits without leading zeros")]
    Size,
    /// Not the base64 of a hash.
    #[error("the third line of a checkpoint is its root, 32 bytes in padded base64")]
    Root,
    /// No signature lines, or too many.
    #[error("a note has 1 to {max} signature lines, not {count}", max = limit::NOTE_LINES_MAX)]
    LineCount {
        /// How many there are.
        count: usize,
    },
    /// Not of the shape of a signature line.
    #[error("a signature line is a dash, a name and a signature, with one space between each")]
    Line,
    /// Not a name.
    #[error("the name {name:?} is not 1 to {max} bytes without spaces, plus signs and control characters", max = limit::COSIGNER_NAME_BYTES_MAX)]
    Name {
        /// The beginning of what stood there.
        name: String,
    },
    /// Not the base64 of a key id and a signature.
    #[error("a signature line ends with a key id and a signature of at most {max} bytes, in padded base64", max = limit::LINE_SIGNATURE_BYTES_MAX)]
    LineBase64,
    /// A time that no cosignature can carry.
    #[error("a cosignature cannot be made at second {at}, which is past {max}", max = limit::COSIGNED_AT_MAX)]
    Time {
        /// The time asked for, in seconds since the Unix epoch.
        at: u64,
    },
}

/// Why a cosignature does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CosignatureFault {
    /// The line names another key.
    #[error("the cosignature of {name:?} has key id {found:02x?}, but under that name the key has {expected:02x?}")]
    KeyId {
        /// The name in the line.
        name: String,
        /// The key id of the key given.
        expected: [u8; 4],
        /// The key id in the line.
        found: [u8; 4],
    },
    /// The line holds no signature of the kind of that key.
    #[error("the cosignature of {name:?} is of another kind than the key")]
    Kind {
        /// The name in the line.
        name: String,
    },
    /// The signature is not by that key on that checkpoint.
    #[error("the cosignature of {name:?} does not verify")]
    Signature {
        /// The name in the line.
        name: String,
        /// What the key says.
        source: SignatureFault,
    },
}

/// The text of a checkpoint of any log.
fn head_text(origin: &str, size: u64, root: Id) -> String {
    format!("{origin}\n{size}\n{}\n", BASE64.encode(root.0))
}

fn note_text(checkpoint: &Checkpoint, cosignatures: &[Cosignature]) -> String {
    let mut text = checkpoint.text();
    text.push('\n');
    text.extend(cosignatures.iter().map(Cosignature::line));
    text
}

/// What an Ed25519 cosigner signs: two lines, then the whole checkpoint.
fn message_ed25519(at: u64, checkpoint_text: &str) -> Vec<u8> {
    format!("cosignature/v1\ntime {at}\n{checkpoint_text}").into_bytes()
}

/// What an ML-DSA-44 cosigner signs: the `cosigned_message` of tlog-cosignature, from the first leaf to the last.
///
/// `name` and `origin` are at most 255 bytes: a name has been checked, an origin is of fixed length.
fn message_ml_dsa_44(name: &str, at: u64, origin: &str, size: u64, root: Id) -> Vec<u8> {
    let mut message = b"subtree/v1\n\0".to_vec();
    message.push(name.len() as u8);
    message.extend(name.as_bytes());
    message.extend(at.to_be_bytes());
    message.push(origin.len() as u8);
    message.extend(origin.as_bytes());
    message.extend(0u64.to_be_bytes());
    message.extend(size.to_be_bytes());
    message.extend(root.0);
    message
}

fn key_id_ed25519(name: &str, key: &Ed25519Bytes) -> [u8; 4] {
    key_id(name, TYPE_ED25519, &key.0)
}

fn key_id_ml_dsa_44(name: &str, key: &MlDsa44Bytes) -> [u8; 4] {
    key_id(name, TYPE_ML_DSA_44, &key.0[..])
}

fn key_id(name: &str, signature_type: u8, key: &[u8]) -> [u8; 4] {
    let mut hasher = Sha256::new();
    hasher.update(name.as_bytes());
    hasher.update([b'\n', signature_type]);
    hasher.update(key);
    let hash: [u8; 32] = hasher.finalize().into();
    [hash[0], hash[1], hash[2], hash[3]]
}

/// The time and signature in what follows a key id, if its length and time are those of a type known here.
fn known_kind(rest: &[u8]) -> Option<(u64, CosignatureKind)> {
    let (at, signature) = rest.split_first_chunk::<8>()?;
    let at = Some(u64::from_be_bytes(*at)).filter(|at| *at <= limit::COSIGNED_AT_MAX)?;
    let kind = match signature.len() {
        64 => CosignatureKind::Ed25519(Box::new(signature.try_into().ok()?)),
        ML_DSA_44_SIGNATURE_BYTES => CosignatureKind::MlDsa44(Box::new(signature.try_into().ok()?)),
        _ => return None,
    };
    Some((at, kind))
}

fn check_name_and_time(name: &str, at: u64) -> Result<(), NoteFault> {
    check_name(name)?;
    if at > limit::COSIGNED_AT_MAX { Err(NoteFault::Time { at }) } else { Ok(()) }
}

fn check_name(name: &str) -> Result<(), NoteFault> {
    let fits = (1..=limit::COSIGNER_NAME_BYTES_MAX).contains(&name.len());
    if fits && !name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+') {
        return Ok(());
    }
    Err(NoteFault::Name { name: name.chars().take(80).collect() })
}

/// A number as it is written in one way only.
fn canonical_number(text: &str) -> Option<u64> {
    let canonical = text == "0" || (!text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit()));
    if canonical { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: u64 = 1_767_225_600;

    fn checkpoint() -> Checkpoint {
        Checkpoint { mechanism: Id::of_bytes(b"mechanism"), size: 20_852_163, root: Id::of_bytes(b"root") }
    }

    fn name() -> String {
        cosigner_name(&Id::of_bytes(b"party"))
    }

    fn act_key() -> ActKey {
        ActKey::from_seed(&[1; 32])
    }

    fn seal_key() -> SealKey {
        SealKey::from_seed(&[2; 32])
    }

    /// The same cosigner's signature by each kind of key, with the key to verify it by.
    fn both() -> [(Cosignature, CosignerPublic); 2] {
        let ed25519 = Cosignature::make_ed25519(&name(), AT, &checkpoint(), &act_key()).unwrap();
        let ml_dsa = Cosignature::make_ml_dsa(&name(), AT, &checkpoint(), &seal_key()).unwrap();
        [(ed25519, act_key().public().admit().unwrap().into()), (ml_dsa, seal_key().public().admit().unwrap().into())]
    }

    fn opaque_line(bytes: &[u8]) -> String {
        format!("\u{2014} example.com/k {}\n", BASE64.encode(bytes))
    }

    #[test]
    fn a_checkpoint_is_three_lines_and_reads_back() {
        let origin = "alternat/11ef0bbb7b4ba4da01d2bc4e2a53e8e6d9ffe01b5d5d17c10c2ed0e5b8ae2b7b";
        let text = format!("{origin}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
        let empty = Checkpoint { mechanism: origin[9..].parse().unwrap(), size: 0, root: Id::of_bytes(b"") };
        assert_eq!(empty.text(), text);
        assert_eq!(empty.origin(), origin);
        for size in [0, 1, 9, 10, u64::MAX] {
            let checkpoint = Checkpoint { size, ..empty };
            assert_eq!(Checkpoint::parse(&checkpoint.text()), Ok(checkpoint));
        }
    }

    #[test]
    fn a_checkpoint_has_one_spelling() {
        let good = checkpoint().text();
        let mechanism = checkpoint().mechanism.to_string();
        let rows = [
            (String::new(), NoteFault::Lines),
            ("\n".into(), NoteFault::Lines),
            (good.trim_end().into(), NoteFault::Lines),
            (format!("{good}extension\n"), NoteFault::Lines),
            (format!("{good}\n"), NoteFault::Lines),
            (good.replace('\n', "\r\n"), NoteFault::Origin),
            (good.replace("alternat/", "Alternat/"), NoteFault::Origin),
            (good.replace("alternat/", "alternat//"), NoteFault::Origin),
            (good.replace(&mechanism, &mechanism.to_uppercase()), NoteFault::Origin),
            (good.replace(&mechanism, &mechanism[1..]), NoteFault::Origin),
            (good.replace("20852163", ""), NoteFault::Size),
            (good.replace("20852163", "020852163"), NoteFault::Size),
            (good.replace("20852163", "+20852163"), NoteFault::Size),
            (good.replace("20852163", "-1"), NoteFault::Size),
            (good.replace("20852163", "00"), NoteFault::Size),
            (good.replace("20852163", "20852163 "), NoteFault::Size),
            (good.replace("20852163", "\u{662}"), NoteFault::Size),
            (good.replace("20852163", "18446744073709551616"), NoteFault::Size),
            (good.replace("=\n", "\n"), NoteFault::Root),
            (good.replace("=\n", "==\n"), NoteFault::Root),
            (good.replace("=\n", "= \n"), NoteFault::Root),
        ];
        for (text, fault) in rows {
            assert_eq!(Checkpoint::parse(&text), Err(fault), "{text:?}");
        }
    }

    #[test]
    fn base64_with_bits_left_over_is_refused() {
        // The 32 bytes end in the middle of a digit, whose last two bits must be zero: A, never B, C or D.
        let zero = Checkpoint { root: Id([0x60; 32]), ..checkpoint() }.text();
        assert!(zero.ends_with("YGA=\n"));
        for digit in ["B", "C", "D"] {
            assert_eq!(Checkpoint::parse(&zero.replace("YGA=", &format!("YG{digit}="))), Err(NoteFault::Root));
        }
    }

    #[test]
    fn a_cosignature_verifies_and_its_line_reads_back() {
        for (cosignature, public) in both() {
            let line = cosignature.line();
            assert_eq!(Cosignature::parse_line(&line), Ok(cosignature.clone()));
            assert_eq!(cosignature.verify(&checkpoint(), &public), Ok(()));
            assert!(cosignature.matches(&name(), &public));
        }
    }

    #[test]
    fn a_signature_does_not_serve_for_anything_else() {
        let good = checkpoint();
        let others = [
            Checkpoint { mechanism: Id::of_bytes(b"another"), ..good },
            Checkpoint { size: good.size + 1, ..good },
            Checkpoint { root: Id::of_bytes(b"another"), ..good },
        ];
        for (cosignature, public) in both() {
            for other in others {
                assert!(matches!(cosignature.verify(&other, &public), Err(CosignatureFault::Signature { .. })), "{other:?}");
            }
            let later = Cosignature { at: AT + 1, ..cosignature.clone() };
            assert!(matches!(later.verify(&good, &public), Err(CosignatureFault::Signature { .. })));
            let renamed = Cosignature { name: "alternat/other".into(), ..cosignature.clone() };
            assert!(matches!(renamed.verify(&good, &public), Err(CosignatureFault::KeyId { .. })));
            assert!(!renamed.matches(&name(), &public) && !renamed.matches("alternat/other", &public));
        }
    }

    #[test]
    fn only_the_ml_dsa_signature_covers_the_name_so_one_key_has_one_name() {
        let [(ed25519, act_public), (ml_dsa, seal_public)] = both();
        let renamed = |cosignature: Cosignature, public: &CosignerPublic| {
            let key_id = public.key_id("alternat/other");
            Cosignature { name: "alternat/other".into(), key_id, ..cosignature }
        };
        let ed25519 = renamed(ed25519, &act_public);
        assert_eq!(ed25519.verify(&checkpoint(), &act_public), Ok(()));
        assert!(!ed25519.matches(&name(), &act_public));
        let ml_dsa = renamed(ml_dsa, &seal_public);
        assert!(matches!(ml_dsa.verify(&checkpoint(), &seal_public), Err(CosignatureFault::Signature { .. })));
    }

    #[test]
    fn keys_of_another_owner_or_kind_do_not_verify() {
        let [(ed25519, act_public), (ml_dsa, seal_public)] = both();
        let other: CosignerPublic = ActKey::from_seed(&[3; 32]).public().admit().unwrap().into();
        assert!(matches!(ed25519.verify(&checkpoint(), &other), Err(CosignatureFault::KeyId { .. })));
        assert!(matches!(ed25519.verify(&checkpoint(), &seal_public), Err(CosignatureFault::KeyId { .. })));
        let swapped = Cosignature { key_id: act_public.key_id(&name()), ..ml_dsa };
        assert_eq!(swapped.verify(&checkpoint(), &act_public), Err(CosignatureFault::Kind { name: name() }));
        let forged = Cosignature { key_id: other.key_id(&name()), ..ed25519 };
        assert!(matches!(forged.verify(&checkpoint(), &other), Err(CosignatureFault::Signature { .. })));
    }

    #[test]
    fn no_line_with_a_bit_flipped_is_believed() {
        for (cosignature, public) in both() {
            let line = cosignature.line().into_bytes();
            // All bits of the beginning and the end; in the middle of a long signature, those of every sixteenth byte.
            let (beginning, end) = (240, line.len() - 16);
            let chosen = |byte: &usize| *byte < beginning || *byte >= end || byte.is_multiple_of(16);
            for bit in (0..line.len()).filter(chosen).flat_map(|byte| 8 * byte..8 * byte + 8) {
                let mut flipped = line.clone();
                flipped[bit / 8] ^= 1 << (bit % 8);
                let read = std::str::from_utf8(&flipped).ok().and_then(|line| Cosignature::parse_line(line).ok());
                let believed = read.is_some_and(|read| read.matches(&name(), &public) && read.verify(&checkpoint(), &public).is_ok());
                assert!(!believed, "bit {bit}");
            }
        }
    }

    #[test]
    fn a_line_has_one_spelling() {
        let good = opaque_line(&[7; 76]);
        let rows = [
            (String::new(), NoteFault::Line),
            (good.trim_end().into(), NoteFault::Line),
            (good.replace('\u{2014}', "-"), NoteFault::Line),
            (good.replace("\u{2014} ", "\u{2014}"), NoteFault::Line),
            ("\u{2014} name-alone\n".into(), NoteFault::Line),
            (good.replace("\u{2014} ", "\u{2014}  "), NoteFault::Name { name: String::new() }),
            (good.replace("example.com/k", "a+b"), NoteFault::Name { name: "a+b".into() }),
            (good.replace("example.com/k", "a\u{a0}b"), NoteFault::Name { name: "a\u{a0}b".into() }),
            (good.replace("example.com/k", "a\tb"), NoteFault::Name { name: "a\tb".into() }),
            (good.replace("example.com/k", &"n".repeat(256)), NoteFault::Name { name: "n".repeat(80) }),
            (good.replace('\n', "\r\n"), NoteFault::LineBase64),
            (good.replace('\n', "=\n"), NoteFault::LineBase64),
            (good.replace('\n', " \n"), NoteFault::LineBase64),
            (format!("{good}\n"), NoteFault::LineBase64),
            (format!("{good}{good}"), NoteFault::LineBase64),
            (opaque_line(&[]), NoteFault::LineBase64),
            (opaque_line(&[7; 4]), NoteFault::LineBase64),
            (opaque_line(&vec![7; limit::LINE_SIGNATURE_BYTES_MAX + 5]), NoteFault::LineBase64),
        ];
        for (line, fault) in rows {
            assert_eq!(Cosignature::parse_line(&line), Err(fault), "{line:?}");
        }
        assert!(Cosignature::parse_line(&good.replace("example.com/k", &"n".repeat(255))).is_ok());
    }

    #[test]
    fn a_type_unknown_here_is_kept_as_it_came() {
        let mut past = [0; 76];
        past[4] = 0x80;
        let rows = [vec![7; 5], vec![7; 75], vec![7; 77], past.to_vec(), vec![7; limit::LINE_SIGNATURE_BYTES_MAX + 4]];
        for bytes in rows {
            let line = opaque_line(&bytes);
            let read = Cosignature::parse_line(&line).unwrap();
            assert_eq!((read.at, &read.signature), (0, &CosignatureKind::Opaque(bytes[4..].to_vec())));
            assert_eq!(read.line(), line);
        }
    }

    #[test]
    fn no_name_and_no_time_is_signed_that_no_line_can_carry() {
        let make = |name: &str, at| Cosignature::make_ed25519(name, at, &checkpoint(), &act_key()).map(|made| made.line());
        assert!(make("a b", AT).is_err() && make("", AT).is_err() && make("a\nb", AT).is_err());
        assert!(make("a", limit::COSIGNED_AT_MAX).is_ok());
        assert_eq!(make("a", limit::COSIGNED_AT_MAX + 1), Err(NoteFault::Time { at: 1 << 63 }));
        assert!(Cosignature::make_ml_dsa("a b", AT, &checkpoint(), &seal_key()).is_err());
    }

    #[test]
    fn cosignatures_are_spread_over_notes_of_sixteen_lines() {
        let made: Vec<Cosignature> = (0..33).map(|n| Cosignature::make_ed25519(&name(), n, &checkpoint(), &act_key()).unwrap()).collect();
        for (count, lines) in [(0, vec![]), (1, vec![1]), (16, vec![16]), (17, vec![16, 1]), (33, vec![16, 16, 1])] {
            let notes = notes(&checkpoint(), &made[..count]);
            let read: Vec<Note> = notes.iter().map(|text| Note::parse(text).unwrap()).collect();
            assert_eq!(read.iter().map(|note| note.cosignatures().len()).collect::<Vec<_>>(), lines);
            assert!(read.iter().zip(&notes).all(|(note, text)| note.text() == *text && *note.checkpoint() == checkpoint()));
            let together: Vec<Cosignature> = read.iter().flat_map(|note| note.cosignatures().to_vec()).collect();
            assert_eq!(together, made[..count]);
        }
    }

    #[test]
    fn a_note_of_the_largest_lines_is_within_its_bound() {
        let line = opaque_line(&vec![7; limit::LINE_SIGNATURE_BYTES_MAX + 4]).replace("example.com/k", &"n".repeat(255));
        let size = Checkpoint { size: u64::MAX, ..checkpoint() };
        let note = format!("{}\n{}", size.text(), line.repeat(limit::NOTE_LINES_MAX));
        assert_eq!(Note::parse(&note).unwrap().text(), note);
        assert_eq!(Note::parse(&format!("{note}{}", " ".repeat(limit::NOTE_BYTES_MAX))), Err(NoteFault::TooLong));
    }

    #[test]
    fn a_note_has_a_gap_and_at_least_one_line() {
        let line = both()[0].0.line();
        let text = checkpoint().text();
        let rows = [
            (text.clone(), NoteFault::Gap),
            (format!("{text}{line}"), NoteFault::Gap),
            (format!("{text}\n"), NoteFault::LineCount { count: 0 }),
            (format!("{text}\n{line}\n"), NoteFault::Lines),
            (format!("{text}\n{}", line.repeat(17)), NoteFault::LineCount { count: 17 }),
            (format!("{text}\n\n{line}"), NoteFault::Lines),
            (format!("{text}extension\n\n{line}"), NoteFault::Lines),
            (format!("{text}\n{}", line.trim_end()), NoteFault::Line),
            (format!("{text}\n{line}extension\n"), NoteFault::Line),
        ];
        for (note, fault) in rows {
            assert_eq!(Note::parse(&note).map(|note| note.text()), Err(fault), "{note:?}");
        }
    }

    #[test]
    fn a_note_with_one_bad_line_of_a_known_key_is_not_believed() {
        let [(ed25519, act_public), (ml_dsa, seal_public)] = both();
        let bad = Cosignature { at: AT + 1, ..ed25519.clone() };
        let later = Cosignature::make_ed25519(&name(), AT + 9, &checkpoint(), &act_key()).unwrap();
        let read = |lines: &[&Cosignature]| {
            let lines: Vec<Cosignature> = lines.iter().map(|line| (*line).clone()).collect();
            Note::parse(&notes(&checkpoint(), &lines)[0]).unwrap()
        };
        assert_eq!(read(&[&later, &ed25519]).cosigned_by(&name(), &act_public), Ok(Some(AT + 9)));
        assert_eq!(read(&[&ml_dsa]).cosigned_by(&name(), &act_public), Ok(None));
        let note = read(&[&ed25519, &bad, &ml_dsa]);
        assert!(note.cosigned_by(&name(), &act_public).is_err());
        assert_eq!(note.cosigned_by(&name(), &seal_public), Ok(Some(AT)));
        assert_eq!(note.cosigned_by("alternat/other", &act_public), Ok(None));
    }

    #[test]
    fn the_example_of_tlog_cosignature_reads_as_it_says() {
        // The specification publishes no key for it: the framing and the signed message are what can be compared.
        let line = "\u{2014} witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
        let read = Cosignature::parse_line(line).unwrap();
        assert_eq!((read.name.as_str(), read.at, read.key_id), ("witness.example.com/w1", 1_679_315_147, [0x8d, 0x66, 0xcf, 0x3f]));
        assert!(matches!(read.signature, CosignatureKind::Ed25519(_)));
        assert_eq!(read.line(), line);

        let root = BASE64.decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=").unwrap();
        let head = head_text("example.com/behind-the-sofa", 20_852_163, Id(root.try_into().unwrap()));
        let message =
            "cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        assert_eq!(message_ed25519(1_679_315_147, &head), message.as_bytes());
    }

    #[test]
    fn a_strangers_log_key_has_the_key_id_that_the_stranger_gave_it() {
        // filippo.io/torchwood, cmd/litewitness/testdata/mldsa.txt: the seed of a log of one leaf, and its verifier key.
        let seed: Id = "2886adc2b0eabfce67c0472939127998bf886cf256bfee8ba76a253fce1146e0".parse().unwrap();
        let name = "example.com/mldsa-log";
        assert_eq!(key_id_ml_dsa_44(name, &SealKey::from_seed(&seed.0).public()), [0xb5, 0xdf, 0x45, 0xc5]);
        let head = head_text(name, 1, Id::of_payload(b"testonly"));
        assert_eq!(head, "example.com/mldsa-log\n1\n+zoErtsZtGO6sfiSV/v4UJSIyowisE8hvjw0q5+bD38=\n");
    }

    #[test]
    fn the_message_of_ml_dsa_is_laid_out_as_tlog_cosignature_says() {
        let message = message_ml_dsa_44("w", 0x0102_0304_0506_0708, "log", 0x1112_1314_1516_1718, Id([0xab; 32]));
        let mut expected = b"subtree/v1\n\x00\x01w\x01\x02\x03\x04\x05\x06\x07\x08\x03log".to_vec();
        expected.extend(b"\0\0\0\0\0\0\0\0\x11\x12\x13\x14\x15\x16\x17\x18");
        expected.extend([0xab; 32]);
        assert_eq!(message, expected);
    }
}
