//! The gate, by rows: what passes, what does not, where and why; both sides of every edge.

use alternat::gate::{Fault, Malformed, pass, passes_text};
use alternat::limit::{DEPTH_MAX, PAYLOAD_BYTES_MAX};

mod common;
use common::{bytes_of, head, repeat};

/// Checks one input, in hexadecimal, against `passes` or `<fault> <offset>`.
fn check(hex: &str, expected: &str) {
    check_bytes(&bytes_of(hex), expected, hex);
}

fn check_bytes(bytes: &[u8], expected: &str, name: &str) {
    let found = match pass(bytes) {
        Ok(()) => "passes".to_string(),
        Err(Malformed { at, what }) => format!("{what} {at}"),
    };
    assert_eq!(found, expected, "{name}");
}

#[test]
fn integers_pass_in_their_shortest_form_only() {
    for major in [0x00, 0x20] {
        for (argument, shortest) in [
            (0, 1),
            (23, 1),
            (24, 2),
            (255, 2),
            (256, 3),
            (65_535, 3),
            (65_536, 5),
            (u64::from(u32::MAX), 5),
            (u64::from(u32::MAX) + 1, 9),
            (u64::MAX, 9),
        ] {
            for width in [1, 2, 3, 5, 9] {
                let Some(bytes) = head(major, argument, width) else { continue };
                let expected = if width == shortest { "passes" } else { "non-shortest 0" };
                check_bytes(&bytes, expected, &format!("{major:#x} {argument} in {width}"));
            }
        }
    }
}

#[test]
fn lengths_pass_in_their_shortest_form_only() {
    // A byte string, a text, an array of zeros, a map of zeros under rising keys.
    for (major, largest) in [(0x40, 16_381), (0x60, 16_381), (0x80, 16_381), (0xa0, 4_000)] {
        for (length, shortest) in [(0, 1), (23, 1), (24, 2), (255, 2), (256, 3), (largest, 3)] {
            for width in [1, 2, 3, 5, 9] {
                let Some(mut bytes) = head(major, length, width) else { continue };
                if major == 0xa0 {
                    (0..length).for_each(|key| bytes.extend(common::uint(key).into_iter().chain([0])));
                } else {
                    bytes.extend(vec![0; length as usize]);
                }
                let expected = if width == shortest { "passes" } else { "non-shortest 0" };
                if bytes.len() <= PAYLOAD_BYTES_MAX {
                    check_bytes(&bytes, expected, &format!("{major:#x} {length} in {width}"));
                }
            }
        }
    }
}

#[test]
fn a_long_length_in_too_many_bytes_is_told_before_its_content_is_missed() {
    check("5a0000ffff", "non-shortest 0");
    check("5a00010000", "truncated 5");
    check("5b00000000ffffffff", "non-shortest 0");
    check("5b0000000100000000", "truncated 9");
    check("9a0000ffff", "non-shortest 0");
    check("9b00000000ffffffff", "non-shortest 0");
    check("ba0000ffff", "non-shortest 0");
    check("bb00000000ffffffff", "non-shortest 0");
}

#[test]
fn a_lie_about_length_is_refused_at_once() {
    for initial in ["5b", "7b", "9b", "bb"] {
        for length in ["7fffffffffffffff", "8000000000000000", "8000000000000001", "ffffffffffffffff"] {
            check(&format!("{initial}{length}"), "truncated 9");
            check(&format!("{initial}{length}00"), "truncated 10");
            check(&format!("81{initial}{length}"), "truncated 10");
        }
    }
}

