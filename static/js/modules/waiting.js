// An answer that takes its time: what it will replace stays, dimmed, and says that it loads.
const PAUSE = 400;
const connected = new WeakSet();
const ends = new WeakMap();

/** Dims the target of a request; gives what brings it back as it was. */
function dim(target, words) {
  const status = target.querySelector("[role=status]");
  const said = status?.textContent;
  target.setAttribute("aria-busy", "true");
  if (status) status.textContent = words;
  return () => {
    target.removeAttribute("aria-busy");
    if (status?.textContent === words) status.textContent = said;
  };
}

export function connect(box) {
  if (connected.has(box)) return;
  connected.add(box);
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    const target = ctx.target;
    const timer = setTimeout(() => ends.set(ctx, dim(target, box.dataset.loading)), PAUSE);
    ends.set(ctx, () => clearTimeout(timer));
  });
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => ends.get(ctx)?.());
}
