// A note shows its source in the margin, where there is one; else the link jumps to the list as ever.
const WIDE = matchMedia("(width >= 1100px)");
const connected = new WeakSet();

function show(box, link) {
  const source = document.querySelector(link.hash);
  box.replaceChildren(...[...source.children].map((part) => part.cloneNode(true)));
  // The sheet lays the box beside the paragraph whose note it describes.
  link.setAttribute("aria-describedby", box.id);
  box.showPopover({ source: link });
  box.addEventListener("beforetoggle", () => link.removeAttribute("aria-describedby"), { once: true });
}

export function connect(story) {
  const box = document.querySelector("#margin-note");
  if (connected.has(story) || !box.showPopover || !CSS.supports("anchor-name", "--noted")) return;
  connected.add(story);
  story.addEventListener("click", (event) => {
    const link = event.target.closest(".event__story .note a, .dispute .note a");
    if (!link || !WIDE.matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(box, link);
  });
}
