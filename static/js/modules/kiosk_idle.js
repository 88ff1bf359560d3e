/** How long a visitor may rest: as set, longer over a long text, shorter while an urgent revision waits. */

const URGENT_MS = 30_000;

export function createIdle(root, stage) {
  return (own) => {
    if (root.dataset.pending && root.dataset.urgent === "true") return Math.min(own, URGENT_MS);
    return root.dataset.read === "1" ? Math.max(own, stage.readingMs()) : own;
  };
}
