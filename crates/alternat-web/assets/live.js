// Keeps an open page up to date: told that something is new, it asks for the page again and puts in what differs.
// Forms in which somebody has written, focus, scroll and opened details stay as they are. Without this script a reload does it.
"use strict";
(() => {
  const line = document.getElementById("live");
  if (!line || !window.EventSource) return;
  const lost = document.getElementById("live-lost");
  const SILENCE_MS = 40000, AGAIN_MS = 5000, SAID_MS = 8000;
  let stream = null, silence = 0, again = 0, said = 0, asking = false, asked = false, told = "", seen = false;

  const isWritten = (form) =>
    form.contains(document.activeElement) ||
    [...form.elements].some((field) =>
      field.type === "file" ? field.files.length > 0
      : field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
      : field.options ? [...field.options].some((option) => option.selected !== option.defaultSelected) && field.selectedIndex > 0
      : "defaultValue" in field && field.type !== "hidden" && field.value !== field.defaultValue);
  const holds = (node) =>
    node.nodeType === 1 && ((node.matches("form") && isWritten(node)) || [...node.querySelectorAll("form")].some(isWritten));
  const isSame = (left, right) => left.isEqualNode(right) || (left.id && left.id === right.id && left.nodeName === right.nodeName);

  // Makes `old` like `fresh`, and leaves every node as it is that need not change.
  const become = (old, fresh) => {
    if (old.isEqualNode(fresh)) return;
    if (old.nodeType === 1 && old.matches("form") && isWritten(old)) return;
    if (old.nodeType !== 1) { old.nodeValue = fresh.nodeValue; return; }
    for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (name !== "open" && old.getAttribute(name) !== value) old.setAttribute(name, value);
    const wanted = [...fresh.childNodes];
    let at = old.firstChild;
    wanted.forEach((child, place) => {
      let same = at;
      while (same && !isSame(same, child)) same = same.nextSibling;
      if (same) {
        while (at !== same) { const gone = at; at = at.nextSibling; if (!holds(gone)) gone.remove(); }
        become(same, child);
        at = same.nextSibling;
      } else if (at && at.nodeName === child.nodeName && !wanted.slice(place + 1).some((later) => isSame(at, later))) {
        become(at, child);
        at = at.nextSibling;
      } else old.insertBefore(document.importNode(child, true), at);
    });
    while (at) { const gone = at; at = at.nextSibling; if (!holds(gone)) gone.remove(); }
  };

  const say = (words) => {
    line.textContent = words;
    clearTimeout(said);
    said = setTimeout(() => { line.textContent = ""; }, SAID_MS);
  };
  const warn = (words) => { lost.textContent = words; lost.hidden = !words; };

  // Asks for the page again; what comes while it is asked for is asked for afterwards.
  const renew = async () => {
    if (asking) { asked = true; return; }
    asking = true;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
      if (answer.redirected) { warn(line.dataset.over); close(); asking = false; return; }
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const parts = document.querySelectorAll("[data-live]"), fresh = page.querySelectorAll("[data-live]");
        // A page that tells of a fault gives back what was typed, and its address would not: it stays as it is.
        const isAnswer = document.querySelector("main .fault") !== null;
        if (!isAnswer && parts.length === fresh.length) parts.forEach((part, place) => become(part, fresh[place]));
        if (told) say(told);
      }
    } catch { warn(line.dataset.lost); }
    asking = false;
    told = "";
    if (asked) { asked = false; renew(); }
  };

  const alive = () => {
    warn("");
    clearTimeout(silence);
    silence = setTimeout(() => { warn(line.dataset.lost); close(); open(); }, SILENCE_MS);
  };
  const close = () => { if (stream) stream.close(); stream = null; clearTimeout(silence); clearTimeout(again); };
  const open = () => {
    if (stream) return;
    stream = new EventSource(line.dataset.from);
    stream.onopen = () => {
      if (!lost.hidden) { told = line.dataset.mended; }
      alive();
      // The line says by itself what came since the page was made; after that, what came between is asked for here.
      if (seen) renew();
      seen = true;
    };
    stream.addEventListener("beat", alive);
    stream.addEventListener("new", (event) => { alive(); told = event.data; renew(); });
    stream.onerror = () => {
      warn(line.dataset.lost);
      if (stream && stream.readyState === EventSource.CLOSED) { close(); again = setTimeout(() => { open(); renew(); }, AGAIN_MS); }
    };
  };
  // A browser opens few lines to one desk, so pages that nobody sees give theirs up.
  document.addEventListener("visibilitychange", () => { if (document.hidden) close(); else open(); });
  if (!document.hidden) open();
})();
