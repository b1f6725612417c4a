//! Every bound of the record, in one place. spec/limits.md says the same to a stranger.

/// Bytes of a payload, the largest that the gate lets in.
pub const PAYLOAD_BYTES_MAX: usize = 16 * 1024;
/// Nesting of CBOR arrays and maps in a payload; the payload's own map is depth 1.
pub const DEPTH_MAX: usize = 8;
/// Bytes of a body, except those of root acts, which carry ML-DSA keys of 1 312 bytes each.
pub const BODY_BYTES_MAX: usize = 4 * 1024;
/// Bytes of the body of an act that a root signs.
pub const ROOT_BODY_BYTES_MAX: usize = 12 * 1024;
/// Heads of other feeds that one act may name.
pub const SEEN_MAX: usize = 32;
/// Detached parts that one act may list.
pub const PARTS_MAX: usize = 32;
/// Bytes of one detached part.
pub const PART_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// Root keys of one party.
pub const ROOT_KEYS_MAX: usize = 7;
/// Bytes of an envelope: a payload, and the signatures of as many root keys as there may be.
pub const ENVELOPE_BYTES_MAX: usize = PAYLOAD_BYTES_MAX + ROOT_KEYS_MAX * (64 + 2420 + 64) + 64;
/// Parties of one mechanism.
pub const PARTIES_MAX: usize = 512;
/// Code points of a name, of a person, a party, a place or an office.
pub const NAME_CHARS_MAX: usize = 200;
/// Code points of a title, which is one line.
pub const TITLE_CHARS_MAX: usize = 500;
/// UTF-8 bytes of prose, as much as a body holds; longer text is a detached part.
pub const PROSE_BYTES_MAX: usize = BODY_BYTES_MAX;
/// Signature lines of one note: what every verifier of notes accepts.
pub const NOTE_LINES_MAX: usize = 16;
/// Bytes of a cosigner's name, which a cosigned message counts in one byte.
pub const COSIGNER_NAME_BYTES_MAX: usize = 255;
/// Bytes behind the key id in a signature line: the largest signature expected of a type yet unknown, with room.
pub const LINE_SIGNATURE_BYTES_MAX: usize = 8 * 1024;
/// Bytes of a note: its lines in base64, and what stands around them.
pub const NOTE_BYTES_MAX: usize = 512 + NOTE_LINES_MAX * (COSIGNER_NAME_BYTES_MAX + (LINE_SIGNATURE_BYTES_MAX + 4) * 4 / 3 + 16);
/// The latest time of a cosignature, in seconds since the Unix epoch.
pub const COSIGNED_AT_MAX: u64 = i64::MAX as u64;
/// Acts of one original, and so of a record that can be carried as one.
pub const ORIGINAL_ACTS_MAX: u64 = 1 << 24;
/// Problems that a verdict names one by one; those beyond are counted.
pub const PROBLEMS_MAX: usize = 64;
/// Bytes of a trust file.
pub const TRUST_BYTES_MAX: usize = 1024 * 1024;
/// Characters of foreign words that an error about a body repeats, at most.
pub const TOLD_CHARS_MAX: usize = 200;
