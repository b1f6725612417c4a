//! Sheets: what `--to-sign` writes, `alternat key sign` signs without a home, and `alternat key record` brings back.

use std::path::{Path, PathBuf};

use alternat::id::Id;
use alternat::kind::{Body, Kind, bytes};
use alternat::limit::PART_BYTES_MAX;
use alternat_node::file::{self, Readers};
use alternat_node::home::Home;
use alternat_node::request::{Answer, Ask, Blob, Writing};
use alternat_node::root::Root;
use alternat_node::sheet::Sheet;
use alternat_view::bidi::quoted;
use serde_json::json;

use super::log::instant;
use super::say;
use crate::office::{Office, unexpected};
use crate::reading::Reading;
use crate::trouble::Trouble;

/// Has a home draw an act for the party's root, and writes it to a new file; nothing is recorded.
pub async fn draw(office: &mut Office, home: &Path, mut writing: Writing, path: &Path) -> Result<Sheet, Trouble> {
    // Where the root keys lie nobody knows the record, so a rotation that was drawn up there says nothing of the cut.
    if writing.kind == Kind::Rotation.name() && writing.body.is_object() && writing.body.get("cut").is_none() {
        writing.body["cut"] = json!(last_of_chain(office, home).await?);
    }
    let Answer::Payload { payload, signed_for } = office.ask(Ask::Draw { writing }).await? else { return Err(unexpected()) };
    let sheet = Sheet::new(signed_for, payload)?;
    sheet.create(path)?;
    Ok(sheet)
}

/// The last act of the root's own chain.
async fn last_of_chain(office: &mut Office, home: &Path) -> Result<Option<Id>, Trouble> {
    let party = Home::open(home)?.configuration().party;
    let reading = Reading::of(office).await?;
    let ground = reading.record.ground();
    let inception = ground.graph.find(&party);
    let chain = ground.graph.places().filter(|ix| Some(ground.graph.node(*ix).feed) == inception);
    Ok(chain.max_by_key(|ix| ground.graph.node(*ix).seq).map(|last| ground.id(last)))
}

/// Shows what a sheet asks for, and signs it with the root keys that lie in `root`.
pub fn sign(path: &Path, root: Option<&Path>, out: Option<&Path>) -> Result<(), Trouble> {
    let mut sheet = Sheet::read(path)?;
    let Some(directory) = root else {
        tell(&sheet);
        return Ok(());
    };
    let root = Root::open(directory)?;
    sheet.sign(&root)?;
    sheet.write(out.unwrap_or(path)).map_err(Trouble::from)?;
    tell(&sheet);
    let (signed, needed) = (sheet.signed_by().len(), usize::from(root.threshold()));
    say(match needed.saturating_sub(signed) {
        0 => format!("complete     {needed} root keys must sign; carry it back and record it with 'alternat key record'"),
        missing => format!("incomplete   {needed} root keys must sign; {missing} more must sign this file"),
    });
    Ok(())
}

/// Records the act of a sheet in the circle for which it was signed.
pub async fn record(path: &Path, home: &Path, parts: &[PathBuf]) -> Result<(), Trouble> {
    let sheet = Sheet::read(path)?;
    let Some(envelope) = sheet.envelope() else {
        return Err(Trouble::new(
            1,
            format!("nobody has signed {}", path.display()),
            "sign it with 'alternat key sign' where the root keys lie",
        ));
    };
    let party = Home::open(home)?.configuration().party;
    if sheet.chain() != party {
        let what = format!("the act is in the chain of {}, and this is the home of {party}", sheet.chain());
        return Err(Trouble::new(2, what, "name that party's home with --home; nothing was recorded"));
    }
    let parts = parts.iter().map(|part| file::read_bounded(part, PART_BYTES_MAX)).collect::<Result<Vec<_>, _>>()?;
    if let Some(missing) = sheet.act().parts.iter().find(|listed| !parts.iter().any(|part| Id::of_bytes(part) == listed.sha256)) {
        let what = format!("the act lists a part of the SHA-256 {} that is not given", missing.sha256);
        return Err(Trouble::new(2, what, "name its file with --part; nothing was recorded"));
    }
    let parts = parts.into_iter().map(Blob).collect();
    let mut office = Office::reach(home, Some(&sheet.mechanism().to_string())).await?;
    let answer = office.ask(Ask::Record { envelope, parts }).await.map_err(|trouble| match trouble.code() {
        "outrun" => {
            trouble.advised("nothing was recorded: the root's chain has gone on; draw it anew with --to-sign, and have it signed anew")
        }
        "bad-signature" | "too-few-signatures" => {
            trouble.advised("nothing was recorded; see with 'alternat key sign' what it says, and have every custodian sign it anew")
        }
        _ => trouble,
    })?;
    let Answer::Recorded { id } = answer else { return Err(unexpected()) };
    say(id);
    Ok(())
}

/// Draws up, where the root keys lie, what a rotation says: all but the last act that counts, which the record knows.
pub fn rotation(root: &Path, out: &Path) -> Result<(), Trouble> {
    let root = Root::open(root)?;
    file::try_place(out)?;
    let (rotation, _) = root.rotation(Id::ZERO)?;
    let mut body = Body::read(Kind::Rotation, &bytes(&rotation)).map(|body| body.json()).unwrap_or_default();
    body.as_object_mut().and_then(|body| body.remove("cut"));
    file::write_whole(out, format!("{body:#}\n").as_bytes(), Readers::Anyone)?;
    Ok(())
}

/// Prints what is to be signed, all of it read from the bytes that are signed.
fn tell(sheet: &Sheet) {
    let (act, mechanism, party) = (sheet.act(), sheet.mechanism(), sheet.chain());
    say(format!("act          {}", sheet.id()));
    say(format!("kind         {}", sheet.body().kind().name()));
    say(format!("party        {party}"));
    say(format!("             {}", party.fingerprint()));
    say(format!("mechanism    {mechanism}"));
    say(format!("             {}", mechanism.fingerprint()));
    say(format!("number       {} in the root's own chain", act.seq));
    say(format!("claimed at   {}", instant(act.claimed_at)));
    for part in &act.parts {
        say(format!("part         {} ({} bytes)", part.sha256, part.size));
    }
    if let Some(basis) = &act.basis {
        say(format!("basis        {}", quoted(&json!(basis).to_string())));
    }
    // Nobody has judged its words yet, so a line of it may hold nothing that directs the lines around it.
    format!("{:#}", sheet.body().json()).lines().for_each(|line| say(shown(line)));
    let signed: Vec<String> = sheet.signed_by().iter().map(u8::to_string).collect();
    say(match signed.is_empty() {
        true => "signed by    nobody yet".into(),
        false => format!("signed by    root keys {} (counted from 0)", signed.join(", ")),
    });
}

/// A line of JSON, its indentation kept.
fn shown(line: &str) -> String {
    let text = line.trim_start();
    format!("{}{}", &line[..line.len() - text.len()], quoted(text))
}
