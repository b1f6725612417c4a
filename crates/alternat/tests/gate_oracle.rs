//! The gate against two strangers: the examples of RFC 8949, and the strict decoder of `cbor-core`.
//!
//! What the gate lets in, the oracle decodes; what the oracle decodes and lies in the narrow profile, the gate lets in.

use std::collections::BTreeMap;

use alternat::gate::{Fault, pass, passes_text};
use alternat::limit::{DEPTH_MAX, PAYLOAD_BYTES_MAX};
use cbor_core::{DecodeOptions, Format, SimpleValue, Value};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

mod common;
use common::{bytes_of, head, shortest};

/// The examples of RFC 8949, appendix A: bytes, value in diagnostic notation, and what the gate says of them.
const APPENDIX_A: [(&str, &str, &str); 81] = [
    ("00", "0", "passes"),
    ("01", "1", "passes"),
    ("0a", "10", "passes"),
    ("17", "23", "passes"),
    ("1818", "24", "passes"),
    ("1819", "25", "passes"),
    ("1864", "100", "passes"),
    ("1903e8", "1000", "passes"),
    ("1a000f4240", "1000000", "passes"),
    ("1b000000e8d4a51000", "1000000000000", "passes"),
    ("1bffffffffffffffff", "18446744073709551615", "passes"),
    ("c249010000000000000000", "18446744073709551616", "tag"),
    ("3bffffffffffffffff", "-18446744073709551616", "passes"),
    ("c349010000000000000000", "-18446744073709551617", "tag"),
    ("20", "-1", "passes"),
    ("29", "-10", "passes"),
    ("3863", "-100", "passes"),
    ("3903e7", "-1000", "passes"),
    ("f90000", "0.0", "float"),
    ("f98000", "-0.0", "float"),
    ("f93c00", "1.0", "float"),
    ("fb3ff199999999999a", "1.1", "float"),
    ("f93e00", "1.5", "float"),
    ("f97bff", "65504.0", "float"),
    ("fa47c35000", "100000.0", "float"),
    ("fa7f7fffff", "3.4028234663852886e+38", "float"),
    ("fb7e37e43c8800759c", "1.0e+300", "float"),
    ("f90001", "5.960464477539063e-8", "float"),
    ("f90400", "0.00006103515625", "float"),
    ("f9c400", "-4.0", "float"),
    ("fbc010666666666666", "-4.1", "float"),
    ("f97c00", "Infinity", "float"),
    ("f97e00", "NaN", "float"),
    ("f9fc00", "-Infinity", "float"),
    ("fa7f800000", "Infinity", "float"),
    ("fa7fc00000", "NaN", "float"),
    ("faff800000", "-Infinity", "float"),
    ("fb7ff0000000000000", "Infinity", "float"),
    ("fb7ff8000000000000", "NaN", "float"),
    ("fbfff0000000000000", "-Infinity", "float"),
    ("f4", "false", "passes"),
    ("f5", "true", "passes"),
    ("f6", "null", "simple"),
    ("f7", "simple(23)", "simple"),
    ("f0", "simple(16)", "simple"),
    ("f8ff", "simple(255)", "simple"),
    ("c074323031332d30332d32315432303a30343a30305a", "0(\"2013-03-21T20:04:00Z\")", "tag"),
    ("c11a514b67b0", "1(1363896240)", "tag"),
    ("c1fb41d452d9ec200000", "1(1363896240.5)", "tag"),
    ("d74401020304", "23(h'01020304')", "tag"),
    ("d818456449455446", "24(h'6449455446')", "tag"),
    ("d82076687474703a2f2f7777772e6578616d706c652e636f6d", "32(\"http://www.example.com\")", "tag"),
    ("40", "h''", "passes"),
    ("4401020304", "h'01020304'", "passes"),
    ("60", "\"\"", "passes"),
    ("6161", "\"a\"", "passes"),
    ("6449455446", "\"IETF\"", "passes"),
    ("62225c", "\"\\\"\\\\\"", "passes"),
    ("62c3bc", "\"\\u00fc\"", "passes"),
    ("63e6b0b4", "\"\\u6c34\"", "passes"),
    ("64f0908591", "\"\\ud800\\udd51\"", "passes"),
    ("80", "[]", "passes"),
    ("83010203", "[1, 2, 3]", "passes"),
    ("8301820203820405", "[1, [2, 3], [4, 5]]", "passes"),
    (
        "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
        "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25]",
        "passes",
    ),
    ("a0", "{}", "passes"),
    ("a201020304", "{1: 2, 3: 4}", "passes"),
    ("a26161016162820203", "{\"a\": 1, \"b\": [2, 3]}", "key-not-uint"),
    ("826161a161626163", "[\"a\", {\"b\": \"c\"}]", "key-not-uint"),
    (
        "a56161614161626142616361436164614461656145",
        "{\"a\": \"A\", \"b\": \"B\", \"c\": \"C\", \"d\": \"D\", \"e\": \"E\"}",
        "key-not-uint",
    ),
    ("5f42010243030405ff", "(_ h'0102', h'030405')", "indefinite"),
    ("7f657374726561646d696e67ff", "(_ \"strea\", \"ming\")", "indefinite"),
    ("9fff", "[_ ]", "indefinite"),
    ("9f018202039f0405ffff", "[_ 1, [2, 3], [_ 4, 5]]", "indefinite"),
    ("9f01820203820405ff", "[_ 1, [2, 3], [4, 5]]", "indefinite"),
    ("83018202039f0405ff", "[1, [2, 3], [_ 4, 5]]", "indefinite"),
    ("83019f0203ff820405", "[1, [_ 2, 3], [4, 5]]", "indefinite"),
    (
        "9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff",
        "[_ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25]",
        "indefinite",
    ),
    ("bf61610161629f0203ffff", "{_ \"a\": 1, \"b\": [_ 2, 3]}", "indefinite"),
    ("826161bf61626163ff", "[\"a\", {_ \"b\": \"c\"}]", "indefinite"),
    ("bf6346756ef563416d7421ff", "{_ \"Fun\": true, \"Amt\": -2}", "indefinite"),
];

