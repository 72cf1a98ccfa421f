// Two comforts; everything works without them. An answer is on its way by itself, and what is to be copied has a button for it.
document.querySelector("form[data-submit]")?.requestSubmit();

for (const field of document.querySelectorAll("[data-copy]")) {
  field.addEventListener("focus", () => field.select());
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  const german = document.documentElement.lang === "de";
  const name = field.labels[0].textContent;
  button.textContent = german ? "Kopieren" : "Copy";
  button.setAttribute("aria-label", german ? `${name} kopieren` : `Copy ${name}`);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = german ? "Kopiert" : "Copied";
  });
  field.after(button);
}
