// The page for unknown addresses does not know where the site is. The address of this script tells.
"use strict";

(() => {
  if (window.aims) return; // The addresses in the page are right.
  const root = document.currentScript.src.replace(/assets\/not-found\.js$/, "");
  const index = location.protocol === "file:" ? "index.html" : "";
  const moved = (path) => root + path.slice(1) + (path.endsWith("/") ? index : "");
  for (const element of document.querySelectorAll("[href^='/'], [src^='/']:not(script)")) {
    const name = element.hasAttribute("href") ? "href" : "src";
    const [path, ...anchor] = element.getAttribute(name).split(/(?=#)/);
    element.setAttribute(name, moved(path) + anchor.join(""));
  }
  // A script that could not be loaded runs only if it is written again.
  for (const script of document.querySelectorAll("script[src^='/']")) {
    const again = document.createElement("script");
    again.async = false;
    if (script.dataset.root) again.dataset.root = root;
    again.src = moved(script.getAttribute("src"));
    script.replaceWith(again);
  }
  window.aims ??= {}; // The next of these scripts has nothing to do.
})();
