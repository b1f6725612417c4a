//! Why a link ends.

use alternat::id::Id;
use alternat::record::TurnedAway;

/// Why the talk about a circle is over. What was wished for before stays good.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Breach {
    /// The peer does not hold the circle, or does not know this node as a member: it does not say which.
    #[error("the peer knows no such circle")]
    UnknownCircle,
    /// The peer speaks another version of the protocol.
    #[error("the peer speaks version {theirs} of the exchange")]
    Protocol {
        /// The version that it named.
        theirs: u64,
    },
    /// The peer answered about another circle than the one it was asked about.
    #[error("the peer answered about circle {theirs}")]
    AnotherCircle {
        /// The circle that it named.
        theirs: Id,
    },
    /// A frame is longer than a frame may be.
    #[error("a frame of {bytes} bytes is over the limit")]
    FrameTooLarge {
        /// Its size.
        bytes: usize,
    },
    /// A frame has a tag that the protocol does not have.
    #[error("a frame has the unknown tag {tag}")]
    UnknownTag {
        /// The tag.
        tag: u64,
    },
    /// A frame is not of its shape.
    #[error("the frame `{frame}` {fault}")]
    Malformed {
        /// The frame.
        frame: &'static str,
        /// What is wrong with it.
        fault: &'static str,
    },
    /// A frame came where it may not come.
    #[error("the frame `{frame}` came out of turn")]
    OutOfTurn {
        /// The frame.
        frame: &'static str,
    },
    /// The peer told or sent more than a record may have.
    #[error("the peer sent more {what} than {max}")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        max: usize,
    },
    /// A frame came while the host had as many wishes to carry out as may wait.
    #[error("frames kept coming while {waiting} wishes waited")]
    Flood {
        /// How many wait.
        waiting: usize,
    },
    /// An act that the peer sent was turned away. The acts before it are kept.
    #[error("an act that the peer sent was turned away")]
    TurnedAway {
        /// Why.
        source: TurnedAway,
    },
    /// What the peer sent as a part has another hash.
    #[error("what the peer sent as part {part} has another hash")]
    PartDiffers {
        /// The part that was asked for.
        part: Id,
    },
}

impl Breach {
    /// The stable code, as in spec/exchange.md.
    pub fn code(&self) -> &'static str {
        match self {
            Breach::UnknownCircle => "unknown-circle",
            Breach::Protocol { .. } => "protocol",
            Breach::AnotherCircle { .. } => "another-circle",
            Breach::FrameTooLarge { .. } => "frame-too-large",
            Breach::UnknownTag { .. } => "unknown-tag",
            Breach::Malformed { .. } => "malformed",
            Breach::OutOfTurn { .. } => "out-of-turn",
            Breach::TooMany { .. } => "too-many",
            Breach::Flood { .. } => "flood",
            Breach::TurnedAway { .. } => "turned-away",
            Breach::PartDiffers { .. } => "part-differs",
        }
    }
}
