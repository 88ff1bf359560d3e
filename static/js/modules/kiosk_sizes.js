/** Sizes of the kiosk in millimetres: letters by the distance of the eyes, the controls where hands reach. */

const INCH_MM = 25.4;
// Capitals: 0.7° of the field of view, and never less. Source: EN 301 549, 5.1.4.
const LEAST_ANGLE = (0.7 * Math.PI) / 180;
const LEAST_CAPITAL_MM = 4.8;
// The height of a capital in the letters of body text, and how large these are, in rem.
const CAPITAL = 0.7;
const BODY_REM = 1.125;
// On a large screen letters keep their share of its shorter side.
const SHARE = 0.0174;
// Where hands reach, seated or standing, above the floor, and where they are most at ease. Source: ADA 308.
const BAND_MM = [380, 1220];
const EASE_MM = 800;
const MOST_FOOT = 0.12;
const MOST_LOW = 0.6;
const LEAST_CODE_MM = 60;
const TEXTS = ["100", "150", "200"];

/** Gives measure(), and the acts of text, contrast and reach; rest() puts them back. */
export function createSizes(root) {
  const { diagInches, viewMm, floorMm, rotate, text, contrast } = root.dataset;

  /** How far the bar stands above the lower edge in mm, or null where it must stand at the upper one. */
  function findFoot(height) {
    const [ease, must] = [EASE_MM - floorMm, BAND_MM[0] - floorMm].map((mm) => Math.max(0, mm));
    if (floorMm > BAND_MM[1]) return 0;
    return [ease, must].find((mm) => mm <= MOST_FOOT * height) ?? null;
  }

  function measure() {
    const mm = Math.hypot(innerWidth, innerHeight) / (diagInches * INCH_MM);
    const isTurned = rotate === "90" || rotate === "270";
    const height = (isTurned ? innerWidth : innerHeight) / mm;
    const capital = Math.max(LEAST_CAPITAL_MM, viewMm * Math.tan(LEAST_ANGLE));
    const foot = findFoot(height);
    const within = Math.min(height, Math.max(height / 2.5, BAND_MM[1] - floorMm));
    const letter = Math.max(capital / CAPITAL / BODY_REM, (SHARE * Math.min(innerWidth, innerHeight)) / mm);
    const [low, high] = BAND_MM.map((mm) => Math.max(0, mm - floorMm));
    const lengths = {
      mm: 1, letter, least: LEAST_CAPITAL_MM / CAPITAL,
      foot: foot ?? 0, within, low: Math.min(low, MOST_LOW * height), high,
      qr: Math.max(LEAST_CODE_MM, viewMm / 10),
    };
    for (const [name, value] of Object.entries(lengths)) root.style.setProperty(`--${name}`, `${value * mm}px`);
    root.dataset.bar = foot === null ? "top" : "bottom";
  }

  function scale(step) {
    const at = TEXTS.indexOf(root.dataset.text);
    root.dataset.text = TEXTS[Math.min(TEXTS.length - 1, Math.max(0, at + step))];
  }

  function press(name, is) {
    for (const button of root.querySelectorAll(`[data-part="${name}"]`)) button.setAttribute("aria-pressed", String(is));
  }

  function setContrast(value) {
    root.dataset.contrast = value;
    press("contrast", value === "high");
  }

  function setReach(is) {
    root.dataset.reach = is ? "on" : "off";
    press("reach", is);
  }

  return {
    measure,
    acts: {
      larger: () => scale(1),
      smaller: () => scale(-1),
      contrast: () => setContrast(root.dataset.contrast === "high" ? "normal" : "high"),
      reach: () => setReach(root.dataset.reach !== "on"),
    },
    rest() { root.dataset.text = text; setContrast(contrast); setReach(false); },
  };
}
