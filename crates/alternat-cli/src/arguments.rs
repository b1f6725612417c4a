//! What may be written on the command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use alternat::kind::Kind;
use alternat_node::limit::WAIT_SECONDS_MAX;
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand};

/// The record of a multilateral mechanism that has no secretariat: every party keeps its own signed original.
#[derive(Debug, Parser)]
#[command(
    name = "alternat",
    version,
    arg_required_else_help = true,
    after_help = "Exit codes: 0 done; 1 refused or not verified; 2 usage; 3 disk or network failed.\nBegin with: alternat demo --once"
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Play whole mechanisms on this machine: one node per party, real QUIC between them.
    Demo(Demo),
    /// Run this party's node: it exchanges with the other parties' nodes.
    Serve(Serve),
    /// A party: its root keys and its first act.
    #[command(
        subcommand,
        after_help = "Example:\n  alternat party new --home ald --name en=Alda\n  alternat party show ald/root/inception.act"
    )]
    Party(Party),
    /// The people who may sign in at this node's desk.
    #[command(subcommand, after_help = "Example:\n  alternat person list --home bor")]
    Person(Person),
    /// The keys of persons.
    #[command(subcommand, after_help = "Example:\n  alternat key list --home dor")]
    Key(Key),
    /// Found, join and look at a circle.
    #[command(
        subcommand,
        after_help = "Example, in this order, the founder at DOR and a party at ALD:\n  alternat mechanism found --home dor --charter charter.json --party DOR=dor/root/inception.act \\\n      --party ALD=ald/root/inception.act --invite four-rivers.invitation\n  alternat mechanism show --invitation four-rivers.invitation\n  alternat mechanism join four-rivers.invitation --home ald --answer ald.answer\n  alternat mechanism welcome ald.answer --home dor"
    )]
    Mechanism(Mechanism),
    /// Sign and record an act, from JSON.
    Act(Act),
    /// List the acts of a circle.
    Log(Log),
    /// Show one act.
    Show(Show),
    /// Show what the acts fold to.
    State(State),
    /// Exchange with another party's node until both have said, after this was asked, that they hold the same.
    Sync(Sync),
    /// Write a record to a file.
    #[command(subcommand, after_help = "Example:\n  alternat export original --home dor --out DOR.altr")]
    Export(Export),
    /// Verify an original: offline, with no home.
    Verify(Verify),
    /// Measure this machine: each figure beside what it is compared with, in one run.
    Bench(Bench),
}

/// Which home, and which of its circles.
#[derive(Clone, Debug, Args)]
pub struct Where {
    /// The home of the party's node.
    #[arg(long, value_name = "DIR", env = "ALTERNAT_HOME")]
    pub home: PathBuf,
    /// The circle, by the beginning of its id; needed only where the home holds several.
    #[arg(long, value_name = "ID")]
    pub mechanism: Option<String>,
}

/// How long a node may be made to wait.
fn seconds() -> clap::builder::RangedU64ValueParser<u64> {
    clap::value_parser!(u64).range(0..=WAIT_SECONDS_MAX)
}

/// The party's root keys.
#[derive(Clone, Debug, Args)]
pub struct RootAt {
    /// The directory of the root keys; by default 'root' in the home.
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// In a demonstration: what the act rests on, as JSON, such as '{"presumed":{"why":"…"}}'.
    #[arg(long, value_name = "JSON")]
    pub basis: Option<String>,
}

/// Where other parties are told that this party's node is.
#[derive(Clone, Debug, Args)]
pub struct HandedOut {
    /// Where other parties reach this node; by default where it listens, if that is one address.
    #[arg(long, value_name = "ADDRESS")]
    pub address: Option<SocketAddr>,
}

/// `alternat demo`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  alternat demo --once\n  alternat demo --once --home /tmp/four-rivers --only rehearsal\n  alternat demo --once --only rehearsal --kill ALD@25\n  alternat demo --only rehearsal --until founding --desk-port 8080"
)]
pub struct Demo {
    /// Where the homes and the originals go; by default a new directory 'alternat-demo' here.
    #[arg(long, value_name = "DIR")]
    pub home: Option<PathBuf>,
    /// End when everything is played; otherwise the nodes and their desks keep running until you interrupt them.
    #[arg(long)]
    pub once: bool,
    /// Play one body only.
    #[arg(long, value_enum)]
    pub only: Option<BodyName>,
    /// Print a summary as JSON in the place of the account.
    #[arg(long)]
    pub json: bool,
    /// Kill a party's node before a step, as a power cut would, and start it again.
    #[arg(long, value_name = "CODE@STEP")]
    pub kill: Option<String>,
    /// Stop there, so that what follows can be done by hand.
    #[arg(long, value_enum, conflicts_with = "kill")]
    pub until: Option<Moment>,
    /// Show the first party's desk on this port, the next party's on the next; by default the system chooses.
    #[arg(long, value_name = "PORT", conflicts_with = "once", value_parser = clap::value_parser!(u16).range(1..=DESK_PORT_MAX))]
    pub desk_port: Option<u16>,
}

