//! Writes originals of a made-up body to a directory, and a trust file beside them, for those who write a verifier.
//!
//! ```sh
//! cargo run -p alternat --example originals -- DIR
//! ```

#[path = "../tests/world/mod.rs"]
mod world;

use std::path::Path;
use std::process::ExitCode;

use world::{Sealed, sealed};

fn main() -> ExitCode {
    let Some(directory) = std::env::args_os().nth(1) else {
        eprintln!("name a directory to write to");
        return ExitCode::from(2);
    };
    match write(Path::new(&directory)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("could not write to {}: {error}", Path::new(&directory).display());
            ExitCode::from(3)
        }
    }
}

/// One body whole and cosigned; the same with a part absent; and a body of the same names founded by others.
fn write(directory: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(directory)?;
    let Sealed { mut world, nodes, .. } = sealed(0);
    let notes = world.cosigned(&nodes);
    std::fs::write(directory.join("two-rivers.altr"), world.original(&notes))?;
    let parties = ["DOR", "ALD"].map(|code| format!("{}  {code}\n", world.inception_of(code).fingerprint()));
    std::fs::write(directory.join("trust.txt"), parties.concat())?;
    world.parts.pop_first();
    std::fs::write(directory.join("two-rivers-part-absent.altr"), world.original(&notes))?;
    let Sealed { world: other, .. } = sealed(30);
    std::fs::write(directory.join("two-rivers-of-others.altr"), other.original(&[]))
}
