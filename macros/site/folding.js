// One spelling for all the ways in which people type the same word. `macros/folding.py` does the same.
"use strict";

(() => {
  const { letters, spelled, ...sources } = aims.foldings;
  const [dropped, marks, dashes, spaces, joint] = ["dropped", "marks", "dashes", "spaces", "joint"].map(
    (name) => new RegExp(sources[name], "gu"),
  );
  const replaced = (text, table) => text.replace(/[^\0-\x7f]/gu, (letter) => table[letter] ?? letter);
  const respelled = (text) => replaced(text.normalize("NFC").toLowerCase(), spelled);

  /** Text in lower case, without accents, apostrophes, quotation marks and unseen signs. */
  aims.fold = (text) => {
    const plain = text.replace(dropped, "").normalize("NFKD").toLowerCase();
    const latin = replaced(plain.replace(dropped, "").replace(marks, ""), letters);
    return latin.replace(dashes, "-").replace(spaces, " ").normalize("NFC");
  };

  /** Text folded in each way that people write it: `muller` and `mueller`, `e-mail` and `email`. */
  aims.forms = (text) => {
    const several = [aims.fold(text), aims.fold(respelled(text))];
    several.push(...several.map((one) => one.replace(joint, "")));
    return [...new Set(several)].filter((one) => one.trim());
  };

  const QUOTED = /["\u00ab\u00bb\u201c-\u201f\u2039\u203a\u300c-\u300f\uff02]/gu;

  /** What is looked for: words, and phrases between quotation marks; each in all its forms. */
  aims.terms = (query) =>
    query
      .replace(QUOTED, '"')
      .split('"')
      .flatMap((part, index) => (index % 2 ? [part.trim()] : part.split(/\s+/u)))
      .map((term) => [...new Set([...aims.forms(term), ...aims.forms(term.replace(/\p{Pd}/gu, " "))])])
      .filter((term) => term.length);

  /** Whether one of the forms of a text has one of the forms of a term. */
  aims.has = (texts, term) => texts.some((text) => term.some((form) => text.includes(form)));

  /** Text as it is shown; and folded in each way, with where each folded letter comes from. */
  aims.traced = (text) => {
    const shown = text.normalize("NFC");
    const parts = [...shown.matchAll(/\P{M}\p{M}*|\p{M}+/gu)];
    const traces = [aims.fold, (part) => aims.fold(respelled(part))].map((way) => {
      const folded = parts.map(({ 0: part }) => way(part));
      const from = folded.flatMap((part, at) => Array(part.length).fill(parts[at].index));
      return { folded: folded.join(""), from: [...from, shown.length] };
    });
    return { shown, traces };
  };
})();
