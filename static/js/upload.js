// The drop zone: says which file was chosen, lights up while a file hovers, refuses too large ones at once.
(function () {
  "use strict";
  const zone = document.querySelector(".drop-zone");
  if (!zone) return;
  const input = zone.querySelector("input[type=file]");
  const name = zone.querySelector("[data-file-name]");
  const size = new Intl.NumberFormat(document.documentElement.lang || "id", { maximumFractionDigits: 1 });
  function show() {
    const file = input.files[0];
    const tooLarge = file && file.size > Number(input.dataset.maxBytes);
    input.setCustomValidity(tooLarge ? input.dataset.tooLarge : "");
    name.textContent = !file ? "" : tooLarge ? input.dataset.tooLarge
      : file.name + " · " + (file.size < 1048576 ? size.format(file.size / 1024) + " kB" : size.format(file.size / 1048576) + " MB");
    zone.classList.toggle("has-file", Boolean(file));
  }
  input.addEventListener("change", show);
  ["dragenter", "dragover"].forEach((event) => zone.addEventListener(event, () => zone.classList.add("is-over")));
  ["dragleave", "drop"].forEach((event) => zone.addEventListener(event, () => zone.classList.remove("is-over")));
  show();

  // What is missing is said at its field, in the language of the page; the chosen file stays chosen.
  const form = zone.closest("form"), kinds = form.querySelector("fieldset[data-missing]");
  const say = (id, text) => { document.getElementById(id).textContent = text; return Boolean(text); };
  form.addEventListener("submit", (event) => {
    const noKind = say("kind-error", kinds.querySelector(":checked") ? "" : kinds.dataset.missing);
    const noFile = say("file-error", input.files.length ? input.validationMessage : input.dataset.missing);
    if (!noKind && !noFile) return;
    event.preventDefault();
    (noKind ? kinds.querySelector("input") : input).focus();
    (noKind ? kinds : zone).scrollIntoView({ block: "start" });
  });
  kinds.addEventListener("change", () => say("kind-error", ""));
  input.addEventListener("change", () => say("file-error", input.validationMessage));
})();
