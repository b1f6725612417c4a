//! `alternat bench` on few acts: its rows are there, each with its peer. How fast anything is, no test asks.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

const ROWS: [&str; 7] = ["verify", "git", "append", "fold", "takeover", "latency", "search"];

fn bench(arguments: &[&str]) -> Value {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-{}", arguments.join("-")));
    std::fs::create_dir_all(&directory).unwrap();
    let mut bench = Command::new(env!("CARGO_BIN_EXE_alternat"));
    let output = bench.args(["bench", "--json", "--dir"]).arg(&directory).args(arguments).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.stderr, b"", "no bar where there is no terminal");
    let left = std::fs::read_dir(&directory).unwrap().count();
    assert_eq!(left, 0, "what was written is removed");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Whether a program is on this machine; a row says so where its peer is not.
fn is_here(program: &str) -> bool {
    Command::new(program).arg("--help").stdin(Stdio::null()).output().is_ok()
}

#[test]
fn every_row_stands_beside_its_peer() {
    let measured = bench(&["--acts", "200"]);
    assert_eq!(measured["acts"], 200);
    assert!(measured["machine"]["cores"].as_u64() >= Some(1), "{measured}");
    let rows = measured["rows"].as_array().unwrap();
    assert_eq!(rows.iter().map(|row| row["row"].as_str().unwrap()).collect::<Vec<_>>(), ROWS);
    for row in rows {
        assert!(row["value"].as_f64() > Some(0.0), "{row}");
        assert!(row["target"].as_object().is_some_and(|target| target.len() == 1), "{row}");
        if row["row"] == "git" && !(is_here("git") && is_here("ssh-keygen")) {
            assert!(row["peer"].is_null() && row["ratio"].is_null() && row["met"].is_null(), "{row}");
            assert!(row["what"].as_str().unwrap().contains("is not installed"), "{row}");
            continue;
        }
        assert!(row["peer"]["value"].as_f64() > Some(0.0) && !row["peer"]["what"].as_str().unwrap().is_empty(), "{row}");
        assert!(row["ratio"].as_f64() > Some(0.0) && row["met"].is_boolean(), "{row}");
    }
    let fold = rows[3]["also"].as_array().unwrap();
    let feeds = |feeds: u32| fold.iter().any(|figure| figure["what"].as_str().unwrap().ends_with(&format!("by {feeds} feeds")));
    assert!([8, 50, 200, 500, 1000].into_iter().all(feeds), "{fold:?}");
}

#[test]
fn the_rows_that_are_named_are_measured_in_their_order() {
    for (named, expected) in [("append", vec!["append"]), ("fold,append", vec!["append", "fold"])] {
        let measured = bench(&["--acts", "100", "--rows", named]);
        let rows = measured["rows"].as_array().unwrap();
        assert_eq!(rows.iter().map(|row| row["row"].as_str().unwrap()).collect::<Vec<_>>(), expected);
    }
}
