"use strict";
document.getElementById("again").addEventListener("click", () => window.location.reload());

// The keyboard belongs to the terminal as soon as there is something in it.
new MutationObserver((_changes, watcher) => {
  const keyboard = document.querySelector(".xterm-helper-textarea");
  if (keyboard && document.body.classList.contains("-first-byte")) {
    keyboard.focus();
    watcher.disconnect();
  }
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });
