//! A root signs where no home lies: the act goes there as a file, from custodian to custodian, and comes back.

use std::fs;
use std::path::PathBuf;

use alternat::act::Act;
use alternat::id::Id;
use alternat::kind::{Kind, Revocation, bytes};
use alternat_node::root::Root;
use alternat_node::sheet::Sheet;
use serde_json::{Value, json};

use crate::kit::{Ran, Serving, alternat, charter, fed, place, shown};
use crate::troubles::check;

/// A home without root keys, and the custodians of its root, two of whom must sign.
struct Parted {
    place: PathBuf,
    mechanism: String,
}

impl Parted {
    /// Founds a circle; then the root keys leave the home: `all` has every key, `one`, `two` and `three` one key in force each.
    fn new(name: &str) -> Parted {
        let place = place(name);
        let at = |name: &str| place.join(name);
        alternat(&["party", "new", "--home", shown(&at("DOR")), "--name", "en=DOR", "--keys", "3", "--threshold", "2"]).done();
        alternat(&["party", "new", "--home", shown(&at("ALD")), "--name", "en=ALD"]).done();
        let cards = ["DOR", "ALD"].map(|code| format!("{code}={}", shown(&at(code).join("root/inception.act"))));
        let (home, invite) = (at("DOR"), at("invitation"));
        let found = ["mechanism", "found", "--home", shown(&home), "--party", &cards[0], "--party", &cards[1], "--invite", shown(&invite)];
        let printed = fed(&found, charter(&["DOR", "ALD"]).to_string().as_bytes()).done();
        let mechanism = printed.lines().find_map(|line| line.strip_prefix("mechanism")).unwrap().trim().to_string();
        fs::rename(at("DOR/root"), at("all")).unwrap();
        for (key, custodian) in ["one", "two", "three"].into_iter().enumerate() {
            fs::create_dir(at(custodian)).unwrap();
            for file in ["inception.act", &format!("key-{key}.secret")] {
                fs::copy(at("all").join(file), at(custodian).join(file)).unwrap();
            }
        }
        Parted { place, mechanism }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.place.join(name)
    }

    /// Draws the accreditation of a person to a sheet.
    fn accredit(&self, signer: &str, sheet: &str) -> Ran {
        let (home, sheet) = (self.at("DOR"), self.at(sheet));
        let body = json!({ "holder": { "name": { "en": signer } }, "may": ["speak"] });
        fed(&["key", "new", signer, "--home", shown(&home), "--to-sign", shown(&sheet)], body.to_string().as_bytes())
    }

    fn sign(&self, sheet: &str, custodian: &str) -> Ran {
        alternat(&["key", "sign", shown(&self.at(sheet)), "--root", shown(&self.at(custodian))])
    }

    fn record(&self, sheet: &str) -> Ran {
        alternat(&["key", "record", shown(&self.at(sheet)), "--home", shown(&self.at("DOR"))])
    }

    /// What the home's log lists.
    fn log(&self) -> String {
        alternat(&["log", "--home", shown(&self.at("DOR"))]).done()
    }

    fn read(&self, sheet: &str) -> Value {
        serde_json::from_slice(&fs::read(self.at(sheet)).unwrap()).unwrap()
    }

    fn write(&self, sheet: &str, value: &Value) {
        fs::write(self.at(sheet), value.to_string()).unwrap();
    }
}

