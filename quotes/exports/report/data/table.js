// The table beside the text: one page of rows at a time, so that thousands stay quick.

const PAGE = 60;
const state = { article: 0, key: null, found: { all: [], one: [], shown: [] }, from: 0 };

const HEADS = {
  quotes: [["Speaker", "speaker"], ["Quote", "quote"], ["Kind", "kind"], ["Conf.", "confidence"]],
  claims: [["Claimant", "claimant"], ["Quantity", "quantity"], ["About", "about"], ["Conf.", "confidence"]],
};

function drawHead(table) {
  document.body.dataset.table = table;
  const cells = HEADS[table].map(([label, column]) => {
    const cell = make("th", "", label);
    cell.scope = "col";
    cell.title = data[table].meanings[column];
    return cell;
  });
  find("#rows thead").replaceChildren(make("tr", "", ...cells));
}

/** The article of a row, where that is not the one of the row before. */
function where(row, before) {
  if (before === undefined || before?.article === row.article) return null;
  return make("span", "small", own(find(`#articles [data-article="${row.article}"] .title`).textContent));
}

/** The cells of a row but its confidence; `before` is the row above, null for none, undefined where articles are not told. */
function rowCells(row, before) {
  const who = row.who === null
    ? make("span", "nobody", row.table === "quotes" ? "nobody named" : "the article") : own(row.who);
  const first = make("td", "", make("span", "who", row.table === "quotes" || row.who !== null ? chip(row.who) : null, who));
  if (row.table === "quotes") {
    const cue = row.cue === null ? null : make("span", "small", own(row.cue));
    first.append(...[cue].filter(Boolean));
    return [first, make("td", "", make("span", "words", own(row.quote)), where(row, before)), make("td", "", row.kind)];
  }
  const value = make("span", "small", own(bounds(row)));
  const about = row.about === null ? "" : own(row.about);
  return [first, make("td", "", own(row.quantity), value, where(row, before)), make("td", "", about)];
}

function drawRow(row, before) {
  const sure = make("td", row.confidence < 0.5 ? "number unsure" : "number", percent(row.confidence));
  const made = make("tr", "", ...rowCells(row, before), sure);
  made.dataset.key = row.key;
  made.tabIndex = -1;
  made.setAttribute("aria-selected", String(row.key === state.key));
  return made;
}

function drawPage() {
  const { shown } = state.found;
  const scope = asked().scope;
  const page = shown.slice(state.from, state.from + PAGE);
  find("#rows tbody").replaceChildren(...page.map((row, at) => drawRow(row, scope === "one" ? undefined : page[at - 1] ?? null)));
  find("#rows").setAttribute("aria-rowcount", String(shown.length + 1));
  const first = find('#rows [aria-selected="true"]') ?? find("#rows tbody tr");
  if (first) first.tabIndex = 0;
  const pager = find("#pager");
  pager.hidden = shown.length <= PAGE;
  find("span", pager).textContent = `${number(state.from + 1)} to ${number(state.from + page.length)} of ${number(shown.length)}`;
  find('[data-step="-1"]', pager).disabled = state.from === 0;
  find('[data-step="1"]', pager).disabled = state.from + PAGE >= shown.length;
}

/** Filter again and draw all that depends on it. */
function refresh() {
  const want = asked();
  state.found = select(want, state.article);
  state.from = 0;
  find("#count-one").textContent = number(state.found.one.length);
  find("#count-all").textContent = number(state.found.all.length);
  find("#least").value = String(Math.round(want.least * 100));
  find("#clear").hidden = !filtering(want);
  find("#rows-status").textContent = told(want);
  if (document.body.dataset.table !== want.table) drawHead(want.table);
  const at = state.found.shown.findIndex((row) => row.key === state.key);
  if (at >= 0) state.from = Math.floor(at / PAGE) * PAGE;
  drawPage();
  markMatches(want);
  countArticles(want);
}

function told(want) {
  const { all, one, shown } = state.found;
  const total = want.scope === "one"
    ? rows[want.table].filter((row) => row.article === state.article).length : rows[want.table].length;
  if (!total) return want.scope === "one" ? `This article has no ${want.table}.` : `There are no ${want.table}.`;
  if (!one.length && want.scope === "one" && all.length) return `None of ${number(total)} here; ${number(all.length)} in all articles.`;
  return filtering(want) ? `${number(shown.length)} of ${number(total)} ${want.table}` : `${number(total)} ${want.table}`;
}

/** Fade the words in the open article whose rows do not match. */
function markMatches(want) {
  const off = filtering(want);
  const kept = new Set(state.found.one.map((row) => row.key));
  const letter = want.table[0];
  for (const piece of findAll(`#a${state.article} [data-r]`)) {
    const keys = piece.dataset.r.split(" ").filter((key) => key[0] === letter);
    piece.classList.toggle("off", off && keys.length > 0 && !keys.some((key) => kept.has(key)));
  }
}

/** Mark a row as the one that is meant, and show the page of the table it is on. */
function chooseRow(key, { focus = false } = {}) {
  state.key = key;
  const at = state.found.shown.findIndex((row) => row.key === key);
  if (at < 0) {
    for (const row of findAll('#rows [aria-selected="true"]')) row.setAttribute("aria-selected", "false");
    return false;
  }
  state.from = Math.floor(at / PAGE) * PAGE;
  drawPage();
  const row = find(`#rows tr[data-key="${key}"]`);
  const box = find("#scroll");
  if (box.scrollHeight > box.clientHeight) {
    box.scrollTop = row.offsetTop - box.clientHeight / 3;
  }
  if (focus) row.focus({ preventScroll: false });
  return true;
}

function stepPage(step) {
  state.from += step * PAGE;
  drawPage();
  find("#scroll").scrollTop = 0;
  find("#rows tbody tr")?.focus();
}

/** Arrow keys, Home and End among elements of which one is in the tab order. */
function rove(event, items) {
  const steps = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 };
  const at = items.indexOf(document.activeElement);
  let to = -1;
  if (event.key in steps) to = Math.min(items.length - 1, Math.max(0, at + steps[event.key]));
  if (event.key === "Home") to = 0;
  if (event.key === "End") to = items.length - 1;
  if (to < 0 || at < 0) return null;
  event.preventDefault();
  items[at].tabIndex = -1;
  items[to].tabIndex = 0;
  items[to].focus();
  return items[to];
}
