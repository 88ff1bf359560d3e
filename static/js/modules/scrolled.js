// Lights on the stage what the step in the middle of the window tells of; without it the stage shows all.
const connected = new WeakSet();

export function connect(story) {
  if (connected.has(story)) return;
  connected.add(story);
  const stage = story.querySelector('[data-scrolled="stage"]');
  const observer = new IntersectionObserver(
    (entries) => {
      const seen = entries.filter((entry) => entry.isIntersecting).at(-1);
      if (seen) stage.dataset.spot = seen.target.dataset.spot;
    },
    { rootMargin: "-45% 0px -45% 0px" },
  );
  for (const step of story.querySelectorAll("[data-spot]")) if (step !== stage) observer.observe(step);
}
