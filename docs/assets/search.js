// Search: ids, titles, other names and role holders first, then the text of the pages.
"use strict";

(() => {
  const MOST = 40;
  /** Return an id without separators, as people often type it: `pol03`, `a 6.2.4`. */
  const tight = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");
  const make = (name, attributes = {}, ...children) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...children);
    return element;
  };

  const input = make("input", { type: "search", autocomplete: "off", spellcheck: false });
  input.setAttribute("aria-label", "Search the manual");
  input.setAttribute("placeholder", "An id, a title, a name or a word");
  const close = make("button", { type: "button", className: "aims-button" }, "Close");
  const message = make("p");
  message.setAttribute("role", "status");
  const list = make("ol");
  const dialog = make("dialog", { className: "aims-search" }, make("form", {}, input, close), message, list);
  dialog.setAttribute("aria-label", "Search");
  document.body.append(dialog);

  /** Load the index once, as a script, because a page opened from disk cannot fetch files. */
  let loading;
  const load = () => (loading ??= new Promise((resolve, reject) => {
    const script = make("script", { src: aims.address("search/pages.js").href });
    script.onload = () => resolve(aims.pages.map(prepared));
    script.onerror = reject;
    document.head.append(script);
  }));

  /** Return a page of the index, as `macros/site/search.py` writes it, prepared for comparison. */
  const prepared = ([address, id, title, kind, names, sections]) => ({
    address, id, title, kind, names, sections,
    key: aims.fold(id),
    name: aims.forms(title),
    label: aims.forms(`${id} ${title}`),
    others: names.map(aims.forms),
    texts: sections.map(([, head, text]) => aims.forms(`${head} ${text}`)),
  });

  /** Return how well a form of a word matches, at the start of a word or inside one. */
  const fitForm = (text, word) => {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    if (at === 0) return text.length === word.length ? 3 : 2.5;
    return /[^\p{L}\p{N}]/u.test(text[at - 1]) || text.includes(` ${word}`) ? 2 : 1;
  };
  const fit = (texts, term) => Math.max(0, ...texts.flatMap((text) => term.map((form) => fitForm(text, form))));

  /** Return the rank of a page: an id before a title, a title before other names, then the text. */
  const rank = (page, query, each) => {
    const isAsked = (texts) => texts.some((text) => query.includes(text));
    let score = 0;
    if (page.key && query.includes(page.key)) score += 10000;
    else if (page.key && query.some((form) => tight(page.key) === tight(form))) return 9000;
    if (isAsked(page.name)) score += 8000;
    if (page.others.some(isAsked)) score += 6000;
    if (page.key && query.some((form) => page.key.startsWith(form))) score += 2000 - page.key.length;
    for (const term of each) {
      const best = Math.max(
        fit([page.key], term) * 100,
        fit(page.name, term) * 80 - page.title.length / 50,
        fit(page.label, term) * 50,
        ...page.others.map((name) => fit(name, term) * 60),
        page.texts.some((text) => aims.has(text, term)) ? 5 : 0,
      );
      if (best <= 0) return 0;
      score += best;
    }
    return score;
  };

  /** Return the position of a word in a text; one or two letters match at the start of a word only. */
  const position = (text, word, from) => {
    let at = text.indexOf(word, from);
    while (word.length < 3 && at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1])) at = text.indexOf(word, at + 1);
    return at;
  };

  /** Return the parts of a text that match the query. */
  const spans = ({ folded, from }, each) => {
    const found = [];
    for (let at = 0; at < folded.length; ) {
      const next = each
        .flat()
        .map((word) => ({ start: position(folded, word, at), size: word.length }))
        .filter(({ start }) => start >= 0)
        .sort((a, b) => a.start - b.start || b.size - a.size)[0];
      if (!next) break;
      at = next.start + next.size;
      // A letter of the text can have become two: `ß` is marked as a whole.
      let end = at;
      while (from[end] === from[at - 1]) end++;
      found.push([from[next.start], from[end]]);
    }
    return found;
  };

  /** Return a text with its matches marked. */
  const marked = (text, each) => {
    const { shown, traces } = aims.traced(text);
    const places = traces.map((trace) => spans(trace, each)).sort((a, b) => b.length - a.length)[0];
    const parts = [];
    let done = 0;
    for (const [start, end] of places) {
      parts.push(shown.slice(done, start), make("mark", {}, shown.slice(Math.max(start, done), end)));
      done = end;
    }
    return [...parts, shown.slice(done)];
  };

  /** Return the section that contains the words, and the text around them. */
  const place = (page, each) => {
    const index = page.texts.findIndex((text) => each.every((term) => aims.has(text, term)));
    if (index < 0) return null;
    const [anchor, head, text] = page.sections[index];
    const { shown, traces } = aims.traced(text);
    const at = traces.map((trace) => spans(trace, [each[0]])[0]?.[0]).find((start) => start >= 0) ?? 0;
    const from = at > 50 ? shown.lastIndexOf(" ", at - 40) + 1 : 0;
    const to = shown.length > from + 170 ? Math.max(shown.lastIndexOf(" ", from + 170), from + 100) : shown.length;
    return { anchor, head, text: `${from ? "… " : ""}${shown.slice(from, to)}${to < shown.length ? " …" : ""}` };
  };

  const line = ({ page }, each) => {
    const inTitle = each.every((term) => aims.has(page.label, term));
    const named = page.names.filter((_, i) => each.some((term) => aims.has(page.others[i], term)));
    const where = inTitle ? null : place(page, each);
    const anchor = where && !named.length && where.anchor ? `#${where.anchor}` : "";
    const shown = page.id ? `${page.id} ${page.title}` : page.title;
    const link = make(
      "a",
      { href: aims.address(page.address).href + anchor },
      make("strong", {}, ...marked(shown, each)),
      make("em", {}, page.kind),
    );
    if (!inTitle && named.length) link.append(make("small", {}, ...marked(named.join(", "), each)));
    else if (where) link.append(make("small", {}, ...marked((where.head ? `${where.head}: ` : "") + where.text, each)));
    return make("li", {}, link);
  };

  let turn = 0;
  const search = async () => {
    const mine = ++turn;
    const query = aims.forms(input.value.trim());
    const each = aims.terms(input.value);
    if (!each.length) {
      message.textContent = "Type an id (such as POL-03), a title, a name or any word.";
      list.replaceChildren();
      return;
    }
    let pages;
    try {
      pages = await load();
    } catch {
      message.textContent = "Search is not available: the index could not be loaded.";
      return;
    }
    if (mine !== turn) return;
    const found = pages
      .map((page) => ({ page, score: rank(page, query, each) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
    list.replaceChildren(...found.slice(0, MOST).map((result) => line(result, each)));
    const more = found.length > MOST ? `, the first ${MOST} shown` : "";
    message.textContent = found.length === 1 ? "1 page" : `${found.length || "No"} pages${more}`;
  };

  const open = () => {
    if (!dialog.open) dialog.showModal();
    input.select();
    load().catch(() => {});
    search();
  };

  const step = (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown") (links[at + 1] ?? links[at] ?? input).focus();
    else if (event.key === "ArrowUp") (links[at - 1] ?? input).focus();
    else return;
    event.preventDefault();
  };

  for (const button of document.querySelectorAll('[data-aims="search"]')) {
    button.hidden = false;
    button.addEventListener("click", open);
  }
  close.addEventListener("click", () => dialog.close());
  input.addEventListener("input", search);
  dialog.addEventListener("keydown", step);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await search();
    list.querySelector("a")?.click();
  });
  // A key with Ctrl: single keys are reserved for assistive technology (WCAG 2.1.4).
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    input.value = asked;
    open();
  }
})();
