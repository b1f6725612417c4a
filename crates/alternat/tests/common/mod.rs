//! Bytes for the tests of the gate.
#![allow(dead_code, reason = "each test file uses some of it")]

/// The bytes that hexadecimal digits stand for; spaces do not count.
pub fn bytes_of(hex: &str) -> Vec<u8> {
    let digits: Vec<u32> = hex.chars().filter(|c| *c != ' ').map(|c| c.to_digit(16).expect("a hexadecimal digit")).collect();
    assert_eq!(digits.len() % 2, 0, "{hex}");
    digits.chunks_exact(2).map(|pair| (pair[0] << 4 | pair[1]) as u8).collect()
}

/// The head of an item in `width` bytes (1, 2, 3, 5, 9), or `None` where the argument does not fit.
pub fn head(major: u8, argument: u64, width: usize) -> Option<Vec<u8>> {
    let bytes = argument.to_be_bytes();
    let additional = match width {
        1 if argument < 24 => return Some(vec![major | argument as u8]),
        2 if argument < 1 << 8 => 24,
        3 if argument < 1 << 16 => 25,
        5 if argument < 1 << 32 => 26,
        9 => 27,
        _ => return None,
    };
    Some([&[major | additional], &bytes[9 - width..]].concat())
}

/// The head of an item in as few bytes as it can have.
pub fn shortest(major: u8, argument: u64) -> Vec<u8> {
    [1, 2, 3, 5, 9].into_iter().find_map(|width| head(major, argument, width)).expect("nine bytes hold every argument")
}

/// An unsigned integer.
pub fn uint(value: u64) -> Vec<u8> {
    shortest(0x00, value)
}

/// So many times this byte.
pub fn repeat(byte: u8, times: usize) -> Vec<u8> {
    vec![byte; times]
}
