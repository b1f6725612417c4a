//! Keeps signed acts in a store and says what it may vouch for, to be watched by the power-cut test.
//!
//! `keeper DIR RUN STEP…`, the steps in order: `own:N[:BYTES]` keeps and releases N acts of the own feed; `import:N[:BYTES]`
//! keeps N of another in one piece; `part:BYTES`; `drop` drops that part; `note`; `close`. It says `ACK own SEQ ID`,
//! `ACK other SEQ ID`, `ACK part HASH`, `ACK dropping HASH`, `ACK dropped HASH`, `ACK note`; for acts in doubt `DOUBT SEQ`.
//! Any error ends it with 3. Steps that plant a mistake: `ack-first` (says it before it is so), `swallow` (goes on after an
//! error), and with the feature `planted`, as the first step, `unsynced`.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use alternat::id::Id;
use alternat_store::{Store, StoreError};
use alternat_testkit::chain::Chain;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [place, run, steps @ ..] = words.as_slice() else {
        eprintln!("keeper DIR RUN STEP...");
        return ExitCode::from(2);
    };
    match keep(Path::new(place), run, steps) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let mut cause: Option<&dyn Error> = Some(&error);
            while let Some(one) = cause {
                eprintln!("{one}");
                cause = one.source();
            }
            ExitCode::from(3)
        }
    }
}

fn keep(place: &Path, run: &str, steps: &[String]) -> Result<(), StoreError> {
    let mut store = open(place, steps)?;
    let (mut own_chain, mut other_chain) = (Chain::new("own"), Chain::new("other"));
    for kept in store.acts(0) {
        let kept = kept?;
        if own_chain.take_up(&kept.envelope).is_err() && other_chain.take_up(&kept.envelope).is_err() {
            eprintln!("act {} is not one of these feeds, or lacks its past", kept.id);
        }
    }
    let (own, other) = (own_chain.feed(), other_chain.feed());
    for doubt in store.in_doubt(&[own])? {
        println!("DOUBT {}", doubt.seq);
        store.reaffirm(doubt.position)?;
        store.release(own, doubt.seq)?;
        println!("ACK own {} {}", doubt.seq, doubt.id);
    }
    let has = |step: &str| steps.iter().any(|other| other == step);
    let (early, swallow) = (has("ack-first"), has("swallow"));
    let mut part = Id::ZERO;
    for step in steps {
        let mut words = step.split(':');
        let name = words.next().unwrap_or_default();
        let mut number = |otherwise: usize| words.next().and_then(|word| word.parse().ok()).unwrap_or(otherwise);
        match name {
            "own" => {
                let (count, bytes) = (number(1), number(100));
                for _ in 0..count {
                    let act = own_chain.next(store.head(own)?, run, bytes);
                    let seq = act.seq();
                    let line = format!("ACK own {seq} {}", act.id());
                    if early {
                        println!("{line}");
                    }
                    let kept = store.append(std::slice::from_ref(&act)).and_then(|_| store.release(own, seq));
                    if !swallow {
                        kept?;
                    }
                    if !early {
                        println!("{line}");
                    }
                }
            }
            "import" => {
                let (count, bytes) = (number(1), number(100));
                let mut head = store.head(other)?;
                let mut acts = Vec::with_capacity(count);
                for _ in 0..count {
                    let act = other_chain.next(head, run, bytes);
                    head = Some((act.seq(), act.id()));
                    acts.push(act);
                }
                store.append(&acts)?;
                acts.iter().for_each(|act| println!("ACK other {} {}", act.seq(), act.id()));
            }
            "part" => {
                part = store.put_part(&vec![7; number(1)])?;
                println!("ACK part {part}");
            }
            "drop" => {
                println!("ACK dropping {part}");
                store.drop_part(part)?;
                println!("ACK dropped {part}");
            }
            "note" => {
                store.put_note(b"seal", run.as_bytes())?;
                println!("ACK note {run}");
            }
            "close" => return store.close(),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(not(feature = "planted"))]
fn open(place: &Path, _steps: &[String]) -> Result<Store, StoreError> {
    Store::open(place)
}

#[cfg(feature = "planted")]
fn open(place: &Path, steps: &[String]) -> Result<Store, StoreError> {
    if steps.first().is_some_and(|step| step == "unsynced") { Store::open_unsynced(place) } else { Store::open(place) }
}
