// My onboarding: ticks stored in this browser, due dates calculated from the first day, several roles
// on one page, and a receipt of what was read. Nothing is sent.
"use strict";

(() => {
  const KEY = "aims-onboarding";
  const stored = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? {};
    } catch {
      return {};
    }
  };
  const store = (change) => {
    try {
      localStorage.setItem(KEY, JSON.stringify({ ...stored(), ...change }));
    } catch {
      // The browser forbids storage; the page works until it is closed.
    }
  };
  const part = (root, name) => root.querySelector(`[data-aims="${name}"]`);
  const day = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 10);

  /** Return the SHA-256 checksum in hexadecimal; crypto.subtle is missing without HTTPS. */
  const sha256 = (text) => {
    const primes = [];
    for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
    const fraction = (x) => Math.floor((x - Math.floor(x)) * 2 ** 32);
    const state = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
    const constants = primes.map((prime) => fraction(Math.cbrt(prime)));
    const bytes = [...new TextEncoder().encode(text)];
    const bits = bytes.length * 8;
    bytes.push(0x80);
    while (bytes.length % 64 !== 56) bytes.push(0);
    for (let shift = 56; shift >= 0; shift -= 8) bytes.push(Math.floor(bits / 2 ** shift) % 256);
    const turn = (x, by) => (x >>> by) | (x << (32 - by));
    const words = new Uint32Array(64);
    for (let start = 0; start < bytes.length; start += 64) {
      for (let i = 0; i < 16; i++) {
        words[i] = bytes.slice(start + 4 * i, start + 4 * i + 4).reduce((sum, byte) => sum * 256 + byte, 0);
      }
      for (let i = 16; i < 64; i++) {
        const [a, b] = [words[i - 15], words[i - 2]];
        words[i] = words[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + words[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i++) {
        const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + words[i]) | 0;
        const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = (state[i] + value) | 0));
    }
    return state.map((value) => (value >>> 0).toString(16).padStart(8, "0")).join("");
  };

  /** Return a receipt with a checksum for each ticked text; `macros/manual/receipts.py` does the same. */
  const receipts = (person, role, on, boxes) =>
    boxes.map((box) => {
      const { record, version, fingerprint } = box.dataset;
      const checksum = sha256(JSON.stringify([person, role, record, version, fingerprint, on]));
      return { person, role, record, version, fingerprint, on, checksum };
    });

  const start = (guide) => {
    const boxes = [...guide.querySelectorAll("[data-tick]")];
    const steps = boxes.filter((box) => !box.dataset.record);
    const texts = boxes.filter((box) => box.dataset.record);
    const joined = part(guide, "joined");
    const form = part(guide, "receipt");

    const show = () => {
      const done = steps.filter((box) => box.checked).length;
      part(guide, "bar").max = Math.max(1, steps.length);
      part(guide, "bar").value = done;
      part(guide, "done").textContent = done === steps.length && done ? "All done. Welcome!" : `${done} of ${steps.length} done`;
      const read = texts.filter((box) => box.checked).length;
      if (form) part(guide, "ticked").textContent = `${read} of ${texts.length} ticked as read.`;
    };
    const showDays = () => {
      for (const place of guide.querySelectorAll("[data-within]")) {
        const due = new Date(`${joined.value}T12:00`);
        due.setDate(due.getDate() + Number(place.dataset.within));
        place.textContent = joined.value ? `, by ${aims.formatDay(due)}` : "";
      }
    };
    const restore = () => {
      const { ticks = {}, first = "" } = stored();
      for (const box of boxes) {
        box.disabled = false;
        box.checked = Boolean(ticks[box.dataset.tick]);
      }
      joined.value = first;
      show();
      showDays();
    };

    guide.addEventListener("change", (event) => {
      const box = event.target;
      if (box === joined) {
        store({ first: joined.value });
        showDays();
      } else if (box.dataset.tick) {
        const { [box.dataset.tick]: _, ...others } = stored().ticks ?? {};
        store({ ticks: box.checked ? { ...others, [box.dataset.tick]: true } : others });
        show();
      }
    });
    part(guide, "forget").addEventListener("click", ({ target }) => {
      // Weeks of ticks must not be lost by accident.
      if (!confirm(target.dataset.question)) return;
      store({ ticks: {}, first: "" });
      restore();
    });
    part(guide, "progress").hidden = false;
    restore();
    if (form) startReceipt(guide, form, texts);
  };

  const startReceipt = (guide, form, texts) => {
    form.hidden = false;
    form.elements.person.value = stored().person ?? "";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const made = part(guide, "made");
      const read = texts.filter((box) => box.checked);
      const name = form.elements.person.value.replace(/\s+/g, " ").trim();
      if (!read.length || !name) {
        made.textContent = name ? "First tick what you have read." : "First enter your name.";
        (name ? texts[0] : form.elements.person).focus();
        return;
      }
      store({ person: name });
      const known = [...form.querySelectorAll("option")].find((option) => option.value.toLowerCase() === name.toLowerCase());
      const person = known?.dataset.key ?? name;
      const on = day(new Date());
      // A reader with several roles gives the first one.
      const receipt = receipts(person, guide.dataset.role, on, read);
      offer(guide, made, receipt, name);
    });
  };

  /** Offer the receipt as a file, and an email with the same content. */
  const offer = (guide, made, receipt, name) => {
    const text = `[\n${receipt.map((entry) => JSON.stringify(entry)).join(",\n")}\n]\n`;
    const [{ person, role, on }] = receipt;
    const words = person.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
    const file = Object.assign(document.createElement("a"), {
      href: URL.createObjectURL(new Blob([text], { type: "application/json" })),
      download: `receipt-${words}-${role}-${on}.json`,
      textContent: "your receipt",
    });
    const lines = receipt.map((entry) => `${entry.record} version ${entry.version} (${entry.fingerprint})`);
    const body = `I have read:\n\n${lines.join("\n")}\n\n${name}, as ${guide.dataset.title}, ${aims.formatDay(new Date())}\n\nThe receipt ${file.download} is attached.\n`;
    const subject = `Read: ${receipt.length} of ${guide.dataset.title}, ${name}`;
    const mail = Object.assign(document.createElement("a"), {
      href: `mailto:${guide.dataset.mail}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`,
      textContent: "send it by email",
    });
    made.replaceChildren("Saved: ", file, ". Now ", mail, ", and attach the file.");
    file.click();
  };

  /** Combine the pages of several roles without repetition. */
  const combine = (place) => {
    const named = (new URLSearchParams(location.search).get("roles") ?? "").split(",");
    const wanted = [...new Set(named)].filter((name) => /^[\p{L}\p{N}._-]+$/u.test(name));
    if (!wanted.length) return;
    const guides = new Map();
    const unknown = [];
    /** When each role was loaded or has failed: show the loaded ones, and name the others. */
    const finish = () => {
      if (guides.size + unknown.length < wanted.length) return;
      const names = unknown.map((name) => `“${name}”`).join(", ");
      const words = `There is no role called ${names}.`;
      const there = wanted.filter((name) => guides.has(name)).map((name) => guides.get(name));
      if (!there.length) {
        part(place, "message").textContent = words;
        return;
      }
      const guide = merged(there);
      if (unknown.length) {
        const note = Object.assign(document.createElement("p"), { className: "aims-banner", textContent: words });
        note.setAttribute("role", "status");
        guide.querySelector("header").after(note);
      }
      place.replaceChildren(guide);
      aims.completeLinks(place);
      start(guide);
    };
    aims.guide = (name, html) => {
      const parsed = new DOMParser().parseFromString(html, "text/html");
      guides.set(name, parsed.querySelector(".aims-onboarding"));
      finish();
    };
    for (const name of wanted) {
      const script = document.createElement("script");
      script.src = new URL(`onboarding/${name}.js`, aims.root);
      script.addEventListener("error", () => {
        unknown.push(name);
        finish();
      });
      document.head.append(script);
    }
  };

  const merged = ([first, ...others]) => {
    const titles = [first, ...others].map((guide) => guide.dataset.title);
    first.querySelector("h1").textContent = titles.join(" + ");
    first.querySelector("[aria-current=page]").textContent = titles.join(" + ");
    for (const lead of first.querySelectorAll(".aims-lead, .aims-head .aims-note")) lead.remove();
    first.dataset.title = titles.join(", ");
    for (const other of others) {
      for (const section of other.querySelectorAll("[data-part]")) {
        const same = first.querySelector(`[data-part="${section.dataset.part}"]`);
        if (same) mergeLists(same, section);
        else first.append(section);
      }
    }
    return document.adoptNode(first);
  };

  const mergeLists = (section, other) => {
    for (const list of other.querySelectorAll("[data-list]")) {
      const same = section.querySelector(`[data-list="${list.dataset.list}"]`);
      if (!same) {
        const heading = list.previousElementSibling;
        section.append(...(heading?.matches("h3") ? [heading, list] : [list]));
        continue;
      }
      const there = new Set([...same.children].map((item) => item.dataset.key));
      same.append(...[...list.children].filter((item) => !there.has(item.dataset.key)));
    }
  };

  /** Let the reader select roles to combine. */
  const choose = (button) => {
    const boxes = [...document.querySelectorAll("[data-choose]")];
    const chosen = () => boxes.filter((box) => box.checked).map((box) => box.dataset.choose);
    const update = () => (button.disabled = chosen().length < 2);
    for (const box of boxes) {
      box.hidden = false;
      box.addEventListener("change", update);
    }
    button.addEventListener("click", () => {
      const url = aims.address("onboarding/together/");
      url.searchParams.set("roles", chosen().join(","));
      location.assign(url);
    });
    button.parentElement.hidden = false;
    update();
  };

  const guide = document.querySelector(".aims-onboarding");
  const place = part(document, "together");
  const button = document.querySelector('[data-aims="combine"] button');
  if (guide) start(guide);
  if (place) combine(place);
  if (button) choose(button);
})();