#[test]
fn each_initial_byte_has_its_verdict() {
    for initial in 0..=255u8 {
        let expected = match initial {
            0x00..=0x17 | 0x20..=0x37 | 0x40 | 0x60 | 0x80 | 0xa0 | 0xf4 | 0xf5 => "passes",
            0x1c..=0x1f | 0x3c..=0x3f | 0x5c..=0x5e | 0x7c..=0x7e | 0x9c..=0x9e | 0xbc..=0xbe | 0xdc..=0xdf | 0xfc..=0xfe => "reserved 0",
            0x5f | 0x7f | 0x9f | 0xbf | 0xff => "indefinite 0",
            0xc0..=0xdb => "tag 0",
            0xe0..=0xf3 | 0xf6..=0xf8 => "simple 0",
            0xf9..=0xfb => "float 0",
            _ => "truncated 1",
        };
        check_bytes(&[initial], expected, &format!("{initial:#04x}"));
    }
}

#[test]
fn faults_are_told_with_their_place() {
    for (hex, expected) in [
        ("", "truncated 0"),
        // Nothing may follow the item.
        ("0000", "trailing-bytes 1"),
        ("a000", "trailing-bytes 1"),
        ("8100ff", "trailing-bytes 2"),
        ("6161f6", "trailing-bytes 2"),
        // Absent is absent: no null.
        ("f6", "simple 0"),
        ("a100f6", "simple 2"),
        ("8200f7", "simple 2"),
        ("81f814", "simple 1"),
        ("81f8ff", "simple 1"),
        ("81f4", "passes"),
        ("81f5", "passes"),
        // Floats, tags, indefinite lengths, inside as outside.
        ("81f90000", "float 1"),
        ("81fa00000000", "float 1"),
        ("81fb0000000000000000", "float 1"),
        ("a100c100", "tag 2"),
        ("81d9d9f700", "tag 1"),
        ("819f00ff", "indefinite 1"),
        ("82005f41004100ff", "indefinite 2"),
        ("81ff", "indefinite 1"),
        ("811c", "reserved 1"),
        // Keys: unsigned integers, rising.
        ("a100f4", "passes"),
        ("a12000", "key-not-uint 1"),
        ("a14000", "key-not-uint 1"),
        ("a1616100", "key-not-uint 1"),
        ("a1f400", "key-not-uint 1"),
        ("a18000", "key-not-uint 1"),
        ("a1f90000", "key-not-uint 1"),
        ("a200000100", "passes"),
        ("a200000000", "duplicate-key 3"),
        ("a201000000", "unsorted-key 3"),
        ("a217001818f4", "passes"),
        ("a218180017f4", "unsorted-key 4"),
        ("a21818001818f4", "duplicate-key 4"),
        ("a218ff00190100f4", "passes"),
        ("a21901000018ff00", "unsorted-key 5"),
        ("a219ffff001a00010000f4", "passes"),
        ("a21a0001000019ffff0000", "unsorted-key 9"),
        ("a21affffffff001b0000000100000000f4", "passes"),
        ("a21b00000001000000001affffffff0000", "unsorted-key 15"),
        ("a1180000", "non-shortest 1"),
        ("a11c0000", "reserved 1"),
        // The key of an outer map is compared with its own neighbours only.
        ("a205a10000060000", "trailing-bytes 7"),
        ("a205a1000006f4", "passes"),
        ("a205a1070006f4", "passes"),
        // A map that claims more than the input has.
        ("a1", "truncated 1"),
        ("a100", "truncated 2"),
        ("a20000f4", "truncated 4"),
        ("a2000001", "truncated 4"),
        // Text.
        ("61", "truncated 1"),
        ("6180", "bad-utf8 1"),
        ("63616180", "bad-utf8 3"),
        ("62c3bc", "passes"),
        ("62c080", "bad-utf8 1"),
        ("63eda080", "bad-utf8 1"),
        ("64f4908080", "bad-utf8 1"),
        ("62e282", "bad-utf8 1"),
        ("6361cc8a", "not-nfc 1"),
        ("62c3a5", "passes"),
        ("6341eea0", "bad-utf8 2"),
        ("6441ee8080", "unassigned 2"),
        ("a100820063414243", "passes"),
        ("a1006441ee8080", "unassigned 4"),
        // The first fault met is told: what a code point is before what the whole is.
        ("6661cc8aee8080", "unassigned 4"),
        ("8261805f", "bad-utf8 2"),
    ] {
        check(hex, expected);
    }
}

