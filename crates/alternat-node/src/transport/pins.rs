//! The keys that may dial this node.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use tokio::sync::watch;

/// The transport keys of all peers that may dial this node: a set that is shared, and changes while the node runs.
///
/// A clone is the same set. A key that is taken out can dial no more, and the links it has dialled are closed with
/// [`CloseCode::UNPINNED`](super::CloseCode::UNPINNED). A key that may not sign (no point of the curve, of small order) may
/// stand in the set, and admits nobody.
#[derive(Clone)]
pub struct Pins(Arc<watch::Sender<BTreeSet<[u8; 32]>>>);

impl Pins {
    /// The set of these keys.
    pub fn new(keys: impl IntoIterator<Item = [u8; 32]>) -> Pins {
        Pins(Arc::new(watch::Sender::new(keys.into_iter().collect())))
    }

    /// Whether this key may dial.
    pub fn contains(&self, key: &[u8; 32]) -> bool {
        self.0.borrow().contains(key)
    }

    /// Puts a key in; whether it was new.
    pub fn insert(&self, key: [u8; 32]) -> bool {
        self.0.send_if_modified(|keys| keys.insert(key))
    }

    /// Takes a key out; whether it was there.
    pub fn remove(&self, key: &[u8; 32]) -> bool {
        self.0.send_if_modified(|keys| keys.remove(key))
    }

    /// Makes the set these keys and no others, in one step; whether that changed it.
    pub fn replace(&self, keys: impl IntoIterator<Item = [u8; 32]>) -> bool {
        let new: BTreeSet<[u8; 32]> = keys.into_iter().collect();
        self.0.send_if_modified(|keys| {
            let is_changed = *keys != new;
            *keys = new;
            is_changed
        })
    }

    /// Something that wakes at every change.
    pub(super) fn watch(&self) -> watch::Receiver<BTreeSet<[u8; 32]>> {
        self.0.subscribe()
    }
}

impl fmt::Debug for Pins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pins({} keys)", self.0.borrow().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_is_the_same_set_and_only_a_change_wakes() {
        let pins = Pins::new([[1; 32]]);
        let other = pins.clone();
        let watch = pins.watch();
        assert!(!other.insert([1; 32]) && !other.remove(&[2; 32]) && !other.replace([[1; 32]]));
        assert!(!watch.has_changed().unwrap());
        assert!(other.insert([2; 32]) && pins.contains(&[2; 32]));
        assert!(watch.has_changed().unwrap());
        assert!(other.replace([[3; 32]]) && !pins.contains(&[1; 32]) && pins.remove(&[3; 32]) && !other.contains(&[3; 32]));
    }
}
