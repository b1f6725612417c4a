//! Running the command, and small circles made with it.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

/// The shipped command.
pub const ALTERNAT: &str = env!("CARGO_BIN_EXE_alternat");

/// What a run of the command came to.
#[derive(Debug)]
pub struct Ran {
    /// Its exit code; -1 where it was killed.
    pub code: i32,
    /// What it printed.
    pub out: String,
    /// What it said went wrong.
    pub err: String,
}

impl Ran {
    /// What a run that must succeed printed.
    pub fn done(self) -> String {
        assert_eq!(self.code, 0, "{self:?}");
        self.out
    }

    /// The JSON that a run that must succeed printed.
    pub fn json(self) -> Value {
        let out = self.done();
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("no JSON: {error}: {out}"))
    }
}

/// Runs the command.
pub fn alternat(arguments: &[&str]) -> Ran {
    fed(arguments, b"")
}

/// Runs the command with this on its standard input.
pub fn fed(arguments: &[&str], input: &[u8]) -> Ran {
    end(Command::new(ALTERNAT).args(arguments), input)
}

/// Runs the command with at most so many KiB of memory.
pub fn fed_within(kibibytes: u64, arguments: &[&str], input: &[u8]) -> Ran {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -c 0; ulimit -v {kibibytes}; exec \"$0\" \"$@\""), ALTERNAT]).args(arguments);
    end(&mut command, input)
}

/// Runs a command with this on its standard input, and waits for its end.
pub fn end(command: &mut Command, input: &[u8]) -> Ran {
    command.env_remove("ALTERNAT_HOME").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that does not read its input closes it.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// An empty place for one test.
pub fn place(name: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(&place).unwrap();
    place
}

/// A path as an argument.
pub fn shown(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The root of the repository.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A node that runs in a home until this is dropped.
pub struct Serving {
    child: Child,
    /// Where it listens.
    pub address: String,
}

impl Serving {
    /// Starts the node of a home.
    pub fn of(home: &Path) -> Serving {
        Serving::start(Command::new(ALTERNAT).args(["serve", "--home", shown(home)])).expect("the node starts")
    }

    /// Starts a node by this command; `None` if it ends before it listens.
    pub fn start(command: &mut Command) -> Option<Serving> {
        let mut child = command.env_remove("ALTERNAT_HOME").stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        match lines.find_map(|line| line.strip_prefix("listening on ").map(str::to_string)) {
            Some(address) => Some(Serving { child, address }),
            None => {
                child.wait().unwrap();
                None
            }
        }
    }

    /// Waits until the node has ended by itself, and gives its exit code.
    pub fn ended(mut self) -> i32 {
        self.child.wait().unwrap().code().unwrap_or(-1)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A circle of parties, each with a home, a node and the person `head`; none of the nodes is running.
pub struct Circle {
    place: PathBuf,
    /// The circle's id.
    pub mechanism: String,
}

impl Circle {
    /// Founds a circle. The first party is its founder and, by its charter, presides first.
    pub fn found(name: &str, codes: &[&'static str]) -> Circle {
        let place = place(name);
        let home = |code: &str| place.join(code);
        for code in codes {
            alternat(&["party", "new", "--home", shown(&home(code)), "--name", &format!("en={code}")]).done();
        }
        let cards: Vec<String> = codes.iter().map(|code| format!("{code}={}", shown(&home(code).join("root/inception.act")))).collect();
        let invitation = place.join("invitation");
        let mut arguments = vec!["mechanism", "found", "--home", shown(&place), "--invite", shown(&invitation)];
        let founder = home(codes[0]);
        arguments[3] = shown(&founder);
        cards.iter().for_each(|card| arguments.extend(["--party", card]));
        let printed = fed(&arguments, charter(codes).to_string().as_bytes()).done();
        let mechanism = printed.lines().find_map(|line| line.strip_prefix("mechanism")).unwrap().trim().to_string();
        let circle = Circle { place: place.clone(), mechanism };
        for code in &codes[1..] {
            let answer = place.join(format!("{code}.answer"));
            let home = home(code);
            let join = ["mechanism", "join", shown(&invitation), "--home", shown(&home), "--answer", shown(&answer)];
            alternat(&[&join[..], &["--mechanism", &circle.mechanism]].concat()).done();
            alternat(&["mechanism", "welcome", shown(&answer), "--home", shown(&founder)]).done();
        }
        circle.add_signer(codes[0], "head");
        circle
    }

    /// A party's home.
    pub fn home(&self, code: &str) -> PathBuf {
        self.place.join(code)
    }

    /// Where the circle's files lie.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Accredits a person.
    pub fn add_signer(&self, code: &str, signer: &str) {
        let body = json!({ "holder": { "name": { "en": signer } }, "may": ["speak", "represent", "preside", "report", "seal"] });
        fed(&["key", "new", signer, "--home", shown(&self.home(code))], body.to_string().as_bytes()).done();
    }

    /// The ids of a home's acts, in order of arrival.
    pub fn acts(&self, code: &str) -> Vec<String> {
        let printed = alternat(&["log", "--json", "--home", shown(&self.home(code))]).done();
        let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_string();
        printed.lines().map(id).collect()
    }
}

/// A charter in which every party must accede, and the first presides first.
pub fn charter(codes: &[&str]) -> Value {
    let party = |code: &&str| json!({ "code": code, "inception": "00".repeat(32), "name": { "en": code } });
    let mut sorted = codes.to_vec();
    sorted.sort();
    json!({
        "name": { "en": "A circle of tests" }, "symbol": "TST", "languages": ["en"],
        "parties": sorted.iter().map(party).collect::<Vec<_>>(), "order": { "alphabetical": { "lang": "en" } },
        "in_force_after": sorted, "rotation": codes, "organs": [{ "code": "OFF", "name": { "en": "Officials" } }],
        "rules": { "procedure": "consensus", "substance": "consensus", "charter": "unanimity" }, "quorum": 2,
        "demonstration": "rehearsal",
    })
}
