// The rehearsal's first session by hand: four heads at four desks in four languages, from the founding to the next chair.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { test, before, after } from "node:test";
import { desksOf, launch, signIn } from "./desks.js";

const homes = `${process.env.HOMES}-walked`;
const LANGUAGES = { DOR: "en", ALD: "ar", BOR: "ru", CRE: "fa" };
const PARTIES = Object.keys(LANGUAGES);
/** How long an act may take from one desk to another, and the four records to become one. */
const PATIENCE_MS = 60_000;
const desks = {};
const faults = [];
/** Acts that later ones are about, by the names that the steps give them. */
const acts = {};
let demo, browser;

before(async () => {
  rmSync(homes, { recursive: true, force: true });
  demo = await desksOf(homes, "--only", "rehearsal", "--until", "founding");
  assert.deepEqual(demo.desks.map(({ code }) => code).sort(), [...PARTIES].sort(), "a desk of each party");
  browser = await launch();
  for (const desk of demo.desks) desks[desk.code] = await signedIn(desk, LANGUAGES[desk.code]);
});
after(async () => { await browser?.close(); demo?.end(); });

/** The desk of a head, who signs in and chooses his language in the foot. */
async function signedIn(desk, lang) {
  const page = await (await browser.newContext()).newPage();
  page.on("console", (said) => said.type() === "error" && faults.push(`${desk.code}: ${said.text()} at ${said.location().url}`));
  const root = await signIn(page, desk, "head", demo.password);
  await page.click(`.languages button[value=${lang}]`);
  return { page, root, lang };
}

/** Loads a page again until what is looked for stands on it; every load waits for its answer. */
async function awaited(page, address, selector, what) {
  for (const patience = AbortSignal.timeout(PATIENCE_MS); ; ) {
    await page.goto(address);
    const found = page.locator(selector).first();
    if (await found.count()) return found;
    if (patience.aborted) assert.fail(`${what}: no ${selector} at ${address}\n${await page.innerText("main")}`);
  }
}

/** Fills the controls of a form by their names. */
async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const control = page.locator(`form.write [name="${name}"]`);
    const type = await control.first().evaluate((one) => one.type);
    if (type === "radio" || type === "checkbox") {
      for (const one of [value].flat()) await page.check(`form.write [name="${name}"][value="${acts[one] ?? one}"]`);
    } else if (type.startsWith("select")) await control.selectOption(value);
    else await control.fill(value);
  }
}

/** Writes an act from the page that leads to its form, sees exactly what will be signed, signs it, and gives its number. */
async function sign(party, kind, { from = "waits", about, fields = {} }) {
  const { page, root, lang } = desks[party];
  const what = `${kind} by ${party}`;
  const session = `${root}/session/${acts.session}`;
  const pages = { waits: root, writing: `${root}/write`, session, chair: `${session}/chair` };
  const form = about ? `main a[href*="/write/${kind}?about=${acts[about]}"]` : `main a[href$="/write/${kind}"]`;
  await (await awaited(page, pages[from], form, what)).click();
  assert.equal(await page.getAttribute("html", "lang"), lang, what);
  await fill(page, fields);
  await page.click("form.write button[value=check]");
  const shown = page.locator("form.write [name=shown]");
  if (await shown.count() === 0) assert.fail(`${what}: ${page.url()} says\n${await page.innerText("main")}`);
  assert.notEqual(await page.innerText("main details summary"), "", what);
  const said = await page.innerText("main");
  assert.doesNotMatch(said, /U\+206[89]|[{}]/, `${what}: nothing of the machine is shown`);
  for (const value of Object.values(fields).flatMap((value) => [value].flat().join("\n").split("\n")).filter((value) => value.includes(" "))) {
    assert.ok(said.includes(value), `${what}: "${value}" is not shown`);
  }
  await page.click("form.write button.now");
  const number = page.locator("main a.id");
  if (await number.count() === 0) assert.fail(`${what} was not signed: ${page.url()} says\n${await page.innerText("main")}`);
  return (await number.innerText()).trim();
}

const member = (lang, name) => ({ [`delegation.0.name.${lang}`]: name, "delegation.0.role": "head", "delegation.0.may_sign": "sign" });
const words = (name, { en, ar, ru, fa }) => ({ [`${name}.en`]: en, [`${name}.ar`]: ar, [`${name}.ru`]: ru, [`${name}.fa`]: fa });
const versions = (texts) => Object.fromEntries(Object.entries(texts).flatMap(([lang, text]) => [
  [`expressions.${lang}.text`, text], [`expressions.${lang}.status`, "authentic"],
]));

