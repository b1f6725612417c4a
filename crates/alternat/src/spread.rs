//! Spreading work over threads, so that what comes out is the same however many there are.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Maps each item by one of `workers` threads; what comes out stands in the order of what went in.
pub fn spread<T: Sync, U: Send>(workers: NonZeroUsize, items: &[T], map: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    let work = || {
        while let Some((at, item)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, items.get(at)?))) {
            let mapped = map(item);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((at, mapped));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..workers.get().min(items.len()) {
            scope.spawn(work);
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, mapped)| mapped).collect()
}
