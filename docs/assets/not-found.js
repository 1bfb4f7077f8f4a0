// Leads from an address that was nearly right, such as /sec03 or /rules/SEC-3, to the page that was meant.
const heading = document.getElementById("not-found");
const base = new URL("../", import.meta.url);
const asked = location.pathname.slice(base.pathname.length);

function meant() {
  for (const [, letters, digits] of asked.matchAll(/(?<![a-z])([a-z]{2,4})[-_]?(\d{1,2})(?!\d)/gi)) {
    const id = letters.toUpperCase() + digits.padStart(2, "0");
    if (heading.dataset.rules.split(" ").includes(id)) return `rules/${id}/`;
    heading.textContent = `There is no page here: no rule is called ${id}`;
  }
  const words = asked.toLowerCase().split(/[^a-z_]+/);
  const area = heading.dataset.areas.split(" ").find((slug) => words.includes(slug));
  return area && `areas/${area}/`;
}

const page = meant();
const target = page && new URL(page + location.search + location.hash, base);
// A page that is known and yet not there would lead to itself for ever.
if (target && target.pathname !== location.pathname) location.replace(target);
