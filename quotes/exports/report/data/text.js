// The words in the text: what their rows say on hover, focus and tap, and the way from a row to its words.

const card = find("#card");
let cardAnchor = null;
let hiding = 0;

const LABELS = {
  quotes: [["speaker_role", "role"], ["speaker_type", "type"], ["speaker_mention", "named as"], ["cue", "cue"],
    ["cue_class", "act"], ["kind", "kind"], ["via", "via"], ["said_on", "said on"], ["section", "section"],
    ["confidence", "confidence"], ["rule", "rule"], ["quote_id", "id"]],
  claims: [["low", "low"], ["high", "high"], ["relation", "relation"], ["unit", "unit"], ["dimension", "kind"],
    ["about", "about"], ["claimant", "claimant"], ["negated", "negated"], ["as_of", "as of"], ["claim", "claim"],
    ["section", "section"], ["confidence", "confidence"], ["rule", "rule"], ["claim_id", "id"]],
};

function shownValue(row, column) {
  const value = row[column];
  if (column === "confidence") return percent(value);
  if (column === "negated") return value ? "yes" : "no";
  if (column === "low" || column === "high") return value === null ? "open" : number(value);
  return value;
}

/** All of one row, as a list of labels and values. */
function details(row) {
  const list = make("dl", "facts");
  for (const [column, label] of LABELS[row.table]) {
    const value = shownValue(row, column);
    if (value === null || (column === "negated" && !row.negated)) continue;
    const term = make("dt", "", label);
    term.title = data[row.table].meanings[column];
    list.append(term, make("dd", "", own(value)));
  }
  return list;
}

function cardPart(row) {
  const name = row.table === "quotes" ? row.who ?? "nobody named" : row.quantity;
  const head = make("p", "card-head", row.table === "quotes" ? chip(row.who) : null, own(name));
  if (row.table === "claims") head.append(make("span", "small", own(bounds(row))));
  const button = make("button", "link", "Show the row");
  button.type = "button";
  button.dataset.go = row.key;
  head.append(button);
  return make("section", "", head, details(row));
}

/** Show the rows that cover a piece of text, the innermost first. */
function showCard(piece) {
  window.clearTimeout(hiding);
  if (cardAnchor === piece && !card.hidden) return;
  if (cardAnchor) cardAnchor.removeAttribute("aria-describedby");
  cardAnchor = piece;
  const keys = piece.dataset.r.split(" ").reverse();
  card.replaceChildren(...keys.map((key) => cardPart(byKey.get(key))));
  card.hidden = false;
  card.scrollTop = 0;
  piece.setAttribute("aria-describedby", "card");
  place(piece);
}

function place(piece) {
  card.style.removeProperty("left");
  card.style.removeProperty("top");
  if (window.matchMedia("(max-width: 47.9em)").matches) return;
  const words = piece.getClientRects()[0] ?? piece.getBoundingClientRect();
  const box = card.getBoundingClientRect();
  const left = Math.min(Math.max(8, words.left), document.documentElement.clientWidth - box.width - 8);
  const below = words.bottom + 6;
  const top = below + box.height < window.innerHeight ? below : Math.max(8, words.top - box.height - 6);
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
}

function hideCard() {
  window.clearTimeout(hiding);
  card.hidden = true;
  if (cardAnchor) cardAnchor.removeAttribute("aria-describedby");
  cardAnchor = null;
}

function hideSoon() {
  window.clearTimeout(hiding);
  hiding = window.setTimeout(hideCard, 250);
}

/** The words of a row in the open article. */
function wordsOf(key) {
  return findAll(`#a${state.article} [data-r~="${key}"]`);
}

/** Mark the words of a row, and only these. */
function markWords(key) {
  for (const piece of findAll("#text .chosen")) piece.classList.remove("chosen");
  const pieces = wordsOf(key);
  for (const piece of pieces) piece.classList.add("chosen");
  return pieces;
}

/** From a row to its words: open its article, scroll to them, mark them. */
function goToWords(key, { focus = false } = {}) {
  const row = byKey.get(key);
  if (row.article !== state.article) openArticle(row.article, { keepRow: true });
  state.key = key;
  showPane("text");
  chooseRow(key);
  const pieces = markWords(key);
  if (!pieces.length) return;
  pieces[0].scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  if (focus) (pieces.find((piece) => piece.tabIndex === 0) ?? pieces[0]).focus({ preventScroll: true });
}

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** From words to their row: the table is turned to it, the filters stay. */
function goToRow(key, { focus = false } = {}) {
  const row = byKey.get(key);
  const form = find("#filters");
  if (form.elements.table.value !== row.table) {
    form.elements.table.value = row.table;
    refresh();
  }
  markWords(key);
  if (focus) showPane("rows");
  if (!chooseRow(key, { focus })) {
    find("#rows-status").textContent = "The filters hide the row of these words.";
  }
}

/** Which of the rows at a place is meant: one of the table that is shown where there is one, the innermost. */
function meant(piece) {
  const keys = piece.dataset.r.split(" ").reverse();
  const letter = asked().table[0];
  return keys.find((key) => key[0] === letter) ?? keys[0];
}
