/** The list of files that the server has; whatever else comes instead of one means that it is away. */
import { ask } from "./kiosk_revisions.js";

const ASK_MS = 8_000;

export async function askList(root) {
  try {
    const { bytes } = await ask(`/kiosk/bundle.json${location.search}`, ASK_MS);
    const list = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof list.rev !== "string" || !Array.isArray(list.files)) throw new Error("list");
    root.dataset.net = "online";
    return list;
  } catch {
    root.dataset.net = "offline";
    throw new Error("offline");
  }
}
