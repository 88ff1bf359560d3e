// Applies what the reader chose before the page is drawn, and keeps it, in this browser only.
(() => {
  const { dataset } = document.documentElement;
  // Each part names the looks that it doesn't leave to the system.
  const parts = Array.from(document.querySelectorAll("[media]"), (part) => [part, part.media]);

  function apply(key, value) {
    if (value) dataset[key] = value;
    else delete dataset[key];
    if (key !== "scheme") return;
    for (const [part, media] of parts) part.media = part.getAttribute(`data-media-${value}`) ?? media;
  }

  document.addEventListener("change", ({ target }) => {
    const key = target.dataset.keep;
    if (!key || !target.validity.valid) return;
    apply(key, target.value);
    try {
      if (target.value) localStorage.setItem(`altyn-${key}`, target.value);
      else localStorage.removeItem(`altyn-${key}`);
    } catch { /* Kept nowhere, applied here. */ }
  });

  try {
    for (const key of ["text", "scheme", "letters", "born"]) apply(key, localStorage.getItem(`altyn-${key}`));
  } catch { /* The system's settings hold. */ }
})();
