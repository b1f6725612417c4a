//! The pages of spec/ say what the code does: the example is made again, and every code, number, tag and bound is looked up.

use std::path::Path;

use alternat::act::Act;
use alternat::decision::roster_hash;
use alternat::envelope::{Envelope, RootKey, Signatures, sign, sign_by_root, signed_by};
use alternat::gate::{Fault, passes_text};
use alternat::id::Id;
use alternat::key::{ActKey, Ed25519Bytes, SealKey};
use alternat::kind::*;
use alternat::limit;
use alternat::picture::{self, Picture};
use alternat::record::Record;
use alternat::refusal::{Refusal, Standing};
use alternat::seal;
use alternat::text::TextRule;
use alternat::words::{Code, Lang, Words};

/// The seeds of RFC 8032 section 7.1, published, so that nobody takes these keys for anybody's.
const ROOT_DOR: &str = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
const ROOT_ALD: &str = "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7";
const ROOT_NEXT: &str = "f5e5767cf153319517630f226876b86c8160cc583bc013744c6bf255f5cc0ee5";
const PERSON: &str = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

/// The first instant of 2026, in milliseconds.
const CLAIMED_AT: u64 = 1_767_225_600_000;

/// The five acts of the example: their envelopes, in the order in which they are added.
fn example() -> Vec<(&'static str, Vec<u8>)> {
    let (dor_payload, ald_payload) = (inception(ROOT_DOR, "Dorna"), inception(ROOT_ALD, "Alda"));
    let (dor, ald) = (Id::of_payload(&dor_payload), Id::of_payload(&ald_payload));
    let root = |seed: &str| [RootKey { place: 0, ed25519: ActKey::from_seed(&seed32(seed)), ml_dsa: SealKey::from_seed(&seed32(seed)) }];
    let charter_payload = payload(Some(dor), 1, Some(dor), vec![], Kind::Charter, &charter(dor, ald));
    let mechanism = Id::of_payload(&charter_payload);
    let accreditation = Accreditation {
        key: ActKey::from_seed(&seed32(PERSON)).public(),
        holder: Holder { name: Words::one("en", "Secretary of the delegation"), title: None },
        may: vec![Power::Speak],
        second_signer_for: vec![],
        until: None,
        node: None,
        may_found: false,
    };
    let accreditation_payload = payload(Some(dor), 2, Some(mechanism), vec![], Kind::Accreditation, &accreditation);
    let feed = Id::of_payload(&accreditation_payload);
    let sighting_payload = payload(Some(feed), 0, None, vec![ald], Kind::Sighting, &Sighting {});
    vec![
        ("1-inception-dor", sign_by_root(&dor_payload, &Id::ZERO, &root(ROOT_DOR))),
        ("2-inception-ald", sign_by_root(&ald_payload, &Id::ZERO, &root(ROOT_ALD))),
        ("3-charter", sign_by_root(&charter_payload, &Id::ZERO, &root(ROOT_DOR))),
        ("4-accreditation", sign_by_root(&accreditation_payload, &mechanism, &root(ROOT_DOR))),
        ("5-sighting", sign(&sighting_payload, &mechanism, &ActKey::from_seed(&seed32(PERSON)))),
    ]
}

fn payload<T: minicbor::Encode<()>>(feed: Option<Id>, seq: u32, prev: Option<Id>, seen: Vec<Id>, kind: Kind, body: &T) -> Vec<u8> {
    let body = bytes(body);
    Act { feed, seq, prev, seen, claimed_at: CLAIMED_AT, kind: kind.tag(), body, parts: vec![], basis: None }.payload()
}

fn inception(seed: &str, name: &str) -> Vec<u8> {
    let public =
        |seed: &str| RootPublic { ed25519: ActKey::from_seed(&seed32(seed)).public(), ml_dsa: SealKey::from_seed(&seed32(seed)).public() };
    let roots = Roots { keys: vec![public(seed)], threshold: 1, next: Roots::promise(1, &[public(ROOT_NEXT)]) };
    payload(None, 0, None, vec![], Kind::Inception, &Inception { name: Words::one("en", name), roots })
}

