//! `alternat show`: one act.

use alternat_view::{ActView, Shelf};

use super::log::tell;
use crate::arguments::Show;
use crate::office::Office;
use crate::reading::Reading;
use crate::trouble::Trouble;

pub async fn run(show: Show) -> Result<(), Trouble> {
    let mut office = Office::reach(&show.at.home, show.at.mechanism.as_deref()).await?;
    let reading = Reading::of(&mut office).await?;
    let found: Vec<_> = reading.acts().filter(|act| act.id.to_string().starts_with(&show.id)).take(2).collect();
    match &found[..] {
        [act] => {
            let refused = reading.act(&act.id).and_then(|signed| reading.record.rejudge(&signed).err());
            let at = refused.and_then(|refused| refused.at);
            tell(&ActView { at: at.map(|at| *at), ..act.clone() }, show.json);
        }
        [] => return Err(Trouble::new(1, format!("no act here has an id that begins with {}", show.id), "'alternat log' lists the acts")),
        _ => return Err(Trouble::new(2, format!("several acts have ids that begin with {}", show.id), "write more of it")),
    }
    Ok(())
}
