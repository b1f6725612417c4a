//! Notices: a word by mail or by a command of the party's own, that something waits for somebody at the desk.
//!
//! A notice says nothing of the matter unless the administrator allows it and the person asks for it, and it holds no address to open: whoever wants to know
//! more signs in at the desk. What is to be sent lies in `notices.sqlite` in the home until it has left, so that nothing is lost when the node stops.

mod configuration;
mod hook;
mod mail;
mod news;
mod outbox;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use alternat_node::node::Shared;
use alternat_view::words::Locale;
use tokio::sync::Notify;

use crate::desk::Desk;
use crate::limit;
pub use configuration::{Configuration, Relay, Security};
pub use outbox::{Choice, Given, Kind, Way};
use outbox::{Letter, Outbox};

/// The notices of a home.
pub struct Notices {
    configuration: Configuration,
    mail: Option<mail::Mail>,
    outbox: Mutex<Outbox>,
}

/// Why notices could not be set up, chosen or sent.
#[derive(Debug, thiserror::Error)]
pub enum NoticesError {
    /// A file could not be read or made.
    #[error("could not open {path}")]
    File {
        /// Where.
        path: std::path::PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The configuration is not what it should be.
    #[error("{path} does not configure notices: {what}")]
    Configuration {
        /// Where.
        path: std::path::PathBuf,
        /// What is wrong.
        what: String,
    },
    /// The outbox failed.
    #[error("could not {doing} the outbox {path}")]
    Outbox {
        /// What was being done.
        doing: &'static str,
        /// Where.
        path: std::path::PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

/// Why one notice did not leave.
#[derive(Debug)]
struct Unsent {
    /// What was said of it.
    why: String,
    /// Whether it would never leave.
    is_final: bool,
}

impl Notices {
    /// The notices of a home, as its `notices.json` configures them; `None` where there is no such file.
    ///
    /// # Errors
    /// [`NoticesError`].
    pub fn open(home: &Path) -> Result<Option<Notices>, NoticesError> {
        let Some(configuration) = Configuration::read(&home.join("notices.json"))? else { return Ok(None) };
        let mail = configuration.mail.as_ref().map(|relay| mail::Mail::of(relay, home)).transpose()?;
        let outbox = Outbox::open(&home.join("notices.sqlite"))?;
        Ok(Some(Notices { configuration, mail, outbox: Mutex::new(outbox) }))
    }

    /// How the home is configured.
    pub fn configuration(&self) -> &Configuration {
        &self.configuration
    }

    /// What somebody has chosen; nothing at all for whoever has not.
    ///
    /// # Errors
    /// [`NoticesError::Outbox`].
    pub fn choice(&self, name: &str) -> Result<Choice, NoticesError> {
        self.outbox().choice(name)
    }

    /// Keeps what somebody has chosen.
    ///
    /// # Errors
    /// [`NoticesError::Outbox`].
    pub fn choose(&self, name: &str, choice: &Choice) -> Result<(), NoticesError> {
        self.outbox().choose(name, choice)
    }

    /// How many notices to somebody were given up.
    ///
    /// # Errors
    /// [`NoticesError::Outbox`].
    pub fn given_up(&self, name: &str) -> Result<u64, NoticesError> {
        self.outbox().count(name, Given::Up)
    }

    /// Whether an address is one to which mail can be sent, and nothing else besides.
    pub fn is_address(address: &str) -> bool {
        mail::is_address(address)
    }

    /// Whether a number may be given to the command: letters, digits and a few signs, and no option of it.
    pub fn is_number(number: &str) -> bool {
        hook::is_number(number)
    }

    fn outbox(&self) -> MutexGuard<'_, Outbox> {
        self.outbox.lock().unwrap_or_else(|_| std::process::abort())
    }

    /// Puts into the outbox what is new in a circle, for each person who wants to hear of it, in his language.
    async fn look(&self, desk: &Desk, shared: &Arc<Shared>) -> Result<(), NoticesError> {
        let people = desk.people().all().unwrap_or_default();
        let mut wanted = Vec::new();
        for person in people {
            let choice = self.choice(&person.name)?;
            if !choice.kinds.is_empty() {
                wanted.push((person.name, Locale::of(person.lang.as_deref().unwrap_or("en")), choice));
            }
        }
        let alarms = news::alarms(desk.node(), shared).await;
        let mut told = std::collections::BTreeMap::new();
        for locale in wanted.iter().map(|(_, locale, _)| *locale).chain([Locale::of("en")]) {
            if !told.contains_key(locale.lang()) {
                let Some(news) = news::of(desk, shared, locale, &alarms) else { return Ok(()) };
                told.insert(locale.lang(), news);
            }
        }
        let current: Vec<&str> = told.get("en").into_iter().flatten().map(|news| news.key.as_str()).collect();
        let new = self.outbox().unseen(&shared.mechanism(), &current)?;
        let mut letters = Vec::new();
        for (name, locale, choice) in &wanted {
            let own = told.get(locale.lang()).into_iter().flatten();
            for news in own.filter(|news| new.contains(&news.key) && choice.kinds.contains(&news.kind)) {
                let words = (choice.has_content && self.configuration.with_content).then(|| news.words.clone());
                let ways = [(Way::Mail, choice.address.is_empty()), (Way::Hook, choice.number.is_empty())];
                for (way, _) in ways.into_iter().filter(|(_, is_empty)| !is_empty) {
                    letters.push(Letter::new(name, way, news, words.clone(), locale.lang()));
                }
            }
        }
        self.outbox().take(&shared.mechanism(), &current, &new, &letters, desk.now())
    }

    /// Sends what is due, one after the other.
    async fn send(&self, desk: &Desk) -> Result<(), NoticesError> {
        // Whoever was let in no more hears of nothing, and leaves no choice to another of his name.
        if let Ok(people) = desk.people().all() {
            self.outbox().keep_only(&people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>())?;
        }
        let due = self.outbox().due(desk.now())?;
        for letter in due {
            let choice = self.choice(&letter.name)?;
            let given = match self.leave(&letter, &choice, desk.now()).await {
                Ok(()) => Given::Away,
                Err(Unsent { why, is_final }) => {
                    let is_last = is_final || letter.tries + 1 >= limit::NOTICE_TRIES_MAX;
                    // To whom it was is nobody's business who reads what the process says.
                    eprintln!("notices: one did not leave, and is {}: {why}", if is_last { "given up" } else { "tried again" });
                    if is_last { Given::Up } else { Given::Back }
                }
            };
            self.outbox().tried(&letter, given, desk.now())?;
        }
        Ok(())
    }

    async fn leave(&self, letter: &Letter, choice: &Choice, now: u64) -> Result<(), Unsent> {
        let locale = Locale::of(&letter.lang);
        let text = text(letter, locale);
        match (letter.way, &self.mail, &self.configuration.hook) {
            (Way::Mail, Some(mail), _) => mail.send(&choice.address, &locale.word("notice-subject"), text, &letter.message_id(), now).await,
            (Way::Hook, _, Some(command)) => hook::run(command, &choice.number, &text).await,
            _ => Err(Unsent { why: "this home has no such way any more".into(), is_final: true }),
        }
    }
}

/// What a notice says: that something waits, of which kind; and what it is, where its reader asked for that.
fn text(letter: &Letter, locale: Locale) -> String {
    let mut lines = vec![locale.word(&format!("notice-says-{}", letter.kind.name()))];
    lines.extend(letter.words.clone());
    lines.push(locale.word("notice-sign-in"));
    lines.join("\n\n") + "\n"
}

/// Sends notices for as long as the node lives: whenever something is new in a circle, and whenever something is due.
pub(crate) async fn keep_sent(desk: Desk) {
    let Some(notices) = desk.notices() else { return };
    let news = Arc::new(Notify::new());
    let mut followed = std::collections::BTreeSet::new();
    loop {
        for shared in desk.circles() {
            if followed.insert(shared.mechanism()) {
                tokio::spawn(tell(shared.clone(), news.clone()));
            }
            if let Err(error) = notices.look(&desk, &shared).await {
                eprintln!("notices: {}", alternat_node::failure::chain(&error));
            }
        }
        if let Err(error) = notices.send(&desk).await {
            eprintln!("notices: {}", alternat_node::failure::chain(&error));
        }
        // Time passes, too: a deadline comes near, and what did not leave is tried again.
        let pause = Duration::from_millis(limit::NOTICE_PAUSE_MS);
        let _ = tokio::time::timeout(pause, news.notified()).await;
    }
}

/// Tells of everything new in a circle.
async fn tell(shared: Arc<Shared>, news: Arc<Notify>) {
    let mut changed = shared.changed().subscribe();
    while changed.changed().await.is_ok() {
        news.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_or_a_number_brings_nothing_else_with_it() {
        let rows = [
            ("salma@example.org", true),
            ("salma@example.org\r\nBcc: all@example.org", false),
            ("salma@example.org\n", false),
            ("Salma <salma@example.org>", false),
            ("a@b.example, c@d.example", false),
            ("salma", false),
            ("", false),
            ("-oQ/tmp@example.org", false),
        ];
        for (address, expected) in rows {
            assert_eq!(Notices::is_address(address), expected, "{address:?}");
        }
        for (number, expected) in [
            ("+963114440000", true),
            ("pager.7", true),
            ("--help", false),
            ("1; rm", false),
            ("$(id)", false),
            ("", false),
            ("1\n2", false),
        ] {
            assert_eq!(Notices::is_number(number), expected, "{number:?}");
        }
    }
}
