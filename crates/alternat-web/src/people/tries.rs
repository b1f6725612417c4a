//! Wrong passwords, counted for a name *and* an address: whoever guesses at a name shuts out himself, and nobody else.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};

use crate::limit;

/// Tries that failed, by name and address.
#[derive(Debug, Default)]
pub struct Tries {
    failed: BTreeMap<(String, String), Failed>,
}

#[derive(Debug)]
struct Failed {
    count: u32,
    last: u64,
}

impl Tries {
    /// Whether a name may be tried from an address now.
    pub fn may(&self, name: &str, address: &str, at: u64) -> bool {
        let failed = self.failed.get(&(name.to_string(), network(address)));
        failed.is_none_or(|failed| failed.count < limit::TRIES_MAX || at >= failed.last.saturating_add(limit::TRIES_PAUSE_MS))
    }

    /// Counts a try that failed. Whether it is the last before a pause is the answer.
    pub fn failed(&mut self, name: &str, address: &str, at: u64) -> bool {
        if self.failed.len() >= limit::TRIERS_MAX {
            let oldest = self.failed.iter().min_by_key(|(_, failed)| failed.last).map(|(who, _)| who.clone());
            oldest.map(|who| self.failed.remove(&who));
        }
        let failed = self.failed.entry((name.to_string(), network(address))).or_insert(Failed { count: 0, last: at });
        // After the pause there is one try, and then the pause again.
        failed.count = failed.count.saturating_add(1);
        failed.last = at;
        failed.count >= limit::TRIES_MAX
    }

    /// Forgets the tries of whoever has signed in.
    pub fn forget(&mut self, name: &str, address: &str) {
        self.failed.remove(&(name.to_string(), network(address)));
    }
}

/// The network of an address: an IPv6 address by its first 64 bits, of which one place has all that follow.
pub fn network(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
            Some(address) => address.to_string(),
            None => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).to_string(),
        },
        _ => address.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_guesses_shuts_out_himself_alone() {
        let mut tries = Tries::default();
        for at in 0..u64::from(limit::TRIES_MAX) {
            assert!(tries.may("vera", "203.0.113.9", at));
            tries.failed("vera", "203.0.113.9", at);
        }
        let last = u64::from(limit::TRIES_MAX) - 1;
        assert!(!tries.may("vera", "203.0.113.9", last + limit::TRIES_PAUSE_MS - 1));
        assert!(tries.may("vera", "203.0.113.9", last + limit::TRIES_PAUSE_MS));
        assert!(tries.may("vera", "192.0.2.1", last), "from elsewhere at once");
        assert!(tries.may("omar", "203.0.113.9", last), "another name at once");
        tries.forget("vera", "203.0.113.9");
        assert!(tries.may("vera", "203.0.113.9", last));
    }

    #[test]
    fn a_place_has_one_network() {
        let rows = [
            ("203.0.113.9", "203.0.113.9"),
            ("::ffff:203.0.113.9", "203.0.113.9"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:db8:1:2::", "2001:db8:1:2::"),
            ("2001:db8:1:3::", "2001:db8:1:3::"),
            ("", ""),
        ];
        for (address, expected) in rows {
            assert_eq!(network(address), expected, "{address}");
        }
    }
}
