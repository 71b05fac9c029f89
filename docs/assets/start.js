// Runs before the page is drawn: colours, and where the site begins.
"use strict";

(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  /** What the reader chose, where the browser lets a page keep something. */
  const kept = () => {
    try {
      return localStorage.getItem("aims-colours");
    } catch {
      return null;
    }
  };

  const aims = {
    /** The address of the site's first page. */
    root: new URL(document.currentScript.dataset.root, location),

    /** Return an address as it can be opened: from disk a folder has no page of its own. */
    address(path) {
      const url = new URL(path, aims.root);
      if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
      return url;
    },

    /** Write the page's state into its address, where the browser allows that. */
    remember(parameters) {
      const query = parameters.toString();
      const path = location.protocol === "file:" ? location.href.replace(/[?#].*/, "") : location.pathname;
      try {
        history.replaceState(null, "", path + (query ? `?${query}` : "") + location.hash);
      } catch {
        // Some browsers let a page from disk have no state; the view still works.
      }
    },

    isDark: () => root.dataset.mdColorScheme === "slate",

    paint(scheme) {
      root.dataset.mdColorScheme = scheme;
    },

    chooseColours(scheme) {
      aims.paint(scheme);
      try {
        localStorage.setItem("aims-colours", scheme);
      } catch {
        // It then holds for this page only.
      }
    },
  };

  // The font is wanted before the styles have said so. A page from disk may not ask for it this way.
  if (location.protocol !== "file:") {
    const href = new URL("assets/fonts/source-sans-3-latin-wght-normal.woff2", aims.root).href;
    const font = Object.assign(document.createElement("link"), { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href });
    document.head.append(font);
  }

  root.classList.replace("no-js", "js");
  aims.paint(kept() ?? (dark.matches ? "slate" : "default"));
  dark.addEventListener("change", () => kept() ?? aims.paint(dark.matches ? "slate" : "default"));
  window.aims = aims;
})();
