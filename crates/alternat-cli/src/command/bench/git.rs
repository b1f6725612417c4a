//! `git`: the rate of `verify`, beside that of `git verify-commit` over commits signed with SSH keys.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use super::row::{Figure, Pair, Row, Target};
use super::sample::Sample;
use super::{Measured, Setting, stopped, timed};
use crate::trouble::Trouble;

/// Commits, at most: git takes some thirty milliseconds for each.
const COMMITS_MAX: usize = 240;
/// How often the two are measured in turn, each time over other commits.
const ROUNDS: usize = 3;

pub fn measure(setting: &Setting, sample: &Sample) -> Measured<Row> {
    let count = (setting.acts / 40).clamp(ROUNDS, COMMITS_MAX);
    let pair = |peer: String| Pair {
        row: "git",
        what: format!("acts of an original verified, on {} threads", setting.threads),
        unit: "/s",
        peer,
        target: Target::RatioAtLeast(300.0),
    };
    let rate = |took: Duration| sample.envelopes.len() as f64 / took.as_secs_f64();
    for program in ["git", "ssh-keygen"] {
        if is_missing(program)? {
            return Ok(Row::alone(pair(format!("{program} is not installed")), rate(sample.verify(setting)?)));
        }
    }
    setting.begin("git", count + ROUNDS);
    let repository = Repository::make(&setting.directory, count, || setting.bar.inc(1))?;
    let commits = repository.commits()?;
    let mut rounds = Vec::new();
    for some in commits.chunks(count.div_ceil(ROUNDS)) {
        let ours = sample.verify(setting)?;
        let (verified, theirs) = timed(|| repository.verify(some, 1));
        verified?;
        rounds.push((rate(ours), some.len() as f64 / theirs.as_secs_f64()));
        setting.bar.inc(1);
    }
    let mut row = Row::of(pair(format!("of {count} commits with SSH signatures verified by git verify-commit")), &rounds);
    let (verified, together) = timed(|| repository.verify(&commits, setting.threads.get()));
    verified?;
    let (cloned, cloning) = timed(|| repository.clone_and_verify(&commits));
    cloned?;
    let figure = |what: String, took: Duration| {
        let value = count as f64 / took.as_secs_f64();
        Figure { what, value, unit: "/s", at_least: None, at_most: None }
    };
    row.also = vec![
        figure(format!("commits verified by {} processes of git at once", setting.threads), together),
        figure("commits cloned by git clone --no-local and then verified, to be set beside takeover".into(), cloning),
    ];
    Ok(row)
}

fn is_missing(program: &str) -> Measured<bool> {
    // Each of them prints its usage and ends.
    match Command::new(program).arg("--help").stdin(Stdio::null()).output() {
        Ok(_) => Ok(false),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(stopped(&format!("run {program}"), &error)),
    }
}

/// A repository of signed commits, apart from whatever else is configured on this machine.
struct Repository {
    home: PathBuf,
    at: PathBuf,
}

impl Repository {
    fn make(directory: &Path, count: usize, mut told: impl FnMut()) -> Measured<Repository> {
        let home = directory.join("git");
        let repository = Repository { at: home.join("signed"), home };
        std::fs::create_dir_all(&repository.at).map_err(|error| stopped("make a directory", &error))?;
        let key = repository.home.join("key");
        let make = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-C", "bench", "-f"]).arg(&key).output();
        done("make an SSH key", make)?;
        let public = std::fs::read_to_string(key.with_extension("pub")).map_err(|error| stopped("read an SSH key", &error))?;
        let signers = repository.home.join("signers");
        std::fs::write(&signers, format!("bench@invalid {public}")).map_err(|error| stopped("write the allowed signers", &error))?;
        repository.git(&["init", "-q"])?;
        let (key, signers) = (key.with_extension("pub").display().to_string(), signers.display().to_string());
        for (name, setting) in [
            ("user.name", "bench"),
            ("user.email", "bench@invalid"),
            ("gpg.format", "ssh"),
            ("user.signingkey", &key),
            ("gpg.ssh.allowedSignersFile", &signers),
            ("gc.auto", "0"),
        ] {
            repository.git(&["config", name, setting])?;
        }
        for number in 0..count {
            repository.git(&["commit", "-q", "-S", "--allow-empty", "-m", &format!("act {number}")])?;
            told();
        }
        Ok(repository)
    }

    fn commits(&self) -> Measured<Vec<String>> {
        let listed = self.git(&["rev-list", "HEAD"])?;
        Ok(String::from_utf8_lossy(&listed.stdout).lines().map(str::to_string).collect())
    }

    fn verify(&self, commits: &[String], processes: usize) -> Measured<()> {
        let share = commits.len().div_ceil(processes);
        std::thread::scope(|scope| {
            let verify = |some: &[String]| {
                let mut arguments = vec!["verify-commit"];
                arguments.extend(some.iter().map(String::as_str));
                self.git(&arguments).map(drop)
            };
            let running: Vec<_> = commits.chunks(share).map(|some| scope.spawn(move || verify(some))).collect();
            running.into_iter().try_for_each(|one| one.join().unwrap_or_else(|_| Err(Trouble::new(3, "git was not waited for", ""))))
        })
    }

    fn clone_and_verify(&self, commits: &[String]) -> Measured<()> {
        let clone = Repository { home: self.home.clone(), at: self.home.join("clone") };
        let signers = format!("gpg.ssh.allowedSignersFile={}", self.home.join("signers").display());
        let (from, to) = (self.at.display().to_string(), clone.at.display().to_string());
        self.git(&["clone", "-q", "--no-local", "-c", &signers, &from, &to])?;
        clone.verify(commits, 1)
    }

    fn git(&self, arguments: &[&str]) -> Measured<Output> {
        let mut git = Command::new("git");
        git.current_dir(&self.at).env("HOME", &self.home).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "SSH_AUTH_SOCK"] {
            git.env_remove(name);
        }
        let what = format!("run git {}", arguments.first().unwrap_or(&""));
        done(&what, git.args(arguments).stdin(Stdio::null()).output())
    }
}

fn done(what: &str, output: std::io::Result<Output>) -> Measured<Output> {
    let output = output.map_err(|error| stopped(what, &error))?;
    match output.status.success() {
        true => Ok(output),
        false => {
            let said = String::from_utf8_lossy(&output.stderr);
            Err(Trouble::new(3, format!("could not {what}: {}", said.trim()), "see that git and ssh-keygen work here"))
        }
    }
}
