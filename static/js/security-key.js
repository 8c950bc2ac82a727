// Security keys and passkeys: the browser asks the key, the answer is sent with the form.
(function () {
  "use strict";
  const options = () => JSON.parse(document.getElementById("key-options").textContent);
  const ask = {
    create: () => window.webauthnJSON.create(options().creation_options),
    get: () => window.webauthnJSON.get(options().request_options),
  };
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-security-key]");
    if (!form || form.elements.credential.value) return;
    event.preventDefault();
    const said = form.querySelector("[data-key-error]");
    said.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask[form.dataset.securityKey]());
      form.submit();
    } catch (error) {
      said.hidden = false;
    }
  });
})();
