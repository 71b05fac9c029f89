// Ranking of search: what a query means, which pages it finds, and in which order. MiniSearch holds the index.
"use strict";

(() => {
  const english = document.documentElement.lang.startsWith("en");
  const words = (text) => text.split(/\s+/u);
  /** English words that say nothing about the subject of a query. */
  const STOP = new Set(words(
    "a about all am an and any are as at be been by can could did do does for from get give had has have he her his i if in into is " +
    "it its just like may me mean means might more must my need no not of on one or our please she should show so some tell than that " +
    "the their them there these they this those to up us use used using want was we were will with would you your find look looking",
  ));
  /** Question words, and the types of page that answer them. */
  const QUESTIONS = {
    who: ["Role", "Body", "Person", "Activity"], whom: ["Role", "Body", "Person", "Channel"], whose: ["Role", "Person"],
    how: ["Procedure"], what: ["Term"], when: [], where: [], which: [], why: [],
  };
  /** Words of questions about a duty: they count little. */
  const DUTIES = new Set(words("accountable responsible owns owner own charge answers decides does"));
  /** How much a match counts, by the field in which it is. */
  const FIELDS = { title: 1, names: 0.95, hints: 0.9, people: 0.85, type: 0.5, heads: 0.45, text: 0.25 };
  const LABELS = { title: 1, names: 0.97, hints: 0.95, people: 0.92 };
  const LEAST = 0.4;

  /** Return a word without the endings of its forms, and without those that make another word of it. */
  const stems = (word) => {
    if (!english || word.length < 4 || !/^[a-z]+$/.test(word)) return [word, word];
    let form = word.replace(/iz(?=[aei])/, "is").replace("dgement", "dgment").replace(/our(?=$|[a-z])/, "or").replace(/mme(?=s?$)/, "m");
    if (/[^aeiou]ies$/.test(form)) form = form.replace(/ies$/, "y");
    else if (/(ss|sh|ch|x)es$/.test(form)) form = form.slice(0, -2);
    else if (/[^su]s$/.test(form)) form = form.slice(0, -1);
    let root = form.replace(/e$/, "");
    for (const ending of [
      /(ness|ment|ful)$/,
      /(ation|ition|ion|ing|ed|er|or|al|ive|able|ible|ance|ence|ant|ity|ist|ism|ly)$/,
      /(at|is|i|y)$/,
    ]) {
      const cut = root.replace(ending, "");
      if (cut.length > 3 && /[aeiouy]/.test(cut)) root = cut;
    }
    return [form, root.replace(/([^s])\1$/, "$1")];
  };

  const rows = [0, 1, 2].map(() => new Uint8Array(64));

  /** Return by how many letters two words differ: one more, one less, another one, or two exchanged (Damerau). */
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most || b.length > 60) return most + 1;
    let [before, row, next] = rows;
    for (let at = 0; at <= b.length; at++) row[at] = at;
    for (let i = 1; i <= a.length; i++) {
      let least = (next[0] = i);
      for (let j = 1; j <= b.length; j++) {
        let steps = Math.min(row[j], next[j - 1], row[j - 1] - (a[i - 1] === b[j - 1])) + 1;
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps = Math.min(steps, before[j - 2] + 1);
        next[j] = steps;
        if (steps < least) least = steps;
      }
      if (least > most) return most + 1;
      [before, row, next] = [row, next, before];
    }
    return row[b.length];
  };

  /** Return the letters of a word as bits, to see quickly that two words have little in common. */
  const bits = (word) => {
    let found = 0;
    for (let at = 0; at < word.length; at++) found |= 1 << (word.charCodeAt(at) % 32);
    return found;
  };
  const size = (number) => {
    let count = 0;
    for (; number; number &= number - 1) count++;
    return count;
  };

  const CHUNK = /[^\s/|·]+/gu;
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
  const known = new Map();

  /** Return each spelling of a chunk of text as its parts: `e-mail` has the parts `e` and `mail`. */
  const spellings = (chunk) => {
    const ascii = /^[\0-\x7f]*$/.test(chunk);
    const forms = ascii ? [chunk.toLowerCase().replace(/['"\x60]/g, "")] : aims.forms(chunk);
    return forms.map((form) => form.split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean)).filter((parts) => parts.length);
  };

  /** Return the terms of a chunk of text in the index: `POL-03` has `pol`, `03` and `pol03`. */
  const termsOf = (chunk) => {
    const found = known.get(chunk);
    if (found) return found;
    const terms = new Set();
    for (const parts of spellings(chunk)) {
      if (parts.length > 1 && parts.length < 7) terms.add(parts.join(""));
      for (const part of parts) {
        if (part.length > 2 && UNSPACED.test(part)) {
          // Scripts without spaces between words: every two signs in a row.
          for (let at = 0; at + 1 < part.length; at++) terms.add(part.slice(at, at + 2));
        } else if (part.length > 1 || parts.length === 1) terms.add(part);
      }
    }
    const list = [...terms];
    known.set(chunk, list);
    return list;
  };
  const chunksOf = (text) => text.match(CHUNK) ?? [];
  const tokenize = (text) => chunksOf(text).flatMap(termsOf);

  /** Return an id as one word without leading zeros, as people often type it: `pol3`, `a624`. */
  const tight = (text) => {
    const plain = aims.fold(text).replace(/\b0+(?=\d)/g, "").trim();
    return /\p{L}/u.test(plain) ? (plain.match(/\d+|\p{L}+/gu) ?? []).map((part) => part.replace(/^0+(?=\d)/, "")).join("") : plain;
  };

  let pages, names, texts, vocabulary, ids, synonyms;
  let isComplete = false;
  const counts = new Map();

  /** Return the terms of each part of a chunk: `high-risk` has two, and each is in `highrisk` too. */
  const partsOf = (chunk) => {
    const ways = spellings(chunk);
    if (!ways.length || ways[0].length < 2) return ways.length ? [termsOf(chunk)] : [];
    return ways[0].map((part, at) => [...new Set([part, ...ways.flatMap((parts) => [...parts.slice(at, at + 1), parts.join("")])])]);
  };

  const labelsOf = (page) =>
    (page.labels ??= Object.entries(LABELS).flatMap(([field, factor]) =>
      [page[field]].flat().map((text) => {
        const chunks = chunksOf(text).flatMap(partsOf);
        const telling = chunks.filter((terms) => !STOP.has(terms[0]));
        return { factor, chunks: telling.length ? telling : chunks };
      }),
    ));

  const weights = new Map();
  /** Return how telling a term is: rare ones are. */
  const telling = (term) => {
    if (!weights.has(term)) weights.set(term, Math.log(1 + 2000 / (1 + (counts.get(term) ?? 0))));
    return weights.get(term);
  };

  const addId = (key, page, exact) => {
    if (!ids.has(key)) ids.set(key, []);
    ids.get(key).push([page, exact]);
  };

  const addIds = (page) => {
    const parts = page.id.split(/[\s-]+/u);
    addId(tight(page.id), page, 1);
    if (parts.length < 2) addId(tight(`${page.kind.split(" ")[0]} ${page.id}`), page, 1);
    else if (page.id.includes(" ")) addId(tight(parts.at(-1)), page, 0.4);
    else addId(tight(`${page.kind} ${parts.at(-1)}`), page, 1);
  };

  const forget = () => {
    vocabulary = [...counts.keys()].map((term) => [term, ...stems(term), bits(term)]);
    for (const cache of [weights, fitting, cached]) cache.clear();
  };

  /** Read the index: first ids, titles and names, which takes a moment, so that search can begin. */
  const read = () => {
    const count = (term) => (counts.set(term, (counts.get(term) ?? 0) + 1), term);
    const index = (fields) => new MiniSearch({ idField: "number", fields, tokenize, processTerm: count });
    names = index(Object.keys(FIELDS).slice(0, -2));
    texts = index(["heads", "text"]);
    ids = new Map();
    pages = aims.index.pages.map(([address, id, title, type, names, people, hints, sections], number) => {
      const [kind, group, weight] = aims.index.types[type];
      return { number, address, id, title, kind, group, weight, names, people, hints, sections };
    });
    pages.filter(({ id }) => id).forEach(addIds);
    names.addAll(pages.map((page) => ({
      number: page.number,
      title: page.title,
      names: page.names.join(" "),
      hints: page.hints.join(" "),
      people: page.people.join(" "),
      type: `${page.kind.split(" of ")[0]} ${page.id}`,
    })));
    synonyms = aims.index.synonyms.map((group) => group.map((phrase) => chunksOf(phrase).map((chunk) => spellings(chunk)[0].join(""))));
    forget();
  };

  /** Read the texts in steps, between which the browser can show what is typed. */
  const readTexts = async () => {
    for (let from = 0; from < pages.length; ) {
      const until = performance.now() + 12;
      while (from < pages.length && performance.now() < until) {
        const { number, sections } = pages[from++];
        texts.add({ number, heads: sections.map(([, head]) => head).join(" "), text: sections.map(([, , text]) => text).join(" ") });
      }
      await new Promise((done) => setTimeout(done));
    }
    isComplete = true;
    forget();
  };

  const limit = (word) => (word.length < 4 ? 0 : word.length < 6 ? 1 : word.length < 12 ? 2 : 3);

  /** Return the terms that are spelt nearest to a word, with how well each fits. */
  const nearest = (word, most = limit(word)) => {
    const found = [];
    let best = most + 0.9;
    const mine = bits(word);
    for (const [term, , , letters] of most ? vocabulary : []) {
      if (term.length < 3 || size(mine & ~letters) > most || /\d/.test(term)) continue;
      const other = term[0] === word[0] ? 0 : 0.4;
      let far = distance(word, term, most) + other;
      if (far > most && !other && word.length > 4 && term.length > word.length + 1) {
        // A longer word that is still being typed.
        const begun = distance(word, term.slice(0, word.length), 1);
        far = begun > 1 ? most + 1 : begun + 0.5;
      }
      if (far > best + 0.5 || far > most + 0.5) continue;
      best = Math.min(best, far);
      found.push([term, far]);
    }
    return found
      .filter(([, far]) => far <= best + 0.5)
      .sort((a, b) => a[1] - b[1] || counts.get(b[0]) - counts.get(a[0]))
      .slice(0, 8)
      .map(([term, far]) => [term, 0.95 - 0.17 * far]);
  };

  const fitting = new Map();
  /** Return the terms of the index that a word means, with how well each fits; `close` has those spelt otherwise. */
  const meanings = (word, isLast = false) => {
    const key = isLast ? `${word} ` : word;
    if (fitting.has(key)) return fitting.get(key);
    const [form, root] = stems(word);
    const found = new Map(), begun = [], related = [], inside = [];
    for (const [term, termForm, termRoot] of vocabulary) {
      if (term === word) found.set(term, 1);
      else if (termForm === form) found.set(term, 0.95);
      else if (term.startsWith(word)) begun.push([term, 0.55 + (0.35 * word.length) / term.length]);
      else if (termRoot === root && root.length > 2) related.push([term, 0.8]);
    }
    if (!found.size && !begun.length && word.length > 3)
      for (const [term] of vocabulary) if (term.includes(word)) inside.push([term, 0.5]);
    // Only the last word is still being typed.
    const isKnown = found.size > 0;
    begun.sort((a, b) => b[1] - a[1]);
    if (isLast || !isKnown) for (const [term, fit] of begun.slice(0, word.length < 3 ? 20 : 40)) found.set(term, isKnown ? fit * 0.8 : fit);
    let close = found.size || inside.length || !isComplete ? [] : nearest(word);
    // Words with the same root explain an unknown word less well than one that is spelt almost like it.
    for (const [term, fit] of close) if (!related.length || fit > 0.7) found.set(term, fit);
    if (related.length) close = [];
    for (const [term, fit] of [...related, ...(found.size ? [] : inside)]) found.set(term, Math.max(fit, found.get(term) ?? 0));
    const meaning = { found, close };
    fitting.set(key, meaning);
    return meaning;
  };

  const cached = new Map();
  /** Return the pages with a term, or with all of several: page number, strength, terms, and whether a name has it. */
  const hitsOf = (terms, all = false) => {
    const key = JSON.stringify([[...terms], all]);
    if (cached.has(key)) return cached.get(key);
    const options = {
      tokenize: words,
      processTerm: (term) => term,
      combineWith: all ? "AND" : "OR",
      boost: { title: 4, names: 3, hints: 3, people: 2, heads: 2 },
      boostTerm: (term) => terms.get(term),
    };
    const hits = new Map();
    for (const index of all === "names" ? [names] : [names, texts]) {
      const found = index.search([...terms.keys()].join(" "), options);
      for (const { id, score, match } of found) {
        let best = 0;
        for (const [term, fields] of Object.entries(match))
          for (const field of fields) best = Math.max(best, FIELDS[field] * terms.get(term));
        const strength = 0.6 * best + ((0.4 * score) / found[0].score) * Math.sqrt(best);
        const before = hits.get(id);
        hits.set(id, {
          strength: Math.max(strength, before?.strength ?? 0),
          terms: [...(before?.terms ?? []), ...Object.keys(match)],
          named: before?.named || index === names,
        });
      }
    }
    if (cached.size > 300) cached.clear();
    cached.set(key, hits);
    return hits;
  };

  /** Return a query as words, each with the spellings in which it can be in the index. */
  const parse = (query) => {
    let list = chunksOf(query.replace(/["\u00ab\u00bb\u201c-\u201f]/gu, " "))
      .map((chunk) => ({ chunk, ways: spellings(chunk) }))
      .filter(({ ways }) => ways.length)
      .map((word) => ({ ...word, whole: word.ways[0].join("") }));
    const typed = list;
    const asked = english ? list.filter(({ whole }) => whole in QUESTIONS) : [];
    const kinds = asked.flatMap(({ whole }) => QUESTIONS[whole]);
    const left = english ? list.filter(({ whole }) => !STOP.has(whole) && !(whole in QUESTIONS)) : list;
    if (left.length) list = left;
    list = list.flatMap((word) => split(word) ?? [word]);
    for (const word of list) word.share = asked.length && list.length > 1 && DUTIES.has(word.whole) ? 0.25 : 1;
    return { list, kinds, typed };
  };

  /** Return the two known words that were typed as one, or null. */
  const split = ({ whole, ways }) => {
    if (ways[0].length > 1 || whole.length < 6 || !meanings(whole).close.length) return null;
    if (meanings(whole).close[0][1] > 0.75) return null;
    for (let at = 3; at <= whole.length - 3; at++) {
      const two = [whole.slice(0, at), whole.slice(at)];
      if (two.every((part) => counts.has(part))) return two.map((part) => ({ chunk: part, whole: part, ways: [[part]] }));
    }
    return null;
  };

  const merge = (into, hits, factor) => {
    for (const [id, hit] of hits) {
      const before = into.get(id);
      const strength = hit.strength * factor;
      const terms = new Map(before?.terms);
      for (const term of hit.terms) terms.set(term, Math.max(terms.get(term) ?? 0, factor));
      into.set(id, { strength: Math.max(before?.strength ?? 0, strength), terms, named: before?.named || hit.named });
    }
  };

  /** Find the pages for each word: by itself, joined with its neighbour, and by words that mean the same. */
  const lookUp = (list) => {
    list.forEach((word) => {
      word.hits = new Map();
      word.fits = new Map();
      word.close = [];
      for (const parts of word.ways) {
        const { found, close } = meanings(parts.join(""), word === list.at(-1));
        const exact = parts.length > 1 && close.length ? new Map() : found;
        if (parts.length === 1) word.close.push(...close);
        merge(word.hits, hitsOf(exact), 1);
        exact.forEach((fit, term) => word.fits.set(term, Math.max(fit, word.fits.get(term) ?? 0)));
        if (parts.length > 1) {
          const each = new Map(parts.filter((part) => part.length > 1).map((part) => [part, 0.95]));
          if (each.size > 1) merge(word.hits, hitsOf(each, true), 1);
          each.forEach((fit, term) => word.fits.set(term, fit));
        }
      }
      if (word.ways.length > 1 && word.ways.some((parts) => !meanings(parts.join(""), word === list.at(-1)).close.length)) word.close = [];
    });
    const reach = (from, to, hits, terms, factor) => {
      for (const word of list.slice(from, to)) {
        merge(word.hits, hits, factor);
        terms.forEach((term) => word.fits.set(term, Math.max(word.fits.get(term) ?? 0, factor)));
      }
    };
    list.forEach(({ whole }, at) => {
      const pair = whole + (list[at + 1]?.whole ?? "");
      const joined = pair === whole ? [] : [...meanings(pair).found].filter(([, fit]) => fit >= 0.95);
      if (joined.length) reach(at, at + 2, hitsOf(new Map(joined)), joined.map(([term]) => term), 1);
    });
    const forms = list.map(({ whole }) => stems(whole)[0]);
    for (const group of synonyms) {
      for (const phrase of group) {
        const at = forms.findIndex((_, from) => phrase.every((part, step) => stems(part)[0] === forms[from + step]));
        if (at < 0) continue;
        for (const other of group) {
          if (other === phrase) continue;
          const terms = new Map(other.flatMap((part) => [...meanings(part).found].filter(([, fit]) => fit >= 0.95 || other.length > 1 && fit === 1)));
          if (terms.size) reach(at, at + phrase.length, hitsOf(terms, other.length > 1 && "names"), [...terms.keys()], 0.85);
        }
      }
    }
  };

  /** Return how well the title, another name or a hint of a page says what the query says. */
  const fitOfLabels = (page, list, total) => {
    let best = 0;
    for (const { factor, chunks } of labelsOf(page)) {
      let said = 0, size = 0;
      const heard = new Array(list.length).fill(0);
      for (const terms of chunks) {
        let most = 0;
        list.forEach((word, at) => {
          for (const term of terms) {
            const fit = word.fits.get(term) ?? 0;
            if (fit > heard[at]) heard[at] = fit;
            if (fit > most) most = fit;
          }
        });
        const weight = telling(terms[0]);
        size += weight;
        said += most * weight;
      }
      if (!said) continue;
      let cover = 0;
      list.forEach((word, at) => {
        const ofType = page.typed.has(at) ? 0.75 : 0;
        cover += word.weight * Math.max(heard[at], ofType);
      });
      best = Math.max(best, factor * (cover / total) ** 1.3 * (0.5 + (0.5 * said) / size));
    }
    return best;
  };

  const idsIn = (list) => {
    const found = new Map();
    for (let from = 0; from < list.length; from++) {
      for (let to = from + 1; to <= Math.min(list.length, from + 4); to++) {
        const key = tight(list.slice(from, to).map(({ chunk }) => chunk).join(" "));
        if (!/\d/.test(key)) continue;
        for (const [page, exact] of ids.get(key) ?? []) {
          const gain = exact * (to - from === list.length ? 3 : 1 + 0.2 * (to - from));
          found.set(page.number, Math.max(found.get(page.number) ?? 0, gain));
        }
      }
    }
    return found;
  };

  /** Return the function that gives the number of the word that a chunk of text matches, or -1. */
  const matcher = (list) => {
    const numbers = new Map(), seen = new Map();
    list.forEach(({ fits }, at) => fits.forEach((fit, term) => fit >= 0.5 && !numbers.has(term) && numbers.set(term, at)));
    return (chunk) => {
      if (!seen.has(chunk)) seen.set(chunk, numbers.get(termsOf(chunk).find((term) => numbers.has(term))) ?? -1);
      return seen.get(chunk);
    };
  };

  const phrasesOf = (query) => query.replace(/["\u00ab\u00bb\u201c-\u201f\u2039\u203a\u300c-\u300f\uff02]/gu, '"').split('"').filter((part, at) => at % 2 && part.trim()).map((part) => aims.forms(part.trim()));
  const has = (page, forms) => {
    page.whole ??= aims.forms([page.id, page.title, ...page.names, ...page.people, ...page.sections.flat()].join("\n"));
    return page.whole.some((text) => forms.some((form) => text.includes(form)));
  };

  /** Return the pages for a query, the best first, and what it could mean besides. */
  const find = (query) => {
    const { list, kinds, typed } = parse(query);
    if (!list.length) return { results: [], words: [], wordOf: () => -1, corrected: "", near: [] };
    lookUp(list);
    for (const word of list) {
      word.weight = word.share * Math.log(1 + pages.length / (1 + word.hits.size));
      word.sure = [...word.fits.keys()].filter((term) => word.fits.get(term) > 0.9);
    }
    const total = list.reduce((sum, { weight }) => sum + weight, 0) || 1;
    const byId = idsIn(typed);
    const numbers = new Set([...byId.keys(), ...list.flatMap(({ hits }) => [...hits.keys()])]);
    const phrases = phrasesOf(query);
    let results = [];
    for (const number of numbers) {
      const page = pages[number];
      if (phrases.some((forms) => !has(page, forms))) continue;
      page.type ??= new Set(tokenize(`${page.kind} ${page.group} ${page.id}`));
      page.typed = new Set();
      let text = 0, matched = 0;
      list.forEach((word, at) => {
        if (word.sure.some((term) => page.type.has(term))) page.typed.add(at);
        const hit = word.hits.get(number);
        text += word.weight * Math.max(hit?.strength ?? 0, page.typed.has(at) ? 0.4 : 0);
        if (hit || page.typed.has(at)) matched += word.weight;
      });
      const label = list.some(({ hits }) => hits.get(number)?.named) ? fitOfLabels(page, list, total) : 0;
      const asked = kinds.includes(page.kind) ? 1.12 : 1;
      const score = ((0.68 * label + 0.32 * (text / total)) * (matched / total) ** 0.5 + (label > 0.9 ? 0.15 : 0)) * page.weight * asked;
      const isId = byId.get(number) ?? 0;
      results.push({ page, score: score + isId * page.weight, all: isId > 1 || matched > total * 0.999 });
    }
    const byScore = (a, b) => b.score - a.score || a.page.number - b.page.number;
    results.sort(byScore);
    if (typed.length > 3) {
      // A query that is part of a sentence means the page with this sentence.
      const forms = aims.forms(query);
      for (const result of results.slice(0, 12)) if (has(result.page, forms)) result.score += 0.4;
      results.sort(byScore);
    }
    const top = results[0]?.score ?? 0;
    const whole = results.some(({ all }) => all);
    results = results.filter(({ score, all }) => (whole ? all || score > 0.55 * top : score > LEAST * top));
    const misspelt = list.filter(({ close }) => close.length);
    return {
      results,
      words: list,
      wordOf: matcher(list),
      corrected: misspelt.length ? list.map(({ chunk, close }) => close[0]?.[0] ?? chunk).join(" ") : "",
      near: results.length ? [] : list.flatMap(({ whole }) => nearest(whole, limit(whole) + 1).slice(0, 3).map(([term]) => term)),
    };
  };

  aims.ranking = { read, readTexts, find, chunks: CHUNK, isComplete: () => isComplete };
})();
