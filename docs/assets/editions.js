// Editions that stand side by side: which one this is, and the same page in another one.
"use strict";

(() => {
  // A page from disk may not fetch a file, so it cannot know of other editions.
  if (location.protocol === "file:") return;

  const own = document.currentScript.dataset.edition;
  const menu = document.querySelector('[data-aims="editions"]');
  const make = (name, attributes = {}, ...children) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...children);
    return element;
  };

  /** The folder in which the editions stand, which may be served below any path. */
  const folder = new URL("../", aims.root);
  const home = (edition) => new URL(`${encodeURIComponent(edition.version)}/`, folder);

  /** This page's address in its edition; nothing where it has none, as for an unknown address. */
  const here = location.pathname.startsWith(aims.root.pathname)
    ? location.pathname.slice(aims.root.pathname.length).replace(/index\.html$/, "")
    : null;

  const read = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  };

  /** The same page in another edition, else the first page of that edition. */
  const counterpart = async (edition) => {
    const address = home(edition);
    try {
      const pages = here ? await read(new URL("pages.json", address)) : [];
      if (pages.some((page) => decodeURI(page) === decodeURI(here))) {
        return { address: new URL(here + location.hash, address), same: true };
      }
    } catch {
      // An edition that does not say which pages it has still has a first one.
    }
    return { address, same: here === "" };
  };

  const named = (edition) => (edition.title === edition.version ? edition.version : `${edition.title} (${edition.version})`);
  const day = (edition) => edition.properties?.day ?? "";

  /** An edition in the menu. */
  const line = (edition, current) => {
    const link = make("a", { href: home(edition).href }, make("b", {}, named(edition)));
    const facts = [edition === current && "current", day(edition) && `as of ${day(edition)}`].filter(Boolean);
    if (facts.length) link.append(make("small", {}, facts.join(", ")));
    if (edition.version === own) link.setAttribute("aria-current", "true");
    return make("li", {}, link);
  };

  /** Lead each entry of the menu to the page that is being read, where that edition has it. */
  const lead = async (editions, lines) => {
    await Promise.all(editions.map(async (edition, index) => {
      const link = lines[index].querySelector("a");
      const { address, same } = edition.version === own ? { address: location.href, same: true } : await counterpart(edition);
      link.href = address;
      if (!same) link.append(make("small", {}, "without this page"));
    }));
  };

  const fill = (editions, current) => {
    const lines = editions.map((edition) => line(edition, current));
    const list = make("ul", {}, ...lines);
    menu.append(list);
    menu.querySelector("summary").setAttribute("aria-label", `Edition ${own}, choose another`);
    let led;
    menu.addEventListener("toggle", () => {
      if (menu.open) led ??= lead(editions, lines);
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.hidden = false;
  };

  const warn = async (current) => {
    const { address, same } = await counterpart(current);
    const words = same ? `Read this page in edition ${current.version}` : `Go to edition ${current.version}, which has no such page`;
    const note = make("aside", { className: "aims-outdated" }, make("p", {},
      make("strong", {}, "This is not the current edition. "), make("a", { href: address.href }, words), "."));
    note.setAttribute("aria-label", "Edition");
    document.querySelector(".aims-top").after(note);
  };

  const start = async () => {
    const editions = await read(new URL("versions.json", folder));
    const current = editions.find((one) => one.aliases.includes("latest")) ?? editions[0];
    if (!editions.some((one) => one.version === own)) return;
    fill(editions, current);
    if (current.version !== own) await warn(current);
  };
  start().catch(() => {});
})();