/// The highest first port of the desks of the demonstration: a hundred parties find a port above it.
const DESK_PORT_MAX: i64 = u16::MAX as i64 - 100;

/// A moment up to which the demonstration is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Moment {
    /// Every party has acceded to the charter and has its signers; no session is convened.
    Founding,
}

/// The bodies of the demonstration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum BodyName {
    /// What is reported of a meeting on 23 May 2017, and nothing else.
    Reconstruction,
    /// The Commission of the Four Rivers, which is made up.
    Rehearsal,
}

/// `alternat serve`
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  alternat serve --home ald --listen 192.0.2.10:4711")]
pub struct Serve {
    /// The home of the party's node.
    #[arg(long, value_name = "DIR", env = "ALTERNAT_HOME")]
    pub home: PathBuf,
    /// Where to listen; remembered in the home. Port 0 takes any that is free.
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<SocketAddr>,
    /// Where to show the desk to the party's own people, such as 127.0.0.1:8080; none is shown where this is left out.
    #[arg(long, value_name = "ADDRESS")]
    pub desk: Option<SocketAddr>,
}

/// `alternat person`
#[derive(Debug, Subcommand)]
pub enum Person {
    /// Let somebody sign in at the desk; the password is read from standard input.
    #[command(after_help = "Example:\n  alternat person add vera --role head --signer head --home bor < password")]
    Add {
        /// The name with which to sign in.
        name: String,
        /// What the person may do: reader, drafter, signer, head, secretariat or administrator.
        #[arg(long, value_name = "ROLE")]
        role: String,
        /// The signer of this home as whom the person signs at the desk; nobody, where none is named.
        #[arg(long, value_name = "SIGNER")]
        signer: Option<String>,
        /// The home of the party's node.
        #[arg(long, value_name = "DIR", env = "ALTERNAT_HOME")]
        home: PathBuf,
    },
    /// Give somebody another password, read from standard input; whoever is signed in under the name is signed out.
    #[command(after_help = "Example:\n  alternat person password vera --home bor < password")]
    Password {
        /// The name with which the person signs in.
        name: String,
        /// The home of the party's node.
        #[arg(long, value_name = "DIR", env = "ALTERNAT_HOME")]
        home: PathBuf,
    },
    /// Give somebody another role, and another signer or none; the last administrator stays one.
    #[command(after_help = "Example:\n  alternat person role vera --role signer --signer vera --home bor")]
    Role {
        /// The name with which the person signs in.
        name: String,
        /// What the person may do: reader, drafter, signer, head, secretariat or administrator.
        #[arg(long, value_name = "ROLE")]
        role: String,
        /// The signer of this home as whom the person signs at the desk; nobody, where none is named.
        #[arg(long, value_name = "SIGNER")]
        signer: Option<String>,
        /// The home of the party's node.
        #[arg(long, value_name = "DIR", env = "ALTERNAT_HOME")]
        home: PathBuf,
    },
    /// Make a password to hand over to somebody, who must change it at once; the second factor is taken off.
    #[command(after_help = "Example:\n  alternat person reset vera --home bor")]
    Reset {
        /// The name with which the person signs in.
        name: String,
        /// The home of the party's node.
        #[arg(long, value_name = "DIR", env = "ALTERNAT_HOME")]
        home: PathBuf,
    },
    /// Let somebody sign in no more; the last administrator stays.
    #[command(after_help = "Example:\n  alternat person remove vera --home bor")]
    Remove {
        /// The name with which the person signs in.
        name: String,
        /// The home of the party's node.
        #[arg(long, value_name = "DIR", env = "ALTERNAT_HOME")]
        home: PathBuf,
    },
    /// List those who may sign in.
    #[command(after_help = "Example:\n  alternat person list --home bor")]
    List {
        /// The home of the party's node.
        #[arg(long, value_name = "DIR", env = "ALTERNAT_HOME")]
        home: PathBuf,
    },
}

