// On a phone, the sections of a very long page are folded below their headings. tables.js loads this file.
"use strict";

(() => {
  const HIGH = 10000;
  const LOW = 500;
  const { make } = aims.tables;
  const article = document.querySelector("article");
  const headings = [...article.querySelectorAll("h2[id]")];
  const folds = [];

  /** Return what a heading stands above: all that follows it up to the next heading of its level. */
  const below = (heading) => {
    const parts = [];
    for (let part = heading.nextElementSibling; part && !part.matches("h1, h2") && !part.querySelector("h2[id]"); part = part.nextElementSibling) parts.push(part);
    return parts;
  };

  /** Give a section a button that folds it, and fold it. */
  const fold = ({ heading, parts }) => {
    const body = make("div");
    heading.after(body);
    body.append(...parts);
    const button = make("button", { type: "button", className: "aims-fold", ariaLabel: heading.textContent.replace("¶", "").trim() });
    const show = (open) => {
      button.ariaExpanded = String(open);
      body.classList.toggle("is-folded", !open);
    };
    heading.prepend(button);
    heading.addEventListener("click", (event) => event.target.closest("a") || show(button.ariaExpanded === "false"));
    show(false);
    folds.push({ heading, body, show });
  };

  /** Open the section that contains the target of a link. */
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const found = target && folds.find(({ heading, body }) => heading === target || body.contains(target));
    if (!found) return;
    found.show(true);
    target.scrollIntoView();
  };

  // The highest sections first, and no more than needed.
  const sections = headings.map((heading) => {
    const parts = below(heading);
    return { heading, parts, high: parts.reduce((sum, part) => sum + part.offsetHeight, 0) };
  });
  for (const section of sections.sort((a, b) => b.high - a.high)) {
    if (section.high > LOW && document.body.offsetHeight > HIGH) fold(section);
  }
  addEventListener("hashchange", reveal);
  reveal();
})();