#[test]
fn nesting_ends_at_the_limit() {
    for opener in ["81", "a100"] {
        for (innermost, closed) in [("00", true), ("80", false), ("a0", false)] {
            for depth in 1..=DEPTH_MAX + 2 {
                let hex = opener.repeat(depth) + innermost;
                let deepest = if closed { depth } else { depth + 1 };
                let expected =
                    if deepest <= DEPTH_MAX { "passes".to_string() } else { format!("too-deep {}", DEPTH_MAX * opener.len() / 2) };
                check(&hex, &expected);
            }
        }
    }
    // Siblings are not nested.
    check("84818181818181008181818181810080f4", "passes");
    check_bytes(&repeat(0x81, 16_384), &format!("too-deep {DEPTH_MAX}"), "sixteen thousand arrays");
}

#[test]
fn size_ends_at_the_limit() {
    let of_size = |size: usize| {
        let mut bytes = head(0x40, size as u64 - 3, 3).unwrap();
        bytes.resize(size, 0xff);
        bytes
    };
    assert_eq!(PAYLOAD_BYTES_MAX, 16_384);
    check_bytes(&of_size(16_383), "passes", "one byte less");
    check_bytes(&of_size(16_384), "passes", "the largest");
    check_bytes(&of_size(16_385), "too-large 16384", "one byte more");
    check_bytes(&repeat(0xff, 16_385), "too-large 16384", "size is told first");
}

#[test]
fn every_prefix_of_an_item_is_truncated() {
    for hex in [
        "a7 0001 01f4 02f5 0339ffff 0481410f 05a10063c3bc61 061a00010000",
        "a3 181a60 19010043000102 1a000100009820 0000000000000000 0000000000000000 0000000000000000 0000000000000000",
        "83 3b0000000100000000 1affffffff 1bffffffffffffffff",
        "78 1a d985db8c e2808c d8aed988d8a7d987d8af 20 d985db8cd8b1d8af",
        "88 a0a0a0a0 80 8100 a10040 6161",
    ] {
        let bytes = bytes_of(hex);
        check_bytes(&bytes, "passes", hex);
        for end in 0..bytes.len() {
            check_bytes(&bytes[..end], &format!("truncated {end}"), &format!("{end} bytes of {hex}"));
        }
    }
}

#[test]
fn every_fault_has_a_code_of_its_own_that_is_printed() {
    let codes: std::collections::BTreeSet<&str> = Fault::ALL.iter().map(|fault| fault.code()).collect();
    assert_eq!(codes.len(), Fault::ALL.len());
    for fault in Fault::ALL {
        assert_eq!(fault.to_string(), fault.code());
    }
    assert_eq!(Malformed { at: 7, what: Fault::NotNfc }.to_string(), "not-nfc at byte 7");
}

#[test]
fn the_tables_are_those_of_unicode_14() {
    // Counted apart from the tables: the Unicode Standard 14.0 has 144 697 graphic and format characters, and 65 controls.
    let passing: Vec<char> =
        ('\0'..=char::MAX).filter(|point| passes_text(point.encode_utf8(&mut [0; 4])) != Err(Fault::Unassigned)).collect();
    assert_eq!(passing.len(), 144_697 + 65);
    let breaks = passing.windows(2).filter(|pair| u32::from(pair[1]) != u32::from(pair[0]) + 1).count();
    assert_eq!(breaks + 1, 696);
}

