// Shows on the page of feeds how far fetching has come. Without this script the
// buttons send their forms and the page comes again by itself while there is
// something to show; with it nobody loses their place.

const PAUSE = 1500;
let timer = 0;

// takeOver puts what the server now says into the cells that change.
function takeOver(text) {
  const now = new DOMParser().parseFromString(text, "text/html");
  for (const cell of document.querySelectorAll("[data-live]")) {
    const fresh = now.getElementById(cell.id);
    if (fresh && fresh.innerHTML !== cell.innerHTML) {
      cell.replaceChildren(...fresh.childNodes);
    }
  }
  return now.querySelector("[data-busy]") !== null;
}

async function look() {
  try {
    const answer = await fetch("/feeds", { headers: { Accept: "text/html" } });
    if (answer.ok && takeOver(await answer.text())) {
      later();
    }
  } catch {
    later(); // the server may come back
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
}

for (const form of document.querySelectorAll("form[data-fetch]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      takeOver(await answer.text());
      later();
    } catch {
      form.submit(); // the page then says what is wrong
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
}

if (document.querySelector("[data-busy]")) {
  later();
}
