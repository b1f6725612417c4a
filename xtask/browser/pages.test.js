// What a browser says of every page in every language: axe-core, the console, other hosts, and what does not fit the screen.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test, before, after } from "node:test";
import { desksOf, launch, open, signIn } from "./desks.js";
import { LANGUAGES, PAGES } from "./pages.js";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
let demo, browser;

before(async () => {
  demo = await desksOf(process.env.HOMES);
  browser = await launch();
});
after(async () => { await browser?.close(); demo?.end(); });

const RUNS = [
  ["rehearsal", "reader", "light"],
  ["rehearsal", "head", "dark"],
  ["rehearsal", "administrator", "light"],
  ["reconstruction", "reader", "light"],
];
for (const [body, role, scheme] of RUNS) test(`${body}, ${role}, ${scheme}`, async () => {
  const desk = demo.desks.find((desk) => desk.body === body);
  const context = await browser.newContext({ bypassCSP: true, colorScheme: scheme });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (said) => said.type() === "error" && faults.push(`console: ${said.text()} at ${said.location().url}`));
  page.on("request", (asked) => asked.url().startsWith(desk.address) || asked.url().startsWith("data:") || faults.push(`asks ${asked.url()}`));
  const root = await signIn(page, desk, role, demo.password);
  const pages = PAGES.filter(({ by }) => (by ?? "reader") === role);
  assert.notEqual(pages.length, 0, "pages for the role");
  for (const lang of LANGUAGES) {
    await page.goto(root);
    await page.click(`.languages button[value=${lang}]`);
    for (const row of pages) {
      await open(page, desk, root, row);
      const where = `${row.name} in ${lang}`;
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
