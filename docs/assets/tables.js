// Fit tables into the page: full height, a head that stays, a sideways scroll only where the width needs
// it. The tools of long tables are loaded on the pages that have one. Without scripts, tables are complete.
"use strict";

(() => {
  const HELD_FROM = 7;
  const MANY_LINKS = 100;
  const HIGH = 12000;
  const root = document.documentElement;
  const make = (name, attributes = {}, ...children) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...children);
    return element;
  };
  const loading = new Map();
  /** Load a script of the site once; a page opened from disk can load nothing else. */
  const load = (path) => {
    if (!loading.has(path)) {
      loading.set(path, new Promise((resolve, reject) => {
        const script = make("script", { src: aims.address(path).href, async: false });
        script.onload = resolve;
        script.onerror = () => reject(new Error(`${path} could not be loaded.`));
        document.head.append(script);
      }));
    }
    return loading.get(path);
  };
  const phone = matchMedia("(max-width: 44em)");
  aims.tables = { make, load, phone };

  /** Show the groups of a long matrix that tables.css hides first, so that its head appears at once. */
  const showGroups = (matrix) => {
    const waiting = [...matrix.querySelectorAll("tbody")].slice(HELD_FROM);
    const next = (most) => {
      for (const body of waiting.splice(0, most)) body.classList.add("is-in");
      if (waiting.length) setTimeout(() => next(4));
    };
    const all = () => next(waiting.length);
    addEventListener("beforeprint", all, { once: true });
    matrix.addEventListener("focusin", all, { once: true });
    setTimeout(() => next(4));
  };

  /** Tell the styles how much of the window the head of the site covers. */
  const top = document.querySelector(".aims-top");
  let covered = 0;
  const measureTop = () => {
    covered = top && /sticky|fixed/.test(getComputedStyle(top).position) ? top.offsetHeight : 0;
    root.style.setProperty("--aims-covered", `${covered}px`);
  };

  /** The copy of the head of a table that scrolls sideways: a head in a scroll container cannot stay in the window. */
  class HeadCopy {
    constructor(frame, table) {
      Object.assign(this, { frame, table });
      this.inner = make("div", { className: "aims-scroll", ariaHidden: "true" });
      this.rail = make("div", { className: "aims-rail", ariaHidden: "true", tabIndex: -1 }, make("div"));
      this.place = make("div", { className: "aims-heads" }, this.inner);
      this.inner.addEventListener("click", (event) => {
        const cell = event.target.closest("button")?.closest("th");
        if (cell) table.tHead.rows[0].cells[cell.cellIndex].querySelector("button").click();
      });
      const follow = (from) => () => {
        for (const part of [frame, this.inner, this.rail]) if (part !== from) part.scrollLeft = from.scrollLeft;
      };
      for (const part of [frame, this.rail]) part.addEventListener("scroll", follow(part), { passive: true });
      new MutationObserver(() => this.active && this.draw()).observe(table.tHead, { subtree: true, childList: true, attributes: true });
      this.watch = new IntersectionObserver(([head]) => {
        this.place.classList.toggle("is-in", !head.isIntersecting && head.boundingClientRect.top < covered + 1);
      }, { rootMargin: `-${covered + 1}px 0px 0px` });
    }

    turn(on) {
      if (on === Boolean(this.active)) return;
      this.active = on;
      if (on) {
        this.frame.before(this.place);
        this.frame.after(this.rail);
        this.watch.observe(this.table.tHead);
      } else {
        this.watch.disconnect();
        this.place.remove();
        this.rail.remove();
        this.frame.style.marginTop = "";
      }
    }

    draw() {
      const head = this.table.tHead.cloneNode(true);
      for (const part of head.querySelectorAll("[id]")) part.removeAttribute("id");
      for (const part of head.querySelectorAll("a, button")) part.tabIndex = -1;
      [...this.table.tHead.rows[0].cells].forEach((cell, at) => (head.rows[0].cells[at].style.width = `${cell.offsetWidth}px`));
      const copy = make("table", {}, head);
      copy.style.width = this.rail.firstChild.style.width = `${this.table.offsetWidth}px`;
      this.inner.replaceChildren(copy);
      const high = `${this.table.tHead.offsetHeight}px`;
      this.place.style.height = high;
      this.frame.style.marginTop = `-${high}`;
      this.inner.scrollLeft = this.frame.scrollLeft;
    }
  }

  /** Let a table that fits use the window; give one that does not a sideways scroll and a copy of its head. */
  const keepFitting = (frame) => {
    const table = frame.querySelector("table");
    const copy = table.tHead && frame.matches(".aims-table > *") ? new HeadCopy(frame, table) : null;
    const stop = frame.closest(".aims-matrix") ? "-1" : "0";
    let size;
    const fit = () => {
      const now = `${table.offsetWidth} ${table.tHead?.offsetHeight} ${frame.clientWidth} ${phone.matches}`;
      if (!frame.clientWidth || now === size) return;
      size = now;
      const fits = table.offsetWidth <= frame.clientWidth + 1;
      frame.classList.toggle("is-fitting", fits);
      if (fits) frame.removeAttribute("tabindex");
      else frame.setAttribute("tabindex", stop);
      copy?.turn(!fits && !phone.matches);
      if (copy?.active) copy.draw();
    };
    const seen = new ResizeObserver(() => requestAnimationFrame(fit));
    seen.observe(frame);
    seen.observe(table);
    fit();
  };

  measureTop();
  addEventListener("resize", measureTop);
  for (const matrix of document.querySelectorAll(".aims-matrix")) showGroups(matrix);
  for (const frame of document.querySelectorAll(".aims-scroll:has(> table)")) keepFitting(frame);

  // A short table has no tools, unless the address chooses some of its rows.
  const asked = [...new URLSearchParams(location.search).keys()];
  for (const figure of document.querySelectorAll(".aims-table:not(:has(.aims-tools))")) {
    const name = figure.querySelector("caption")?.id.replace("table-", "");
    if (asked.some((key) => key.startsWith(`${name}.`))) figure.querySelector(".aims-scroll").before(make("div", { className: "aims-tools" }));
  }
  const rooms = [...document.querySelectorAll(".aims-tools")];
  const matrices = [...document.querySelectorAll(".aims-matrix")].filter(
    (figure) => figure.querySelector(".aims-tools") || figure.querySelectorAll("a").length > MANY_LINKS,
  );
  const needed = [];
  if (rooms.length) needed.push("assets/table-rows.js", "assets/table-tools.js");
  if (matrices.length) needed.push("assets/matrix.js");
  Promise.all(needed.map(load)).then(() => {
    for (const { parentElement: figure } of rooms) {
      const Tools = matrices.includes(figure) ? aims.tables.MatrixTools : aims.tables.TableTools;
      new Tools(figure).build();
    }
    for (const matrix of matrices) aims.tables.walk(matrix);
    if (phone.matches && document.body.offsetHeight > HIGH) load("assets/sections.js");
  });
})();
