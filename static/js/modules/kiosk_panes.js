/** The two halves of the kiosk's stage, axis and panel: what is put into them and how they are marked. */

const scrolled = (pane) => pane.querySelector("[data-scroll]") ?? pane;

export function createPanes(root) {
  const panes = { axis: root.querySelector('[data-pane="axis"]'), detail: root.querySelector('[data-pane="detail"]') };
  const status = root.querySelector("[data-kiosk-status]");
  const press = (selector, is) => {
    for (const one of root.querySelectorAll(selector)) one.setAttribute("aria-pressed", String(is(one)));
  };

  /** `at` is {locale, room, open}: the document says so, and every control that stands for it is pressed. */
  function mark(at) {
    Object.assign(root.dataset, at);
    root.lang = at.locale;
    press('[data-pane] [data-act="open"]', (one) => one.dataset.open === at.open);
    press(".kiosk__locale", (one) => one.dataset.to === at.locale);
    for (const bar of root.querySelectorAll(".bar")) bar.hidden = bar.dataset.locale !== at.locale;
  }

  return {
    ...panes,
    mark,
    first: () => panes.axis.firstElementChild.dataset.first,
    /** The addresses of the axis in their order, each once. */
    list: () => [...new Set([...panes.axis.querySelectorAll('[data-act="open"]')].map((one) => one.dataset.open))],
    /** Whether something else is on its way. */
    wait: (is) => panes.detail.setAttribute("aria-busy", String(is)),
    /** A section of the axis comes up. */
    reach: (era) => panes.axis.querySelector(`[data-era="${era}"]`)?.scrollIntoView({ block: "start" }),
    tops: () => ({ axis: scrolled(panes.axis).scrollTop, detail: scrolled(panes.detail).scrollTop }),
    /** Both halves change in one go, so that no page is half in another language; `scroll` puts them where they were. */
    swap(parts, at, scroll) {
      const focused = document.activeElement?.closest("[data-pane]");
      for (const [name, part] of Object.entries(parts).filter(([, one]) => one)) {
        panes[name].replaceChildren(part);
        panes[name].lang = at.locale;
      }
      mark(at);
      for (const [name, top] of Object.entries(scroll)) scrolled(panes[name]).scrollTop = top;
      if (!("axis" in scroll)) panes.axis.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: "nearest" });
      if (focused && !focused.contains(document.activeElement)) scrolled(panes.detail).focus({ preventScroll: true });
    },
    /** What is open is said aloud, and told to the document as `kiosk:show` {event, locale}, while somebody is here. */
    tell(at) {
      const isVisit = root.dataset.state === "explore";
      const { event, announce } = panes.detail.firstElementChild.dataset;
      status.textContent = isVisit ? announce ?? panes.detail.querySelector("h2").textContent : "";
      if (isVisit && event) document.dispatchEvent(new CustomEvent("kiosk:show", { detail: { event, locale: at.locale } }));
    },
  };
}
