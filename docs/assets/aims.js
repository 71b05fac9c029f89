// The frame of a page: colours, menu, contents of the page, links when it is read from disk.
"use strict";

(() => {
  const part = (name) => document.querySelector(`[data-aims="${name}"]`);

  const palette = part("palette");
  const showColours = () => palette.setAttribute("aria-pressed", String(aims.isDark()));
  palette.hidden = false;
  palette.addEventListener("click", () => aims.chooseColours(aims.isDark() ? "default" : "slate"));
  new MutationObserver(showColours).observe(document.documentElement, { attributeFilter: ["data-md-color-scheme"] });
  showColours();

  // Without this script the menu is a link to the navigation at the foot of the page.
  const nav = document.getElementById("nav");
  const link = part("menu");
  const menu = document.createElement("button");
  menu.type = "button";
  menu.className = link.className;
  menu.append(...link.childNodes);
  menu.setAttribute("aria-controls", "nav");
  link.replaceWith(menu);
  const open = (yes) => {
    nav.classList.toggle("is-open", yes);
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

  // A page read from disk: a link to a folder would show what lies in it.
  aims.settle = (part) => {
    if (location.protocol !== "file:") return;
    for (const one of part.querySelectorAll("a[href]")) {
      const written = one.getAttribute("href");
      const url = new URL(written, document.baseURI);
      if (url.protocol === "file:" && !written.startsWith("#")) one.setAttribute("href", aims.address(url).href);
    }
  };
  aims.settle(document);

  // Say in the contents which section is being read.
  const entries = [...document.querySelectorAll(".aims-toc a")];
  const heading = (entry) => document.getElementById(decodeURIComponent(entry.hash.slice(1)));
  let waiting = false;
  const follow = () => {
    waiting = false;
    // What is not shown yet is at the top of everything.
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

  // A picture wider than its window opens where its leftmost node is, not on empty space.
  for (const window of document.querySelectorAll(".aims-picture > .aims-scroll")) {
    if (window.scrollWidth <= window.clientWidth) continue;
    // A link may reach as far as the lines that light up with it.
    const found = window.querySelectorAll("svg a .aims-node");
    const boxes = [...(found.length ? found : window.querySelectorAll("svg a"))].map((one) => one.getBoundingClientRect());
    const box = boxes.reduce((first, one) => (one.left < first.left ? one : first), boxes[0]);
    const frame = window.getBoundingClientRect();
    if (box && box.right > frame.right) window.scrollLeft = box.left - frame.left - 16;
  }

  // On paper everything is shown, and the day of printing: a sheet cannot say that there is a newer one.
  const printed = document.querySelector(".aims-printed");
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details:not([open])")) folded.open = true;
    if (!printed) return;
    const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    printed.textContent = `Printed on ${day} and valid on this day only: a printed copy is not controlled.`;
    printed.hidden = false;
  });
  addEventListener("afterprint", () => printed && (printed.hidden = true));
})();