/// `alternat party`
#[derive(Debug, Subcommand)]
pub enum Party {
    /// Make a party: its root keys, its first act and a home.
    #[command(
        after_help = "Example:\n  alternat party new --home ald --name en=Alda --name ar=ألدا\n\nThe file root/inception.act is the party's card: hand it to the founder of a circle.\nMove the directory of the root keys to a machine without a network; 'alternat key sign' signs there what --to-sign has written."
    )]
    New {
        /// The home to make.
        #[arg(long, value_name = "DIR", env = "ALTERNAT_HOME")]
        home: PathBuf,
        /// The party's name in a language; once for each language.
        #[arg(long = "name", value_name = "LANG=NAME", required = true)]
        names: Vec<String>,
        /// The root keys.
        #[command(flatten)]
        root: RootAt,
        /// How many root keys the party has.
        #[arg(long, default_value_t = 1)]
        keys: u8,
        /// How many of them must sign; more than half.
        #[arg(long, default_value_t = 1)]
        threshold: u8,
    },
    /// Show a party by its card: its name, its id, and the digits to read to others on the telephone.
    #[command(after_help = "Example:\n  alternat party show dor/root/inception.act")]
    Show {
        /// The party's inception.act.
        card: PathBuf,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

/// `alternat key`
#[derive(Debug, Subcommand)]
pub enum Key {
    /// Make a person's key and let the root accredit it.
    #[command(
        after_help = "Example:\n  echo '{\"holder\":{\"name\":{\"en\":\"Elin Dornaway\"}},\"may\":[\"speak\",\"represent\"]}' | alternat key new head --home dor"
    )]
    New {
        /// The name under which this home is to know the signer.
        signer: String,
        /// Which home and circle.
        #[command(flatten)]
        at: Where,
        /// The root keys.
        #[command(flatten)]
        root: RootAt,
        /// The accreditation as JSON, without its key; by default from standard input.
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
        /// Seal the key with the passphrase on the first line of this file.
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
        /// Write the accreditation to a new file that is carried to the root keys, and record nothing yet.
        #[arg(long, value_name = "FILE", conflicts_with = "root")]
        to_sign: Option<PathBuf>,
    },
    /// Seal a person's key, which lies in the clear, with a passphrase.
    #[command(after_help = "Example:\n  alternat key seal head --passphrase-file - --home dor < passphrase")]
    Seal {
        /// The signer.
        signer: String,
        /// Which home and circle.
        #[command(flatten)]
        at: Where,
        /// The file whose first line is the passphrase; '-' for standard input.
        #[arg(long, value_name = "FILE", default_value = "-")]
        passphrase_file: PathBuf,
    },
    /// Seal a person's key with another passphrase.
    #[command(after_help = "Example:\n  alternat key passphrase head --passphrase-file old --new-passphrase-file new --home dor")]
    Passphrase {
        /// The signer.
        signer: String,
        /// Which home and circle.
        #[command(flatten)]
        at: Where,
        /// The file whose first line is the passphrase until now.
        #[arg(long, value_name = "FILE")]
        passphrase_file: PathBuf,
        /// The file whose first line is the passphrase from now on.
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: PathBuf,
    },
    /// Show what a root is asked to sign, and sign it where the root keys lie: with no home, and with no network.
    #[command(
        after_help = "Examples:\n  alternat key sign revocation.sheet\n  alternat key sign revocation.sheet --root /media/safe/dor-root\n\nWithout --root nothing is signed: look first, and compare the digits with what you were told.\nEach custodian signs the same file in turn, until as many root keys have signed as must."
    )]
    Sign {
        /// The file that --to-sign has written.
        sheet: PathBuf,
        /// The directory of the root keys; every key that lies there signs.
        #[arg(long, value_name = "DIR")]
        root: Option<PathBuf>,
        /// Where to write the signed file; by default in the place of the one that is signed.
        #[arg(long, value_name = "FILE", requires = "root")]
        out: Option<PathBuf>,
    },
    /// Record an act that root keys have signed elsewhere.
    #[command(after_help = "Example:\n  alternat key record revocation.sheet --home dor")]
    Record {
        /// The signed file.
        sheet: PathBuf,
        /// The party's home.
        #[arg(long, value_name = "DIR", env = "ALTERNAT_HOME")]
        home: PathBuf,
        /// A detached part of the act, as it was named when it was drawn.
        #[arg(long = "part", value_name = "FILE")]
        parts: Vec<PathBuf>,
    },
    /// Where the root keys lie, draw up what a rotation says: the promised keys, and the promise of fresh ones.
    #[command(
        after_help = "Example, the first, third and last step where the root keys lie:\n  alternat key rotation --root /media/safe/dor-root --out rotation.json\n  alternat act rotation --home dor --file rotation.json --to-sign rotation.sheet\n  alternat key sign rotation.sheet --root /media/safe/dor-root\n  alternat key record rotation.sheet --home dor\n  alternat key rotated --root /media/safe/dor-root"
    )]
    Rotation {
        /// The directory of the root keys; all promised keys must lie there.
        #[arg(long, value_name = "DIR")]
        root: PathBuf,
        /// The file to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Where the root keys lie, put the promised keys in force, once the rotation is recorded in every circle.
    #[command(after_help = "Example:\n  alternat key rotated --root /media/safe/dor-root")]
    Rotated {
        /// The directory of the root keys.
        #[arg(long, value_name = "DIR")]
        root: PathBuf,
    },
    /// List the signers whose keys are in this home.
    #[command(after_help = "Example:\n  alternat key list --home dor")]
    List {
        /// Which home and circle.
        #[command(flatten)]
        at: Where,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Open the feed of the home's own node anew, with fresh keys, in every circle: after the home was restored or copied.
    #[command(
        after_help = "Examples:\n  alternat key renew --home dor\n  alternat key renew --home dor --root /media/safe/dor-root --with ALD\n\nStop the node first, and start it again afterwards. The others are asked for what this home does not know, and told the\nnew keys; then the root revokes the old feed. Cut short, the command is given again. docs/recipes/restore-a-home.md"
    )]
    Renew(Renew),
    /// Put the promised root keys in force in every circle of the home, and promise fresh ones.
    #[command(after_help = "Example:\n  alternat key rotate --home dor --root /media/safe/dor-root")]
    Rotate {
        /// The party's home.
        #[arg(long, value_name = "DIR", env = "ALTERNAT_HOME")]
        home: PathBuf,
        /// The root keys.
        #[command(flatten)]
        root: RootAt,
        /// The last act of the root's chain that counts in its circle; by default the last there is. Once for each circle.
        #[arg(long = "cut", value_name = "ID")]
        cuts: Vec<String>,
    },
}

