//! The vectors on disk are those that the maker makes: a change of bytes shows as a change of files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use alternat_testkit::vector;

#[test]
fn the_vectors_on_disk_are_the_ones_that_are_made() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors");
    let made = vector::files();
    let on_disk = json_under(&folder);
    let names: BTreeSet<&String> = on_disk.iter().chain(made.keys()).collect();
    let differs = |name: &&&String| fs::read_to_string(folder.join(name)).ok().as_ref() != made.get(**name);
    let differing: Vec<&&String> = names.iter().filter(differs).collect();
    assert!(differing.is_empty(), "make them anew with `cargo xtask vectors`, and read what changed: {differing:?}");
}

fn json_under(folder: &Path) -> Vec<String> {
    let mut found = vec![];
    let mut folders: Vec<PathBuf> = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder that can be listed") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|ending| ending == "json") => {
                    found.push(path.strip_prefix(folder).expect("under it").to_string_lossy().replace('\\', "/"));
                }
                false => {}
            }
        }
    }
    found
}
