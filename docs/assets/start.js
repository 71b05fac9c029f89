// Runs before the page is drawn: colours, the address of the site, and functions of the other scripts.
"use strict";

(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  /** Return the colours that the reader chose, if the browser allows storage. */
  const storedColours = () => {
    try {
      return localStorage.getItem("aims-colours");
    } catch {
      return null;
    }
  };

  const aims = {
    /** The address of the site's first page. */
    root: new URL(document.currentScript.dataset.root, location),

    /** Return an address that can be opened: on disk a folder needs its index.html. */
    address(path) {
      const url = new URL(path, aims.root);
      if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
      return url;
    },

    /** Write the state of the page into its address, if the browser allows it. */
    remember(parameters) {
      const query = parameters.toString();
      const path = location.protocol === "file:" ? location.href.replace(/[?#].*/, "") : location.pathname;
      try {
        history.replaceState(null, "", path + (query ? `?${query}` : "") + location.hash);
      } catch {
        // Some browsers forbid this for a page opened from disk; the view still works.
      }
    },

    /** Return a date as the pages write it: 31 December 2026. */
    formatDay: (date) => date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" }),

    /** Return what this browser stores under a name; default: {}. */
    stored(name) {
      try {
        return Object(JSON.parse(localStorage.getItem(name)));
      } catch {
        return {};
      }
    },

    /** Change some of what this browser stores under a name; return whether it allows storage. */
    store(name, change) {
      try {
        localStorage.setItem(name, JSON.stringify({ ...aims.stored(name), ...change }));
        return true;
      } catch {
        return false; // The page works until it is closed.
      }
    },

    /** Return the texts ticked as read on onboarding pages: `{"POL-01@fingerprint": true}`. */
    ticks: () => Object(aims.stored("aims-onboarding").ticks),

    isDark: () => root.dataset.mdColorScheme === "slate",

    paint(scheme) {
      root.dataset.mdColorScheme = scheme;
    },

    chooseColours(scheme) {
      aims.paint(scheme);
      try {
        localStorage.setItem("aims-colours", scheme);
      } catch {
        // The choice then applies to this page only.
      }
    },
  };

  // Load the font before the styles ask for it. A page opened from disk cannot preload it.
  if (location.protocol !== "file:") {
    const href = new URL("assets/fonts/source-sans-3-latin-wght-normal.woff2", aims.root).href;
    const font = Object.assign(document.createElement("link"), { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href });
    document.head.append(font);
  }

  root.classList.replace("no-js", "js");
  aims.paint(storedColours() ?? (dark.matches ? "slate" : "default"));
  dark.addEventListener("change", () => storedColours() ?? aims.paint(dark.matches ? "slate" : "default"));
  window.aims = aims;
})();
