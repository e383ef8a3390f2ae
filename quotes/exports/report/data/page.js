// What ties the parts together: views, the list of articles, panes on a phone, keys.

const narrow = () => window.matchMedia("(max-width: 47.9em)").matches;

function showView(name, { focus = false } = {}) {
  for (const tab of findAll('[role="tab"]')) {
    const on = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    if (on && focus) tab.focus();
  }
  for (const view of findAll(".view")) view.hidden = view.id !== name;
  hideCard();
}

function showPane(name) {
  document.body.dataset.pane = name;
  for (const button of findAll(".panes button")) {
    button.setAttribute("aria-pressed", String(button.dataset.pane === name));
  }
  if (find("#read").hidden) showView("read");
}

/** Open one article: its text in the middle, its rows in the table. */
function openArticle(article, { keepRow = false } = {}) {
  state.article = article;
  if (!keepRow) state.key = null;
  hideCard();
  for (const story of findAll(".story.current")) story.classList.remove("current");
  const story = find(`#a${article}`);
  if (!story) return;
  story.classList.add("current");
  for (const { link, article: other } of entries) {
    const on = other === article;
    link.tabIndex = on ? 0 : -1;
    if (on) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const link = find(`#articles [data-article="${article}"]`);
  const box = find("#articles");
  if (link.offsetTop < box.scrollTop || link.offsetTop + link.offsetHeight > box.scrollTop + box.clientHeight) {
    box.scrollTop = link.offsetTop - box.clientHeight / 3;
  }
  find("#text").scrollTop = 0;
  listForPrint(story, article);
  refresh();
}

/** The rows of an article below its text, on paper only. */
function listForPrint(story, article) {
  const box = find(".print-rows", story);
  if (box.childElementCount) return;
  for (const table of ["quotes", "claims"]) {
    const own_ = rows[table].filter((row) => row.article === article);
    if (!own_.length) continue;
    const head = HEADS[table].map(([label]) => make("th", "", label));
    const body = make("tbody", "", ...own_.map((row) => make("tr", "", ...rowCells(row), make("td", "number", percent(row.confidence)))));
    box.append(make("table", "plain", make("caption", "", table === "quotes" ? "Quotes" : "Claims"), make("thead", "", make("tr", "", ...head)), body));
  }
}

const entries = findAll("#articles a").map((link) => {
  const label = find(".hits", link);
  return { link, label, all: label.textContent, words: link.textContent.toLowerCase(), article: Number(link.dataset.article) };
});

/** Show in the list the articles that hold the words searched for and have rows that match. */
function countArticles(want) {
  const searched = find("#find-article").value.trim().toLowerCase();
  const counts = new Map();
  for (const row of state.found.all) counts.set(row.article, (counts.get(row.article) ?? 0) + 1);
  const off = filtering(want);
  let shown = 0;
  for (const { link, label, all, words, article } of entries) {
    const hits = counts.get(article) ?? 0;
    const hide = Boolean((searched && !words.includes(searched)) || (off && !hits));
    const text = off ? `${number(hits)} ${want.table} match` : all;
    // What is as it was is not touched: a browser would lay it out again.
    if (!hide && label.textContent !== text) label.textContent = text;
    if (link.parentElement.hidden !== hide) link.parentElement.hidden = hide;
    if (!hide) shown += 1;
  }
  const total = number(entries.length);
  find("#list-status").textContent = shown === entries.length ? `${total} articles` : `${number(shown)} of ${total} articles`;
}

function filterBySpeaker(name) {
  const form = find("#filters");
  form.elements.speaker.value = form.elements.speaker.value === name ? "" : name;
  if (!find("#read").hidden) return refresh();
  form.elements.scope.value = "all";
  form.elements.table.value = "quotes";
  refresh();
  return showPane(narrow() ? "rows" : "text");
}

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return;
  const link = target.closest("a[data-article]");
  if (link) {
    event.preventDefault();
    openArticle(Number(link.dataset.article));
    showPane("text");
    return;
  }
  const tab = target.closest('[role="tab"]');
  if (tab) showView(tab.id.slice(4));
  const pane = target.closest(".panes button");
  if (pane) showPane(pane.dataset.pane);
  const speaker = target.closest("[data-speaker]");
  if (speaker) filterBySpeaker(speaker.dataset.speaker);
  const step = target.closest("[data-step]");
  if (step) stepPage(Number(step.dataset.step));
  const go = target.closest("[data-go]");
  if (go) {
    const key = go.dataset.go;
    hideCard();
    goToRow(key, { focus: true });
    return;
  }
  const row = target.closest("#rows tbody tr");
  if (row) goToWords(row.dataset.key);
  const piece = target.closest("#text [data-r]");
  if (piece) {
    showCard(piece);
    goToRow(meant(piece));
  } else if (!target.closest("#card")) hideCard();
});

document.addEventListener("mouseover", (event) => {
  const piece = event.target.closest?.("#text [data-r]");
  if (piece) showCard(piece);
  else if (event.target.closest?.("#card")) window.clearTimeout(hiding);
  else if (!card.hidden && document.activeElement !== cardAnchor) hideSoon();
});
document.addEventListener("focusin", (event) => {
  const piece = event.target.closest?.("#text [data-r]");
  if (piece) showCard(piece);
  else if (!card.contains(event.target)) hideCard();
});
find("#text").addEventListener("scroll", () => { if (cardAnchor) place(cardAnchor); });

function escape() {
  if (!card.hidden) return hideCard();
  const active = document.activeElement;
  if (active.matches?.('input[type="search"]') && active.value) {
    active.value = "";
    return refresh();
  }
  if (active.closest?.(".rows") && state.key) return goToWords(state.key, { focus: true });
  return find("#text").focus();
}

document.addEventListener("keydown", (event) => {
  const active = document.activeElement;
  const typing = active.matches("input, select, textarea");
  if (event.key === "Escape") return escape();
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.key === "/" && !(typing && active.type !== "radio" && active.type !== "range")) {
    event.preventDefault();
    showPane(narrow() ? "rows" : "text");
    return find("#find-text").focus();
  }
  if (active.matches('[role="tab"]')) {
    const tab = rove(event, findAll('[role="tab"]'));
    return tab ? showView(tab.id.slice(4), { focus: true }) : undefined;
  }
  if (active.closest("#articles")) return rove(event, findAll("#articles li:not([hidden]) a"));
  if (active.matches("#rows tbody tr")) {
    if (event.key === "Enter") return goToWords(active.dataset.key, { focus: true });
    return rove(event, findAll("#rows tbody tr"));
  }
  if (active.matches("[data-r]") && event.key === "Enter") return goToRow(meant(active), { focus: true });
  return undefined;
});

const form = find("#filters");
form.addEventListener("input", refresh);
form.addEventListener("reset", () => {
  const { table, scope } = asked();
  window.setTimeout(() => {
    form.elements.table.value = table;
    form.elements.scope.value = scope;
    refresh();
  });
});
form.addEventListener("submit", (event) => event.preventDefault());
find("#find-article").addEventListener("input", () => countArticles(asked()));

showView("read");
const wanted = Number(/^#a(\d+)$/.exec(window.location.hash)?.[1] ?? 0);
openArticle(find(`#a${wanted}`) ? wanted : 0);
if (!find(".story")) refresh();