fn charter(dor: Id, ald: Id) -> Charter {
    let code = |code: &str| Code(code.into());
    let party = |name: &str, id: Id, words: &str| Party { code: code(name), inception: id, name: Words::one("en", words) };
    Charter {
        name: Words::one("en", "Commission of the Two Rivers"),
        symbol: code("CTR"),
        languages: vec![Lang("en".into())],
        parties: vec![party("DOR", dor, "Dorna"), party("ALD", ald, "Alda")],
        order: Order::Agreed,
        in_force_after: vec![code("DOR"), code("ALD")],
        rotation: vec![],
        organs: vec![Organ { code: code("OFF"), name: Words::one("en", "Officials") }],
        rules: DecisionRules { procedure: Rule::Consensus, substance: Rule::Consensus, charter: Rule::Unanimity },
        quorum: 2,
        rules_version: RULES,
        demonstration: Some(Demonstration::Rehearsal),
        observers: vec![],
        linked: vec![],
        nonce: Nonce([0; 16]),
    }
}

fn seed32(hex: &str) -> [u8; 32] {
    hex.parse::<Id>().expect("a seed of 32 bytes").0
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A record of the example's mechanism, with these of its acts.
fn record_of(places: &[usize]) -> (Record, Vec<Id>) {
    let example = example();
    let mut record = Record::new(Envelope::read(&example[2].1).expect("an envelope").id());
    let mut ids = vec![];
    for place in places {
        let verified = record.verify(&example[*place].1).expect("an act of the example");
        ids.push(verified.id());
        assert_eq!(record.fold(verified).1, Standing::Stands, "{}", example[*place].0);
    }
    (record, ids)
}

#[test]
fn the_state_of_a_past_does_not_know_what_lies_outside_it() {
    let hash_at_accreditation = |places: &[usize]| {
        let (record, ids) = record_of(places);
        let ground = record.ground();
        let accreditation = ids.last().and_then(|id| ground.graph.find(id)).expect("it was folded");
        picture::state_hash(&ground.past_of(accreditation))
    };
    assert_eq!(hash_at_accreditation(&[0, 2, 3]), hash_at_accreditation(&[0, 1, 2, 3]));
}

/// A page of spec/, as it lies on the disk.
fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The bytes of a block of hexadecimal digits: spaces do not count, nor what stands behind a semicolon.
fn bytes_of(block: &str) -> Vec<u8> {
    let digits = block.lines().filter_map(|line| line.split(';').next()).flat_map(str::chars).filter(|c| !c.is_whitespace());
    let digits: Vec<u8> = digits.map(|digit| digit.to_digit(16).expect("a hexadecimal digit") as u8).collect();
    assert!(digits.len().is_multiple_of(2), "half a byte in {block}");
    digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// The blocks of hexadecimal digits of a page, in order.
fn hex_blocks(page: &str) -> Vec<Vec<u8>> {
    page.split("```hex\n").skip(1).filter_map(|rest| rest.split("```").next()).map(bytes_of).collect()
}

/// The rows of a page's tables: their cells, without backticks.
fn rows(page: &str) -> Vec<Vec<String>> {
    let lines = page.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    lines.map(|line| line.split(" | ").map(|cell| cell.trim().trim_matches('`').to_string()).collect()).collect()
}

#[test]
fn the_example_is_made_again_byte_for_byte() {
    let act_page = page("act.md");
    let rows = rows(&act_page);
    for (name, envelope) in example() {
        let file = format!("example/{name}.hex");
        assert_eq!(hex(&bytes_of(&page(&file))), hex(&envelope), "{file}");
        let read = Envelope::read(&envelope).expect("an envelope");
        let row = [format!("spec/{file}"), envelope.len().to_string(), read.payload.len().to_string(), read.id().to_string()];
        assert!(rows.iter().any(|found| found[..] == row), "act.md, no row {row:?}");
    }
    let (_, sighting) = example().pop().expect("the last");
    let [signed, message] = &hex_blocks(&act_page)[..] else { panic!("act.md, two blocks of bytes") };
    assert_eq!(hex(signed), hex(&sighting));

    let read = Envelope::read(&sighting).expect("an envelope");
    let Signatures::Signer(signature) = read.signatures else { panic!("a signer's envelope") };
    let public = ActKey::from_seed(&seed32(PERSON)).public();
    assert!(act_page.contains(&public.to_string()));
    let key = public.admit().expect("a key");
    assert_eq!(key.verify(message, signature), Ok(()), "the message of act.md is not what was signed");
    let (record, _) = record_of(&[0, 1, 2, 3, 4]);
    assert!(signed_by(read.payload, &record.mechanism(), signature, &key));
    assert!(act_page.contains(&record.mechanism().to_string()));
}

#[test]
fn the_state_and_the_tree_of_the_example_are_those_of_the_page() {
    let seal_page = page("seal.md");
    let (record, _) = record_of(&[0, 1, 2, 3, 4]);
    let (ground, everything) = (record.ground(), record.everything());
    let leaves = seal::canonical_order(ground);
    let listed: String = leaves.iter().map(|ix| format!("{}\n", ground.id(*ix))).collect();
    assert!(seal_page.contains(&listed), "seal.md, leaves:\n{listed}");
    assert!(seal_page.contains(&format!("the root `{}`", seal::root(ground, &leaves))));
    assert_eq!(hex(&hex_blocks(&seal_page).concat()), hex(&Picture::of(&everything).bytes()));
    assert!(seal_page.contains(&format!("the state hash, is `{}`", picture::state_hash(&everything))));
}

#[test]
fn the_roster_of_the_page_has_its_hash() {
    let acts_page = page("acts.md");
    let hash = roster_hash(&[Code("DOR".into()), Code("ALD".into())]);
    assert_eq!(hex_blocks(&acts_page).iter().map(|block| Id::of_bytes(block)).collect::<Vec<_>>(), [hash]);
    assert!(acts_page.contains(&format!("the hash `{hash}`")));
}

/// Every character, not only those at the edges of the table.
#[test]
fn the_gate_holds_the_code_points_of_the_table_for_unassigned_and_no_others() {
    let table = page("unicode14.txt");
    let ranges: Vec<(u32, u32)> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let (low, high) = line.split_once("..").expect("a range");
            let number = |digits| u32::from_str_radix(digits, 16).expect("hexadecimal digits");
            (number(low), number(high))
        })
        .collect();
    assert!(ranges.iter().all(|(low, high)| low <= high));
    assert!(ranges.windows(2).all(|pair| pair[0].1 + 1 < pair[1].0), "ascending, and no two neighbours");
    let mut point = [0; 4];
    for character in '\0'..=char::MAX {
        let after = ranges.partition_point(|(low, _)| *low <= u32::from(character));
        let is_in_gap = after.checked_sub(1).is_some_and(|at| u32::from(character) <= ranges[at].1);
        let is_unassigned = passes_text(character.encode_utf8(&mut point)) == Err(Fault::Unassigned);
        assert_eq!(is_in_gap, is_unassigned, "U+{:04X}", u32::from(character));
    }
    // No text has a surrogate; the table names them all the same.
    assert!(ranges.iter().any(|(low, high)| *low <= 0xD800 && 0xDFFF <= *high));
}

