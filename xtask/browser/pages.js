// Every page of a desk, below the address of its mechanism, or from the desk's own root. A new page is a row here.
// `from` and `link` name a page and what the address of its first fitting link holds; `then` goes on from there. `by` is who may see it.
const SESSION = { from: "/mechanism", link: "/session/" };
export const PAGES = [
  { name: "waiting", path: "" },
  { name: "mechanism", path: "/mechanism" },
  { name: "session", ...SESSION },
  { name: "participants", ...SESSION, then: "/participants" },
  { name: "table", ...SESSION, then: "/table" },
  { name: "brief", ...SESSION, then: "/brief/1" },
  { name: "projector", ...SESSION, then: "/projector" },
  { name: "record", path: "/record" },
  { name: "act", from: "/record", link: "/act/" },
  { name: "search", path: "/search?q=water" },
  { name: "me", at: "/me" },
  { name: "notices", at: "/me/notices" },
  { name: "writing", path: "/write", by: "head" },
  { name: "statement", path: "/write/statement", by: "head" },
  { name: "credentials", path: "/write/credentials", by: "head" },
  { name: "text", path: "/write/text", by: "head" },
  { name: "agenda", path: "/write/agenda", by: "head" },
  { name: "people", at: "/people", by: "administrator" },
  { name: "door", at: "/door", by: "administrator" },
];
export const LANGUAGES = ["ar", "en", "fa", "fr", "ru"];
