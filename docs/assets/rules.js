// Filters the list of all rules by the words typed; ?q= in the address fills them in.
const field = document.getElementById("pb-filter");
const status = field.parentElement.querySelector("[role=status]");
const groups = [...document.querySelectorAll(".pb-rules tbody")].map((group) => ({
  group,
  rows: [...group.querySelectorAll(".pb-rule")].map((row) => ({
    row,
    text: `${group.rows[0].textContent} ${row.textContent} ${row.dataset.words}`.toLowerCase(),
  })),
}));
const all = groups.reduce((sum, { rows }) => sum + rows.length, 0);

function filter() {
  const words = field.value.toLowerCase().split(/\s+/);
  let shown = 0;
  for (const { group, rows } of groups) {
    for (const { row, text } of rows) row.hidden = !words.every((word) => text.includes(word));
    const left = rows.filter(({ row }) => !row.hidden).length;
    group.hidden = left === 0;
    shown += left;
  }
  status.textContent = field.value.trim() && `${shown} of ${all} rules`;
}

function typed() {
  filter();
  const url = new URL(location.href);
  if (field.value.trim()) url.searchParams.set("q", field.value.trim());
  else url.searchParams.delete("q");
  history.replaceState(history.state, "", url);
}

field.value = new URLSearchParams(location.search).get("q") ?? "";
field.parentElement.hidden = false;
field.addEventListener("input", typed);
filter();
