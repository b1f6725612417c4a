//! `alternat verify`: an original, offline, with no home.

use std::fs::File;
use std::io::BufReader;
use std::num::NonZeroUsize;
use std::path::Path;

use alternat::limit::TRUST_BYTES_MAX;
use alternat::trust::Trust;
use alternat::verdict::{Problem, Signers, Verdict, Warning};
use alternat_node::file::read_bounded;

use super::{say, say_json};
use crate::arguments::Verify;
use crate::progress;
use crate::trouble::Trouble;

/// How many problems are told to a person.
const PROBLEMS_TOLD: usize = 8;

pub fn run(verify: Verify) -> Result<(), Trouble> {
    let trust = match &verify.trust {
        Some(path) => trust_from(path)?,
        None => Trust::none(),
    };
    let shown = verify.file.display();
    let file = File::open(&verify.file)
        .map_err(|error| Trouble::new(3, format!("could not open {shown}: {error}"), "see that the file is there and may be read"))?;
    let workers = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    // The file is read twice: for its hash, then act by act.
    let bar = progress::bytes(2 * file.metadata().map_or(0, |about| about.len()));
    let found = alternat::verify::verify(BufReader::new(bar.wrap_read(file)), &trust, workers);
    bar.finish_and_clear();
    let found = found.map(|(verdict, _)| located(verdict, &verify.file, workers));
    let verdict = found
        .map_err(|error| Trouble::new(3, format!("{shown}: {}", alternat_node::failure::chain(&error)), "see that the disk is well"))?;
    match verify.json {
        true => say_json(&verdict),
        false => tell(&verdict, verify.trust.is_some().then(|| trust.count())),
    }
    match verdict.verified {
        true => Ok(()),
        false => {
            let first = verdict.problems.first().map_or("no problem is named".into(), told);
            Err(Trouble::new(
                1,
                format!("{shown} is broken: {first}"),
                "do not rely on it; ask another party for its original of the same record",
            ))
        }
    }
}

fn trust_from(path: &std::path::Path) -> Result<Trust, Trouble> {
    let bytes = read_bounded(path, TRUST_BYTES_MAX as u64)?;
    let hint = "a line is a party's id or its eight groups of five digits, then a name";
    let text = String::from_utf8(bytes).map_err(|_| Trouble::new(2, format!("{} is not UTF-8", path.display()), hint))?;
    Trust::parse(&text).map_err(|error| Trouble::new(2, format!("{}: {error}", path.display()), hint))
}

/// A file whose hash differs was hit by an accident: its items tell where, if they can.
fn located(mut verdict: Verdict, file: &Path, workers: NonZeroUsize) -> Verdict {
    if verdict.problems.first().is_some_and(|problem| problem.code == "hash-differs") {
        let found = File::open(file).ok().and_then(|file| alternat::verify::locate(BufReader::new(file), workers).ok());
        verdict.problems.extend(found.into_iter().flat_map(|found| found.problems));
    }
    verdict
}

