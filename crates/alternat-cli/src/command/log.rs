//! `alternat log`: the acts of a circle.

use alternat_view::words::Locale;
use alternat_view::{ActView, refusal};

use super::{say, say_json};
use crate::arguments::Log;
use crate::office::Office;
use crate::reading::Reading;
use crate::trouble::Trouble;

pub async fn run(log: Log) -> Result<(), Trouble> {
    let mut office = Office::reach(&log.at.home, log.at.mechanism.as_deref()).await?;
    let reading = Reading::of(&mut office).await?;
    if let Some(demonstration) = reading.demonstration().filter(|_| !log.json) {
        say(ActView::banner(demonstration));
    }
    for act in reading.acts() {
        if log.kind.as_ref().is_some_and(|kind| *kind != act.kind) {
            continue;
        }
        match log.json {
            true => say(serde_json::to_string(&act).unwrap_or_default()),
            false => say(line(&act)),
        }
    }
    Ok(())
}

/// One act in one line: id, time claimed, who, what, and how it stands.
fn line(act: &ActView) -> String {
    let who = act.party.as_ref().map_or("-", |code| &code.0);
    let marked = act.marked_by.map_or(String::new(), |mark| format!(", ended by {}", mark.short()));
    let footing = act.footing().map_or(String::new(), |footing| format!(" [{footing}]"));
    format!("{}  {}  {who:<8} {:<16} {}{marked}{footing}", act.id.short(), instant(act.claimed_at), act.kind, act.standing)
}

/// The time that an author claims, in UTC.
pub fn instant(milliseconds: u64) -> String {
    let instant = i64::try_from(milliseconds).ok().and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok());
    instant.map_or_else(|| format!("{milliseconds} ms"), |instant| format!("{instant:.0}"))
}

/// Prints one act whole.
pub fn tell(act: &ActView, as_json: bool) {
    if as_json {
        say_json(act);
        return;
    }
    if let Some(demonstration) = act.demonstration {
        say(ActView::banner(demonstration));
    }
    say(format!("act          {}", act.id));
    say(format!("kind         {}", act.kind));
    say(format!("stands       {}", act.standing));
    if let Some(refusal) = refusal::of_code(act.standing) {
        say(format!(
            "because      {}",
            act.at.as_ref().map_or(refusal::sentence(refusal, Locale::of("en")), |at| refusal::told(refusal, at, Locale::of("en")))
        ));
    }
    if let Some(mark) = act.marked_by {
        say(format!("ended by     {mark}"));
    }
    say(format!("party        {}", act.party.as_ref().map_or("-", |code| &code.0)));
    if let Some(signer) = &act.signer {
        say(format!("signer       {}", signer.best("en")));
    }
    say(format!("feed         {} number {}", act.feed, act.seq));
    say(format!("claimed at   {}", instant(act.claimed_at)));
    for part in &act.parts {
        say(format!("part         {} ({} bytes)", part.sha256, part.size));
    }
    if let Some(basis) = &act.basis {
        say(format!("basis        {}", serde_json::to_string(basis).unwrap_or_default()));
    }
    say(serde_json::to_string_pretty(&act.body).unwrap_or_default());
}
