// The acknowledgement of what was read: copied, sent by email, saved as a file, or sent to a form.
"use strict";

(() => {
  const part = (root, name) => root.querySelector(`[data-aims="${name}"]`);
  const day = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const LONGEST_MAIL = 2000;

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

  /** Return an acknowledgement for each text; `macros/model/acknowledgement.py` has the same checksums. */
  const entries = (person, role, on, boxes) =>
    boxes.map((box) => {
      const { record, version, fingerprint } = box.dataset;
      const checksum = sha256(JSON.stringify([person, role, record, version, fingerprint, on]));
      return { person, role, record, version, fingerprint, on, checksum };
    });

  /** Return acknowledgements as text, short enough for an email; `receipts import` reads it. */
  const inWords = (several) => {
    const [{ person, role, on }] = several;
    const lines = several.map((entry) => `${entry.record} version ${entry.version} (${entry.fingerprint})`);
    const checksum = sha256(JSON.stringify(several.map((entry) => entry.checksum)));
    return `I have read and acknowledge:\n\n${lines.join("\n")}\n\nPerson: ${person}\nRole: ${role}\nDate: ${on}\nChecksum: ${checksum}\n`;
  };

  const inJson = (several) => `[\n${several.map((entry) => JSON.stringify(entry)).join(",\n")}\n]\n`;

  const save = (several) => {
    const [{ person, role, on }] = several;
    const words = person.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
    Object.assign(document.createElement("a"), {
      href: URL.createObjectURL(new Blob([inJson(several)], { type: "application/json" })),
      download: `acknowledgement-${words}-${role}-${on}.json`,
    }).click();
  };

  /** Copy text; without HTTPS the browser has only the older way. */
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = Object.assign(document.createElement("textarea"), { className: "aims-unseen", value: text });
      document.body.append(field);
      field.select();
      const copied = document.execCommand("copy");
      field.remove();
      if (!copied) throw new Error("the browser does not allow it");
    }
  };

  const post = async (url, several) => {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(url, { method: "POST", headers, body: inJson(several), signal: AbortSignal.timeout(15000) });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  };

  /** Start the form: `texts` are the check boxes of the documents, `changed` is called after each acknowledgement. */
  aims.acknowledge = (guide, form, texts, stored, store, changed) => {
    const person = form.elements.person;
    const made = part(form, "made");
    const mail = part(form, "mail");
    const unlisted = part(form, "known").textContent;

    const name = () => person.value.replace(/\s+/g, " ").trim();
    const given = (box) => Object(stored().given)[box.dataset.tick];
    const listed = () => {
      const low = name().toLowerCase();
      return [...form.querySelectorAll("option")].find((option) => option.value.toLowerCase() === low);
    };
    /** Return the ticked texts that are not acknowledged yet; if there are none, all ticked texts. */
    const chosen = () => {
      const ticked = texts.filter((box) => box.checked);
      const open = ticked.filter((box) => !given(box));
      return open.length ? open : ticked;
    };
    /** Return the acknowledgements, or nothing after a message that says what is missing. */
    const ready = () => {
      if (!chosen().length || !name()) {
        made.textContent = name() ? "First tick what you have read." : "First enter your name.";
        (name() ? texts[0] : person).focus();
        return null;
      }
      store({ person: name() });
      // A reader with several roles acknowledges in the first one.
      return entries(listed()?.dataset.key ?? name(), guide.dataset.role, day(new Date()), chosen());
    };
    const finish = (several, words) => {
      const ticks = chosen().map((box) => [box.dataset.tick, several[0].on]);
      store({ given: { ...stored().given, ...Object.fromEntries(ticks) } });
      changed();
      made.textContent = words;
    };
    const address = guide.dataset.mail;
    const send = address ? `Send it to ${address}.` : "Send it to the AIMS manager.";
    const ways = {
      copy: async (several) => {
        await copy(inWords(several));
        return `Copied. Paste it into a message. ${send}`;
      },
      file: async (several) => {
        save(several);
        return `Saved. ${send}`;
      },
      post: async (several) => {
        await post(form.dataset.post, several);
        return `Acknowledged on ${aims.formatDay(new Date())}. You do not have to send anything.`;
      },
    };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const way = event.submitter?.value ?? form.querySelector("button").value;
      const several = ready();
      if (!several) return;
      try {
        finish(several, await ways[way](several));
      } catch (error) {
        const reason = error.message || "there was no answer";
        made.textContent = `This did not work (${reason}). Nothing is lost: use one of the other ways.`;
      }
    });
    mail?.addEventListener("click", (event) => {
      const several = ready();
      if (!several) {
        event.preventDefault();
        return;
      }
      const subject = `Acknowledgement: ${name()}, ${guide.dataset.title}`;
      const link = (body) => `mailto:${encodeURI(address)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
      mail.href = link(inWords(several));
      // Some systems cut a longer address.
      if (mail.href.length > LONGEST_MAIL) {
        copy(inWords(several)).catch(() => save(several));
        mail.href = link("Paste the copied text here.\n");
      }
      finish(several, "Your mail program shows the email. Send it.");
    });
    const show = () => {
      const known = part(form, "known");
      const isUnlisted = name() && form.querySelector("option") && !listed();
      known.textContent = !isUnlisted ? (listed() ? `This manual lists you as ${guide.dataset.title}.` : unlisted)
        : `This manual does not list “${name()}” as ${guide.dataset.title} yet. If the spelling is right, acknowledge all the same: the AIMS manager will add you.`;
    };
    person.addEventListener("change", show);
    person.value = stored().person ?? "";
    form.hidden = false;
    show();

    /** Show which texts are acknowledged, and how many are not. */
    return () => {
      for (const box of texts) {
        const words = box.parentElement.querySelector("b");
        if (!words) continue;
        words.dataset.words ??= words.textContent;
        words.textContent = given(box) ? `acknowledged on ${aims.formatDay(new Date(`${given(box)}T12:00`))}` : words.dataset.words;
      }
      const ticked = texts.filter((box) => box.checked);
      const open = ticked.filter((box) => !given(box)).length;
      part(form, "ticked").textContent = !ticked.length ? "Tick what you have read, then acknowledge it here. Each policy needs it; procedures do not."
        : `${ticked.length} of ${texts.length} documents ticked, ${open || "none"} of them to acknowledge.`;
    };
  };
})();
