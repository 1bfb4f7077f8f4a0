(() => {
  document.documentElement.dataset.folds = "";
  const turn = (button, open) => {
    const { fold } = button.dataset;
    for (const one of button.closest(".pb-pair, .pb-proof").querySelectorAll(`[data-fold="${fold}"]`)) {
      if (one.matches("button")) one.setAttribute("aria-expanded", String(open));
      else one.classList.toggle("pb-open", open);
    }
  };
  const follow = () => {
    if (!/^#(bad|good)-L\d+$/.test(location.hash)) return;
    const line = document.getElementById(location.hash.slice(1));
    const button = line?.closest(".pb-folded")?.previousElementSibling;
    if (button) turn(button, true);
    line?.scrollIntoView({ block: "center" });
  };
  addEventListener("click", ({ target }) => {
    const button = target.closest?.("button.pb-fold");
    if (button) turn(button, button.getAttribute("aria-expanded") !== "true");
  });
  addEventListener("beforeprint", () => {
    for (const place of document.querySelectorAll("[data-address]:empty")) place.textContent = location.href.split("#")[0];
  });
  addEventListener("hashchange", follow);
  addEventListener("DOMContentLoaded", follow);
})();