#[test]
fn the_rows_of_ed25519_are_judged_as_they_say() {
    let mut found = std::collections::BTreeMap::new();
    for line in page("example/ed25519.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let [verdict, key, message, signature] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("four words: {line}") };
        let bytes: [u8; 64] = bytes_of(signature).try_into().expect("64 bytes");
        let judged = match Ed25519Bytes(seed32(key)).admit() {
            Err(_) => "no-key",
            Ok(key) if key.verify(&bytes_of(message), &bytes).is_ok() => "holds",
            Ok(_) => "fails",
        };
        assert_eq!(judged, verdict, "{line}");
        *found.entry(verdict.to_string()).or_insert(0) += 1;
    }
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [("fails".into(), 6), ("holds".into(), 2), ("no-key".into(), 7)]);
}

#[test]
fn every_kind_has_its_section_and_every_section_its_kind() {
    let acts_page = page("acts.md");
    let mut sections: Vec<(u16, String, String)> = vec![];
    for section in acts_page.split("\n### ").skip(1) {
        let (heading, text) = section.split_once('\n').expect("a heading and what is below it");
        let (tag, name) = heading.split_once(' ').expect("a tag and a name");
        sections.push((tag.parse().expect("a tag"), name.to_string(), text.to_string()));
    }
    let known: Vec<(u16, String)> = Kind::ALL.iter().map(|kind| (kind.tag(), kind.name().to_string())).collect();
    let written: Vec<(u16, String)> = sections.iter().map(|(tag, name, _)| (*tag, name.clone())).collect();
    assert_eq!(written, known);
    for ((tag, name, text), kind) in sections.iter().zip(Kind::ALL) {
        let hand = match kind.hand() {
            Hand::Root => "Root.".to_string(),
            Hand::Person => format!("Person, {:?}.", kind.power()).to_lowercase().replacen('p', "P", 1),
            Hand::Node => "Node.".to_string(),
            Hand::Either => "Person or node.".to_string(),
        };
        let begins = format!("\n**K{}.** {hand}", 100 + tag);
        assert!(text.starts_with(&begins), "{name}: the section begins otherwise than {begins:?}");
        let fields = fields_of(*kind);
        let shape = text.split("```cddl\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
        assert!(shape.contains(" = {"), "{name}: no shape");
        let body = shape.split_once(" = {").map(|(_, body)| body).unwrap_or_default();
        assert_eq!(keys_in(body), fields, "{name}: keys of the body");
    }
}

/// How many fields a body of this kind has, by its JSON Schema.
fn fields_of(kind: Kind) -> usize {
    kind.schema().get("properties").and_then(|properties| properties.as_object()).map_or(0, |properties| properties.len())
}

/// How many keys stand in a CDDL map, from behind its brace, those of maps inside it left out.
fn keys_in(body: &str) -> usize {
    let mut depth = 0;
    let mut keys = 0;
    let text: String = body.lines().flat_map(|line| [line.split(';').next().unwrap_or_default(), " "]).collect();
    for word in text.split_whitespace() {
        keys += usize::from(depth == 0 && word.ends_with(':') && word[..word.len() - 1].bytes().all(|b| b.is_ascii_digit()));
        depth += word.matches(['{', '[', '(']).count() as i32 - word.matches(['}', ']', ')']).count() as i32;
        if depth < 0 {
            break;
        }
    }
    keys
}

#[test]
fn tags_in_use_are_not_kept_for_others() {
    let acts_page = page("acts.md");
    let kept = acts_page.split("## Tags not in use yet").nth(1).expect("the last section");
    let mut tags = 0;
    for row in rows(kept).iter().filter(|row| row[0].starts_with(|c: char| c.is_ascii_digit())) {
        let (low, high) = row[0].split_once('\u{2013}').unwrap_or((&row[0], &row[0]));
        for tag in low.parse::<u16>().expect("a tag")..=high.parse().expect("a tag") {
            assert_eq!(Kind::of_tag(tag), None, "tag {tag} is kept for {}", row[1]);
            tags += 1;
        }
    }
    assert!(tags > 80);
}

#[test]
fn every_refusal_stands_in_the_table_with_its_number() {
    let rows = rows(&page("acts.md"));
    let is_number = |row: &&Vec<String>| row.len() == 3 && row[0].parse::<u8>().is_ok();
    let written: Vec<(String, String)> = rows.iter().filter(is_number).map(|row| (row[0].clone(), row[1].clone())).collect();
    let known: Vec<(String, String)> =
        Refusal::ALL.iter().map(|refusal| ((*refusal as u8).to_string(), refusal.code().to_string())).collect();
    assert_eq!(written, known);
}

#[test]
fn every_code_of_gate_text_and_door_is_named() {
    let act_page = page("act.md");
    let rows = rows(&act_page);
    let at_the_door = [
        "envelope-shape",
        "payload-shape",
        "another-charter",
        "bad-key",
        "gap",
        "no-such-feed",
        "wrong-number",
        "promise-broken",
        "too-few-signatures",
        "bad-signature",
    ];
    let codes = Fault::ALL.iter().map(|fault| fault.code()).chain(TextRule::ALL.iter().map(|rule| rule.code())).chain(at_the_door);
    for code in codes {
        assert!(rows.iter().any(|row| row.iter().any(|cell| cell == code)), "act.md, no row for {code}");
    }
    // The codes of the door are literals in its match, so the source is read.
    let door = include_str!("../src/record.rs");
    let door = door.split("pub fn code(&self)").nth(1).and_then(|rest| rest.split("\n    }\n").next()).expect("the codes of the door");
    let mut literals: Vec<&str> = door.split('"').skip(1).step_by(2).collect();
    let mut named = at_the_door.to_vec();
    literals.sort();
    named.sort();
    assert_eq!(literals, named);
}

#[test]
fn every_bound_stands_on_the_page_with_its_value() {
    let known = [
        ("PAYLOAD_BYTES_MAX", limit::PAYLOAD_BYTES_MAX as u64),
        ("DEPTH_MAX", limit::DEPTH_MAX as u64),
        ("BODY_BYTES_MAX", limit::BODY_BYTES_MAX as u64),
        ("ROOT_BODY_BYTES_MAX", limit::ROOT_BODY_BYTES_MAX as u64),
        ("SEEN_MAX", limit::SEEN_MAX as u64),
        ("PARTS_MAX", limit::PARTS_MAX as u64),
        ("PART_BYTES_MAX", limit::PART_BYTES_MAX),
        ("ROOT_KEYS_MAX", limit::ROOT_KEYS_MAX as u64),
        ("ENVELOPE_BYTES_MAX", limit::ENVELOPE_BYTES_MAX as u64),
        ("PARTIES_MAX", limit::PARTIES_MAX as u64),
        ("NAME_CHARS_MAX", limit::NAME_CHARS_MAX as u64),
        ("TITLE_CHARS_MAX", limit::TITLE_CHARS_MAX as u64),
        ("PROSE_BYTES_MAX", limit::PROSE_BYTES_MAX as u64),
        ("NOTE_LINES_MAX", limit::NOTE_LINES_MAX as u64),
        ("COSIGNER_NAME_BYTES_MAX", limit::COSIGNER_NAME_BYTES_MAX as u64),
        ("LINE_SIGNATURE_BYTES_MAX", limit::LINE_SIGNATURE_BYTES_MAX as u64),
        ("NOTE_BYTES_MAX", limit::NOTE_BYTES_MAX as u64),
        ("COSIGNED_AT_MAX", limit::COSIGNED_AT_MAX),
        ("ORIGINAL_ACTS_MAX", limit::ORIGINAL_ACTS_MAX),
        ("PROBLEMS_MAX", limit::PROBLEMS_MAX as u64),
        ("TRUST_BYTES_MAX", limit::TRUST_BYTES_MAX as u64),
        ("TOLD_CHARS_MAX", limit::TOLD_CHARS_MAX as u64),
    ];
    let in_code: Vec<&str> =
        include_str!("../src/limit.rs").split("pub const ").skip(1).filter_map(|rest| rest.split(':').next()).collect();
    assert_eq!(known.map(|(name, _)| name)[..], in_code[..], "limit.rs and this list");
    let rows = rows(&page("limits.md"));
    let written: Vec<(String, String)> =
        rows.iter().filter(|row| row[0].ends_with("_MAX")).map(|row| (row[0].clone(), row[1].clone())).collect();
    assert_eq!(written, known.map(|(name, value)| (name.to_string(), value.to_string())));
}

#[test]
fn every_section_and_paragraph_that_is_cited_is_there() {
    let pages = ["act.md", "acts.md", "seal.md", "limits.md", "original.md"].map(|name| (name, page(name)));
    let mut defined: Vec<String> = vec![];
    for (name, text) in &pages {
        for rest in text.split("\n**").skip(1) {
            let number = rest.split(".**").next().unwrap_or_default();
            if number.len() <= 5 {
                assert!(!defined.contains(&number.to_string()), "{name}: {number} twice");
                defined.push(number.to_string());
            }
        }
    }
    for (name, text) in &pages {
        // What stands in backticks, or in a fence of them, is bytes and shapes.
        let prose: String = text.split('`').step_by(2).collect();
        for word in prose.split(|c: char| !c.is_ascii_alphanumeric() && c != '+' && c != '-').filter(|word| is_paragraph(word)) {
            assert!(defined.contains(&word.to_string()), "{name} names {word}");
        }
    }
    for (file, sections) in [
        ("act.md", &["The bytes", "The payload", "The id", "The envelope", "Keys and signatures", "Text", "The door"][..]),
        ("acts.md", &["Rosters"]),
        ("seal.md", &["The order of leaves", "The state hash", "The checkpoint"]),
    ] {
        for section in sections {
            assert!(page(file).contains(&format!("\n## {section}\n")), "{file}, {section:?}");
        }
    }
}

/// Whether a word is the number of a paragraph: `A12`.
fn is_paragraph(word: &str) -> bool {
    word.starts_with(['A', 'K', 'S', 'L', 'O']) && (2..=4).contains(&word.len()) && word[1..].bytes().all(|b| b.is_ascii_digit())
}
