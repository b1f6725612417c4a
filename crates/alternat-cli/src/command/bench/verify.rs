//! `verify`: an original, beside nothing but as many strict Ed25519 signatures on as many threads.

use std::time::Duration;

use alternat::id::Id;
use alternat::key::{ActKey, ActPublic, ED25519_SIGNATURE_BYTES};

use super::row::{Pair, Row, Target, median};
use super::sample::Sample;
use super::{Measured, Setting, stopped, timed};

/// How many different signatures the peer verifies again and again.
const DIFFERENT: usize = 4096;

pub fn measure(setting: &Setting, sample: &Sample) -> Measured<Row> {
    setting.begin("verify", setting.rounds());
    let count = sample.envelopes.len();
    // Half of the acts are no larger; the few that found the body are, with their post-quantum signatures.
    let bytes = median(sample.envelopes.iter().map(|envelope| envelope.len() as f64)) as usize;
    let bare = Bare::of(bytes, count.min(DIFFERENT))?;
    let mut rounds = Vec::new();
    for _ in 0..setting.rounds() {
        let took = sample.verify(setting)?;
        let peer = bare.verify(count, setting.threads.get());
        rounds.push((count as f64 / took.as_secs_f64(), count as f64 / peer.as_secs_f64()));
        setting.bar.inc(1);
    }
    let threads = setting.threads;
    let pair = Pair {
        row: "verify",
        what: format!("acts of an original of {count} verified, on {threads} threads"),
        unit: "/s",
        peer: format!("signatures on {bytes} bytes verified strictly, and nothing else, on {threads} threads"),
        target: Target::RatioAtLeast(0.85),
    };
    Ok(Row::of(pair, &rounds))
}

/// Signatures and nothing else.
struct Bare {
    key: ActPublic,
    signed: Vec<(Vec<u8>, [u8; ED25519_SIGNATURE_BYTES])>,
}

impl Bare {
    fn of(bytes: usize, different: usize) -> Measured<Bare> {
        let secret = ActKey::from_seed(&Id::of_bytes(b"alternat bench bare").0);
        let key = secret.public().admit().map_err(|why| stopped("make a key", &why))?;
        let message = |place: usize| {
            let mut message = vec![0; bytes];
            message.iter_mut().zip(place.to_be_bytes()).for_each(|(byte, from)| *byte = from);
            message
        };
        let signed = (0..different).map(message).map(|message| (secret.sign(&message), message)).map(|(by, on)| (on, by));
        Ok(Bare { key, signed: signed.collect() })
    }

    fn verify(&self, count: usize, threads: usize) -> Duration {
        let (good, took) = timed(|| {
            std::thread::scope(|scope| {
                let share = |place: usize| {
                    let mine = (place..count).step_by(threads);
                    let good = |at: &usize| {
                        let (message, signature) = &self.signed[at % self.signed.len()];
                        self.key.verify(message, signature).is_ok()
                    };
                    mine.filter(good).count()
                };
                let workers: Vec<_> = (0..threads).map(|place| scope.spawn(move || share(place))).collect();
                workers.into_iter().filter_map(|worker| worker.join().ok()).sum::<usize>()
            })
        });
        debug_assert_eq!(good, count);
        took
    }
}
