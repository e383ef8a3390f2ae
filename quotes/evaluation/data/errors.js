"use strict";
// Show the errors of the sorts that are checked, in articles that hold the words searched for.
{
  const form = document.getElementById("filters");
  const sections = [...document.querySelectorAll(".article")].map((section) => ({
    section,
    id: section.querySelector("h2 bdi").textContent.toLowerCase(),
    misses: [...section.querySelectorAll(".miss")].map((item) => ({
      item, sorts: item.dataset.sorts.split("|"), words: item.textContent.toLowerCase(),
    })),
  }));
  const boxes = [...form.querySelectorAll('[name="sort"]')];

  const refresh = () => {
    const sorts = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const words = form.elements.words.value.trim().toLowerCase();
    let shown = 0;
    let total = 0;
    for (const { section, id, misses } of sections) {
      let here = 0;
      for (const miss of misses) {
        const fits = miss.sorts.some((sort) => sorts.has(sort)) && (id.includes(words) || miss.words.includes(words));
        miss.item.hidden = !fits;
        here += Number(fits);
      }
      section.hidden = here === 0;
      shown += here;
      total += misses.length;
    }
    document.getElementById("status").textContent = `${shown} of ${total} shown`;
  };

  form.addEventListener("input", refresh);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", (event) => {
    const wanted = event.target.dataset.check;
    if (!wanted) return;
    for (const box of boxes) box.checked = wanted === "all";
    refresh();
  });
  document.addEventListener("keydown", (event) => {
    const search = form.elements.words;
    if (event.key === "/" && document.activeElement !== search && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
    }
    if (event.key === "Escape" && document.activeElement === search) {
      search.value = "";
      refresh();
    }
  });
  refresh();
}