#[test]
fn the_examples_of_rfc_8949_have_their_verdicts() {
    for (hex, value, expected) in APPENDIX_A {
        let bytes = bytes_of(hex);
        assert_eq!(pass(&bytes).map_or_else(|malformed| malformed.what.code(), |()| "passes"), expected, "{hex}");
        // The row itself is true: the bytes, read leniently, are the value.
        let lenient = DecodeOptions::new().strictness(cbor_core::Strictness::LENIENT);
        let read = lenient.clone().decode(&bytes).unwrap_or_else(|error| panic!("{hex}: {error}"));
        let written = lenient.format(Format::Diagnostic).decode(value).unwrap_or_else(|error| panic!("{value}: {error}"));
        assert_eq!(read, written, "{hex}");
    }
}

#[test]
fn the_gate_and_the_oracle_agree_on_all_inputs_of_two_bytes() {
    let mut counts = Counts::default();
    counts.judge(&[]);
    for first in 0..=255 {
        counts.judge(&[first]);
        for second in 0..=255 {
            counts.judge(&[first, second]);
        }
    }
    // One byte: 24 integers of each sign, four empties, false and true. Two bytes: 232 integers of each sign, a string of
    // one byte, an ASCII text of one, and an array of one of the 54.
    assert_eq!(counts.verdicts["passes"], 54 + 232 + 232 + 256 + 128 + 54);
    assert_eq!(counts.total(), 1 + 256 + 65_536);
}

#[test]
fn the_gate_and_the_oracle_agree_on_random_bytes() {
    let mut counts = Counts::default();
    sample(any_bytes(), 40_000, |bytes| counts.judge(&bytes));
    counts.floor("passes", 400);
}

#[test]
fn the_gate_lets_in_every_item_of_the_profile() {
    let mut counts = Counts::default();
    sample(item(), 6_000, |item| counts.judge(&item.encode(&mut Strict)));
    counts.floor("passes", 5_000);
}

