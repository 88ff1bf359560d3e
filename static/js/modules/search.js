// Search while one types: from two letters on, and without a step of Back for every letter.
const LEAST = 2;
const connected = new WeakSet();

export function connect(form) {
  if (connected.has(form)) return;
  connected.add(form);
  // Where one was before typing: that is where Back leads from a search that was sent.
  let before;
  form.addEventListener("htmx:config:request", (event) => {
    const { ctx } = event.detail;
    if (ctx.sourceEvent.type !== "input") return;
    const letters = form.elements.q.value.trim().length;
    if (letters > 0 && letters < LEAST) event.preventDefault();
    before ??= location.href;
    Object.assign(ctx, { push: null, replace: "true" });
  });
  document.addEventListener("htmx:before:history:update", ({ detail }) => {
    if (detail.history.type !== "push") return;
    if (before && detail.sourceElement === form) history.replaceState(history.state, "", before);
    before = undefined;
  });
}
