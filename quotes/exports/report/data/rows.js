"use strict";
// The rows and what filters them. A row has a key ("q3", "c7") that the words in the text carry too.

const find = (selector, root = document) => root.querySelector(selector);
const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];

const data = JSON.parse(find("#data").textContent);

function unpack(name) {
  const { columns, rows } = data[name];
  return rows.map((values, number) => {
    const row = { table: name, key: name[0] + number, who: null, words: "" };
    columns.forEach((column, at) => { row[column] = values[at]; });
    row.who = name === "quotes" ? row.speaker : row.claimant;
    row.words = name === "quotes" ? row.quote : row.quantity;
    return row;
  });
}

const rows = { quotes: unpack("quotes"), claims: unpack("claims") };
const byKey = new Map([...rows.quotes, ...rows.claims].map((row) => [row.key, row]));

/** The colour and the letters of a speaker. */
function look(name) {
  return name !== null && Object.hasOwn(data.looks, name) ? data.looks[name] : data.nobody;
}

/** What a text search looks through; made when it is first needed. */
function haystack(row) {
  if (row.haystack === undefined) {
    const columns = row.table === "quotes"
      ? [row.quote, row.speaker, row.speaker_role, row.speaker_mention, row.cue, row.via]
      : [row.claim, row.quantity, row.about, row.claimant, row.unit];
    row.haystack = columns.filter((value) => value !== null).join("\n").toLowerCase();
  }
  return row.haystack;
}

/** What the form asks for. */
function asked() {
  const form = find("#filters");
  const value = (name) => form.elements[name].value.trim().toLowerCase();
  return {
    table: form.elements.table.value,
    scope: form.elements.scope.value,
    text: value("text"),
    speaker: value("speaker"),
    kind: form.elements.kind.value,
    dimension: form.elements.dimension.value,
    unit: value("unit"),
    least: Number(form.elements.confidence.value) / 100,
    order: form.elements.order.value,
  };
}

/** Whether anything but the table, the articles and the order was asked for. */
function filtering(want) {
  const own = want.table === "quotes" ? want.kind : want.dimension || want.unit;
  return Boolean(want.text || want.speaker || want.least > 0 || own);
}

function matches(row, want) {
  if (row.confidence < want.least) return false;
  if (row.table === "quotes") {
    if (want.kind && row.kind !== want.kind) return false;
  } else {
    if (want.dimension && row.dimension !== want.dimension) return false;
    if (want.unit && !(row.unit !== null && row.unit.toLowerCase().startsWith(want.unit))) return false;
  }
  if (want.speaker && !(row.who !== null && row.who.toLowerCase().includes(want.speaker))) return false;
  return !want.text || haystack(row).includes(want.text);
}

const orders = {
  sure: (a, b) => b.confidence - a.confidence,
  unsure: (a, b) => a.confidence - b.confidence,
  speaker: (a, b) => (a.who ?? "\uffff").localeCompare(b.who ?? "\uffff"),
};

/** The rows that match, in all articles and in the one that is open, in the order asked for. */
function select(want, article) {
  const all = rows[want.table].filter((row) => matches(row, want));
  const one = all.filter((row) => row.article === article);
  const shown = want.scope === "one" ? one : all;
  return { all, one, shown: want.order ? [...shown].sort(orders[want.order]) : shown };
}

/** An element with a class and children; strings become text, never markup. */
function make(tag, className = "", ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** Text from an article or a table, kept from turning what stands around it. */
function own(text) {
  return make("bdi", "", String(text));
}

const percent = (confidence) => `${Math.round(confidence * 100)}%`;
const number = (value) => value.toLocaleString("en", { maximumFractionDigits: 6 });

/** A claim's bounds in words: "> 1,500,000 USD", "4 to 5 percent". */
function bounds(row) {
  const unit = row.unit === null ? "" : ` ${row.unit.replaceAll("_", " ")}`;
  const known = [row.low, row.high].filter((bound) => bound !== null);
  if (!known.length) return `${row.relation}${unit}`;
  const value = row.low !== null && row.high !== null && row.low !== row.high
    ? `${number(row.low)} to ${number(row.high)}` : number(known[0]);
  const relation = row.relation === "=" || row.relation === "range" ? "" : `${row.relation} `;
  return `${row.negated ? "not " : ""}${relation}${value}${unit}`;
}

/** The letters of a speaker in the speaker's colour. */
function chip(name) {
  const [slot, tag] = look(name);
  return make("span", `chip ${slot}`, tag);
}
