// The desks of a demonstration: started, told apart, signed in at, ended.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

// Plays a demonstration in an empty directory and answers once its desks are shown: their rows, the password of all their people,
// and how to end them.
export async function desksOf(homes, ...more) {
  const demo = spawn(process.env.ALTERNAT, ["demo", "--home", homes, ...more], { stdio: ["ignore", "pipe", "inherit"] });
  const desks = [];
  let password;
  for await (const line of createInterface({ input: demo.stdout })) {
    password = line.match(/^password for all of them: (.*)$/)?.[1] ?? password;
    const row = line.match(/^(\w+) +([A-Z]{3}) +\S+ +(http:\S+) +(.*)$/);
    if (row) desks.push({ body: row[1], code: row[2], address: row[3], names: row[4].split(" ") });
    if (line.includes("keep running")) break;
  }
  return { desks, password, end: () => demo.kill("SIGTERM") };
}

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });

// Signs in as whoever's name ends so, and answers the address of the mechanism.
export async function signIn(page, desk, role, password) {
  await page.goto(`${desk.address}/sign-in`);
  await page.fill("[name=name]", desk.names.find((name) => name.endsWith(role)));
  await page.fill("[name=password]", password);
  await page.click("main button[type=submit]");
  return new URL(await page.getAttribute("header .name", "href"), desk.address).href;
}

// Goes to a page of the list.
export async function open(page, desk, root, { path, at, from, link, then }) {
  await page.goto(at ? desk.address + at : root + (path ?? from));
  if (link) await page.goto(new URL(await page.getAttribute(`main a[href*="${link}"]`, "href"), root).href + (then ?? ""));
}
