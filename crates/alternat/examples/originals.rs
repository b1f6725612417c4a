//! Writes originals of a made-up body to a directory, and a trust file beside them, for those who write a verifier.
//!
//! ```sh
//! cargo run -p alternat --example originals -- DIR
//! ```

#[path = "../tests/world/mod.rs"]
mod world;

use std::path::Path;
use std::process::ExitCode;

use world::cases::cases;
use world::three_keys::three_keys;
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

/// One body whole and cosigned; the same with a part absent; a body of the same names founded by others; and one with roots of
/// several keys, a rotation and two seals. In `cases`, files on which readers could part, named by the first problem of each.
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
    std::fs::write(directory.join("two-rivers-of-others.altr"), other.original(&[]))?;
    let (world, notes) = three_keys();
    std::fs::write(directory.join("three-keys.altr"), world.original(&notes))?;
    let directory = directory.join("cases");
    std::fs::create_dir_all(&directory)?;
    cases().into_iter().try_for_each(|case| {
        let name = format!("{}--{}.altr", case.codes.first().unwrap_or(&"whole"), case.what.replace(' ', "-"));
        std::fs::write(directory.join(name), case.bytes)
    })
}
