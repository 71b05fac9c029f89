// My onboarding: ticks stored in this browser, due dates calculated from the first day, and several
// roles on one page. `acknowledge.js` creates the acknowledgement of what was read.
"use strict";

(() => {
  const stored = () => aims.stored("aims-onboarding");
  const store = (change) => aims.store("aims-onboarding", change);
  const part = (root, name) => root.querySelector(`[data-aims="${name}"]`);

  const start = (guide) => {
    const boxes = [...guide.querySelectorAll("[data-tick]")];
    const texts = boxes.filter((box) => box.dataset.record);
    const joined = part(guide, "joined");
    const form = part(guide, "receipt");
    let showAcknowledged = () => {};

    const show = () => {
      const done = boxes.filter((box) => box.checked).length;
      const all = done === boxes.length && done;
      part(guide, "bar").max = Math.max(1, boxes.length);
      part(guide, "bar").value = done;
      part(guide, "done").textContent = all ? "All done. Welcome!" : `${done} of ${boxes.length} done`;
      showAcknowledged();
    };
    const showDays = () => {
      const after = (days) => {
        const date = new Date(`${joined.value}T12:00`);
        date.setDate(date.getDate() + days);
        return aims.formatDay(date);
      };
      // The browser writes the field in its own way; the pages write dates in words.
      part(guide, "joined-day").textContent = joined.value ? after(0) : "";
      for (const place of guide.querySelectorAll("[data-within]")) {
        place.textContent = joined.value ? `, by ${after(Number(place.dataset.within))}` : "";
      }
    };
    /** Unfold the tasks among which the next one is. */
    const openNext = () => boxes.find((box) => !box.checked)?.closest("details")?.setAttribute("open", "");
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
        if (!box.closest("details")?.querySelector("input:not(:checked)")) openNext();
      }
    });
    part(guide, "forget").addEventListener("click", ({ target }) => {
      // Weeks of ticks must not be lost by accident.
      if (!confirm(target.dataset.question)) return;
      store({ ticks: {}, first: "", given: {} });
      restore();
    });
    part(guide, "progress").hidden = false;
    if (form && aims.acknowledge) showAcknowledged = aims.acknowledge(guide, form, texts, stored, store, show);
    restore();
    openNext();
    const unfold = () => document.getElementById(location.hash.slice(1))?.closest("details")?.setAttribute("open", "");
    addEventListener("hashchange", unfold);
    unfold();
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
      document.querySelector(".aims-crumbs [aria-current=page]").textContent = guide.querySelector("h1").textContent;
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
    for (const own of first.querySelectorAll(".aims-lead, .aims-head .aims-note, .aims-strip")) own.remove();
    first.dataset.title = titles.join(", ");
    for (const other of others) {
      for (const section of other.querySelectorAll("[data-part]")) {
        const same = first.querySelector(`[data-part="${section.dataset.part}"]`);
        if (same) mergeLists(same, section);
        else first.querySelector(".aims-folds").append(section);
      }
      const [form, others] = [first, other].map((guide) => part(guide, "receipt"));
      if (form && others) mergeLists(form, others);
      else if (others) first.querySelector(".aims-folds").before(others);
    }
    return document.adoptNode(first);
  };

  const mergeLists = (section, other) => {
    const there = new Set([...section.querySelectorAll("[data-key]")].map((item) => item.dataset.key));
    for (const list of other.querySelectorAll("[data-list]")) {
      for (const item of [...list.children]) if (there.has(item.dataset.key)) item.remove();
      const same = section.querySelector(`[data-list="${list.dataset.list}"]`);
      if (same) {
        same.append(...list.children);
        continue;
      }
      const stage = list.closest(".aims-stage");
      const heading = list.previousElementSibling;
      if (list.children.length) section.append(...(stage ? [stage] : heading?.matches("h3") ? [heading, list] : [list]));
    }
    for (const count of section.querySelectorAll(".aims-stage > summary > small")) {
      const tasks = count.closest("details").querySelectorAll("li").length;
      count.firstChild.textContent = tasks === 1 ? "1 task" : `${tasks} tasks`;
    }
  };

  /** Let the reader select roles to combine. */
  const choose = (place) => {
    const [several, show] = place.querySelectorAll("button");
    const boxes = [...document.querySelectorAll("[data-choose]")];
    const chosen = () => boxes.filter((box) => box.checked).map((box) => box.dataset.choose);
    const update = () => (show.disabled = chosen().length < 2);
    several.addEventListener("click", () => {
      const isOpen = several.getAttribute("aria-expanded") !== "true";
      several.setAttribute("aria-expanded", isOpen);
      for (const box of [...boxes, show]) box.hidden = !isOpen;
      update();
    });
    for (const box of boxes) box.addEventListener("change", update);
    show.addEventListener("click", () => {
      const url = aims.address("onboarding/together/");
      url.searchParams.set("roles", chosen().join(","));
      location.assign(url);
    });
    place.hidden = false;
  };

  const guide = document.querySelector(".aims-onboarding");
  const together = part(document, "together");
  const several = part(document, "combine");
  if (guide) start(guide);
  if (together) combine(together);
  if (several) choose(several);
})();
