//! A circle as the exchange reads it: what is on the disk and may leave.

use std::cell::RefCell;
use std::collections::BTreeSet;

use alternat::id::Id;
use alternat_sync::{Asked, Chunk, Head, Holdings, Wanted, graph};

use crate::circle::{Circle, CircleError};

/// A circle, while it is locked. Everything that it holds is durable, and its own acts may leave.
pub struct Held<'a> {
    circle: &'a Circle,
    failed: RefCell<Option<CircleError>>,
}

impl<'a> Held<'a> {
    /// Looks at a circle.
    pub fn new(circle: &'a Circle) -> Held<'a> {
        Held { circle, failed: RefCell::new(None) }
    }

    /// What went wrong while it was read; then the answers are worth nothing.
    pub fn failure(self) -> Option<CircleError> {
        self.failed.into_inner()
    }

    fn read<T>(&self, read: Result<Option<T>, CircleError>) -> Option<T> {
        read.unwrap_or_else(|error| {
            self.failed.borrow_mut().get_or_insert(error);
            None
        })
    }
}

impl Holdings for Held<'_> {
    fn heads(&self) -> Vec<Head> {
        graph::heads(&self.circle.record().ground().graph)
    }

    fn has(&self, act: &Id) -> bool {
        self.circle.record().ground().graph.find(act).is_some()
    }

    fn lacking(&self, known: &BTreeSet<Id>, count_max: usize) -> Vec<Id> {
        graph::lacking(&self.circle.record().ground().graph, known, count_max)
    }

    fn envelope(&self, act: &Id) -> Option<Vec<u8>> {
        self.read(self.circle.store().envelope(*act).map_err(CircleError::from))
    }

    fn notes(&self) -> Vec<Id> {
        self.circle.notes().keys().copied().collect()
    }

    fn note(&self, hash: &Id) -> Option<Vec<u8>> {
        self.circle.notes().get(hash).cloned()
    }

    fn wanted_part(&self, asked: &Asked) -> Option<Wanted> {
        self.circle.wants().next(asked)
    }

    fn part(&self, part: &Id, offset: u64, bytes_max: usize) -> Option<Chunk> {
        let bytes = self.read(self.circle.part(*part))?;
        let from = usize::try_from(offset).ok().filter(|from| *from <= bytes.len())?;
        let to = from.saturating_add(bytes_max).min(bytes.len());
        Some(Chunk { total: bytes.len() as u64, bytes: bytes[from..to].to_vec() })
    }
}
