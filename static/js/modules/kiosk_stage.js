/** What the kiosk shows: one event (or the list of all) in one locale. State lives here, never in the address. */

const TRAIL_LENGTH = 20;

export function createStage(root) {
  const sections = [...root.querySelectorAll(".stage")];
  const ids = [...sections[0].querySelectorAll("article")].map((article) => article.dataset.event);
  const status = root.querySelector("[data-kiosk-status]");
  let shown = ids[0];
  let isHome = false;
  let trail = [];

  const section = () => sections.find((one) => one.dataset.locale === root.dataset.locale);
  const open = () => section().querySelector(`article[data-event="${shown}"]`);

  function draw() {
    const here = section();
    root.lang = root.dataset.locale;
    for (const one of sections) one.hidden = one !== here;
    for (const button of root.querySelectorAll(".kiosk__locale")) button.setAttribute("aria-pressed", String(button.dataset.to === root.dataset.locale));
    here.querySelector('[data-stage="home"]').hidden = !isHome;
    for (const article of here.querySelectorAll("article")) article.hidden = isHome || article.dataset.event !== shown;
    for (const ray of here.querySelectorAll(".ray")) {
      const isShown = ray.dataset.event === shown;
      ray.setAttribute("aria-pressed", String(isShown));
      ray.setAttribute("tabindex", isShown ? "0" : "-1");
    }
    const article = open();
    here.querySelector(".sun__year").textContent = article.dataset.year;
    const day = here.querySelector(".sun__day");
    day.textContent = article.dataset.day;
    day.classList.toggle("sun__day--long", article.dataset.day.length > 13);
  }

  function show(id, { keep = true, tell = true } = {}) {
    if (!ids.includes(id)) return;
    if (keep) trail = [...trail, isHome ? null : shown].slice(-TRAIL_LENGTH);
    shown = id;
    isHome = false;
    draw();
    open().scrollTop = 0;
    status.textContent = tell ? open().dataset.announce : "";
    if (tell) document.dispatchEvent(new CustomEvent("kiosk:show", { detail: { event: id, locale: root.dataset.locale } }));
  }

  for (const here of sections) {
    // The direction of each ray, along which the style sheet draws the chosen one out.
    [...here.querySelectorAll(".ray")].forEach((ray, at) => ray.style.setProperty("--turn", `${(360 * at) / ids.length - 90}deg`));
  }

  return {
    show,
    ids,
    open,
    section,
    turn: (step) => show(ids[(ids.indexOf(shown) + step + ids.length) % ids.length], { keep: false, tell: root.dataset.state === "explore" }),
    home() { if (!isHome) trail = [...trail, shown].slice(-TRAIL_LENGTH); isHome = true; draw(); },
    back() {
      const last = trail.pop();
      if (last) show(last, { keep: false });
      else { isHome = true; draw(); }
    },
    say(locale) { root.dataset.locale = locale; draw(); },
    /** Everything a visitor chose is dropped. */
    rest() {
      trail = [];
      isHome = false;
      root.dataset.locale = root.dataset.defaultLocale;
      status.textContent = "";
      for (const pane of root.querySelectorAll(".stage__panel *")) if (pane.scrollTop) pane.scrollTop = 0;
      document.activeElement?.blur();
      draw();
    },
    /** Time to read the open event: a second for 13 letters and 20 more, at most four minutes. */
    readingMs: () => (isHome ? 0 : Math.min(240, Math.ceil(open().textContent.length / 13) + 20) * 1000),
  };
}
