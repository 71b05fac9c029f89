// Tools for matrices: the column of a role, one letter, arrow keys. tables.js loads this file.
"use strict";

(() => {
  const { tidy, slug, compare, TableTools } = aims.tables;

  /** Return whether a column has letters; others, such as the accountable role in words, are always shown. */
  const hasLetters = (head) => Boolean(head.querySelector(":scope > span"));

  class MatrixTools extends (TableTools ?? Object) {
    constructor(figure) {
      super(figure);
      this.lettered = this.heads.map((head, index) => index > 0 && hasLetters(head));
    }

    addColumns() {
      this.sheet = new CSSStyleSheet();
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet];
      const kind = this.figure.dataset.columns || "Column";
      const options = this.titles
        .map((title, index) => [slug(title), title, index])
        .filter(([, , index]) => this.lettered[index])
        .sort((a, b) => compare(a[1], b[1]));
      this.columns = this.select(kind, "all", options, "only", (column) => this.change({ column }));
      const letters = [...this.figure.querySelectorAll(".aims-legend > div")].map((entry) => [
        tidy(entry.firstElementChild.textContent), tidy([...entry.children].map((part) => part.textContent).join(" "))]);
      if (letters.length) this.letters = this.select("Letter", "any", letters, "as", (letter) => this.change({ letter }));
      this.lightColumns();
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
      const figure = `#${CSS.escape(this.figure.id)}`;
      const rules = [];
      this.figure.classList.toggle("is-narrow", Boolean(this.shown));
      if (this.shown) {
        const kept = this.heads.map((_, index) => index).filter((index) => this.hasColumn(index));
        const others = kept.map((index) => `:not(:nth-child(${index + 1}))`).join("");
        rules.push(`${figure} tr:not(.aims-group) > :is(td, th)${others} { display: none }`);
      }
      if (this.lit) rules.push(`${figure} :is(td, thead th):nth-child(${this.lit + 1}) { background: var(--aims-lit) }`);
      this.sheet.replaceSync(rules.join("\n"));
    }

    hasColumn(index) {
      return !this.shown || index === this.shown || !this.lettered[index];
    }

    apply() {
      const before = this.shown;
      const { column } = this.view;
      this.shown = column ? this.titles.findIndex((title, index) => this.lettered[index] && slug(title) === column) : 0;
      if (this.shown < 0) this.shown = 0;
      if (this.shown !== before) this.style();
      super.apply();
      if (this.letters) this.letters.parentElement.hidden = !this.shown;
    }

    controls() {
      super.controls();
      if (!this.shown) this.columns.value = "";
    }

    fits(row) {
      if (!this.shown) return super.fits(row);
      const text = tidy(row.cells[this.shown].textContent);
      return super.fits(row) && (this.view.letter ? text.split("/").includes(this.view.letter) : text !== "");
    }

    /** A row of a matrix is found by its activity and by the roles that have a letter in it. */
    sources(row) {
      const links = [...row.cells[0].querySelectorAll("a[href]")];
      const texts = [row.cells[0].textContent];
      for (const cell of row.cells) {
        if (!cell.cellIndex || !cell.firstChild) continue;
        if (!this.lettered[cell.cellIndex]) {
          texts.push(cell.textContent);
          links.push(...cell.querySelectorAll("a[href]"));
          continue;
        }
        texts.push(this.titles[cell.cellIndex]);
        links.push(...this.heads[cell.cellIndex].querySelectorAll("a[href]"));
      }
      return { text: texts.join(" · "), links };
    }
  }

  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  /** Make a matrix one tab stop: arrow keys go to the next letter in the row or column, Home and End to its ends. */
  const walk = (figure) => {
    const table = figure.querySelector(".aims-scroll[role] > table");
    const ways = (part) => [...part.querySelectorAll("a[href], button")].filter((way) => way.checkVisibility());
    let current;
    const choose = (way) => {
      if (current) current.tabIndex = -1;
      current = way;
      current.tabIndex = 0;
    };
    /** Return the next row with something to focus in a column. */
    const beside = (way, by) => {
      const cell = way.closest("td, th");
      const rows = [...table.rows];
      for (let at = rows.indexOf(cell.parentElement) + by; rows[at]; at += by) {
        const found = rows[at].cells[cell.cellIndex];
        const next = found && ways(found)[0];
        if (next) return next;
      }
      return null;
    };
    const target = (event) => {
      const way = event.target.closest("a, button");
      const row = ways(way.closest("tr"));
      if (event.key === "Home" || event.key === "End") {
        const all = event.ctrlKey ? ways(table.tBodies.length ? table : row) : row;
        return all.at(event.key === "Home" ? 0 : -1);
      }
      const [down, right] = STEPS[event.key];
      if (down) return beside(way, down);
      return row[row.indexOf(way) + (getComputedStyle(table).direction === "rtl" ? -right : right)];
    };
    table.addEventListener("keydown", (event) => {
      if (!(event.key in STEPS || event.key === "Home" || event.key === "End") || event.altKey || event.metaKey) return;
      const next = target(event);
      event.preventDefault();
      next?.focus();
    });
    table.addEventListener("focusin", (event) => choose(event.target.closest("a, button")));
    for (const way of table.querySelectorAll("a[href], button")) way.tabIndex = -1;
    choose(table.querySelector("th[scope=row] a[href]") ?? table.querySelector("a, button"));
    // What the view hides cannot keep the tab stop. Asking at each change would slow down a filter.
    let waiting;
    const keep = () => {
      if (!current.checkVisibility()) choose(ways(table).find((way) => way.closest("th[scope=row]")) ?? ways(table)[0] ?? current);
    };
    new MutationObserver(() => {
      clearTimeout(waiting);
      waiting = setTimeout(keep, 300);
    }).observe(figure, { subtree: true, attributeFilter: ["hidden", "class"] });
  };

  Object.assign(aims.tables, { MatrixTools, walk });
})();
