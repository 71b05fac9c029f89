// My page: due dates, unread texts, open actions and changes for the roles that the reader chose on home.
// The choice stays in this browser. Nothing is sent.
"use strict";

(() => {
  const KEY = "aims-my";
  const SHOWN = 6;
  const place = document.querySelector('[data-aims="my"]');
  const heading = place.querySelector("h2");
  const invitation = place.querySelector("p");
  const loaded = new Map();
  let index;
  /** Return the texts of a stored list: another page of the server can write anything there. */
  const texts = (list) => (Array.isArray(list) ? list.filter((item) => typeof item === "string") : []);
  let chosen = texts(aims.stored(KEY).roles).filter((name) => /^[\p{L}\p{M}\p{N}_-]+(\.[\p{L}\p{M}\p{N}_-]+)*$/u.test(name));
  let isKept = true;

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children.filter((child) => child !== ""));
    return element;
  };
  const link = (path, ...words) => make("a", { href: aims.address(path).href }, ...words);
  const button = (words, act) => {
    const made = make("button", { type: "button", className: "aims-button" }, words);
    made.addEventListener("click", act);
    return made;
  };
  const day = (iso) => aims.formatDay(new Date(`${iso}T12:00`));
  const show = (...parts) => place.replaceChildren(heading, ...parts);
  const keep = (change) => (isKept = aims.store(KEY, change));

  aims.my = (name, data) => loaded.set(name, data);
  /** Load the data of a role once, or the list of roles (""); a role that the manual no longer has gives nothing. */
  const load = (name) =>
    new Promise((done) => {
      if (loaded.has(name)) return done();
      const script = make("script", { src: new URL(name ? `my/${name}.js` : "assets/my-roles.js", aims.root).href });
      script.addEventListener("load", done);
      script.addEventListener("error", done);
      document.head.append(script);
    });

  const invite = () => show(invitation);

  const choose = async () => {
    await load("");
    index = loaded.get("");
    if (!index) return show(make("p", { role: "alert" }, "The list of roles cannot be loaded."));
    const boxes = index.roles.map(([name, title]) => make("input", { type: "checkbox", value: name, checked: chosen.includes(name) }));
    const list = make("ul", {}, ...boxes.map((box, at) => make("li", {}, make("label", {}, box, " ", index.roles[at][1]))));
    const form = make(
      "form", {},
      make("fieldset", {}, make("legend", {}, "Your roles"), list),
      make("p", {}, make("button", { className: "aims-primary" }, "Show my page"), " ", button("Cancel", start)),
      make("p", { className: "aims-note" }, "Your choice stays in this browser. Nobody else sees it."),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      chosen = boxes.filter((box) => box.checked).map((box) => box.value);
      keep({ roles: chosen });
      start().then(() => heading.focus());
    });
    show(form);
    (boxes.find((box) => box.checked) ?? boxes[0]).focus();
  };

  const forget = () => {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // There is nothing to remove.
    }
    chosen = [];
    invite();
    heading.focus();
  };

  /** Return the items of all roles under a name, without repetition. */
  const items = (roles, name) => [...new Map(roles.flatMap((role) => role[name]).map((item) => [item.join("\n"), item])).values()];

  const section = (title, found, words, [path, all], nothing) => {
    const list = found.slice(0, SHOWN).map((item) => make("li", {}, link(item[1], item[0]), " ", make("small", {}, words(item))));
    const body = found.length ? [make("ul", {}, ...list), make("p", {}, link(path, all))] : [make("p", {}, nothing)];
    return make("section", {}, make("h3", {}, `${title} `, make("span", {}, found.length)), ...body);
  };

  /** Return the visit on an earlier day, and remember this one. */
  const lastVisit = (changes) => {
    const today = new Date().toLocaleDateString("sv");
    let { visit, before } = aims.stored(KEY);
    if (visit?.day !== today) before = visit;
    keep({ before, visit: { day: today, edition: index.since, seen: changes.map((item) => item[3]) } });
    return isNaN(Date.parse(before?.day)) ? undefined : { day: before.day, edition: String(before.edition), seen: texts(before.seen) };
  };

  const changesSection = (roles) => {
    const all = items(roles, "changes");
    const before = lastVisit(all);
    const found = before ? all.filter((item) => !before.seen.includes(item[3])) : all;
    const made = section("Changes", found, (item) => item[2], ["changes/#by-role", "All changes"], before ? "No changes since your last visit." : "No changes.");
    const edition = index.since && `edition ${index.since}${index.since_day && ` of ${day(index.since_day)}`}`;
    const older = before && before.edition !== index.since ? ` Changes between edition ${before.edition} and ${index.since} are in the published editions.` : "";
    const since = before ? `Since your last visit on ${day(before.day)}.${older}` : edition ? `Since ${edition}.` : "";
    made.querySelector("h3").after(make("p", { className: "aims-note" }, since));
    return made;
  };

  const readingSection = (roles) => {
    const ticks = aims.ticks();
    const ticked = Object.keys(ticks).filter((tick) => ticks[tick]);
    const unread = items(roles, "reading").filter((item) => !ticks[item[2]]);
    const words = ([, , tick, minutes]) => {
      const isKnown = ticked.some((other) => other.startsWith(`${tick.split("@")[0]}@`));
      return `${isKnown ? "changed since you read it" : "not read yet"} · ${minutes} min`;
    };
    const path = chosen.length > 1 ? `onboarding/together/?roles=${chosen}` : `onboarding/${chosen}/`;
    return section("To read", unread, words, [path, "All required reading"], "You have read everything.");
  };

  const page = (roles) => {
    const late = (iso) => (iso && iso < index.as_of ? " · overdue" : "");
    const when = (iso) => (iso ? `${day(iso)}${late(iso)}` : "no due date");
    const filter = (path, table, column) => (roles.length > 1 ? path : `${path}?${table}.${column}=${encodeURIComponent(roles[0].title)}#table-${table}`);
    const byDate = (found, at) => found.sort((a, b) => (a[at] || "9").localeCompare(b[at] || "9"));
    const actions = section("Open actions", byDate(items(roles, "actions"), 3), ([, , state, on]) => `${state} · ${when(on)}`, [filter("actions/", "open-actions", "owner"), "All open actions"], "No open actions.");
    if (index.withheld) actions.append(make("p", { className: "aims-note" }, "The auditor edition also has the actions about open findings."));
    const parts = [
      section("Due", byDate(items(roles, "due"), 3), ([, , what, on]) => `${what} · ${when(on)}`, [filter("monitoring/calendar/", "due-dates", "responsible"), "All due dates"], "Nothing is due in the next 90 days."),
      readingSection(roles),
      actions,
      changesSection(roles),
      section("AI systems", items(roles, "systems"), ([, , why]) => why, ["ai-systems/", "All AI systems"], "No AI systems."),
    ];
    const names = roles.map((role) => link(role.page, role.title));
    const note = isKept ? "Your choice stays in this browser." : "This browser does not keep your choice: it lasts until you leave this page.";
    show(
      make("p", {}, ...names.flatMap((name, at) => (at ? [" · ", name] : [name])), make("small", {}, ` As of ${day(index.as_of)}`)),
      make("div", {}, ...parts),
      make("p", { className: "aims-note" }, `${note} `, button("Change roles", choose), " ", button("Forget my choice", forget)),
    );
  };

  const start = async () => {
    if (!chosen.length) return invite();
    await Promise.all(["", ...chosen].map(load));
    index = loaded.get("");
    chosen = chosen.filter((name) => loaded.has(name));
    if (!index || !chosen.length) return invite();
    page(chosen.map((name) => loaded.get(name)));
  };

  invitation.querySelector("button").addEventListener("click", choose);
  heading.tabIndex = -1;
  start();
})();
