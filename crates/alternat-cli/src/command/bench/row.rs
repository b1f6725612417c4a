//! One row of the bench: a figure, its peer, the ratio of the two and the target.

use std::fmt;

use serde::Serialize;

/// A figure beside its peer.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The row's name.
    pub row: &'static str,
    /// What is measured.
    pub what: String,
    /// How much.
    pub value: f64,
    /// Of what.
    pub unit: &'static str,
    /// What it is compared with; none where this machine lacks it.
    pub peer: Option<Peer>,
    /// The median of the rounds' ratios.
    pub ratio: Option<f64>,
    /// The lowest and the highest of them.
    pub ratio_range: Option<(f64, f64)>,
    /// What is to be reached.
    pub target: Target,
    /// Whether it is; unknown without a peer.
    pub met: Option<bool>,
    /// What else was measured on the way.
    pub also: Vec<Figure>,
}

/// The least that must be done, measured in the same run.
#[derive(Clone, Debug, Serialize)]
pub struct Peer {
    /// What it does; or why it could not be measured.
    pub what: String,
    /// How much, in the row's unit.
    pub value: f64,
}

/// What a row is to reach.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// The ratio is to be at least this.
    RatioAtLeast(f64),
    /// The ratio is to be at most this.
    RatioAtMost(f64),
    /// The value is to be at least this.
    ValueAtLeast(f64),
    /// The value is to be at most this.
    ValueAtMost(f64),
}

/// A further figure.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What is measured.
    pub what: String,
    /// How much.
    pub value: f64,
    /// Of what.
    pub unit: &'static str,
    /// What it is to be at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// What it is to be at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
}

/// What a row and its peer do, and by what they are counted.
pub struct Pair {
    /// The row's name.
    pub row: &'static str,
    /// What is measured.
    pub what: String,
    /// Of what.
    pub unit: &'static str,
    /// What the peer does.
    pub peer: String,
    /// What is to be reached.
    pub target: Target,
}

impl Row {
    /// A row from its rounds, each a value and what the peer gave beside it; there is at least one.
    pub fn of(pair: Pair, rounds: &[(f64, f64)]) -> Row {
        let Pair { row, what, unit, peer, target } = pair;
        let value = median(rounds.iter().map(|(value, _)| *value));
        let ratios: Vec<f64> = rounds.iter().map(|(value, peer)| value / peer).collect();
        let ratio = median(ratios.iter().copied());
        let range = (ratios.iter().copied().fold(f64::INFINITY, f64::min), ratios.iter().copied().fold(0.0, f64::max));
        let met = match target {
            Target::RatioAtLeast(least) => ratio >= least,
            Target::RatioAtMost(most) => ratio <= most,
            Target::ValueAtLeast(least) => value >= least,
            Target::ValueAtMost(most) => value <= most,
        };
        let peer = Peer { what: peer, value: median(rounds.iter().map(|(_, peer)| *peer)) };
        let (ratio, ratio_range) = (Some(ratio), Some(range));
        Row { row, what, value, unit, peer: Some(peer), ratio, ratio_range, target, met: Some(met), also: vec![] }
    }

    /// A row whose peer this machine lacks.
    pub fn alone(pair: Pair, value: f64) -> Row {
        let Pair { row, what, unit, peer, target } = pair;
        let also = vec![];
        Row { row, what: format!("{what}; {peer}"), value, unit, peer: None, ratio: None, ratio_range: None, target, met: None, also }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let met = match self.met {
            Some(true) => "met",
            Some(false) => "MISSED",
            None => "not measured",
        };
        writeln!(f, "{:<9} {:>12} {:<7} {}", self.row, figure(self.value), self.unit, self.what)?;
        if let Some(peer) = &self.peer {
            writeln!(f, "{:<9} {:>12} {:<7} {}", "", figure(peer.value), self.unit, peer.what)?;
        }
        let ratio = self.ratio.map_or("-".into(), figure);
        let range = self.ratio_range.map_or(String::new(), |(low, high)| format!(" ({} to {})", figure(low), figure(high)));
        write!(f, "{:<9} {ratio:>12} {:<7} {}: {met}{range}", "", "ratio", self.target)?;
        for also in &self.also {
            let target = match (also.at_least, also.at_most) {
                (Some(least), _) => format!("; at least {}: {}", figure(least), if also.value >= least { "met" } else { "MISSED" }),
                (_, Some(most)) => format!("; at most {}: {}", figure(most), if also.value <= most { "met" } else { "MISSED" }),
                _ => String::new(),
            };
            write!(f, "\n{:<9} {:>12} {:<7} {}{target}", "", figure(also.value), also.unit, also.what)?;
        }
        Ok(())
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::RatioAtLeast(least) => write!(f, "to be at least {}", figure(*least)),
            Target::RatioAtMost(most) => write!(f, "to be at most {}", figure(*most)),
            Target::ValueAtLeast(least) => write!(f, "the value is to be at least {}", figure(*least)),
            Target::ValueAtMost(most) => write!(f, "the value is to be at most {}", figure(*most)),
        }
    }
}

/// The middle one; of an even number, the mean of the two in the middle; of none, not a number.
pub fn median(figures: impl IntoIterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.into_iter().collect();
    figures.sort_by(f64::total_cmp);
    match figures.len() {
        0 => f64::NAN,
        count if count % 2 == 1 => figures[count / 2],
        count => f64::midpoint(figures[count / 2 - 1], figures[count / 2]),
    }
}

fn figure(value: f64) -> String {
    match value {
        value if value >= 100.0 => format!("{value:.0}"),
        value => format!("{value:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_the_middle_one() {
        for (figures, middle) in [(vec![3.0], 3.0), (vec![9.0, 1.0, 2.0], 2.0), (vec![4.0, 1.0, 2.0, 100.0], 3.0)] {
            assert_eq!(median(figures.clone()), middle, "{figures:?}");
        }
        assert!(median([]).is_nan());
    }

    #[test]
    fn a_target_is_met_on_its_edge() {
        let met = |target, value| {
            let pair = Pair { row: "row", what: "a".into(), unit: "s", peer: "b".into(), target };
            Row::of(pair, &[(value, 2.0)]).met
        };
        for (target, value, expected) in [
            (Target::RatioAtLeast(1.5), 3.0, true),
            (Target::RatioAtLeast(1.5), 2.9, false),
            (Target::RatioAtMost(1.5), 3.0, true),
            (Target::RatioAtMost(1.5), 3.1, false),
            (Target::ValueAtLeast(3.0), 3.0, true),
            (Target::ValueAtLeast(3.0), 2.9, false),
            (Target::ValueAtMost(3.0), 3.0, true),
            (Target::ValueAtMost(3.0), 3.1, false),
        ] {
            assert_eq!(met(target, value), Some(expected), "{target:?} {value}");
        }
    }
}