const PLACE = { en: "Port Dorna", ar: "ميناء دورنا", ru: "Порт Дорна", fa: "بندر دورنا" };

const COPY = { en: "A copy is here; the original follows.", ar: "وردت نسخة، والأصل يصل لاحقاً.", ru: "Получена копия; подлинник будет представлен.", fa: "رونوشت رسیده است؛ اصل آن بعداً می‌رسد." };
const LEVELS = { en: "Water levels", ar: "مناسيب المياه", ru: "Уровни воды", fa: "تراز آب" };
const DREDGING = { en: "Dredging of the lower reaches", ar: "تعميق المجاري الدنيا", ru: "Углубление нижнего течения", fa: "لایروبی پایین‌دست" };
/** What each says, in its own language alone. */
const SPOKEN = {
  DOR: "Dorna has dredged the lower reach for three seasons at its own cost.",
  ALD: "هبط منسوب المياه عند قناطر ألدا إلى أدنى مستوى منذ عشر سنوات.",
  BOR: "Борея готова передавать показания каждую неделю.",
  CRE: "کرسیا هر هفته تراز آب را اعلام می‌کند.",
};
const PLAN = { en: "Joint plan for dredging the lower reaches", ar: "الخطة المشتركة لتعميق المجاري الدنيا", ru: "Совместный план углубления нижнего течения", fa: "طرح مشترک لایروبی پایین‌دست" };
const PLAN_IN_FULL = {
  en: "1. The parties dredge the lower reaches by a joint plan.\n2. Dorna carries out the first season's work.",
  ar: "1. يعمّق الأطراف المجاري الدنيا وفق خطة مشتركة.\n2. تنفذ دورنا أعمال الموسم الأول.",
  ru: "1. Стороны углубляют нижнее течение по совместному плану.\n2. Дорна выполняет работы первого сезона.",
  fa: "۱. طرف‌ها پایین‌دست را بر پایهٔ طرحی مشترک لایروبی می‌کنند.\n۲. دورنا کار فصل نخست را انجام می‌دهد.",
};
const READING = { en: "Borea reads paragraph 1 as meaning the form of the annex.", ar: "تفهم بوريا الفقرة 1 على أنها تعني الشكل الوارد في المرفق.", ru: "Борея понимает пункт 1 как указание на форму приложения.", fa: "برداشت بورئا از بند ۱ همان شکل پیوست است." };
const DUTY = { en: "Dredge the lower reach in the first season", ar: "تعميق المجرى الأدنى في الموسم الأول", ru: "Углубить нижнее течение в первый сезон", fa: "لایروبی پایین‌دست در فصل نخست" };
const DONE = { en: "The first season's work is ended.", ar: "انتهت أعمال الموسم الأول.", ru: "Работы первого сезона завершены.", fa: "کار فصل نخست پایان یافت." };
const NEXT = { en: "The next session meets in Alda.", ar: "تنعقد الدورة القادمة في ألدا.", ru: "Следующая сессия состоится в Альде.", fa: "نشست بعدی در آلدا برگزار می‌شود." };
const HANDED = { en: "One decision was taken and carried out.", ar: "اتُّخذ مقرر واحد ونُفّذ.", ru: "Принято и выполнено одно решение.", fa: "یک تصمیم گرفته و اجرا شد." };

