// A picture of every page in every language: light, dark, on a telephone and on paper; and one page to look at them all.
import { mkdirSync, writeFileSync } from "node:fs";
import { desksOf, launch, open, signIn } from "./desks.js";
import { LANGUAGES, PAGES } from "./pages.js";

const out = process.env.PICTURES;
const WAYS = [
  { way: "light", width: 1280, colorScheme: "light" },
  { way: "dark", width: 1280, colorScheme: "dark" },
  { way: "telephone", width: 390, colorScheme: "light" },
  { way: "paper", width: 794, colorScheme: "light", media: "print" },
];
mkdirSync(out, { recursive: true });
const { desks, password, end } = await desksOf(process.env.HOMES, "--only", "rehearsal");
const browser = await launch();
const taken = [];
try {
  const desk = desks.find(({ code }) => code === "ALD");
  for (const { way, width, colorScheme, media } of WAYS) {
    for (const role of ["reader", "head", "administrator"]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const page = await context.newPage();
      const root = await signIn(page, desk, role, password);
      await page.emulateMedia({ media: media ?? "screen" });
      for (const lang of LANGUAGES) {
        await page.goto(root);
        await page.emulateMedia({ media: "screen" });
        await page.click(`.languages button[value=${lang}]`);
        await page.emulateMedia({ media: media ?? "screen" });
        for (const row of PAGES.filter(({ by }) => (by ?? "reader") === role)) {
          await open(page, desk, root, row);
          const file = `${row.name}-${lang}-${way}.png`;
          await page.screenshot({ path: `${out}/${file}`, fullPage: true });
          taken.push({ name: row.name, file });
        }
        console.log(`${way}, ${role}, ${lang}`);
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  end();
}
const shown = PAGES.map(({ name }) => `<h2>${name}</h2>${taken.filter((one) => one.name === name).map(({ file }) => `<figure><a href="${file}"><img src="${file}" alt="${file}" width="300"></a><figcaption>${file}</figcaption></figure>`).join("")}`);
writeFileSync(`${out}/index.html`, `<!DOCTYPE html><meta charset="utf-8"><title>The desk in pictures</title><style>figure{display:inline-block;vertical-align:top}</style>${shown.join("")}`);
console.log(`${taken.length} pictures in ${out}; look at index.html there`);
