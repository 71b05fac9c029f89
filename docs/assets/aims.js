// The frame of a page: colours, menu, table of contents, links of a page opened from disk.
"use strict";

(() => {
  const part = (name) => document.querySelector(`[data-aims="${name}"]`);

  const palette = part("palette");
  const showColours = () => palette.setAttribute("aria-pressed", String(aims.isDark()));
  palette.hidden = false;
  palette.addEventListener("click", () => aims.chooseColours(aims.isDark() ? "default" : "slate"));
  new MutationObserver(showColours).observe(document.documentElement, { attributeFilter: ["data-md-color-scheme"] });
  showColours();

  // Without this script the menu is a link to the navigation at the end of the page.
  const nav = document.getElementById("nav");
  const link = part("menu");
  const menu = document.createElement("button");
  menu.type = "button";
  menu.className = link.className;
  menu.append(...link.childNodes);
  menu.setAttribute("aria-controls", "nav");
  link.replaceWith(menu);
  // A long menu shows the current page.
  const here = nav.querySelector('[aria-current="page"]');
  if (here && here.offsetTop + 40 > nav.clientHeight) nav.scrollTop = here.offsetTop - nav.clientHeight / 2;
  const folded = nav.querySelector("details");
  const open = (yes) => {
    nav.classList.toggle("is-open", yes);
    if (yes && folded) folded.open = true;
    menu.setAttribute("aria-expanded", String(yes));
  };
  menu.addEventListener("click", () => open(!nav.classList.contains("is-open")));
  nav.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && nav.classList.contains("is-open")) {
      open(false);
      menu.focus();
    }
  });
  open(false);

  // Help in the head closes as other menus do.
  const helps = [...document.querySelectorAll(".aims-help")];
  const close = (help, focus) => {
    help.open = false;
    if (focus) help.firstElementChild.focus();
  };
  addEventListener("click", (event) => helps.forEach((help) => help.contains(event.target) || close(help)));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") helps.forEach((help) => help.open && close(help, help.contains(document.activeElement)));
  });

  // The link to the top is of use once the head is out of sight.
  const up = part("up");
  if (up) new IntersectionObserver(([head]) => up.classList.toggle("is-open", !head.isIntersecting)).observe(document.querySelector(".aims-top"));

  // In a page opened from disk, a link to a folder would list the files of the folder.
  aims.completeLinks = (part) => {
    if (location.protocol !== "file:") return;
    for (const link of part.querySelectorAll("a[href]")) {
      const written = link.getAttribute("href");
      const url = new URL(written, document.baseURI);
      if (url.protocol === "file:" && !written.startsWith("#")) link.setAttribute("href", aims.address(url).href);
    }
  };
  aims.completeLinks(document);

  // Mark the current section in the table of contents.
  const entries = [...document.querySelectorAll(".aims-toc a")];
  const heading = (entry) => document.getElementById(decodeURIComponent(entry.hash.slice(1)));
  let waiting = false;
  const follow = () => {
    waiting = false;
    // A hidden heading has no position.
    const shown = entries.filter((entry) => heading(entry)?.getClientRects().length);
    const passed = shown.filter((entry) => heading(entry).getBoundingClientRect().top < 160);
    entries.forEach((entry) => entry.removeAttribute("aria-current"));
    passed.at(-1)?.setAttribute("aria-current", "true");
  };
  if (entries.length) {
    addEventListener("scroll", () => {
      if (!waiting) requestAnimationFrame(follow);
      waiting = true;
    }, { passive: true });
    follow();
  }

  // A picture wider than its window is scrolled to its leftmost node, not to empty space.
  for (const window of document.querySelectorAll(".aims-picture > .aims-scroll")) {
    if (window.scrollWidth <= window.clientWidth) continue;
    // The area of a link can include lines that are highlighted with it.
    const found = window.querySelectorAll("svg a .aims-node");
    const boxes = [...(found.length ? found : window.querySelectorAll("svg a"))].map((node) => node.getBoundingClientRect());
    const box = boxes.reduce((first, box) => (box.left < first.left ? box : first), boxes[0]);
    const frame = window.getBoundingClientRect();
    if (box && box.right > frame.right) window.scrollLeft = box.left - frame.left - 16;
  }

  // A printed page shows everything, and its date: paper cannot show that there is a later edition.
  const printed = document.querySelector(".aims-printed");
  const unfolded = [];
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("main details:not([open])")) {
      folded.open = true;
      unfolded.push(folded);
    }
    if (!printed) return;
    printed.textContent = `Printed on ${aims.formatDay(new Date())}. Valid on this day only: a printed copy is not controlled.`;
    printed.hidden = false;
  });
  addEventListener("afterprint", () => {
    for (const folded of unfolded.splice(0)) folded.open = false;
    if (printed) printed.hidden = true;
  });
})();
