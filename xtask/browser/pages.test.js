// What a browser says of every page in every language: axe-core, the console, other hosts, and what does not fit the screen.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { test, before, after } from "node:test";
import { chromium } from "playwright-core";
import { LANGUAGES, PAGES } from "./pages.js";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const desks = [];
let demo, browser, password;

before(async () => {
  demo = spawn(process.env.ALTERNAT, ["demo", "--home", process.env.HOMES], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: demo.stdout })) {
    password = line.match(/^password for all of them: (.*)$/)?.[1] ?? password;
    const row = line.match(/^(\w+) +(ALD|RUS) +\S+ +(http:\S+) +(.*)$/);
    if (row) desks.push({ body: row[1], address: row[3], names: row[4].split(" ") });
    if (line.includes("keep running")) break;
  }
  assert.equal(desks.length, 2, "a desk of each body");
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
});
after(async () => { await browser?.close(); demo?.kill("SIGTERM"); });

const RUNS = [
  ["rehearsal", "reader", "light"],
  ["rehearsal", "head", "dark"],
  ["rehearsal", "administrator", "light"],
  ["reconstruction", "reader", "light"],
];
for (const [body, role, scheme] of RUNS) test(`${body}, ${role}, ${scheme}`, async () => {
  const desk = desks.find((desk) => desk.body === body);
  const context = await browser.newContext({ bypassCSP: true, colorScheme: scheme });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (said) => said.type() === "error" && faults.push(`console: ${said.text()} at ${said.location().url}`));
  page.on("request", (asked) => asked.url().startsWith(desk.address) || asked.url().startsWith("data:") || faults.push(`asks ${asked.url()}`));
  await page.goto(`${desk.address}/sign-in`);
  await page.fill("[name=name]", desk.names.find((name) => name.endsWith(role)));
  await page.fill("[name=password]", password);
  await page.click("main button[type=submit]");
  const root = new URL(await page.getAttribute("header .name", "href"), desk.address).href;
  const pages = PAGES.filter(({ by }) => (by ?? "reader") === role);
  assert.notEqual(pages.length, 0, "pages for the role");
  for (const lang of LANGUAGES) {
    await page.goto(root);
    await page.click(`.languages button[value=${lang}]`);
    for (const { name, path, at, from, link, then } of pages) {
      await page.goto(at ? desk.address + at : root + (path ?? from));
      if (link) await page.goto(new URL(await page.getAttribute(`main a[href*="${link}"]`, "href"), root).href + (then ?? ""));
      const where = `${name} in ${lang}`;
      assert.equal(await page.getAttribute("html", "lang"), lang, where);
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) faults.push(`${where}: ${over} px too wide at ${width}`);
      }
      await page.addScriptTag({ path: axe });
      const { violations } = await page.evaluate(() => window.axe.run());
      for (const { id, nodes } of violations) faults.push(`${where}: ${id} at ${nodes[0].target}: ${nodes[0].html.slice(0, 120)}`);
    }
  }
  await context.close();
  assert.deepEqual(faults, []);
});
