// data-copy="#field": the field's text goes to the clipboard, and the button says so.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.querySelector(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch (error) {
    document.execCommand("copy"); // offices without TLS inside their own network
  }
  button.querySelector("span").textContent = button.dataset.copied;
});