#[test]
fn two_of_three_custodians_sign_in_turn_and_the_home_records() {
    let parted = Parted::new("offline-turn");
    let id = parted.accredit("head", "sheet").done();
    let before = parted.log();
    let (sheet, home) = (parted.at("sheet"), parted.at("DOR"));
    check("drawn once more to the same file", &parted.accredit("head", "sheet"), 3, &["could not create", "sheet"]);

    let unsigned = fs::read(&sheet).unwrap();
    let looked = alternat(&["key", "sign", shown(&sheet)]).done();
    let digits = alternat(&["mechanism", "show", "--json", "--home", shown(&home)]).json()["mechanism"].clone();
    assert_eq!(digits, parted.mechanism.as_str());
    for said in [id.trim(), "kind         accreditation", &parted.mechanism, "\"en\": \"head\"", "number       4", "nobody yet"] {
        assert!(looked.contains(said), "{said:?} is not in\n{looked}");
    }
    assert_eq!(fs::read(&sheet).unwrap(), unsigned, "to look at a sheet changes nothing");
    check("nobody signed", &parted.record("sheet"), 1, &["nobody has signed", "alternat key sign"]);

    let signed = parted.sign("sheet", "three").done();
    assert!(signed.contains("root keys 2 ") && signed.contains("1 more must sign"), "{signed}");
    check("one signed", &parted.record("sheet"), 1, &["not signed by enough", "nothing was recorded"]);
    // The same custodian once more counts once.
    assert!(parted.sign("sheet", "three").done().contains("1 more must sign"));
    let signed = parted.sign("sheet", "one").done();
    assert!(signed.contains("root keys 0, 2 ") && signed.contains("complete     2 root keys must sign"), "{signed}");
    assert_eq!(parted.log(), before, "nothing was recorded yet");

    let _node = Serving::of(&home);
    assert_eq!(parted.record("sheet").done(), id);
    assert_eq!(parted.record("sheet").done(), id, "to record it once more is no harm");
    // Whoever was accredited may sign at once, by the node that has been running.
    let listed = alternat(&["key", "list", "--home", shown(&home)]).done();
    assert!(listed.lines().any(|line| line.starts_with("head") && line.contains(id.trim())), "{listed}");
}

#[test]
fn of_two_acts_that_were_drawn_at_one_place_of_the_chain_one_is_recorded() {
    let parted = Parted::new("offline-outrun");
    parted.accredit("head", "first").done();
    parted.accredit("deputy", "second").done();
    for sheet in ["first", "second"] {
        parted.sign(sheet, "all").done();
    }
    parted.record("second").done();
    let before = parted.log();
    check("outrun", &parted.record("first"), 1, &["drawn before another act", "draw it anew with --to-sign"]);
    assert_eq!(parted.log(), before);
    // Drawn anew, with the key that was made for it, it is recorded.
    parted.accredit("head", "anew").done();
    parted.sign("anew", "all").done();
    parted.record("anew").done();
}

#[test]
fn an_act_that_the_home_did_not_draw_is_judged_before_it_is_recorded() {
    let parted = Parted::new("offline-judged");
    parted.accredit("head", "sheet").done();
    let before = parted.log();
    let drawn = Sheet::read(&parted.at("sheet")).unwrap();
    let nobody = Id::of_bytes(b"nobody");
    let body = bytes(&Revocation { feed: nobody, last: None });
    let act = Act { kind: Kind::Revocation.tag(), body, ..drawn.act().clone() };
    let mut changed = Sheet::new(drawn.mechanism(), act.payload()).unwrap();
    changed.sign(&Root::open(&parted.at("all")).unwrap()).unwrap();
    changed.create(&parted.at("changed")).unwrap();
    check("refused", &parted.record("changed"), 1, &["the revocation would be refused", "feed"]);
    assert_eq!(parted.log(), before);
    // Its place in the chain was not taken.
    parted.sign("sheet", "all").done();
    parted.record("sheet").done();
}

#[test]
fn root_keys_are_rotated_where_they_lie() {
    let parted = Parted::new("offline-rotation");
    let (home, all, body, sheet) = (parted.at("DOR"), parted.at("all"), parted.at("rotation.json"), parted.at("sheet"));
    let draw = || alternat(&["act", "rotation", "--home", shown(&home), "--file", shown(&body), "--to-sign", shown(&sheet)]);
    alternat(&["key", "rotation", "--root", shown(&all), "--out", shown(&body)]).done();
    draw().done();
    check("a custodian alone", &parted.sign("sheet", "one"), 1, &["drawn up here", "alternat key rotation"]);
    parted.sign("sheet", "all").done();
    let id = parted.record("sheet").done();
    let told = alternat(&["show", id.trim(), "--home", shown(&home)]).done();
    assert!(told.contains("kind         rotation") && told.contains("stands       stands"), "{told}");
    alternat(&["key", "rotated", "--root", shown(&all)]).done();
    // The old keys sign nothing more, the new ones do.
    parted.accredit("head", "by-old").done();
    for custodian in ["one", "two"] {
        parted.sign("by-old", custodian).done();
    }
    check("the old keys", &parted.record("by-old"), 1, &["does not hold", "nothing was recorded"]);
    parted.sign("by-old", "all").done();
    parted.record("by-old").done();
}