/// The verdict for a person: the outcome first, then what is proved, then what is not. `trusted` is how many keys he trusts, if
/// he has named any file of them.
fn tell(verdict: &Verdict, trusted: Option<usize>) {
    if !verdict.verified {
        say("BROKEN");
        for problem in verdict.problems.iter().take(PROBLEMS_TOLD) {
            say(format!("  {}", told(problem)));
        }
        let more = verdict.problems_more + verdict.problems.len().saturating_sub(PROBLEMS_TOLD) as u64;
        if more > 0 {
            say(format!("  and {more} more, many of them because of the first: --json tells more of them"));
        }
        return;
    }
    match verdict.signers {
        Signers::Pinned => say("WHOLE, signed by keys that you trust"),
        Signers::Unidentified => say("WHOLE, signers not identified: these names are what the keys call themselves"),
    }
    let known = verdict.parties.iter().filter(|party| party.identified).count();
    match (verdict.unpinned().count(), trusted) {
        (_, Some(0)) => say("the file of keys that you trust names none"),
        (_, Some(trusted)) if known == 0 => {
            let none = if trusted == 1 { "the key you trust is not".into() } else { format!("none of the {trusted} keys you trust is") };
            say(format!("{none} in this original: it may be another body of the same name"));
        }
        (unknown, Some(_)) if unknown > 0 => say(format!("of the signers here you trust {known}; {unknown} are unknown to you")),
        _ => {}
    }
    say("proved: the keys below signed these acts, and none of them has been changed since");
    if let Some(demonstration) = &verdict.demonstration {
        say(format!("{}, demonstration keys", serde_json::json!(demonstration).as_str().unwrap_or_default()));
    }
    if let Some(name) = &verdict.calls_itself {
        say(format!("calls itself    {}", name.best("en")));
    }
    if let Some(mechanism) = verdict.mechanism {
        say(format!("mechanism       {mechanism}"));
    }
    say(format!("acts            {} ({} refused, {} of kinds that this copy cannot read)", verdict.acts, verdict.refused, verdict.unknown));
    say(format!("parts           {} ({} listed and not here)", verdict.parts, verdict.parts_absent));
    if let (Some(root), Some(state)) = (verdict.root, verdict.state_hash) {
        say(format!("root            {root}"));
        say(format!("state hash      {state}"));
    }
    for party in &verdict.parties {
        let code = party.code.as_ref().map_or("-", |code| &code.0);
        let name = match (&party.known_as, &party.calls_itself) {
            (Some(known), _) => format!("known to you as {known}"),
            (None, Some(own)) => format!("calls itself {}", own.best("en")),
            (None, None) => "gives no name".into(),
        };
        say(format!("{code:<8} {}  {name}, {} acts", party.fingerprint, party.acts));
    }
    for (number, seal) in verdict.seals.iter().enumerate() {
        let list = |codes: Vec<&str>| codes.join(", ");
        let agreed = list(seal.agreed_by.iter().map(|code| code.0.as_str()).collect());
        let cosigned = list(seal.cosigned_by.iter().map(|line| line.party.0.as_str()).collect());
        say(format!("seal {:<10} {} acts, agreed by {agreed}; cosigned by {cosigned}", number + 1, seal.size));
    }
    for warning in &verdict.warnings {
        say(format!("note: {}", sentence(warning)));
    }
}

/// A problem in one line: its code, what exactly, and where.
fn told(problem: &Problem) -> String {
    let what = match problem.detail.starts_with(problem.code) {
        true => problem.detail.clone(),
        false => format!("{}: {}", problem.code, problem.detail),
    };
    match (problem.at.byte, problem.at.act) {
        // The byte told is one of the act's own.
        (Some(byte), Some(act)) if what.contains("at byte") => format!("{what} of act {act}, which begins at byte {byte}"),
        _ if what.contains("at byte") => what,
        (Some(byte), Some(act)) => format!("{what}, at byte {byte}, act {act}"),
        (Some(byte), None) => format!("{what}, at byte {byte}"),
        (None, Some(act)) => format!("{what}, at act {act}"),
        (None, None) => what,
    }
}

fn sentence(warning: &Warning) -> String {
    match warning {
        Warning::NothingSealed { acts } => {
            format!("none of the {acts} acts is sealed: acts may have been left out, and that cannot be seen")
        }
        Warning::Unsealed { acts } => {
            format!("{acts} acts after the last seal are signed but not sealed; a cut of unsealed acts cannot be seen")
        }
        Warning::PartsAbsent { parts } => format!("{parts} detached parts are listed and not in this file"),
        Warning::UnknownKinds { acts } => format!("this copy cannot read {acts} acts: they are of kinds that it does not know"),
        Warning::Forked { feeds } => format!("{feeds} signers signed two acts of one number"),
        Warning::Strangers { inceptions } => format!("{inceptions} roots in the file stand for no party"),
        Warning::FewCosignatures { size, cosigned, needed } => {
            format!(
                "the seal of {size} acts is cosigned by {cosigned} parties; {needed} agreed to it. Cosignatures may follow, or were left out"
            )
        }
        Warning::CosignerMarked { size, accreditation } => {
            format!(
                "a cosignature on the seal of {size} acts is by a node that counts no more ({}), and is not counted",
                accreditation.short()
            )
        }
        Warning::RivalSeal { proposal } => {
            format!("proposal {} also has its quorum: more than a third of the parties agreed to two seals in one place", proposal.short())
        }
    }
}
