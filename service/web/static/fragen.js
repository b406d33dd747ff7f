// Asks without leaving the page. The server renders the answer, with or without this file: it only fetches that
// very page and puts its result in place. The question goes in the body of the request and is stored nowhere.

const form = document.getElementById("frageform");
const result = document.getElementById("ergebnis");
const message = document.getElementById("meldung");
const button = form.querySelector("button[type=submit]");
let running = null;

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  running?.abort();
  const mine = (running = new AbortController());
  busy(true);
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "text/html" },
      signal: mine.signal,
    });
    show(new DOMParser().parseFromString(await response.text(), "text/html"));
  } catch (fault) {
    if (fault.name === "AbortError") return;
    result.replaceChildren();
    say("Der Dienst antwortet nicht. Läuft Fundstelle noch? Die Frage steht unverändert im Feld.", "stoerung");
  } finally {
    if (running === mine) busy(false);
  }
});

// Ctrl+Enter (⌘+Enter) sends from the text field, where Enter alone makes a new line.
form.elements.frage.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

document.addEventListener("click", async (event) => {
  const copy = event.target.closest(".kopieren");
  if (!copy) return;
  try {
    await navigator.clipboard.writeText(copy.dataset.kopie);
    confirm(copy, "Kopiert");
  } catch {
    confirm(copy, "Kopieren nicht erlaubt");
  }
});

function busy(on) {
  result.setAttribute("aria-busy", on);
  button.disabled = on;
  if (on) say("Suche läuft …", "laeuft");
}

function show(page) {
  document.title = page.title;
  form.querySelectorAll(".fehler").forEach((old) => old.remove());
  for (const name of ["frage", "stichtag"]) takeError(page, name);
  const found = page.getElementById("ergebnis");
  const problem = found ?? page.getElementById("inhalt");
  result.replaceChildren(...problem.childNodes);
  offerCopies();
  const heading = result.querySelector(".ergebnis-titel, h1");
  const wrong = form.querySelector("[aria-invalid]");
  (wrong ?? heading)?.focus();
  say(wrong ? "Bitte die Angaben prüfen." : "");
}

function takeError(page, name) {
  const field = form.elements[name];
  const told = page.getElementById(`${name}-fehler`);
  const source = page.getElementById(name);
  for (const attribute of ["aria-invalid", "aria-describedby"]) {
    if (source?.hasAttribute(attribute)) field.setAttribute(attribute, source.getAttribute(attribute));
    else field.removeAttribute(attribute);
  }
  if (told) field.after(told);
}

function offerCopies() {
  document.querySelectorAll(".kopieren").forEach((copy) => { copy.hidden = !navigator.clipboard; });
}

function confirm(copy, text) {
  const name = copy.firstChild;
  name.textContent = text;
  say(text === "Kopiert" ? "Zitat mit Fundstelle kopiert." : text);
  setTimeout(() => { name.textContent = "Zitat kopieren"; }, 2000);
}

function say(text, kind = "") {
  message.textContent = text;
  message.className = `meldung ${kind}`.trim();
}

offerCopies();