#[test]
fn the_gate_and_the_oracle_agree_on_items_with_a_fault() {
    let mut counts = Counts::default();
    sample((item(), 1..1_000_000u32), 12_000, |(item, seed)| counts.judge(&item.encode(&mut Loose::new(seed))));
    sample((item(), any::<prop::sample::Index>(), any::<u8>(), 0..3), 12_000, |(item, place, byte, how)| {
        let mut bytes = item.encode(&mut Strict);
        let place = place.index(bytes.len());
        match how {
            0 => bytes[place] = byte,
            1 => bytes.insert(place, byte),
            _ => drop(bytes.remove(place)),
        }
        counts.judge(&bytes);
    });
    counts.floor("passes", 1_000);
    for fault in Fault::ALL {
        counts.floor(fault.code(), if fault == Fault::TooLarge { 0 } else { 20 });
    }
}

/// How often each verdict was met.
#[derive(Default)]
struct Counts {
    verdicts: BTreeMap<&'static str, usize>,
}

impl Counts {
    /// Judges bytes by the gate and by the oracle, and demands that they agree.
    fn judge(&mut self, bytes: &[u8]) {
        let ours = pass(bytes);
        let oracle = DecodeOptions::new().decode(bytes);
        let expected = bytes.len() <= PAYLOAD_BYTES_MAX && oracle.as_ref().is_ok_and(|value| is_narrow(value, 0));
        assert_eq!(ours.is_ok(), expected, "{ours:?}, oracle {oracle:?}: {}", hex_of(bytes));
        if let (Ok(()), Ok(value)) = (&ours, &oracle) {
            assert_eq!(value.encode(), bytes, "one value, one encoding");
        }
        *self.verdicts.entry(ours.map_or_else(|malformed| malformed.what.code(), |()| "passes")).or_default() += 1;
    }

    fn total(&self) -> usize {
        self.verdicts.values().sum()
    }

    fn floor(&self, verdict: &str, least: usize) {
        let met = self.verdicts.get(verdict).copied().unwrap_or_default();
        assert!(met >= least, "{verdict} was met {met} times, less than {least}: {:?}", self.verdicts);
    }
}

/// Whether a value that the oracle has read lies in the narrow profile.
fn is_narrow(value: &Value<'_>, depth: usize) -> bool {
    match value {
        Value::Unsigned(_) | Value::Negative(_) | Value::ByteString(_) => true,
        Value::TextString(text) => passes_text(text).is_ok(),
        Value::SimpleValue(simple) => *simple == SimpleValue::FALSE || *simple == SimpleValue::TRUE,
        Value::Array(items) => depth < DEPTH_MAX && items.iter().all(|item| is_narrow(item, depth + 1)),
        Value::Map(entries) => {
            depth < DEPTH_MAX && entries.iter().all(|(key, value)| matches!(key, Value::Unsigned(_)) && is_narrow(value, depth + 1))
        }
        _ => false,
    }
}

/// An item, from which bytes are written well or badly.
#[derive(Clone, Debug)]
enum Item {
    Uint(u64),
    Negative(u64),
    Bytes(Vec<u8>),
    Text(String),
    Bool(bool),
    Array(Vec<Item>),
    Map(BTreeMap<u64, Item>),
}

/// How an item is written.
trait Pen {
    /// Whether to write the next thing badly, and in which of many ways.
    fn slip(&mut self) -> Option<u32>;
}

/// Writes everything as it should be.
struct Strict;

impl Pen for Strict {
    fn slip(&mut self) -> Option<u32> {
        None
    }
}

/// Slips now and then, always alike for one seed.
struct Loose {
    state: u32,
}

impl Loose {
    fn new(seed: u32) -> Loose {
        Loose { state: seed }
    }

    fn next(&mut self) -> u32 {
        // Marsaglia's xorshift; the seed is never zero.
        self.state ^= self.state << 13;
        self.state ^= self.state >> 17;
        self.state ^= self.state << 5;
        self.state
    }
}

impl Pen for Loose {
    fn slip(&mut self) -> Option<u32> {
        let drawn = self.next();
        drawn.is_multiple_of(8).then(|| self.next() >> 8)
    }
}

