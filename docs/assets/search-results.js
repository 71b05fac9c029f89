// The results of search: the list, the types to filter by, recent searches, and help if nothing is found.
"use strict";

(() => {
  const MOST = 30;
  /** How many results are drawn before the next key is heard. */
  const AT_ONCE = 10;
  const STORE = "aims:searches";
  const { input, message, dialog, make } = aims.search;
  const list = make("ol", { id: "search-results", role: "listbox", "aria-label": "Results" });
  const types = make("div", { class: "aims-search__types", role: "group", "aria-label": "Show only" });
  const help = make("div", { class: "aims-search__help" });
  dialog.append(types, list, help);

  // Recent searches stay in this browser.
  const recent = () => {
    try {
      const found = JSON.parse(localStorage.getItem(STORE));
      return Array.isArray(found) ? found.filter((query) => typeof query === "string") : [];
    } catch {
      return [];
    }
  };
  const store = (queries) => {
    try {
      localStorage.setItem(STORE, JSON.stringify(queries.slice(0, 8)));
    } catch {
      // Without storage there are no recent searches.
    }
  };
  const keep = () => {
    const query = input.value.trim();
    if (query) store([query, ...recent().filter((other) => other !== query)]);
  };

  const button = (label, act, attributes = {}) => {
    const element = make("button", { type: "button", class: "aims-button", ...attributes }, label);
    element.addEventListener("click", act);
    return element;
  };
  const ask = (query) => {
    input.value = query;
    input.focus();
    search();
  };

  const chunked = new Map();
  /** Return the chunks of a text with their places; the same texts are shown again while one types. */
  const chunksOf = (text) => {
    if (!chunked.has(text)) chunked.set(text, [...text.matchAll(aims.ranking.chunks)].map(({ 0: chunk, index }) => [chunk, index]));
    return chunked.get(text);
  };

  /** Return a text whose matching words are marked, each as a whole. */
  const marked = (written) => {
    const text = written.normalize("NFC");
    const parts = [];
    let done = 0;
    for (const [chunk, index] of chunksOf(text)) {
      if (found.wordOf(chunk) < 0) continue;
      const [, before, word] = chunk.match(/^([^\p{L}\p{N}]*)(.*?)[^\p{L}\p{M}\p{N}]*$/su);
      const from = index + before.length;
      parts.push(text.slice(done, from), make("mark", {}, word));
      done = from + word.length;
    }
    return [...parts, text.slice(done)];
  };
  const wordsIn = (text) => new Set(chunksOf(text).map(([chunk]) => found.wordOf(chunk)));

  /** Return the part of a page that has most of the words: its anchor, its heading and the text around them. */
  const excerpt = (page) => {
    let best = null;
    for (const [anchor, head, text] of page.sections) {
      const inHead = wordsIn(head);
      const places = [];
      for (const [chunk, index] of chunksOf(text)) {
        const word = found.wordOf(chunk);
        if (word >= 0) places.push([index, word]);
      }
      if (!places.length && inHead.size) places.push([0, -1]);
      places.forEach(([from], at) => {
        const seen = new Set(inHead);
        for (let next = at; next < places.length && places[next][0] < from + 130; next++) seen.add(places[next][1]);
        seen.delete(-1);
        if (seen.size > (best?.size ?? 0)) best = { size: seen.size, anchor, head, text, from };
      });
      if (best?.size === found.words.length) break;
    }
    if (!best) return null;
    const { anchor, head, text, from } = best;
    const start = from > 50 ? text.lastIndexOf(" ", from - 40) + 1 : 0;
    const end = text.length > start + 170 ? Math.max(text.lastIndexOf(" ", start + 170), start + 100) : text.length;
    const shown = `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
    return { anchor, text: head ? `${head}: ${shown}` : shown };
  };

  const option = ({ page }, number) => {
    const title = page.id ? `${page.id} ${page.title}` : page.title;
    const said = wordsIn(title);
    const isMissing = (word) => word >= 0 && !said.has(word);
    const names = [...page.names, ...page.people].filter((name) => [...wordsIn(name)].some(isMissing)).slice(0, 3).join(", ");
    const part = !names && found.words.some((_, word) => isMissing(word)) ? excerpt(page) : null;
    const href = aims.address(page.address).href + (part?.anchor ? `#${part.anchor}` : "");
    const link = make(
      "a",
      { href, id: `search-result-${number}`, role: "option", tabindex: "-1", "aria-selected": "false" },
      make("strong", {}, ...marked(title)),
      make("em", {}, page.kind),
    );
    if (names || part) link.append(make("small", {}, ...marked(names || part.text)));
    link.addEventListener("click", keep);
    return make("li", { role: "presentation" }, link);
  };

  let found, later, chosen = "", active = -1, isScrolled = false;
  list.addEventListener("scroll", () => { isScrolled = true; });
  const links = () => [...list.querySelectorAll("a")];
  const activate = (number) => {
    const all = links();
    all[active]?.setAttribute("aria-selected", "false");
    active = Math.max(-1, Math.min(number, all.length - 1));
    const link = all[active];
    link?.setAttribute("aria-selected", "true");
    link?.scrollIntoView({ block: "nearest" });
    if (link) input.setAttribute("aria-activedescendant", link.id);
    else input.removeAttribute("aria-activedescendant");
  };

  /** Show the results of the chosen type. */
  const draw = () => {
    const shown = found.results.filter(({ page }) => !chosen || page.group === chosen);
    if (isScrolled) list.scrollTop = 0;
    isScrolled = false;
    list.replaceChildren(...shown.slice(0, AT_ONCE).map(option));
    clearTimeout(later);
    later = setTimeout(() => list.append(...shown.slice(AT_ONCE, MOST).map((result, at) => option(result, at + AT_ONCE))));
    input.setAttribute("aria-expanded", String(shown.length > 0));
    activate(-1);
    for (const type of types.children) type.setAttribute("aria-pressed", String(type.dataset.type === chosen));
    const count = shown.length === 1 ? "1 page" : `${shown.length || "No"} pages`;
    const instead = found.corrected && shown.length ? ` for “${found.corrected}”` : "";
    message.textContent = `${count}${instead}${shown.length > MOST ? `, the first ${MOST} shown` : ""}`;
    if (!shown.length && !aims.ranking.isComplete()) message.textContent = "Searching …";
  };

  const drawTypes = () => {
    const counts = new Map();
    for (const { page } of found.results) counts.set(page.group, (counts.get(page.group) ?? 0) + 1);
    if (!counts.has(chosen)) chosen = "";
    const several = counts.size > 1 ? [["", found.results.length], ...[...counts].slice(0, 9)] : [];
    types.replaceChildren(...several.map(([type, count]) => button(`${type || "All"} ${count}`, () => {
      chosen = type;
      draw();
    }, { "data-type": type, "aria-pressed": "false" })));
  };

  const group = (title, ...content) => make("div", { role: "group", "aria-label": title }, make("strong", {}, title), ...content);

  const drawRecent = () => group("Recent searches", ...recent().map((query) => make(
    "span",
    {},
    button(query, () => ask(query)),
    button("×", () => {
      store(recent().filter((other) => other !== query));
      input.focus();
      search();
    }, { "aria-label": `Remove “${query}” from the recent searches` }),
  )));

  /** Return what to do if nothing is found: other spellings, and contacts. */
  const drawHelp = () => {
    const near = [...new Set(found.near)].slice(0, 4);
    const contacts = aims.index.contacts.slice(0, 4).map(([purpose, page, mail, phone]) => {
      const number = phone.replace(/\(0\)|[^\d+]/g, "");
      return make("div", {},
        page ? make("a", { href: aims.address(page).href }, purpose) : make("span", {}, purpose),
        make("span", {},
          ...(phone ? [make("a", { href: `tel:${number}` }, phone)] : []),
          ...(phone && mail ? [" · "] : []),
          ...(mail ? [make("a", { href: `mailto:${encodeURI(mail)}` }, mail)] : [])));
    });
    return [
      ...(near.length ? [group("Did you mean", ...near.map((word) => button(word, () => ask(word))))] : []),
      ...(contacts.length ? [group("Contacts", ...contacts)] : []),
    ];
  };

  const search = () => {
    const query = input.value.trim();
    help.replaceChildren();
    found = aims.ranking.find(query);
    if (!found.words.length) {
      types.replaceChildren();
      clearTimeout(later);
      list.replaceChildren();
      activate(-1);
      input.setAttribute("aria-expanded", "false");
      message.textContent = "Type an id (such as POL-03), a title, a name or any words.";
      if (recent().length) help.replaceChildren(drawRecent());
      return;
    }
    drawTypes();
    draw();
    if (!found.results.length && aims.ranking.isComplete()) help.replaceChildren(...drawHelp());
  };

  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey) activate(active + step);
    else if (event.key === "Escape" && input.value) {
      input.value = "";
      search();
    } else return;
    event.preventDefault();
  });

  let texts;
  Object.assign(aims.search, {
    show() {
      if (!texts) {
        aims.ranking.read();
        texts = aims.ranking.readTexts().then(() => {
          dialog.ariaBusy = "false";
          if (active < 0) search();
        });
      }
      search();
    },
    follow() {
      const all = links();
      (all[active] ?? all[0])?.click();
    },
  });
})();
