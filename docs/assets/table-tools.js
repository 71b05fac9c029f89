// Tools for long tables: filter, sort, fold groups, keep the view in the address. tables.js loads this file.
"use strict";

(() => {
  const { make, load, tidy, slug, rows, values, sortValue, compare, RowGroups, isAbout, finds } = aims.tables;
  const SCREENFUL = 12;
  class TableTools {
    constructor(figure) {
      this.figure = figure;
      this.table = figure.querySelector(".aims-scroll[role] > table");
      this.name = figure.querySelector("caption").id.replace(/^table-/, "");
      this.figure.id ||= `view-${this.name}`;
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
      this.bar = this.figure.querySelector(".aims-tools");
      this.addFilter();
      this.heads.forEach((head, index) => head.dataset.facet !== undefined && this.addChoice(index));
      this.heads.forEach((head, index) => head.dataset.due && this.addDue(index, head.dataset.due));
      this.addColumns();
      this.groups = new RowGroups(this.figure, this.bodies);
      this.addButtons();
      this.recall();
    }

    labelled(words, control, parameter) {
      control.dataset.view = parameter;
      this.bar.append(make("label", {}, make("span", {}, words), control));
      return control;
    }

    button(words, act, where = this.bar) {
      const button = make("button", { type: "button", className: "aims-button" }, words);
      button.addEventListener("click", act);
      where.append(button);
      return button;
    }

    addFilter() {
      this.filter = this.labelled("Filter", make("input", { type: "search", autocomplete: "off", spellcheck: false }), "q");
      this.filter.placeholder = "Word, holder, clause";
      this.filter.addEventListener("focus", () => this.look());
      this.filter.addEventListener("input", () => this.change({ q: this.filter.value }));
    }

    /** Load the words by which linked records are found, then filter again. */
    look() {
      this.looking ??= load("assets/record-words.js").then(
        () => {
          for (const row of this.rows) row.words = null;
          if (this.view.q) this.apply();
        },
        () => {},  // The filter then searches the visible text only.
      );
    }

    select(words, first, options, parameter, changed) {
      const select = make("select", {}, make("option", { value: "" }, first));
      select.append(...options.map(([value, text]) => make("option", { value }, text)));
      select.addEventListener("change", () => changed(select.value));
      return this.labelled(words, select, parameter);
    }

    addChoice(index) {
      const found = [...new Set(this.rows.flatMap((row) => values(row.cells[index])))].sort(compare);
      if (found.length > 1) this.choose(index, "all", found.map((value) => [value, value]), (cell, chosen) => values(cell).includes(chosen));
    }

    /** Offer what is overdue or due soon on the day of the manual, not of the clock. */
    addDue(index, today) {
      const later = (days) => new Date(Date.parse(today) + days * 864e5).toISOString().slice(0, 10);
      const fits = (cell, chosen) => {
        const due = cell.querySelector("time")?.dateTime;
        if (!due || chosen === "overdue") return due < today;
        return due >= today && due <= later(Number(chosen));
      };
      this.choose(index, "all", [["overdue", "overdue"], ...[30, 90].map((days) => [String(days), `next ${days} days`])], fits);
    }

    choose(index, first, options, fits) {
      const parameter = slug(this.titles[index]);
      const choice = { index, fits, chosen: "" };
      this.view.choices.set(parameter, choice);
      this.select(this.titles[index], first, options, parameter, (chosen) => {
        choice.chosen = chosen;
        this.change({});
      });
    }

    addColumns() {
      this.heads.forEach((head, index) => this.addSort(head, index));
    }

    addButtons() {
      this.count = make("output");
      this.bar.append(this.count);
      this.clearing = this.button("Show all", () => this.clear());
      if (this.groups.parts.length > 2) this.addFolding();
      if (document.fullscreenEnabled && this.figure.matches(".aims-matrix, .aims-wide")) {
        this.button("Full screen", () => (document.fullscreenElement ? document.exitFullscreen() : this.figure.requestFullscreen()));
      }
      this.addMenu();
      this.nothing = make("p", { className: "aims-empty", hidden: true }, "No row matches.");
      this.table.after(this.nothing);
    }

    addFolding() {
      const { groups } = this;
      const button = this.button("", () => groups.fold(groups.parts, groups.allOpen));
      groups.changed = () => (button.textContent = groups.allOpen ? "Fold groups" : "Unfold groups");
    }

    /** Offer the link to the view, and the shown rows as files; the code for files is loaded when the menu opens. */
    addMenu() {
      const list = make("div", { hidden: true });
      const menu = make("div", { className: "aims-more" });
      const opener = this.button("Share or save", () => show(list.hidden), menu);
      const show = (open) => {
        list.hidden = !open;
        opener.ariaExpanded = String(open);
        if (open) load("assets/table-files.js");
      };
      const act = (name) => async () => {
        show(false);
        opener.focus();
        try {
          await load("assets/table-files.js");
          this.count.textContent = await aims.tables.files[name](this);
        } catch (error) {
          this.count.textContent = error.message;
        }
      };
      for (const [name, words] of [["link", "Copy link to this view"], ["copy", "Copy as CSV"], ["csv", "Save as CSV"], ["xlsx", "Save as XLSX"]]) {
        this.button(words, act(name), list);
      }
      menu.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || list.hidden) return;
        show(false);
        opener.focus();
      });
      menu.addEventListener("focusout", (event) => event.relatedTarget && !menu.contains(event.relatedTarget) && show(false));
      show(false);
      menu.append(list);
      this.bar.append(menu);
    }

    addSort(head, index) {
      const button = make("button", { type: "button", className: "aims-sort" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const key = slug(this.titles[index]);
        this.change({ sort: { [key]: `-${key}`, [`-${key}`]: "" }[this.view.sort] ?? key });
      });
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

    /** Return the text of a row to search in, and the links to records that it is also found by. */
    sources(row) {
      return { text: row.textContent, links: row.querySelectorAll("a[href]") };
    }

    fits(row) {
      return [...this.view.choices.values()].every(({ index, fits, chosen }) => !chosen || fits(row.cells[index], chosen));
    }

    apply() {
      const words = aims.terms(this.view.q);
      const searching = words.length > 0 || [...this.view.choices.values()].some(({ chosen }) => chosen) || Boolean(this.shown);
      let count = 0;
      const coming = [];
      // The id of a row means that row, not the rows whose links lead to it.
      const id = this.view.q.trim().toLowerCase();
      const isOwn = /\d/.test(id) && this.rows.some((row) => isAbout(row, id));
      for (const { body, group, rows } of this.bodies) {
        let any = 0;
        for (const row of rows) {
          row.fits = this.fits(row) && (!words.length || finds(row, words, () => this.sources(row), group, isOwn));
          if (!row.fits && !row.hidden) row.hidden = true;
          else if (row.fits && row.hidden) coming.push(row);
          any += row.fits;
        }
        if (body.hidden === any > 0) body.hidden = !any;
        count += any;
      }
      this.show(coming);
      this.order();
      this.groups.search(searching);
      this.say(count);
    }

    say(count) {
      const all = count === this.rows.length;
      this.count.textContent = all ? rows(count) : `${count} of ${rows(this.rows.length)}`;
      const caption = this.table.caption;
      if (all) delete caption.dataset.shown;
      else caption.dataset.shown = this.count.textContent;
      this.nothing.hidden = count > 0;
      this.clearing.hidden = all && !this.view.sort && !this.shown;
    }

    /** Show rows again one screenful at a time, because thousands of cells take long; the next key comes first. */
    show(coming, pause = 150) {
      clearTimeout(this.showing);
      for (const row of coming.slice(0, SCREENFUL)) row.hidden = false;
      if (coming.length > SCREENFUL) this.showing = setTimeout(() => this.show(coming.slice(SCREENFUL), 0), pause);
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
      if (this.view.q) this.look();
      this.apply();
      this.controls();
    }

    controls() {
      const now = new Map(this.parameters());
      for (const control of this.bar.querySelectorAll("[data-view]")) control.value = now.get(control.dataset.view) ?? "";
    }

    /** Return the shown rows, heads first: texts, or { text, day } and { text, number }. */
    content() {
      const shown = (cells) => [...cells].filter((_, index) => this.hasColumn?.(index) ?? true);
      const grouped = this.groups.parts.length > 0;
      const lines = [shown(this.titles).concat(grouped ? ["Group"] : [])];
      for (const row of this.table.querySelectorAll("tbody > tr:not(.aims-group)")) {
        if (!row.fits) continue;
        const cells = shown(row.cells).map((cell) => {
          const text = values(cell).join("; ");
          const day = cell.querySelector("time")?.dateTime;
          if (day && cell.querySelectorAll("time").length === 1 && text === tidy(cell.querySelector("time").textContent)) return { text, day };
          return /^-?\d[\d,]*(\.\d+)?$/.test(text) && cell.matches(".aims-number") ? { text, number: sortValue(cell) } : text;
        });
        const group = row.parentElement.querySelector(".aims-group");
        lines.push(grouped ? [...cells, tidy(group?.textContent ?? "")] : cells);
      }
      return lines;
    }
  }

  aims.tables.TableTools = TableTools;
})();
