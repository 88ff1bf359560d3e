// Links to the same page in another language follow the address as filters and the sun change it.
const connected = new WeakSet();

function follow(nav) {
  for (const link of nav.querySelectorAll("a[hreflang]")) {
    link.pathname = location.pathname.replace(/^\/[a-z]{2}(?=\/)/, `/${link.hreflang}`);
    const query = new URLSearchParams(location.search);
    if (query.get("beside") === link.hreflang) query.set("beside", document.documentElement.lang);
    link.search = query;
  }
}

export function connect(nav) {
  if (connected.has(nav)) return;
  connected.add(nav);
  document.addEventListener("htmx:after:history:update", () => follow(nav));
  addEventListener("popstate", () => follow(nav));
}
