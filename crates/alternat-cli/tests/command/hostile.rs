//! Whatever a file or an input holds, the command ends by itself, in bounded memory, and says what is wrong.

use std::fs::{self, File, OpenOptions};
use std::path::Path;

use crate::kit::{Circle, Ran, alternat, fed_within, shown};

/// What every run here may have: address space, of which a good part is the stacks of idle threads.
const KIBIBYTES: u64 = 512 * 1024;

/// Ends by itself with a code that says why, and without a panic.
fn check(of: &str, ran: &Ran) {
    assert!(matches!(ran.code, 1..=3), "{of}: {ran:.2000?}");
    assert!(!ran.err.contains("panicked") && !ran.err.contains("overflowed its stack"), "{of}: {ran:.2000?}");
    // It stopped at a bound of its own, not at the limit.
    assert!(!ran.err.to_lowercase().contains("memory"), "{of}: {ran:.2000?}");
    let lines: Vec<&str> = ran.err.lines().collect();
    assert!(lines.len() == 2 && lines[0].starts_with("alternat: ") && lines[1].starts_with("          "), "{of}: {ran:.2000?}");
    assert!(ran.err.len() < 2000, "{of}: {ran:.4000?}");
    assert!(!ran.err.contains(|letter: char| letter != '\n' && (letter.is_control() || letter == '\u{202e}')), "{of}: {ran:.2000?}");
}

/// Chance from a seed (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.next() as u8).collect()
    }
}

