// Rows of long tables: their values, the words that find them, and their groups. tables.js loads this file.
"use strict";

(() => {
  const { make, phone } = aims.tables;
  const ON_A_PHONE = 10;
  const MATRIX_ON_A_PHONE = 40;
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" }).compare;
  const tidy = (text) => text.replace(/\s+/g, " ").trim();
  const slug = (text) => tidy(text).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  const rows = (count) => `${count} ${count === 1 ? "row" : "rows"}`;
  /** Return the text of a cell, without the word that unfolds the rest of it. */
  const textOf = (cell) => {
    if (!cell.querySelector("summary")) return tidy(cell.textContent);
    const copy = cell.cloneNode(true);
    for (const summary of copy.querySelectorAll("summary")) summary.replaceWith(" ");
    return tidy(copy.textContent);
  };
  /** Return the values of a cell: the items of its list, or its text. */
  const values = (cell) => {
    const items = [...cell.querySelectorAll("li")];
    return (items.length ? items : [cell]).map(textOf).filter((text) => text && text !== "–");
  };
  /** Return the sort value of a cell: a date, a number, or its text. */
  const sortValue = (cell) =>
    cell.querySelector("time")?.dateTime ??
    (cell.matches(".aims-number") ? Number(cell.textContent.replace(/[^\d.-]/g, "")) : values(cell).join("; "));

  const pathOf = (link) => decodeURI(link.pathname).slice(decodeURI(aims.root.pathname).length).replace(/index\.html$/, "");
  const known = new Map();
  /** Return what a linked record is also found by: holders, aliases and clauses, each folded. */
  const wordsOf = (link) => {
    const path = pathOf(link);
    if (!known.has(path)) known.set(path, (aims.recordWords[path] ?? "").split("|").filter(Boolean).map(aims.forms));
    return known.get(path);
  };
  const CLAUSE = /^(\p{L}\.)?\d+(\.\d+)+$/u;
  /** Return whether a word has a term; the number of a clause includes its parts, but not `A.7.2` for `7.2`. */
  const isNamed = (forms, term) =>
    term.some((asked) => (CLAUSE.test(asked) ? forms.some((form) => form === asked || form.startsWith(`${asked}.`)) : aims.has(forms, [asked])));

  /** Return whether a row is about the record with this id: its first cell begins with it. */
  const isAbout = (row, id) => tidy(row.cells[0].textContent).toLowerCase().startsWith(`${id} `);

  /** Return whether a row has all words: in its text, its group, or (unless `isOwn`) among what its linked records are found by. */
  const finds = (row, words, sources, group, isOwn) => {
    if (!row.words) {
      const { text, links } = sources();
      const linked = aims.recordWords ? new Set([...links].flatMap(wordsOf)) : [];
      row.words = { own: aims.forms(`${text} ${group?.textContent ?? ""}`), linked: [...linked] };
    }
    const { own, linked } = row.words;
    return words.every((word) => aims.has(own, word) || (!isOwn && linked.some((forms) => isNamed(forms, word))));
  };

  /** Fold the groups of a table. On a phone, groups are folded first, and a table without groups shows its first rows. */
  class RowGroups {
    constructor(figure, bodies) {
      this.parts = bodies.filter(({ group }) => group);
      this.rows = bodies.flatMap(({ rows }) => rows);
      const most = figure.matches(".aims-matrix") ? MATRIX_ON_A_PHONE : ON_A_PHONE;
      this.folds = phone.matches && this.rows.length > most && this.parts.length > 1;
      this.parts.forEach((part, at) => this.add(part, at));
      if (this.parts.length || this.rows.length <= ON_A_PHONE || !phone.matches || figure.matches(".aims-matrix")) return;
      this.most = ON_A_PHONE;
      this.rest = make("button", { type: "button", className: "aims-button" });
      this.rest.addEventListener("click", () => this.limit((this.most = Infinity)));
      figure.append(this.rest);
    }

    add(part, at) {
      const words = part.group.querySelector("th > span");
      const button = make("button", { type: "button", className: "aims-fold", ariaLabel: tidy(words.textContent) });
      words.prepend(button);
      part.button = button;
      part.folded = this.folds && (at > 0 || part.rows.length > ON_A_PHONE);
      part.group.addEventListener("click", (event) => !event.target.closest("a") && this.fold([part], this.isOpen(part)));
    }

    isOpen(part) {
      return !(this.searching ? part.foldedNow : part.folded);
    }

    get allOpen() {
      return this.parts.every((part) => this.isOpen(part));
    }

    fold(parts, folded) {
      for (const part of parts) part[this.searching ? "foldedNow" : "folded"] = folded;
      this.show();
    }

    /** Open all groups while the reader searches, and fold them again afterwards. */
    search(searching) {
      if (searching && !this.searching) for (const part of this.parts) part.foldedNow = false;
      this.searching = searching;
      this.show();
      this.limit();
    }

    show() {
      for (const part of this.parts) {
        const { button, body, rows } = part;
        const [open, count] = [String(this.isOpen(part)), String(rows.filter((row) => row.fits).length)];
        // A change that changes nothing would still be laid out.
        if (button.ariaExpanded !== open) button.ariaExpanded = open;
        if (button.parentElement.dataset.count !== count) button.parentElement.dataset.count = count;
        body.classList.toggle("is-folded", open === "false");
      }
      this.changed?.();
    }

    limit() {
      if (!this.rest) return;
      const fitting = [...this.rows[0].parentElement.rows].filter((row) => row.fits);
      fitting.forEach((row, at) => row.classList.toggle("is-over", at >= this.most));
      this.rest.hidden = fitting.length <= this.most;
      this.rest.textContent = `Show all ${rows(fitting.length)}`;
    }
  }

  Object.assign(aims.tables, { tidy, slug, rows, values, sortValue, compare, isAbout, finds, RowGroups });
})();
