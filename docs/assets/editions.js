// The menu of editions: the current one, and the same page in the others.
"use strict";

(() => {
  // A page opened from disk cannot fetch files, so it cannot find other editions.
  if (location.protocol === "file:") return;

  const own = document.currentScript.dataset.edition;
  const menu = document.querySelector('[data-aims="editions"]');
  const make = (name, attributes = {}, ...children) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...children);
    return element;
  };

  /** The folder of the editions, which may be served below any path. */
  const folder = new URL("../", aims.root);
  const home = (edition) => new URL(`${encodeURIComponent(edition.version)}/`, folder);

  /** The address of this page in its edition; null for an unknown address. */
  const here = location.pathname.startsWith(aims.root.pathname)
    ? location.pathname.slice(aims.root.pathname.length).replace(/index\.html$/, "")
    : null;

  const read = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  };

  /** Return the same page in another edition; default: the first page of that edition. */
  const counterpart = async (edition) => {
    const address = home(edition);
    try {
      const pages = here ? await read(new URL("pages.json", address)) : [];
      if (pages.some((page) => decodeURI(page) === decodeURI(here))) {
        return { address: new URL(here + location.hash, address), same: true };
      }
    } catch {
      // An edition without a list of pages still has a first page.
    }
    return { address, same: here === "" };
  };

  const label = (edition) => (edition.title === edition.version ? edition.version : `${edition.title} (${edition.version})`);
  const day = (edition) => {
    const written = edition.properties?.day;
    return written ? aims.formatDay(new Date(`${written}T12:00`)) : "";
  };

  /** Return the menu entry of an edition. */
  const line = (edition, current) => {
    const link = make("a", { href: home(edition).href }, make("b", {}, label(edition)));
    const facts = [edition === current && "current", day(edition) && `as of ${day(edition)}`].filter(Boolean);
    if (facts.length) link.append(make("small", {}, facts.join(", ")));
    if (edition.version === own) link.setAttribute("aria-current", "true");
    return make("li", {}, link);
  };

  /** Link each entry of the menu to the current page, if that edition has it. */
  const linkEntries = async (editions, lines) => {
    await Promise.all(editions.map(async (edition, index) => {
      const link = lines[index].querySelector("a");
      const { address, same } = edition.version === own ? { address: location.href, same: true } : await counterpart(edition);
      link.href = address;
      if (!same) link.append(make("small", {}, "does not have this page"));
    }));
  };

  const fill = (editions, current) => {
    const lines = editions.map((edition) => line(edition, current));
    const list = make("ul", {}, ...lines);
    menu.append(list);
    menu.querySelector("summary").setAttribute("aria-label", `Edition ${own}, choose another`);
    let linked;
    menu.addEventListener("toggle", () => {
      if (menu.open) linked ??= linkEntries(editions, lines);
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
    const words = same ? `Read this page in edition ${current.version}` : `Go to edition ${current.version}, which does not have this page`;
    const note = make("aside", { className: "aims-outdated" }, make("p", {},
      make("strong", {}, "This is not the current edition. "), make("a", { href: address.href }, words), "."));
    note.setAttribute("aria-label", "Edition");
    document.querySelector(".aims-top").after(note);
  };

  const start = async () => {
    const editions = await read(new URL("versions.json", folder));
    const current = editions.find((edition) => edition.aliases.includes("latest")) ?? editions[0];
    if (!editions.some((edition) => edition.version === own)) return;
    fill(editions, current);
    if (current.version !== own) await warn(current);
  };
  start().catch(() => {});
})();
