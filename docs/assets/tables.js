// Tools for registers and matrices: filter, sort, show the rows of one column, highlight a row and a
// column, copy as CSV, keep the view in the address. Without this script, the tables are complete.
"use strict";

(() => {
  const SCREENFUL = 12;
  const HELD_FROM = 7;
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" }).compare;
  const tidy = (text) => text.replace(/\s+/g, " ").trim();
  const slug = (text) => tidy(text).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  const rows = (count) => `${count} ${count === 1 ? "row" : "rows"}`;
  const make = (name, attributes = {}, ...children) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...children);
    return element;
  };
  /** Return the values of a cell: the items of its list, or its text. */
  const values = (cell) => {
    const items = [...cell.querySelectorAll("li")];
    return (items.length ? items : [cell]).map((item) => tidy(item.textContent)).filter((text) => text && text !== "–");
  };
  /** Return the sort value of a cell: a date, a number, or its text. */
  const sortValue = (cell) =>
    cell.querySelector("time")?.dateTime ??
    (cell.matches(".aims-number") ? Number(cell.textContent.replace(/[^\d.-]/g, "")) : values(cell).join("; "));
  /** Return a CSV cell that no spreadsheet reads as a formula; a number stays a number. */
  const csvCell = (text) => {
    const safe = /^[=+\-@\t\r]/.test(text) && !/^-?[\d.,]+$/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without HTTPS a browser supports the older way only.
      const area = make("textarea", { value: text, className: "aims-unseen" });
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      if (!done) throw new Error("The browser does not allow this page to copy.");
    }
  };

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

  class TableTools {
    constructor(figure) {
      this.figure = figure;
      this.table = figure.querySelector("table");
      this.name = figure.querySelector("caption").id.replace(/^table-/, "");
      this.figure.id ||= `view-${this.name}`;
      this.matrix = figure.classList.contains("aims-matrix");
      this.heads = [...this.table.tHead.rows[0].cells];
      this.titles = this.heads.map((head) => tidy(head.textContent));
      this.bodies = [...this.table.tBodies].map((body) => ({
        body,
        group: body.querySelector("tr.aims-group"),
        rows: [...body.rows].filter((row) => !row.classList.contains("aims-group")),
      }));
      this.rows = this.bodies.flatMap(({ rows }) => rows);
      this.view = { q: "", sort: "", column: "", letter: "", choices: new Map() };
    }

    build() {
      this.sheet = new CSSStyleSheet();
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet];
      this.bar = this.figure.querySelector(".aims-tools");
      this.addFilter();
      this.heads.forEach((head, index) => head.dataset.facet !== undefined && this.addChoice(index));
      if (this.matrix) this.addColumns();
      this.addCount();
      if (!this.matrix) this.heads.forEach((head, index) => this.addSort(head, index));
      else this.lightColumns();
      this.recall();
    }

    labelled(words, control, parameter) {
      control.dataset.view = parameter;
      this.bar.append(make("label", {}, make("span", {}, words), control));
      return control;
    }

    addFilter() {
      this.filter = this.labelled("Filter", make("input", { type: "search", autocomplete: "off", spellcheck: false }), "q");
      this.filter.addEventListener("input", () => this.change({ q: this.filter.value }));
    }

    select(words, first, options, parameter, changed) {
      const select = make("select", {}, make("option", { value: "" }, first));
      select.append(...options.map(([value, text]) => make("option", { value }, text)));
      select.addEventListener("change", () => changed(select.value));
      return this.labelled(words, select, parameter);
    }

    addChoice(index) {
      const found = [...new Set(this.rows.flatMap((row) => values(row.cells[index])))].sort(compare);
      if (found.length < 2) return;
      const parameter = slug(this.titles[index]);
      this.select(this.titles[index], "all", found.map((value) => [value, value]), parameter, (chosen) => {
        this.view.choices.set(parameter, { index, chosen });
        this.change({});
      });
      this.view.choices.set(parameter, { index, chosen: "" });
    }

    addColumns() {
      const kind = this.figure.dataset.columns || "Column";
      const options = this.titles.slice(1).map((title, index) => [slug(title), title, index]).sort((a, b) => compare(a[1], b[1]));
      this.columns = this.select(kind, "all", options, "only", (column) => this.change({ column }));
      const letters = [...this.figure.querySelectorAll(".aims-legend > div")].map((entry) => [
        tidy(entry.firstElementChild.textContent), tidy([...entry.children].map((part) => part.textContent).join(" "))]);
      if (!letters.length) return;
      this.letters = this.select("Letter", "any", letters, "as", (letter) => this.change({ letter }));
    }

    addCount() {
      this.count = make("output");
      const clear = make("button", { type: "button", className: "aims-button" }, "Show all");
      clear.addEventListener("click", () => this.clear());
      const copy = make("button", { type: "button", className: "aims-button" }, "Copy as CSV");
      copy.addEventListener("click", () => this.copy());
      this.clearing = clear;
      this.bar.append(this.count, clear, copy);
      this.nothing = make("p", { className: "aims-empty", hidden: true }, "No row matches.");
      this.table.after(this.nothing);
    }

    addSort(head, index) {
      const button = make("button", { type: "button", className: "aims-sort" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const key = slug(this.titles[index]);
        this.change({ sort: { [key]: `-${key}`, [`-${key}`]: "" }[this.view.sort] ?? key });
      });
    }

    lightColumns() {
      const light = (event) => {
        const cell = event.target.closest("td, thead th");
        const column = cell && cell.cellIndex > 0 ? cell.cellIndex : 0;
        if (column !== this.lit) this.style((this.lit = column));
      };
      this.table.addEventListener("pointerover", light);
      this.table.addEventListener("focusin", light);
      this.table.addEventListener("pointerleave", () => this.style((this.lit = 0)));
    }

    /** Style a column with one rule, which is faster than a class on each cell. */
    style() {
      const only = this.shown ? this.shown + 1 : 0;
      const figure = `#${CSS.escape(this.figure.id)}`;
      const rules = [];
      this.figure.classList.toggle("is-narrow", Boolean(only));
      if (only) rules.push(`${figure} :is(td, thead th:nth-child(n+2)):not(:nth-child(${only})) { display: none }`);
      if (this.lit) rules.push(`${figure} :is(td, thead th):nth-child(${this.lit + 1}) { background: var(--aims-lit) }`);
      this.sheet.replaceSync(rules.join("\n"));
    }

    change(part) {
      Object.assign(this.view, part);
      this.apply();
      this.remember();
    }

    clear() {
      this.view.choices.forEach((choice) => (choice.chosen = ""));
      this.change({ q: "", sort: "", column: "", letter: "" });
      this.controls();
      this.filter.focus();
    }

    apply() {
      const { q, column, letter, choices } = this.view;
      const words = aims.terms(q);
      const chosen = [...choices.values()].filter((choice) => choice.chosen);
      const before = this.shown;
      this.shown = column ? this.titles.findIndex((title, index) => index && slug(title) === column) : 0;
      if (this.shown < 0) this.shown = 0;
      if (this.shown !== before && this.matrix) this.style();
      let count = 0;
      const coming = [];
      for (const { body, group, rows } of this.bodies) {
        let any = false;
        for (const row of rows) {
          row.words ??= aims.forms(`${(this.matrix ? row.cells[0] : row).textContent} ${group?.textContent ?? ""}`);
          const fits =
            words.every((word) => aims.has(row.words, word)) &&
            chosen.every((choice) => values(row.cells[choice.index]).includes(choice.chosen)) &&
            (!this.shown || this.fitsLetter(row.cells[this.shown], letter));
          row.fits = fits;
          if (!fits && !row.hidden) row.hidden = true;
          else if (fits && row.hidden) coming.push(row);
          any ||= fits;
          count += fits;
        }
        if (body.hidden === any) body.hidden = !any;
      }
      this.show(coming);
      this.order();
      const all = count === this.rows.length;
      this.count.textContent = all ? rows(count) : `${count} of ${rows(this.rows.length)}`;
      this.nothing.hidden = count > 0;
      this.clearing.hidden = all && !this.view.sort && !this.shown;
      if (this.letters) this.letters.disabled = !this.shown;
    }

    /** Show rows again one screenful at a time, because thousands of cells take long. */
    show(coming) {
      clearTimeout(this.showing);
      for (const row of coming.slice(0, SCREENFUL)) row.hidden = false;
      if (coming.length > SCREENFUL) this.showing = setTimeout(() => this.show(coming.slice(SCREENFUL)));
    }

    fitsLetter(cell, letter) {
      const text = tidy(cell.textContent);
      return letter ? text.split("/").includes(letter) : text !== "";
    }

    order() {
      const { sort } = this.view;
      if (sort === (this.ordered ?? "")) return;
      const key = sort.replace(/^-/, "");
      const index = this.titles.findIndex((title) => slug(title) === key);
      const way = sort.startsWith("-") ? -1 : 1;
      const by = (a, b) => {
        const [left, right] = [sortValue(a.cells[index]), sortValue(b.cells[index])];
        if (left === "" || right === "") return (left === "") - (right === "");
        return way * (typeof left === "number" && typeof right === "number" ? left - right : compare(left, right));
      };
      for (const { body, rows } of this.bodies) body.append(...(index < 0 ? rows : [...rows].sort(by)));
      this.heads.forEach((head, at) => {
        if (at === index) head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      this.ordered = sort;
    }

    /** Return the view as parameters of the address, which begin with the name of the table. */
    parameters() {
      const { q, sort, column, letter, choices } = this.view;
      const parameters = [["q", q], ["sort", sort], ["only", column], ["as", column && letter]];
      choices.forEach(({ chosen }, parameter) => parameters.push([parameter, chosen]));
      return parameters;
    }

    remember() {
      const query = new URLSearchParams(location.search);
      for (const [name, value] of this.parameters()) {
        if (value) query.set(`${this.name}.${name}`, value);
        else query.delete(`${this.name}.${name}`);
      }
      aims.remember(query);
    }

    recall() {
      const query = new URLSearchParams(location.search);
      const given = (name) => query.get(`${this.name}.${name}`) ?? "";
      Object.assign(this.view, { q: given("q"), sort: given("sort"), column: given("only"), letter: given("as") });
      this.view.choices.forEach((choice, parameter) => (choice.chosen = given(parameter)));
      this.apply();
      this.controls();
    }

    controls() {
      const now = new Map(this.parameters());
      for (const control of this.bar.querySelectorAll("[data-view]")) control.value = now.get(control.dataset.view) ?? "";
      if (this.columns && !this.shown) this.columns.value = "";
    }

    async copy() {
      const wanted = (index) => !this.shown || index === 0 || index === this.shown;
      const line = (cells) => [...cells].filter((_, index) => wanted(index));
      const grouped = this.bodies.some(({ group }) => group);
      const heads = line(this.titles);
      const lines = [(grouped ? [...heads, "Group"] : heads).map(csvCell).join(",")];
      for (const row of this.table.querySelectorAll("tbody > tr:not(.aims-group)")) {
        if (!row.fits) continue;
        const cells = line(row.cells).map((cell) => values(cell).join("; "));
        const group = row.parentElement.querySelector(".aims-group");
        lines.push((grouped ? [...cells, tidy(group?.textContent ?? "")] : cells).map(csvCell).join(","));
      }
      try {
        await copied(`${lines.join("\r\n")}\r\n`);
        this.count.textContent = `${rows(lines.length - 1)} copied`;
      } catch (error) {
        this.count.textContent = error.message;
      }
    }
  }

  for (const matrix of document.querySelectorAll(".aims-matrix")) showGroups(matrix);
  for (const room of document.querySelectorAll(".aims-tools")) new TableTools(room.parentElement).build();
})();
