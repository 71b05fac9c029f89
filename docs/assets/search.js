// The search dialog. What it needs besides, and the index, are loaded when it opens for the first time.
"use strict";

(() => {
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const input = make("input", {
    type: "text", role: "combobox", enterkeyhint: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    placeholder: "An id, a title, a name or any words", "aria-label": "Search the manual",
    "aria-autocomplete": "list", "aria-controls": "search-results", "aria-expanded": "false",
  });
  const close = make("button", { type: "button", class: "aims-button" }, "Close");
  const message = make("p", { role: "status" });
  const form = make("form", { role: "search" }, input, close);
  const dialog = make("dialog", { class: "aims-search", "aria-label": "Search" }, form, message);
  document.body.append(dialog);

  /** Load scripts side by side; they run in their order. A page opened from disk cannot load anything else. */
  const load = (paths) => Promise.all(paths.map((path) => new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: aims.address(path).href, async: false });
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  })));
  let ready;
  const start = () => (ready ??= load(["assets/minisearch.js", "search/pages.js", "assets/search-ranking.js", "assets/search-results.js"]));

  const open = () => {
    if (!dialog.open) dialog.showModal();
    input.select();
    if (!ready) {
      dialog.ariaBusy = "true";
      message.textContent = "Loading the index …";
    }
    start().then(() => aims.search.show(), () => {
      dialog.ariaBusy = "false";
      message.textContent = "Search is not available: the index could not be loaded.";
    });
  };
  aims.search = { input, message, dialog, make };

  for (const button of document.querySelectorAll('[data-aims="search"]')) {
    button.hidden = false;
    button.addEventListener("click", open);
  }
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await start();
    aims.search.follow();
  });
  // A key with Ctrl: single keys are reserved for assistive technology (WCAG 2.1.4).
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    input.value = asked;
    open();
  }
})();
