//! `alternat demo`: whole mechanisms on this machine, one process per party, driven through the public command only.

mod cast;
mod desks;
mod program;
mod scenario;
mod summary;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use alternat_node::file::make_directory;
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{say, say_json};
use crate::arguments::{BodyName, Demo, Moment};
use crate::trouble::Trouble;

use cast::Cast;
use desks::Desks;
use scenario::{Scenario, carried};
use summary::Summary;

pub async fn run(demo: Demo) -> Result<(), Trouble> {
    let only = demo.only.map(|only| match only {
        BodyName::Reconstruction => "reconstruction",
        BodyName::Rehearsal => "rehearsal",
    });
    let mut scenarios = carried(only)?;
    if demo.until == Some(Moment::Founding) {
        scenarios.iter_mut().for_each(|scenario| scenario.steps.clear());
    }
    let kill = demo.kill.as_deref().map(|kill| kill_from(kill, &scenarios)).transpose()?;
    let directory = stage(demo.home.as_deref())?;
    let desks = if demo.once { None } else { Some(Arc::new(Desks::of(&scenarios, demo.desk_port)?)) };
    let bars = MultiProgress::with_draw_target(match demo.json {
        true => ProgressDrawTarget::hidden(),
        false => ProgressDrawTarget::stderr(),
    });
    let plays = scenarios.into_iter().map(|scenario| {
        let bar = bars.add(ProgressBar::new(scenario.steps.len() as u64));
        bar.set_style(
            ProgressStyle::with_template("{prefix:>16} {bar:40} {pos}/{len} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        bar.set_prefix(scenario.name.clone());
        let (directory, desks, kill) = (directory.clone(), desks.clone(), kill.clone());
        tokio::spawn(async move { play(&directory, scenario, desks.as_deref(), kill, &bar).await })
    });
    let mut casts = Vec::new();
    let mut summaries = Vec::new();
    for play in plays.collect::<Vec<_>>() {
        let failed = |error| Trouble::new(3, format!("a body of the demonstration stopped: {error}"), "run it again");
        let (cast, summary) = play.await.map_err(failed)??;
        casts.push(cast);
        summaries.push(summary);
    }
    match demo.json {
        true => say_json(&summary::stable(&summaries)),
        false => summaries.iter().for_each(Summary::tell),
    }
    if let Some(differing) = summaries.iter().find(|summary| !summary.is_equal()) {
        let what = format!("the parties of the {} do not hold the same record", differing.body);
        return Err(Trouble::new(1, what, format!("compare their homes in {}", directory.display())));
    }
    if demo.once {
        for cast in &mut casts {
            cast.end().await;
        }
        return Ok(());
    }
    if let Some(desks) = desks.filter(|_| !demo.json) {
        desks::tell_row(desks::HEADINGS);
        casts.iter().for_each(Cast::tell);
        say("");
        say(format!("password for all of them: {}", desks.password));
        say(format!("homes in {}", directory.display()));
        say("The nodes and their desks keep running; interrupt to end them.");
    }
    super::serve::interrupted().await;
    for cast in &mut casts {
        cast.end().await;
    }
    Ok(())
}

/// The directory of the demonstration: the one that was named, which must be empty or new; else the first free name here.
fn stage(named: Option<&Path>) -> Result<PathBuf, Trouble> {
    let directory = match named {
        Some(named) => named.to_path_buf(),
        None => {
            let names = (1..1000).map(|count| if count == 1 { "alternat-demo".into() } else { format!("alternat-demo-{count}") });
            let free = names.map(PathBuf::from).find(|name| !name.exists());
            free.ok_or_else(|| Trouble::new(2, "there is no free name for a new directory here", "name one with --home"))?
        }
    };
    let is_empty = std::fs::read_dir(&directory).map_or(true, |mut entries| entries.next().is_none());
    if !is_empty {
        return Err(Trouble::new(
            2,
            format!("{} is not empty", directory.display()),
            "name another directory with --home; nothing is overwritten",
        ));
    }
    make_directory(&directory)?;
    directory
        .canonicalize()
        .map_err(|error| Trouble::new(3, format!("could not enter {}: {error}", directory.display()), "name another with --home"))
}

/// Which node is killed, and before which step.
#[derive(Clone, Debug)]
struct Kill {
    code: String,
    step: usize,
}

/// Reads it, and sees that the moment comes in one of the bodies that are played.
fn kill_from(text: &str, scenarios: &[Scenario]) -> Result<Kill, Trouble> {
    let parted = text.split_once('@').and_then(|(code, step)| Some(Kill { code: code.into(), step: step.parse().ok()? }));
    let kill = parted.ok_or_else(|| Trouble::new(2, format!("'{text}' is not CODE@STEP"), "write for example ALD@12"))?;
    if scenarios.iter().any(|scenario| kill.comes_in(scenario)) {
        return Ok(kill);
    }
    let body = |scenario: &Scenario| {
        let codes: Vec<&str> = scenario.parties.iter().map(|party| party.code.as_str()).collect();
        format!("in the {} they are {}, in steps 1 to {}", scenario.name, codes.join(", "), scenario.steps.len())
    };
    let bodies: Vec<String> = scenarios.iter().map(body).collect();
    Err(Trouble::new(2, format!("no party {} can be killed before a step {}", kill.code, kill.step), bodies.join("; ")))
}

impl Kill {
    fn comes_in(&self, scenario: &Scenario) -> bool {
        scenario.parties.iter().any(|party| party.code == self.code) && (1..=scenario.steps.len()).contains(&self.step)
    }
}

/// Plays one body to its end.
async fn play(
    directory: &Path,
    scenario: Scenario,
    desks: Option<&Desks>,
    kill: Option<Kill>,
    bar: &ProgressBar,
) -> Result<(Cast, Summary), Trouble> {
    let mut cast = Cast::found(directory, &scenario, desks, bar).await?;
    let kill = kill.filter(|kill| kill.comes_in(&scenario));
    for (number, step) in scenario.steps.iter().enumerate() {
        if let Some(kill) = kill.as_ref().filter(|kill| kill.step == number + 1) {
            cast.kill_and_raise(&kill.code).await?;
        }
        bar.set_message(format!("{} {}", step.party, step.kind));
        cast.play(number + 1, step).await?;
        bar.inc(1);
    }
    bar.set_message("comparing");
    let summary = cast.compare(directory).await?;
    bar.finish_and_clear();
    Ok((cast, summary))
}
