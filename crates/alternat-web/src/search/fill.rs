//! Filling the index behind the record.

use std::collections::BTreeSet;
use std::sync::Arc;

use alternat::act::{Act, Part};
use alternat::envelope::Envelope;
use alternat::graph::Ix;
use alternat::id::Id;
use alternat::kind::{Body, Convening, Kind, Number};
use alternat::window::Window;
use alternat_node::circle::{Circle, CircleError};
use alternat_node::node::Shared;
use alternat_view::search::texts;
use alternat_view::words::Locale;
use tokio::sync::broadcast::error::RecvError;

use super::{Awaited, Entry, Search, SearchError};
use crate::desk::Desk;
use crate::limit;

/// Fills the index behind every circle of a desk, for as long as the node lives.
pub(crate) async fn keep_filled(desk: Desk) {
    let Some(search) = desk.search() else { return };
    let mut roster = desk.node().roster().subscribe();
    let mut followed = BTreeSet::new();
    loop {
        for shared in desk.circles() {
            if followed.insert(shared.mechanism()) {
                tokio::spawn(follow(search.clone(), shared));
            }
        }
        if roster.changed().await.is_err() {
            return;
        }
    }
}

/// Fills the index behind one circle, each time that something is new there. After an error it waits for the next news.
async fn follow(search: Arc<Search>, shared: Arc<Shared>) {
    let (mut changed, mut parts) = (shared.changed().subscribe(), shared.parts().subscribe());
    loop {
        let (filling, from) = (search.clone(), shared.clone());
        let filled = tokio::task::spawn_blocking(move || filling.fill(&from)).await;
        if matches!(filled, Ok(Ok(true))) {
            continue;
        }
        tokio::select! {
            news = changed.changed() => if news.is_err() { return },
            news = parts.recv() => if news == Err(RecvError::Closed) { return },
        }
    }
}

/// What one look into a circle gave.
#[derive(Default)]
struct Gathered {
    entries: Vec<Entry>,
    bytes: usize,
    position: u64,
    awaited: Vec<Awaited>,
    arrived: Vec<Awaited>,
    has_more: bool,
}

impl Search {
    /// Takes in what a circle holds beyond what was read of it, a bounded piece at a time; whether there is more.
    ///
    /// # Errors
    /// [`SearchError`].
    pub fn fill(&self, shared: &Shared) -> Result<bool, SearchError> {
        let mechanism = shared.mechanism();
        let behind = self.position(&mechanism)?;
        let awaited = self.awaited(&mechanism)?;
        let gathered = shared.with(|circle| gather(circle, behind, awaited))?;
        // What is waited for is kept before the place is: a cut between the two costs nothing.
        self.wait_for(&mechanism, &gathered.awaited)?;
        self.take(&mechanism, &gathered.entries, gathered.position)?;
        self.has_come(&mechanism, &gathered.arrived)?;
        Ok(gathered.has_more)
    }
}

fn gather(circle: &Circle, behind: u64, awaited: Vec<Awaited>) -> Result<Gathered, SearchError> {
    let window = circle.record().everything();
    let languages = languages(&window);
    let languages: Vec<&str> = languages.iter().map(String::as_str).collect();
    let mut gathered = Gathered { position: behind, ..Gathered::default() };
    for waited in awaited {
        if gathered.bytes >= limit::FILL_BYTES_MAX || !is_here(circle, waited.part)? {
            continue;
        }
        // A part that is damaged is dropped by the node and asked for again; until it is dropped, it is not here for us either.
        let text = text_of(circle, waited.part);
        if let (Some(ix), Some(text)) = (window.ground.graph.find(&waited.act), text) {
            let words = texts(&body(&window, ix), &languages).words.remove(&waited.lang).unwrap_or_default();
            gathered.push(entry(&window, ix, &waited.lang, Some(waited.part), format!("{words}\n{text}"), vec![]));
        }
        gathered.arrived.push(waited);
    }
    for kept in circle.store().acts(behind) {
        if gathered.entries.len() >= limit::FILL_TEXTS_MAX || gathered.bytes >= limit::FILL_BYTES_MAX {
            gathered.has_more = true;
            break;
        }
        let kept = kept.map_err(CircleError::from)?;
        gathered.position = kept.position;
        let Some(ix) = window.ground.graph.find(&kept.id) else { continue };
        let parts = Envelope::read(&kept.envelope).ok().and_then(|envelope| Act::read(envelope.payload).ok()).map(|act| act.parts);
        take_in(circle, &window, ix, &parts.unwrap_or_default(), &languages, &mut gathered)?;
    }
    Ok(gathered)
}

