//! Pages that are kept as they were rendered, so that two hundred readers of one page cost one rendering.
//!
//! A page is kept for a circle as it was at one time; whoever asks later, when anything is new there, has it rendered anew. Only
//! what all readers of the party see alike is kept: whoever reads, and what a form carries, is put around it for each.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use alternat::id::Id;
use alternat::words::Code;
use alternat_node::node::Shared;

use crate::limit;

/// What is kept: whatever a page is made of.
pub trait Weighed: Send + Sync + 'static {
    /// Bytes that it takes.
    fn bytes(&self) -> usize;
}

/// Pages that are kept, by what was asked for.
pub struct Kept<T = crate::page::Shown> {
    pages: Mutex<Pages<T>>,
    parties: Mutex<BTreeMap<Id, (u64, Option<Code>)>>,
    /// Held by whoever renders: the others wait for what comes of it, and do not do the same.
    rendering: tokio::sync::Mutex<()>,
}

/// What was asked for, of a circle.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    /// The circle.
    pub mechanism: Id,
    /// The page, and all of whoever asked that it may depend on.
    pub by: String,
}

struct Pages<T> {
    by_asked: BTreeMap<Asked, Page<T>>,
    bytes: usize,
    asks: u64,
}

struct Page<T> {
    /// How often anything had been new in the circle before the page was rendered.
    news: u64,
    /// When it was last asked for, counted in asks.
    last: u64,
    shown: Arc<T>,
}

impl<T> Default for Kept<T> {
    fn default() -> Kept<T> {
        let pages = Pages { by_asked: BTreeMap::new(), bytes: 0, asks: 0 };
        Kept { pages: Mutex::new(pages), parties: Mutex::default(), rendering: tokio::sync::Mutex::new(()) }
    }
}

impl<T: Weighed> Kept<T> {
    /// The page as it is now: kept, or rendered; `None` where `render` gives none, and then nothing is kept.
    pub async fn get(&self, asked: Asked, shared: &Shared, render: impl FnOnce() -> Option<T>) -> Option<Arc<T>> {
        // Asked before it is rendered: what comes meanwhile is news to what is kept.
        let news = || *shared.news().borrow();
        if let Some(shown) = self.pages().find(&asked, news()) {
            return Some(shown);
        }
        let _turn = self.rendering.lock().await;
        let now = news();
        if let Some(shown) = self.pages().find(&asked, now) {
            return Some(shown);
        }
        let shown = Arc::new(render()?);
        self.pages().keep(asked, now, shown.clone());
        Some(shown)
    }

    /// The party whose node it is, by its code in a circle.
    pub fn party(&self, shared: &Shared, find: impl FnOnce() -> Option<Code>) -> Option<Code> {
        let news = *shared.news().borrow();
        if let Some((_, code)) = self.parties().get(&shared.mechanism()).filter(|(at, _)| *at == news) {
            return code.clone();
        }
        let code = find();
        self.parties().insert(shared.mechanism(), (news, code.clone()));
        code
    }

    fn pages(&self) -> MutexGuard<'_, Pages<T>> {
        self.pages.lock().unwrap_or_else(|_| std::process::abort())
    }

    fn parties(&self) -> MutexGuard<'_, BTreeMap<Id, (u64, Option<Code>)>> {
        self.parties.lock().unwrap_or_else(|_| std::process::abort())
    }
}

impl<T: Weighed> Pages<T> {
    fn find(&mut self, asked: &Asked, news: u64) -> Option<Arc<T>> {
        self.asks += 1;
        let page = self.by_asked.get_mut(asked).filter(|page| page.news == news)?;
        page.last = self.asks;
        Some(page.shown.clone())
    }

    /// Keeps a page; nothing of one that is larger than all may be together.
    fn keep(&mut self, asked: Asked, news: u64, shown: Arc<T>) {
        self.drop_page(&asked);
        let bytes = shown.bytes();
        if bytes > limit::KEPT_BYTES_MAX {
            return;
        }
        while self.by_asked.len() >= limit::KEPT_PAGES_MAX || self.bytes + bytes > limit::KEPT_BYTES_MAX {
            let Some(oldest) = self.by_asked.iter().min_by_key(|(_, page)| page.last).map(|(asked, _)| asked.clone()) else { break };
            self.drop_page(&oldest);
        }
        self.bytes += bytes;
        self.by_asked.insert(asked, Page { news, last: self.asks, shown });
    }

    fn drop_page(&mut self, asked: &Asked) {
        if let Some(page) = self.by_asked.remove(asked) {
            self.bytes -= page.shown.bytes();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page that is nothing but so many bytes.
    impl Weighed for usize {
        fn bytes(&self) -> usize {
            *self
        }
    }

    fn asked(path: usize) -> Asked {
        Asked { mechanism: Id::ZERO, by: format!("/{path} en") }
    }

    fn pages() -> Pages<usize> {
        Pages { by_asked: BTreeMap::new(), bytes: 0, asks: 0 }
    }

    #[test]
    fn a_page_is_kept_until_something_is_new() {
        let mut pages = pages();
        assert_eq!(pages.find(&asked(1), 7), None);
        pages.keep(asked(1), 7, Arc::new(10));
        let russian = Asked { by: "/1 ru".into(), ..asked(1) };
        let rows = [(asked(1), 7, Some(10)), (asked(1), 8, None), (asked(1), 6, None), (asked(2), 7, None), (russian, 7, None)];
        for (asked, news, expected) in rows {
            assert_eq!(pages.find(&asked, news).as_deref().copied(), expected, "{asked:?} {news}");
        }
        pages.keep(asked(1), 8, Arc::new(20));
        assert_eq!((pages.find(&asked(1), 8).as_deref(), pages.by_asked.len(), pages.bytes), (Some(&20), 1, 20));
    }

    #[test]
    fn the_page_asked_for_longest_ago_goes_first() {
        let mut by_count = pages();
        for page in 0..limit::KEPT_PAGES_MAX {
            by_count.keep(asked(page), 0, Arc::new(1));
            assert!(by_count.find(&asked(page), 0).is_some());
        }
        assert!(by_count.find(&asked(0), 0).is_some());
        by_count.keep(asked(limit::KEPT_PAGES_MAX), 0, Arc::new(1));
        assert_eq!(by_count.by_asked.len(), limit::KEPT_PAGES_MAX);
        assert!(by_count.find(&asked(0), 0).is_some() && by_count.find(&asked(1), 0).is_none());

        let mut by_bytes = pages();
        by_bytes.keep(asked(1), 0, Arc::new(limit::KEPT_BYTES_MAX));
        by_bytes.keep(asked(2), 0, Arc::new(limit::KEPT_BYTES_MAX + 1));
        assert!(by_bytes.find(&asked(1), 0).is_some() && by_bytes.find(&asked(2), 0).is_none());
        by_bytes.keep(asked(3), 0, Arc::new(1));
        assert!(by_bytes.find(&asked(1), 0).is_none() && by_bytes.find(&asked(3), 0).is_some());
        assert_eq!(by_bytes.bytes, 1);
    }
}
