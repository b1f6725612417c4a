//! `alternat sync`: exchange until both hold the same.

use alternat::words::Code;
use alternat_node::request::Ask;

use super::say;
use crate::arguments::Sync;
use crate::office::Office;
use crate::trouble::Trouble;

pub async fn run(sync: Sync) -> Result<(), Trouble> {
    let mut office = Office::reach(&sync.at.home, sync.at.mechanism.as_deref()).await?;
    office.begin_exchange().await?;
    office.ask(Ask::Sync { code: sync.peer.map(Code), seconds: sync.wait }).await?;
    say("equal");
    Ok(())
}
