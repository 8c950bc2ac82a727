// Loaded before the page is drawn: marks that scripts run, and settles the theme "as the device says".
(function () {
  const root = document.documentElement;
  root.classList.add("js");
  const device = window.matchMedia("(prefers-color-scheme: dark)");
  function settle() {
    const choice = root.dataset.themeChoice;
    root.dataset.bsTheme = choice === "auto" ? (device.matches ? "dark" : "light") : choice;
    root.dispatchEvent(new CustomEvent("themechange", { bubbles: true }));
  }
  device.addEventListener("change", settle);
  window.setTheme = function (choice) {
    root.dataset.themeChoice = choice;
    document.cookie = "theme=" + choice + ";path=/;max-age=31536000;samesite=lax";
    settle();
  };
  // Paper is white.
  window.addEventListener("beforeprint", () => { root.dataset.bsTheme = "light"; });
  window.addEventListener("afterprint", settle);
  settle();
})();
