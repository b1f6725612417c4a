//! Turns at hashing: each hash costs memory and time, so few are made at once, and few may wait.
//!
//! One address has a small part of the queue, so that a flood from there keeps nobody else from signing in.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::tries::network;
use crate::limit;

/// The queue.
pub struct Turns {
    at_once: Arc<Semaphore>,
    waiting: Mutex<BTreeMap<String, usize>>,
}

/// A turn, until it is dropped.
pub struct Turn {
    _place: Waits,
    _permit: OwnedSemaphorePermit,
}

/// A place in the queue, until it is dropped.
struct Waits {
    turns: Arc<Turns>,
    whence: String,
}

impl Turns {
    /// A queue in which nobody stands.
    pub fn new() -> Turns {
        Turns { at_once: Arc::new(Semaphore::new(limit::HASHES_AT_ONCE_MAX)), waiting: Mutex::default() }
    }

    /// Waits for a turn; `None` where there is no place left to wait.
    pub async fn take(self: &Arc<Turns>, address: &str) -> Option<Turn> {
        let place = self.stand(address)?;
        let permit = self.at_once.clone().acquire_owned().await.ok()?;
        Some(Turn { _place: place, _permit: permit })
    }

    fn stand(self: &Arc<Turns>, address: &str) -> Option<Waits> {
        let whence = network(address);
        let mut waiting = self.waiting();
        let all: usize = waiting.values().sum();
        let own = waiting.get(&whence).copied().unwrap_or_default();
        if all >= limit::HASHES_WAITING_MAX || own >= limit::HASHES_WAITING_PER_ADDRESS_MAX {
            return None;
        }
        waiting.insert(whence.clone(), own + 1);
        Some(Waits { turns: self.clone(), whence })
    }

    fn waiting(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        self.waiting.lock().unwrap_or_else(|_| std::process::abort())
    }
}

impl Drop for Waits {
    fn drop(&mut self) {
        let mut waiting = self.turns.waiting();
        match waiting.get_mut(&self.whence) {
            Some(count) if *count > 1 => *count -= 1,
            _ => drop(waiting.remove(&self.whence)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_from_one_address_leaves_places_for_others() {
        let turns = Arc::new(Turns::new());
        let own: Vec<_> = (0..100).map_while(|_| turns.stand("203.0.113.9")).collect();
        assert_eq!(own.len(), limit::HASHES_WAITING_PER_ADDRESS_MAX);
        let other = turns.stand("192.0.2.1");
        assert!(other.is_some(), "from elsewhere at once");
        drop(own);
        assert!(turns.stand("203.0.113.9").is_some(), "whoever has had his turn leaves his place");
        drop(other);
        assert!(turns.waiting().is_empty(), "nothing is kept of who has gone");
    }

    #[test]
    fn the_queue_ends_somewhere() {
        let turns = Arc::new(Turns::new());
        let all: Vec<_> = (0..100).map_while(|from| turns.stand(&format!("192.0.2.{from}"))).collect();
        assert_eq!(all.len(), limit::HASHES_WAITING_MAX);
    }
}
