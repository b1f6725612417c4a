//! Progress of long work, on a terminal; nothing where the error stream is piped.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// How often a bar is drawn again, so that work that takes no longer shows none.
const TICK: Duration = Duration::from_millis(250);

/// A bar over so many bytes.
pub fn bytes(count: u64) -> ProgressBar {
    bar(count, "{bar:40} {bytes}/{total_bytes} {eta}")
}

/// A count of acts whose end is not known.
pub fn acts() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    styled(&bar, "{spinner} {pos} acts read");
    bar.enable_steady_tick(TICK);
    bar
}

fn bar(count: u64, template: &str) -> ProgressBar {
    let bar = ProgressBar::new(count);
    styled(&bar, template);
    bar.enable_steady_tick(TICK);
    bar
}

fn styled(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}
