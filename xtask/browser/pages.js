// Every page of a desk, below the address of its mechanism. A new page is a row here.
export const PAGES = [
  { name: "waiting", path: "" },
  { name: "mechanism", path: "/mechanism" },
  { name: "record", path: "/record" },
  { name: "session", from: "/mechanism", link: "/session/" },
  { name: "act", from: "/record", link: "/act/" },
];
export const LANGUAGES = ["ar", "en", "fa", "fr", "ru"];