/// Every text of one act: for each language its words, with the part in that language behind them.
fn take_in(
    circle: &Circle,
    window: &Window,
    ix: Ix,
    parts: &[Part],
    languages: &[&str],
    gathered: &mut Gathered,
) -> Result<(), SearchError> {
    let act = window.ground.id(ix);
    let mut texts = texts(&body(window, ix), languages);
    let mut names = vec![act.to_string()];
    names.extend(symbol(window, ix));
    for (lang, part) in texts.parts {
        let Some(Part { sha256: part, .. }) = parts.get(part).copied() else { continue };
        if !is_here(circle, part)? {
            gathered.awaited.push(Awaited { act, lang, part });
        } else if let Some(text) = text_of(circle, part) {
            let words = texts.words.remove(&lang).unwrap_or_default();
            gathered.push(entry(window, ix, &lang, Some(part), format!("{words}\n{text}"), std::mem::take(&mut names)));
        }
    }
    for (lang, words) in texts.words {
        gathered.push(entry(window, ix, &lang, None, words, std::mem::take(&mut names)));
    }
    if !names.is_empty() {
        gathered.push(entry(window, ix, "", None, String::new(), names));
    }
    Ok(())
}

impl Gathered {
    fn push(&mut self, entry: Entry) {
        self.bytes += entry.text.len();
        self.entries.push(entry);
    }
}

fn entry(window: &Window, ix: Ix, lang: &str, part: Option<Id>, text: String, names: Vec<String>) -> Entry {
    Entry {
        act: window.ground.id(ix),
        kind: Kind::of_tag(window.ground.fact(ix).tag).map_or("unknown", Kind::name),
        party: window.author(ix).map(|code| code.0).unwrap_or_default(),
        session: session_of(window, ix, limit::CITES_DEPTH_MAX),
        lang: lang.into(),
        part,
        text,
        names,
    }
}

/// A body as JSON; null for one that this copy cannot read.
pub(crate) fn body(window: &Window, ix: Ix) -> serde_json::Value {
    window.ground.fact(ix).body.as_ref().map(Body::json).unwrap_or_default()
}

/// The languages in which words may be: the charter's and the desk's.
pub(crate) fn languages(window: &Window) -> BTreeSet<String> {
    let agreed = window.charter().map(|charter| charter.body.languages.iter().map(|lang| lang.0.clone()).collect::<Vec<_>>());
    agreed.unwrap_or_default().into_iter().chain(Locale::all().map(|locale| locale.lang().to_string())).collect()
}

/// A detached part as text, as much of it as is searched; `None` where it is not here or is no text.
pub(crate) fn text_of(circle: &Circle, part: Id) -> Option<String> {
    let bytes = circle.part(part).ok()??;
    let piece = &bytes[..bytes.len().min(limit::SEARCHED_BYTES_MAX)];
    let text = match std::str::from_utf8(piece) {
        Ok(text) => text,
        // A character that the bound cuts in two is no fault of the text.
        Err(error) if error.error_len().is_none() && piece.len() < bytes.len() => {
            std::str::from_utf8(&piece[..error.valid_up_to()]).ok()?
        }
        Err(_) => return None,
    };
    (!text.contains('\0')).then(|| text.to_string())
}

fn is_here(circle: &Circle, part: Id) -> Result<bool, SearchError> {
    Ok(circle.store().contains_part(part).map_err(CircleError::from)?)
}

/// The session that an act belongs to: its own convening, or that of what it names, what it names first.
fn session_of(window: &Window, ix: Ix, depth: usize) -> Option<Id> {
    if window.ground.body::<Convening>(ix).is_some() {
        return Some(window.ground.id(ix));
    }
    if depth == 0 {
        return None;
    }
    let cites = texts(&body(window, ix), &[]).cites.into_iter().take(limit::CITES_MAX);
    cites.filter_map(|id| window.ground.graph.find(&id.parse().ok()?)).find_map(|cited| session_of(window, cited, depth - 1))
}

/// The symbol of a decision, for the act that numbers it.
fn symbol(window: &Window, ix: Ix) -> Option<String> {
    let body = window.ground.body::<Number>(ix)?;
    Some(format!("{}.{}/{}", window.charter().ok()?.body.symbol, body.series, body.number))
}
