// Adds a "Copy" button to every <pre data-copy>. Without JavaScript there is none: the text can be
// selected. A classic script, because browsers load no modules from a folder (file:).
"use strict";

for (const block of document.querySelectorAll("pre[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  const label = "Copy " + block.dataset.copy;
  button.textContent = label;
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  status.className = "small quiet";
  button.addEventListener("click", async () => {
    status.textContent = (await copy(block)) ? " Copied." : " Selected: press Ctrl+C.";
    setTimeout(() => (status.textContent = ""), 4000);
  });
  block.after(button, status);
}

/** Copies the text; where the browser refuses (no HTTPS), selects it. */
async function copy(block) {
  try {
    await navigator.clipboard.writeText(block.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(block);
    return false;
  }
}