impl Item {
    fn encode(&self, pen: &mut impl Pen) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write(&mut bytes, pen);
        bytes
    }

    fn write(&self, out: &mut Vec<u8>, pen: &mut impl Pen) {
        match pen.slip().map(|way| way % 8) {
            Some(0) => return out.extend([0xf6]),
            Some(1) => return out.extend([0xf9, 0x3c, 0x00]),
            Some(2) => out.extend([0xc1]),
            Some(3) => return out.extend([0x9f, 0x00, 0xff]),
            Some(4) => out.extend([0x81; 7]),
            Some(5) => return out.extend([0x63, b'a', 0xcc, 0x8a]),
            Some(6) => return out.extend([0x63, 0xee, 0x80, 0x80]),
            _ => {}
        }
        match self {
            Item::Uint(value) => out.extend(written(0x00, *value, pen)),
            Item::Negative(value) => out.extend(written(0x20, *value, pen)),
            Item::Bytes(bytes) => {
                out.extend(written(0x40, bytes.len() as u64, pen));
                out.extend(bytes);
            }
            Item::Text(text) => {
                out.extend(written(0x60, text.len() as u64, pen));
                out.extend(text.as_bytes());
            }
            Item::Bool(value) => out.push(if *value { 0xf5 } else { 0xf4 }),
            Item::Array(items) => {
                out.extend(written(0x80, items.len() as u64, pen));
                items.iter().for_each(|item| item.write(out, pen));
            }
            Item::Map(entries) => {
                out.extend(written(0xa0, entries.len() as u64, pen));
                let mut keys: Vec<u64> = entries.keys().copied().collect();
                if let (Some(way), 2..) = (pen.slip(), keys.len()) {
                    if way % 2 == 0 {
                        keys.reverse();
                    } else {
                        keys[1] = keys[0];
                    }
                }
                for (key, item) in keys.into_iter().zip(entries.values()) {
                    match pen.slip().map(|way| way % 4) {
                        Some(0) => out.extend(shortest(0x20, key)),
                        Some(1) => out.extend([0x61, b'k']),
                        _ => out.extend(written(0x00, key, pen)),
                    }
                    item.write(out, pen);
                }
            }
        }
    }
}

/// A head, sometimes longer than it need be, or reserved.
fn written(major: u8, argument: u64, pen: &mut impl Pen) -> Vec<u8> {
    match pen.slip().map(|way| (way % 16, way >> 4)) {
        Some((0..=3, way)) => head(major, argument, [2, 3, 5, 9][way as usize % 4]).unwrap_or_else(|| shortest(major, argument)),
        Some((4, way)) => vec![major | (28 + way as u8 % 4)],
        _ => shortest(major, argument),
    }
}

fn item() -> impl Strategy<Value = Item> {
    let leaf = prop_oneof![
        3 => edge().prop_map(Item::Uint),
        1 => edge().prop_map(Item::Negative),
        1 => prop::collection::vec(any::<u8>(), 0..40).prop_map(Item::Bytes),
        2 => "[a-zA-Z .,0-9]{0,40}".prop_map(Item::Text),
        1 => "[\u{400}-\u{45f} \u{621}-\u{64a}]{0,20}".prop_map(Item::Text),
        1 => "[\u{4e00}-\u{4eff}\u{ac00}-\u{acff}]{0,4}".prop_map(Item::Text),
        1 => any::<bool>().prop_map(Item::Bool),
    ];
    leaf.prop_recursive(6, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Item::Array),
            prop::collection::btree_map(edge(), inner, 0..6).prop_map(Item::Map),
        ]
    })
}

/// Arguments of every width, many of them at an edge.
fn edge() -> impl Strategy<Value = u64> {
    prop_oneof![
        4 => 0..30u64,
        1 => 250..260u64,
        1 => 65_530..65_540u64,
        1 => (1u64 << 32) - 5..(1 << 32) + 5,
        1 => any::<u64>(),
    ]
}

/// Bytes of no shape: all kinds of bytes, few kinds, and texts of any code points.
fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..64),
        prop::collection::vec(prop_oneof![0u8..4, 0x40u8..0x44, 0x60u8..0x64, 0x80u8..0x84, 0xa0u8..0xa4, 0xf4u8..0xf7], 0..12),
        ".{0,5}".prop_map(|text| [shortest(0x60, text.len() as u64), text.into_bytes()].concat()),
    ]
}

/// Draws `count` values, the same in every run.
fn sample<T: std::fmt::Debug>(strategy: impl Strategy<Value = T>, count: u32, mut judge: impl FnMut(T)) {
    let config = Config { failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    for _ in 0..count {
        judge(strategy.new_tree(&mut runner).expect("the strategy makes values").current());
    }
}

fn hex_of(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