#[test]
fn code_points_pass_if_unicode_14_has_assigned_them() {
    for (text, expected) in [
        ("", Ok(())),
        ("\u{0}", Ok(())),
        ("\u{7f}", Ok(())),
        ("\u{377}", Ok(())),
        ("\u{378}", Err(Fault::Unassigned)),
        ("\u{61d}", Ok(())), // new in 14.0
        ("\u{cf2}", Ok(())),
        ("\u{cf3}", Err(Fault::Unassigned)),  // new in 15.0
        ("\u{1c89}", Err(Fault::Unassigned)), // new in 16.0
        ("\u{20c0}", Ok(())),                 // new in 14.0
        ("\u{20c1}", Err(Fault::Unassigned)), // new in 17.0
        ("\u{fdd0}", Err(Fault::Unassigned)), // never a character
        ("\u{fffd}", Ok(())),
        ("\u{fffe}", Err(Fault::Unassigned)),
        ("\u{ffff}", Err(Fault::Unassigned)),
        ("\u{d7ff}", Err(Fault::Unassigned)),
        ("\u{e000}", Err(Fault::Unassigned)), // private use
        ("\u{f8ff}", Err(Fault::Unassigned)),
        ("\u{f900}", Err(Fault::NotNfc)),
        ("\u{fa0e}", Ok(())),
        ("\u{1fae0}", Ok(())),                 // new in 14.0
        ("\u{1fae8}", Err(Fault::Unassigned)), // new in 15.0
        ("\u{2a6df}", Ok(())),                 // new in 14.0
        ("\u{2a6e0}", Err(Fault::Unassigned)),
        ("\u{31350}", Err(Fault::Unassigned)), // new in 15.0
        ("\u{e0100}", Ok(())),
        ("\u{f0000}", Err(Fault::Unassigned)),
        ("\u{10fffd}", Err(Fault::Unassigned)),
        ("\u{10ffff}", Err(Fault::Unassigned)),
    ] {
        assert_eq!(passes_text(text), expected, "{text:?}");
    }
}

#[test]
fn text_passes_in_normal_form_c_only() {
    for (text, normal) in [
        ("plain", true),
        ("\u{e9}", true),
        ("e\u{301}", false),
        // A mark that composes with nothing before it.
        ("q\u{301}", true),
        ("\u{301}", true),
        // Marks in the wrong order, and in the right one.
        ("q\u{301}\u{323}", false),
        ("q\u{323}\u{301}", true),
        // Arabic: alef with madda above, hamza on yeh.
        ("\u{622}", true),
        ("\u{627}\u{653}", false),
        ("\u{626}", true),
        ("\u{64a}\u{654}", false),
        ("\u{6cc}\u{654}", true),
        // Persian heh with hamza above stays two code points; U+06C0 is another letter.
        ("\u{647}\u{654}", true),
        ("\u{6d5}\u{654}", false),
        // Shadda with fatha: the order of the combining classes is fatha first.
        ("\u{628}\u{64e}\u{651}", true),
        ("\u{628}\u{651}\u{64e}", false),
        // Hangul: a syllable, and its parts.
        ("\u{ac00}", true),
        ("\u{1100}\u{1161}", false),
        ("\u{ac00}\u{11a7}", true),
        ("\u{ac00}\u{11a8}", false),
        // Singletons and exclusions.
        ("\u{212b}", false),
        ("\u{2126}", false),
        ("\u{958}", false),
        ("\u{915}\u{93c}", true),
        // Compatibility is not canonical.
        ("\u{fb01}", true),
        ("\u{fdfa}", true),
        // Cyrillic short i.
        ("\u{439}", true),
        ("\u{438}\u{306}", false),
    ] {
        assert_eq!(passes_text(text).is_ok(), normal, "{}", text.escape_unicode());
    }
}

#[test]
fn the_pinned_tables_and_the_normalising_crate_agree_on_every_code_point() {
    let mut normal = 0;
    for point in '\0'..=char::MAX {
        let alone = point.to_string();
        if passes_text(&alone) == Err(Fault::Unassigned) {
            continue;
        }
        for text in [alone, format!("a{point}"), format!("{point}\u{301}"), format!("\u{1100}{point}"), format!("\u{301}{point}\u{300}")] {
            let expected = unicode_normalization::is_nfc(&text);
            assert_eq!(passes_text(&text).is_ok(), expected, "{}", text.escape_unicode());
            normal += usize::from(expected);
        }
    }
    assert!(normal > 500_000, "{normal}");
}