/// `alternat key renew`
#[derive(Debug, Args)]
pub struct Renew {
    /// The party's home.
    #[arg(long, value_name = "DIR", env = "ALTERNAT_HOME")]
    pub home: PathBuf,
    /// The root keys.
    #[command(flatten)]
    pub root: RootAt,
    /// The last act of the old feed that counts in its circle; by default the last before any fork. Once for each circle.
    #[arg(long = "cut", value_name = "ID")]
    pub cuts: Vec<String>,
    /// Exchange with this party's node; once for each. By default with every party whose address is known.
    #[arg(long = "with", value_name = "CODE", conflicts_with = "alone")]
    pub with: Vec<String>,
    /// Exchange with nobody: what others hold was taken in from files, and they are handed one.
    #[arg(long)]
    pub alone: bool,
    /// For how long to try, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = seconds())]
    pub wait: u64,
}

/// `alternat mechanism`
#[derive(Debug, Subcommand)]
pub enum Mechanism {
    /// Found a circle and write an invitation for the other parties.
    #[command(
        after_help = "Example:\n  alternat mechanism found --home dor --charter charter.json --party DOR=dor/root/inception.act \\\n      --party ALD=ald/root/inception.act --invite four-rivers.invitation\n\n'alternat act charter --schema' prints what a charter holds."
    )]
    Found {
        /// The founder's home.
        #[arg(long, value_name = "DIR", env = "ALTERNAT_HOME")]
        home: PathBuf,
        /// The root keys.
        #[command(flatten)]
        root: RootAt,
        /// The charter as JSON; by default from standard input.
        #[arg(long, value_name = "FILE")]
        charter: Option<PathBuf>,
        /// A party that the charter names, by its card.
        #[arg(long = "party", value_name = "CODE=CARD")]
        parties: Vec<String>,
        /// How others know the party's node, in a language; once for each. By default by the party's own name.
        #[arg(long = "node-name", value_name = "LANG=NAME")]
        node_names: Vec<String>,
        /// Where to write the invitation.
        #[arg(long, value_name = "FILE")]
        invite: PathBuf,
        /// What the invitation says of this node.
        #[command(flatten)]
        handed_out: HandedOut,
        /// Found a second body, another one, though this home holds a circle of the same name and parties.
        #[arg(long)]
        again: bool,
    },
    /// Write an invitation to a circle, or an answer, once more, as the record and the addresses are now.
    #[command(
        after_help = "Examples:\n  alternat mechanism invite --home dor --out four-rivers.invitation\n  alternat mechanism invite --home dor --out four-rivers.invitation --address 192.0.2.10:4711"
    )]
    Invite {
        /// Which home and circle.
        #[command(flatten)]
        at: Where,
        /// The file to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// What the file says of this node.
        #[command(flatten)]
        handed_out: HandedOut,
    },
    /// Join a circle by an invitation, and write the answer to it.
    #[command(
        after_help = "Examples:\n  alternat mechanism show --invitation four-rivers.invitation\n  alternat mechanism join four-rivers.invitation --home ald --answer ald.answer \\\n      --mechanism '86540 98946 83947 37979 14946 89858 95353 04238'\n\nLook at the invitation first, and compare the digits of the mechanism and of every party by telephone."
    )]
    Join {
        /// The invitation.
        invitation: PathBuf,
        /// The party's home.
        #[arg(long, value_name = "DIR", env = "ALTERNAT_HOME")]
        home: PathBuf,
        /// The root keys.
        #[command(flatten)]
        root: RootAt,
        /// How others know the party's node, in a language; once for each. By default by the party's own name.
        #[arg(long = "node-name", value_name = "LANG=NAME")]
        node_names: Vec<String>,
        /// Where to write the answer.
        #[arg(long, value_name = "FILE")]
        answer: PathBuf,
        /// What the answer says of this node.
        #[command(flatten)]
        handed_out: HandedOut,
        /// The circle that is joined, as it was told to you: its eight groups of five digits, or its whole id. On a terminal
        /// you are asked for it.
        #[arg(long, value_name = "DIGITS")]
        mechanism: Option<String>,
    },
    /// Take in another party's answer.
    #[command(after_help = "Example:\n  alternat mechanism welcome ald.answer --home dor")]
    Welcome {
        /// The answer.
        answer: PathBuf,
        /// The founder's home.
        #[arg(long, value_name = "DIR", env = "ALTERNAT_HOME")]
        home: PathBuf,
    },
    /// Set where another party's node is.
    #[command(after_help = "Example:\n  alternat mechanism peer ALD 192.0.2.10:4711 --home dor")]
    Peer {
        /// The party's code.
        code: String,
        /// Where its node listens; 'none' to forget it.
        address: String,
        /// Which home and circle.
        #[command(flatten)]
        at: Where,
    },
    /// Show a circle: its charter, its parties, who is connected; or, before you join, what an invitation brings.
    #[command(
        after_help = "Examples:\n  alternat mechanism show --home dor\n  alternat mechanism show --invitation four-rivers.invitation"
    )]
    Show {
        /// An invitation or an answer; no home is needed to look at it.
        #[arg(long, value_name = "FILE", conflicts_with = "mechanism")]
        invitation: Option<PathBuf>,
        /// The home of the party's node.
        #[arg(long, value_name = "DIR", env = "ALTERNAT_HOME", required_unless_present = "invitation")]
        home: Option<PathBuf>,
        /// The circle, by the beginning of its id; needed only where the home holds several.
        #[arg(long, value_name = "ID")]
        mechanism: Option<String>,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

/// `alternat act`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  alternat act statement --schema\n  alternat act opening --home dor --as chair <<< '{\"session\":\"9f3c…\"}'\n  alternat act put --home dor --as chair --file put.json\n  alternat act revocation --home dor --file revocation.json --to-sign revocation.sheet\n\nWhat follows from the record (rosters, counters, the head of the tree) may be left out and is filled in.\nAn act that would be refused is neither signed nor recorded."
)]
pub struct Act {
    /// The kind of act.
    #[arg(value_parser = PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.name())))]
    pub kind: String,
    /// Print the JSON Schema of the body, and do nothing else.
    #[arg(long)]
    pub schema: bool,
    /// The home of the party's node.
    #[arg(long, value_name = "DIR", env = "ALTERNAT_HOME", required_unless_present = "schema")]
    pub home: Option<PathBuf>,
    /// The circle, by the beginning of its id; needed only where the home holds several.
    #[arg(long, value_name = "ID")]
    pub mechanism: Option<String>,
    /// Who signs, by the name under which the home knows him; by default its only person.
    #[arg(long = "as", value_name = "SIGNER", conflicts_with = "root")]
    pub signer: Option<String>,
    /// The directory of the root keys, for a kind that a root signs.
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// For a kind that a root signs: write the act to a new file that is carried to the root keys, and record nothing yet.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["signer", "root"])]
    pub to_sign: Option<PathBuf>,
    /// The body as JSON; by default from standard input.
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// A detached part; the body names parts by their place, from 0.
    #[arg(long = "part", value_name = "FILE")]
    pub parts: Vec<PathBuf>,
    /// In a demonstration: what the act rests on, as JSON.
    #[arg(long, value_name = "JSON")]
    pub basis: Option<String>,
    /// When the author says it was done (RFC 3339); by default now.
    #[arg(long, value_name = "INSTANT")]
    pub claimed_at: Option<String>,
    /// The file whose first line is the passphrase of the signer's key, where it is sealed.
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Wait until the node holds this act before signing.
    #[arg(long, value_name = "ID")]
    pub after: Vec<String>,
    /// How many seconds to wait for it.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = seconds())]
    pub wait: u64,
    /// Print the answer as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `alternat log`
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  alternat log --home dor --kind statement")]
pub struct Log {
    /// Which home and circle.
    #[command(flatten)]
    pub at: Where,
    /// Only acts of this kind.
    #[arg(long)]
    pub kind: Option<String>,
    /// One JSON object a line.
    #[arg(long)]
    pub json: bool,
}

/// `alternat show`
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  alternat show 9f3c --home dor")]
pub struct Show {
    /// The act, by the beginning of its id.
    pub id: String,
    /// Which home and circle.
    #[command(flatten)]
    pub at: Where,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// `alternat state`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  alternat state --home dor\n  alternat state --home dor --sealed --json")]
pub struct State {
    /// Which home and circle.
    #[command(flatten)]
    pub at: Where,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
    /// Wait until the last seal proposal is final and every party has agreed to it and cosigned it.
    #[arg(long)]
    pub sealed: bool,
    /// How many seconds to wait for that.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = seconds())]
    pub wait: u64,
}

/// `alternat sync`
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  alternat sync ALD --home dor")]
pub struct Sync {
    /// The party, by its code; every party whose address is known, where none is named.
    pub peer: Option<String>,
    /// Which home and circle.
    #[command(flatten)]
    pub at: Where,
    /// For how long to try, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = seconds())]
    pub wait: u64,
}

/// `alternat export`
#[derive(Debug, Subcommand)]
pub enum Export {
    /// The whole record as one file that a stranger can verify.
    #[command(after_help = "Example:\n  alternat export original --home dor --out DOR.altr")]
    Original {
        /// Which home and circle.
        #[command(flatten)]
        at: Where,
        /// The file to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Print what was written as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// `alternat verify`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  alternat verify ALD.altr\n  alternat verify ALD.altr --trust pinned.txt\n\nExit codes: 0 whole (read the first line: whether the signers are those you pinned); 1 broken; 2 usage; 3 a file could not be read."
)]
pub struct Verify {
    /// The original.
    pub file: PathBuf,
    /// Parties that you trust, by keys that you have from somewhere else than this file.
    #[arg(long, value_name = "FILE")]
    pub trust: Option<PathBuf>,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// `alternat bench`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  alternat bench\n  alternat bench --acts 1000000 --rows verify,append,fold --json\n\nEverything is written to a new directory below --dir, which is removed at the end. Each figure is measured in turn with its\npeer; what is shown is the median, and the median of the ratios."
)]
pub struct Bench {
    /// How many acts there are in what is verified, folded and taken over.
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(100..=4_000_000))]
    pub acts: u32,
    /// Measure these rows only, as in 'verify,fold'.
    #[arg(long, value_enum, value_name = "ROWS", value_delimiter = ',')]
    pub rows: Vec<BenchRow>,
    /// On whose disk to measure.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum BenchRow {
    /// Verifying an original, beside bare signatures.
    Verify,
    /// The same, beside git's signed commits.
    Git,
    /// Keeping one act, beside a bare SQLite insert.
    Append,
    /// Folding verified acts, beside hashing and filing them.
    Fold,
    /// Taking a whole record over, beside verifying it and a bulk insert.
    Takeover,
    /// From a hand to three other disks, beside one sync and one round trip.
    Latency,
    /// Words found among texts, beside SQLite's own index.
    Search,
}
