// Small helpers on top of htmx; every page also works without them.
(function () {
  "use strict";
  const $ = (selector, within) => (within || document).querySelector(selector);
  const on = (event, handle) => document.addEventListener(event, handle);

  // Every htmx request carries the CSRF token; addresses carry no empty parameters.
  on("htmx:configRequest", (event) => {
    const { verb, parameters } = event.detail;
    if (verb === "get") Object.keys(parameters).forEach((name) => { if (parameters[name] === "") delete parameters[name]; });
    const cookie = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/);
    if (cookie) event.detail.headers["X-CSRFToken"] = decodeURIComponent(cookie[1]);
  });
  // A log-in page that comes back inside a fragment means that the session has ended.
  on("htmx:beforeSwap", (event) => {
    const address = new URL(event.detail.xhr.responseURL || location.href);
    if (address.pathname.startsWith("/akun/") && !location.pathname.startsWith("/akun/")) {
      event.detail.shouldSwap = false;
      location.reload();
    }
  });

  // "/" goes to the search; Escape closes menus; arrows walk through suggestions.
  on("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && $("#person-search")) {
      event.preventDefault();
      $("#person-search").focus();
    }
    if (event.key === "Escape") {
      closeMenus(null, true);
      if (event.target.closest(".person-search")) emptySuggestions();
    }
    // A link that acts as a button answers to the space bar, as buttons do.
    if (event.key === " " && event.target.matches("a[role=button]")) { event.preventDefault(); event.target.click(); }
    const search = event.target.closest(".person-search");
    if (search && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const stops = [$("input", search), ...search.querySelectorAll(".suggestions a")];
      const next = stops[stops.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) { event.preventDefault(); next.focus(); }
    }
  });
  function emptySuggestions() { const box = $("#person-suggestions"); if (box) box.replaceChildren(); }

  // Menus are <details>: one open at a time, closed by a click elsewhere.
  function closeMenus(except, giveFocusBack) {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (menu === except) return;
      menu.open = false;
      if (giveFocusBack) $("summary", menu).focus();
    });
  }
  on("click", (event) => {
    closeMenus(event.target.closest("details.menu"));
    if (!event.target.closest(".person-search")) emptySuggestions();
    const branch = event.target.closest("[data-branch]");
    if (branch) {
      const open = branch.getAttribute("aria-expanded") !== "true";
      branch.setAttribute("aria-expanded", String(open));
      $("#" + branch.dataset.branch).hidden = !open;
    }
    const toggle = event.target.closest("[data-toggle]");
    if (toggle) {
      const open = $(toggle.dataset.toggle).classList.toggle("open");
      toggle.setAttribute("aria-expanded", String(open));
    }
    if (event.target.closest("[data-print]")) window.print();
    if (event.target.closest("[data-back]") && history.length > 1) { event.preventDefault(); history.back(); }
  });

  // The theme changes at once; the cookie tells the server for the next page.
  on("submit", (event) => {
    const form = event.target.closest("[data-theme-form]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    window.setTheme(event.submitter.value);
    form.querySelectorAll("button[name=theme]").forEach((button) => {
      if (button === event.submitter) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
  });

  // data-confirm="sentence" on a button or form asks once.
  let confirmed = null;
  on("submit", (event) => {
    const asking = event.submitter && event.submitter.dataset.confirm ? event.submitter : event.target;
    const dialog = $("#confirm");
    if (!asking.dataset.confirm || !dialog || confirmed === event.target) { confirmed = null; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    const { target, submitter } = event;
    $("#confirm-text").textContent = asking.dataset.confirm;
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes") return;
      confirmed = target;
      target.requestSubmit(submitter);
    }, { once: true });
    dialog.showModal();
  });

  // One submission per click: buttons rest until the answer (or for ten seconds after a download).
  on("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.matches("[hx-post], [data-theme-form]")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    const rest = () => form.querySelectorAll("button:not([type=button])").forEach((b) => { b.disabled = true; });
    setTimeout(rest, 0);
    setTimeout(() => release(form), 10000);
  });
  function release(form) {
    delete form.dataset.sent;
    form.querySelectorAll("button:not([type=button])").forEach((b) => { b.disabled = false; });
  }
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

  // What was typed survives a lost connection and an ended session: kept in this tab for this account, and dropped
  // once the page moved on, at log-out, and when anybody else has logged in.
  const account = document.body.dataset.account;
  const key = (form) => "form:" + account + ":" + location.pathname + ":" + (form.id || form.getAttribute("action") || "");
  const LOGOUT = "form[action$='/keluar/']";
  const keeps = (form) => form && account && form.method === "post" && !form.matches("[data-theme-form], " + LOGOUT)
    && !location.pathname.startsWith("/akun/") && !form.querySelector("input[type=password]");
  const UNKEPT = ["password", "file", "hidden", "submit", "button", "reset", "image"];
  const isBox = (field) => field.type === "checkbox" || field.type === "radio";
  const nowIn = (field) => (isBox(field) ? field.checked : field.value);
  function drawnIn(field) {
    if (isBox(field)) return field.defaultChecked;
    if (field.tagName !== "SELECT") return field.defaultValue;
    const chosen = [...field.options].filter((option) => option.defaultSelected).pop() || field.options[0];
    return chosen ? chosen.value : "";
  }
  // Fields of one name are told apart by their value (boxes) and by their order.
  function fieldsOf(form) {
    const seen = {}, found = [];
    [...form.elements].forEach((field) => {
      if (!field.name || field.multiple || UNKEPT.includes(field.type) || !field.matches("input, select, textarea")) return;
      if (field.autocomplete === "one-time-code") return;
      const name = isBox(field) ? field.name + "=" + field.value : field.name;
      seen[name] = (seen[name] || 0) + 1;
      found.push([name + "#" + seen[name], field]);
    });
    return found;
  }
  on("input", (event) => {
    const form = event.target.form;
    if (!keeps(form)) return;
    const typed = {};
    fieldsOf(form).forEach(([name, field]) => { if (nowIn(field) !== drawnIn(field)) typed[name] = nowIn(field); });
    sessionStorage.setItem(key(form), JSON.stringify(typed));
  });
  on("submit", (event) => {
    if (event.target.matches(LOGOUT)) forget();
    if (!keeps(event.target) || event.defaultPrevented) return;
    sessionStorage.setItem("sent", JSON.stringify({ form: key(event.target), from: location.href.split("#")[0] }));
  });
  on("htmx:afterRequest", (event) => {
    const form = event.target.closest("form");
    if (form && event.detail.successful) sessionStorage.removeItem(key(form));
  });
  function forget() {
    Object.keys(sessionStorage).forEach((name) => {
      if (name.startsWith("form:") || name === "sent" || name === "account") sessionStorage.removeItem(name);
    });
  }
  function restore() {
    if (!account) return; // the log-in page of an ended session: whoever logs in next decides
    if (sessionStorage.getItem("account") !== account) forget();
    sessionStorage.setItem("account", account);
    const sent = JSON.parse(sessionStorage.getItem("sent") || "{}");
    const [arrival] = performance.getEntriesByType("navigation");
    sessionStorage.removeItem("sent");
    // The answer to a form names the form's page as where it comes from; who goes "back" or starts anew got none.
    const answered = arrival && arrival.type !== "back_forward" && document.referrer === sent.from;
    if (answered) sessionStorage.removeItem(sent.form);
    document.querySelectorAll("form").forEach((form) => {
      const kept = keeps(form) && sessionStorage.getItem(key(form));
      if (!kept) return;
      const typed = JSON.parse(kept);
      fieldsOf(form).forEach(([name, field]) => {
        if (!(name in typed) || nowIn(field) !== drawnIn(field)) return;
        if (isBox(field)) field.checked = typed[name];
        else if (typed[name] && (field.tagName !== "SELECT" || [...field.options].some((o) => o.value === typed[name]))) field.value = typed[name];
      });
    });
  }
  on("DOMContentLoaded", restore);
  if (document.readyState !== "loading") restore();

  // What a swapped list now says ("411 pegawai") is read aloud.
  on("htmx:afterSettle", () => {
    const news = $("[data-announce]"), announcer = $("#announcer");
    if (news && announcer && announcer.textContent !== news.textContent) announcer.textContent = news.textContent;
  });

  // Filters without htmx targets submit themselves when a select changes.
  on("change", (event) => {
    const form = event.target.closest("form[data-autosubmit]");
    if (form) form.requestSubmit();
  });
})();