/// Inputs that are meant to hurt whoever reads them, with their names.
fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let mut chance = Chance(0x0a17);
    vec![
        ("nothing", vec![]),
        ("zeros", vec![0; 100_000]),
        ("chance", chance.bytes(100_000)),
        ("a short chance", chance.bytes(40)),
        ("open brackets", vec![b'['; 1_000_000]),
        ("open objects", b"{\"a\":".repeat(200_000)),
        ("a long string", [&b"{\"session\":\""[..], &vec![b'a'; 3_000_000], b"\"}"].concat()),
        ("a large number", [&b"{\"session\":1"[..], &vec![b'0'; 100_000], b"}"].concat()),
        ("a field that directs a terminal", br#"{"alternat":1,"\u001b[2J\n\u202e":1}"#.to_vec()),
        ("a field without an end", [&b"{\""[..], &vec![b'a'; 1_000_000], b"\":1}"].concat()),
        ("half a surrogate", br#"{"session":"\ud800"}"#.to_vec()),
        ("arrays in arrays of CBOR", vec![0x81; 1_000_000]),
        ("maps in maps of CBOR", [0xa1, 0x00].repeat(500_000)),
        ("an endless array of CBOR", vec![0x9f; 1_000_000]),
        ("an array said to hold 2^64 - 1", [&[0x9b][..], &[0xff; 8], &[0; 64]].concat()),
        ("bytes said to be 2^64 - 1", [&[0x5b][..], &[0xff; 8], &[0; 64]].concat()),
        ("a text said to be 4 GiB", [&[0x7b, 0, 0, 0, 1, 0, 0, 0, 0][..], &[b'a'; 64]].concat()),
        ("envelopes of nothing", [&[0x84, 0x43, 0xa1, 0x01, 0x32, 0xa0, 0x5a, 0x7f, 0xff, 0xff, 0xff][..], &[0; 64]].concat()),
    ]
}

/// Makes a file as large as wanted that takes no room on the disk.
fn lengthen(path: &Path, bytes: u64) {
    OpenOptions::new().create(true).append(true).open(path).unwrap().set_len(bytes).unwrap();
}

#[test]
fn no_file_or_input_makes_the_command_panic_or_take_all_memory() {
    let circle = Circle::found("hostile", &["DOR", "ALD"]);
    let (place, home, other) = (circle.place(), circle.home("DOR"), circle.home("ALD"));
    let whole = place.join("whole.altr");
    alternat(&["export", "original", "--home", shown(&home), "--out", shown(&whole)]).done();
    // The limit is no hindrance to what is well formed.
    assert_eq!(fed_within(KIBIBYTES, &["verify", shown(&whole)], b"").code, 0);
    let before = circle.acts("DOR");

    let file = place.join("hostile");
    let (answer, invite) = (place.join("hostile.answer"), place.join("hostile.invitation"));
    let reads: [&[&str]; 10] = [
        &["verify", shown(&file)],
        &["verify", shown(&file), "--json"],
        &["verify", shown(&whole), "--trust", shown(&file)],
        &["act", "opening", "--home", shown(&home), "--file", shown(&file)],
        &["key", "new", "other", "--home", shown(&home), "--file", shown(&file)],
        &["mechanism", "join", shown(&file), "--home", shown(&other), "--answer", shown(&answer)],
        &["mechanism", "welcome", shown(&file), "--home", shown(&home)],
        &["mechanism", "show", "--invitation", shown(&file)],
        &["mechanism", "found", "--home", shown(&home), "--charter", shown(&file), "--invite", shown(&invite)],
        &["party", "show", shown(&file)],
    ];
    for (name, bytes) in hostile() {
        fs::write(&file, &bytes).unwrap();
        for arguments in reads {
            let harmless = arguments.contains(&"--trust") && name == "nothing";
            if !harmless {
                check(&format!("{name}: {arguments:?}"), &fed_within(KIBIBYTES, arguments, b""));
            }
        }
        check(&format!("{name} on standard input"), &fed_within(KIBIBYTES, &["act", "opening", "--home", shown(&home)], &bytes));
    }
    File::create(&file).unwrap();
    lengthen(&file, 1 << 36);
    for arguments in reads {
        check(&format!("64 GiB: {arguments:?}"), &fed_within(KIBIBYTES, arguments, b""));
    }
    let part = ["act", "opening", "--home", shown(&home), "--part", shown(&file)];
    check("a part of 64 GiB", &fed_within(KIBIBYTES, &part, b"{}"));
    // An item in the middle of what began as an original.
    let begun = fs::read(&whole).unwrap();
    for at in [begun.len() / 3, begun.len() - 1] {
        fs::write(&file, [&begun[..at], &[0x5b, 0, 0, 0, 8, 0, 0, 0, 0]].concat()).unwrap();
        // It is read to its end all the same, for the hash tells whether an accident has hit it.
        lengthen(&file, 1 << 30);
        check("an original that goes on for a GiB", &fed_within(KIBIBYTES, &["verify", shown(&file)], b""));
    }
    assert_eq!(circle.acts("DOR"), before);
    assert!(!answer.exists() && !invite.exists());
}

#[test]
fn an_original_that_is_cut_or_spoilt_by_chance_is_broken() {
    let circle = Circle::found("hostile-original", &["DOR", "ALD"]);
    let whole = circle.place().join("whole.altr");
    alternat(&["export", "original", "--home", shown(&circle.home("DOR")), "--out", shown(&whole)]).done();
    let bytes = fs::read(&whole).unwrap();
    let file = circle.place().join("spoilt.altr");
    let mut chance = Chance(3);
    for turn in 0..60 {
        let at = chance.next() as usize % bytes.len();
        let spoilt = match turn % 3 {
            0 => bytes[..at].to_vec(),
            1 => [&bytes[..at], &chance.bytes(9), &bytes[at..]].concat(),
            _ => [&bytes[..at], &bytes[(at + 5).min(bytes.len())..]].concat(),
        };
        fs::write(&file, spoilt).unwrap();
        let ran = fed_within(KIBIBYTES, &["verify", shown(&file)], b"");
        assert_eq!(ran.code, 1, "turn {turn} at {at}: {ran:?}");
        check(&format!("turn {turn} at {at}"), &ran);
    }
}
