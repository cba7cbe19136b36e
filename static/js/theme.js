// Light or dark before the first paint, and a button to choose. Loaded in the
// head as a classic script so that no page flashes in the wrong colours.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const read = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // storage may be blocked; the system's choice then holds
    }
  };
  const apply = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
    dispatchEvent(new Event("themechange"));
  };
  apply(read());

  const say = { ...document.currentScript.dataset }; // the words come with the script element
  const order = ["auto", "light", "dark"];
  const button = () => {
    const bar = document.querySelector(".masthead");
    if (!bar || bar.querySelector(".theme-toggle")) return;
    const el = document.createElement("button");
    el.type = "button";
    el.className = "btn btn-quiet btn-icon theme-toggle";
    const label = () => {
      const now = root.dataset.theme || "auto";
      el.setAttribute("aria-label", `${say.label}: ${say[now]}`);
      el.title = el.getAttribute("aria-label");
      el.dataset.now = now;
    };
    el.addEventListener("click", () => {
      const next = order[(order.indexOf(el.dataset.now) + 1) % order.length];
      try {
        if (next === "auto") localStorage.removeItem("theme");
        else localStorage.setItem("theme", next);
      } catch {
        // The choice then lasts as long as the page.
      }
      apply(next);
      label();
    });
    label();
    bar.append(el);
  };
  document.addEventListener("DOMContentLoaded", button);
})();