/** Who signs what, from which page, about which act; in order. */
const STEPS = [
  ["DOR", "assumption", { from: "writing", as: "term" }],
  ["DOR", "convening", { from: "writing", as: "session", fields: { organ: "OFF", initiators: ["BOR", "DOR"], coordinator: "DOR", ...words("place", PLACE), from: "2031-05-12", to: "2031-05-13" } }],
  ["ALD", "credentials", { about: "session", as: "credentials-alda", fields: member("ar", "سلمى الألداوي") }],
  ["BOR", "credentials", { about: "session", as: "credentials-borea", fields: { ...member("ru", "Вера Борейская"), form: "copy" } }],
  ["CRE", "credentials", { about: "session", as: "credentials-cressia", fields: member("fa", "مینا کرسیانی") }],
  ["DOR", "credentials", { about: "session", fields: member("en", "Elin Dornaway") }],
  ["DOR", "examination", { about: "credentials-alda", fields: { finding: "accepted" } }],
  ["DOR", "examination", { about: "credentials-borea", fields: { finding: "provisional", ...words("reason", COPY) } }],
  ["DOR", "examination", { about: "credentials-cressia", fields: { finding: "accepted" } }],
  ["DOR", "opening", { about: "session" }],
  ["DOR", "agenda", { from: "chair", about: "session", as: "agenda", fields: { ...words("items.0", LEVELS), ...words("items.1", DREDGING) } }],
  ["DOR", "put", { from: "chair", about: "agenda", as: "put-agenda" }],
  ...PARTIES.map((party) => [party, "position", { about: "put-agenda", fields: { stance: "joins" } }]),
  ["DOR", "close", { about: "put-agenda", fields: { outcome: "adopted" } }],
  ...PARTIES.map((party) => [party, "statement", { from: "session", about: "session", fields: { item: "1", ...versions({ [LANGUAGES[party]]: SPOKEN[party] }) } }]),
  ["DOR", "text", { from: "session", about: "session", as: "text", fields: { item: "2", ...words("title", PLAN), ...versions(PLAN_IN_FULL) } }],
  ["DOR", "put", { from: "chair", about: "text", as: "put-text" }],
  ["ALD", "position", { about: "put-text", fields: { stance: "joins" } }],
  ["BOR", "position", { about: "put-text", fields: { stance: "joins_with", ...words("stance.joins_with.statement", READING) } }],
  ["CRE", "position", { about: "put-text", fields: { stance: "joins" } }],
  ["DOR", "position", { about: "put-text", fields: { stance: "joins" } }],
  ["DOR", "close", { about: "put-text", as: "decision", fields: { outcome: "adopted" } }],
  ["DOR", "number", { about: "decision" }],
  ["DOR", "commitment", { from: "chair", about: "decision", as: "commitment", fields: { paragraph: "2", kind: "do", ...words("what", DUTY), responsible: ["DOR"], due: "no_date_set" } }],
  ["DOR", "report", { about: "commitment", as: "report", fields: { status: "done", ...words("words", DONE) } }],
  ...["ALD", "BOR", "CRE"].map((party) => [party, "acknowledgement", { about: "report" }]),
  ["DOR", "closing", { from: "chair", about: "session", fields: words("next", NEXT) }],
  ["DOR", "seal-proposal", { from: "chair", about: "session" }],
  ["DOR", "handover", { from: "chair", about: "term", as: "handover", fields: { documents: ["decision"], ...words("report", HANDED) } }],
  ["ALD", "assumption", { about: "handover" }],
];

test("a session is walked through at four desks in four languages", async () => {
  const signed = [];
  for (const [party, kind, { as, ...how }] of STEPS) {
    const act = await sign(party, kind, how);
    assert.match(act, /^[0-9a-f]{64}$/, `the number of the ${kind} by ${party}`);
    signed.push(act);
    if (as) acts[as] = act;
  }
  // Every desk shows the same session, each in its reader's language, and every statement as it was made.
  for (const party of PARTIES) {
    const { page, root, lang } = desks[party];
    await page.goto(`${root}/session/${acts.session}`);
    const shown = await page.innerText("main");
    assert.equal(await page.getAttribute("html", "lang"), lang);
    for (const words of [...Object.values(SPOKEN), PLAN[lang], DUTY[lang], DONE[lang], NEXT[lang]]) {
      assert.ok(shown.includes(words), `"${words}" at the desk of ${party}:\n${shown}`);
    }
  }
  assert.deepEqual(faults, []);
  equalOriginals(signed);
});

/** Waits until four homes hold the same, sealed, and holds their originals and what was signed against it. */
function equalOriginals(signed) {
  const said = (...args) => execFileSync(process.env.ALTERNAT, [...args, "--json"], { encoding: "utf8" });
  const alternat = (...args) => JSON.parse(said(...args));
  const came = ({ acts, root, state_hash }) => ({ acts, root, state_hash });
  const home = (party) => join(homes, "rehearsal", party);
  const ends = performance.now() + PATIENCE_MS;
  let states;
  for (const party of PARTIES) alternat("state", "--sealed", "--home", home(party));
  do states = PARTIES.map((party) => came(alternat("state", "--home", home(party))));
  while (new Set(states.map((state) => JSON.stringify(state))).size > 1 && performance.now() < ends);
  for (const [nth, party] of PARTIES.entries()) {
    assert.deepEqual(states[nth], states[0], `the record of ${party}`);
    const log = said("log", "--home", home(party)).trim().split("\n").map((line) => JSON.parse(line));
    for (const id of signed) assert.equal(log.find((act) => act.id === id)?.standing, "stands", `${id} at ${party}`);
    const out = join(homes, `${party}.altr`);
    alternat("export", "original", "--home", home(party), "--out", out);
    const verdict = alternat("verify", out);
    assert.equal(verdict.verified, true, `the original of ${party}`);
    assert.deepEqual(came(verdict), states[0], `the original of ${party}`);
  }
}
