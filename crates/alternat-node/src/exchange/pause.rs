//! How long to wait before the next try at something that did not last.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::time::Instant;

use crate::limit;

/// The pauses before the next tries, each twice as long as the one before, until something lasts.
///
/// There is no chance in them: of two nodes that dial each other at one moment, both keep the same link.
#[derive(Debug)]
pub struct Pauses<Of>(BTreeMap<Of, Pause>);

#[derive(Debug)]
struct Pause {
    until: Instant,
    length: Duration,
}

impl<Of: Ord + Copy> Pauses<Of> {
    /// None yet.
    pub fn none() -> Pauses<Of> {
        Pauses(BTreeMap::new())
    }

    /// When the next try may be; `None` for at once.
    pub fn until(&self, of: &Of) -> Option<Instant> {
        self.0.get(of).map(|pause| pause.until)
    }

    /// It did not last: the next try is later than the last time, and never later than `ms_most` from now.
    pub fn failed(&mut self, of: Of, now: Instant, ms_most: u64) {
        let twice = self.0.get(&of).map_or(Duration::from_millis(limit::REDIAL_MS_LEAST), |pause| pause.length * 2);
        let length = twice.min(Duration::from_millis(ms_most));
        self.0.insert(of, Pause { until: now + length, length });
    }

    /// It lasted: the next try is at once.
    pub fn lasted(&mut self, of: &Of) {
        self.0.remove(of);
    }

    /// Forgets all but some.
    pub fn retain(&mut self, is_kept: impl Fn(&Of) -> bool) {
        self.0.retain(|of, _| is_kept(of));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What happens to one peer, a word for each: the pause in milliseconds after each.
    #[track_caller]
    fn check(happens: &str, expected: &[u64]) {
        let now = Instant::now();
        let mut pauses = Pauses::none();
        let after = happens.split_whitespace().map(|what| {
            match what {
                "failed" => pauses.failed(7, now, limit::REDIAL_MS_MOST),
                "breach" => pauses.failed(7, now, limit::REDIAL_BREACH_MS_MOST),
                "lasted" => pauses.lasted(&7),
                "forgotten" => pauses.retain(|of| *of != 7),
                other => panic!("{other}"),
            }
            assert_eq!(pauses.until(&8), None);
            pauses.until(&7).map_or(0, |until| (until - now).as_millis() as u64)
        });
        assert_eq!(after.collect::<Vec<u64>>(), expected, "{happens}");
    }

    #[test]
    fn a_pause_doubles_up_to_its_bound_and_ends_with_what_lasts() {
        check("failed failed failed", &[200, 400, 800]);
        check("failed failed failed failed failed failed failed failed failed", &[200, 400, 800, 1600, 3200, 6400, 12_800, 15_000, 15_000]);
        check("breach breach lasted breach forgotten failed", &[200, 400, 0, 200, 0, 200]);
        let many = ["breach"; 13].join(" ");
        check(
            &format!("{many} failed"),
            &[200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 51_200, 102_400, 204_800, 300_000, 300_000, 15_000],
        );
    }
}
