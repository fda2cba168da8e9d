// What style sheets cannot do on report pages. Without it every network of the Hasse diagram is shown, and the
// boxes are links to them. It contains neither a left angle bracket nor an ampersand.
document.querySelectorAll(".hasse").forEach(function (hasse) {
  var links = hasse.querySelectorAll("a[data-panel]");
  var panels = hasse.querySelectorAll(".panel");
  function show(link) {
    panels.forEach(function (panel) {
      panel.hidden = panel.id !== link.dataset.panel;
    });
    links.forEach(function (other) {
      other.classList.toggle("shown", other === link);
    });
  }
  links.forEach(function (link) {
    link.addEventListener("pointerenter", function () { show(link); });
    link.addEventListener("focus", function () { show(link); });
    link.addEventListener("click", function (event) {
      event.preventDefault();
      show(link);
    });
  });
  hasse.classList.add("interactive");
  if (links.length) { show(links[links.length - 1]); }
});
var folded = [];
window.addEventListener("beforeprint", function () {
  folded = Array.from(document.querySelectorAll("details:not([open])"));
  folded.forEach(function (element) { element.open = true; });
});
window.addEventListener("afterprint", function () {
  folded.forEach(function (element) { element.open = false; });
});