#[test]
fn a_sheet_that_was_changed_is_not_signed_or_not_recorded() {
    let parted = Parted::new("offline-changed");
    parted.accredit("head", "sheet").done();
    let blank = parted.read("sheet");
    parted.sign("sheet", "one").done();
    parted.sign("sheet", "two").done();
    let (whole, before) = (parted.read("sheet"), parted.log());
    let with = |of: &Value, change: &dyn Fn(&mut Value)| {
        let mut sheet = of.clone();
        change(&mut sheet);
        sheet
    };
    let rows: [(&str, Value, &[&str]); 9] = [
        ("no object", json!([]), &["no sheet"]),
        ("another field", with(&whole, &|sheet| sheet["more"] = json!(1)), &["no sheet", "more"]),
        ("no payload", with(&whole, &|sheet| sheet["payload"] = json!("")), &["no sheet"]),
        ("no base64", with(&whole, &|sheet| sheet["payload"] = json!("%")), &["no sheet"]),
        ("no circle", with(&whole, &|sheet| sheet["mechanism"] = json!("0".repeat(64))), &["with the root keys at hand"]),
        ("a short signature", with(&whole, &|sheet| sheet["signatures"][0]["ed25519"] = json!("AAAA")), &["another length"]),
        ("out of order", with(&whole, &|sheet| sheet["signatures"][1]["place"] = json!(0)), &["not in order"]),
        ("no such place", with(&whole, &|sheet| sheet["signatures"][1]["place"] = json!(256)), &["no sheet"]),
        ("too many", with(&whole, &|sheet| sheet["signatures"] = vec![sheet["signatures"][0].clone(); 200].into()), &["too many"]),
    ];
    for (what, sheet, says) in &rows {
        parted.write("changed", sheet);
        check(what, &parted.record("changed"), 1, says);
        check(what, &parted.sign("changed", "one"), 1, says);
    }
    let rows: [(&str, Value, i32, &[&str]); 3] = [
        ("another circle", with(&whole, &|sheet| sheet["mechanism"] = json!("1".repeat(64))), 2, &["no circle 1111"]),
        ("signatures changed about", with(&whole, &|sheet| sheet["signatures"][1]["place"] = json!(2)), 1, &["does not hold"]),
        ("nobody's", blank, 1, &["nobody has signed"]),
    ];
    for (what, sheet, code, says) in &rows {
        parted.write("changed", sheet);
        check(what, &parted.record("changed"), *code, says);
    }
    // A bit of every part of the file, wherever it falls.
    let bytes = fs::read(parted.at("sheet")).unwrap();
    for bit in (0..bytes.len() * 8).step_by(bytes.len() * 8 / 60) {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        fs::write(parted.at("changed"), flipped).unwrap();
        let ran = parted.record("changed");
        assert!(matches!(ran.code, 1 | 2) && ran.out.is_empty(), "bit {bit}: {ran:?}");
    }
    let elsewhere = alternat(&["key", "record", shown(&parted.at("sheet")), "--home", shown(&parted.at("ALD"))]);
    check("in another party's home", &elsewhere, 2, &["this is the home of", "nothing was recorded"]);
    check("keys of another party", &parted.sign("sheet", "ALD/root"), 2, &["these are the root keys of", "--root"]);
    fs::write(parted.at("changed"), vec![b' '; 1024 * 1024 + 1]).unwrap();
    check("too large", &parted.record("changed"), 3, &["larger than 1048576 bytes"]);
    assert_eq!(parted.log(), before, "nothing was recorded");
}
