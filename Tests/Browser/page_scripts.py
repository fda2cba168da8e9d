"""Scripts that run inside the page and return what is wrong with it."""

# Text whose contrast with what is behind it is below 4.5 (WCAG 2, level AA).
CONTRAST = """
const probe = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
function rgba(color) {
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = '#000';
  probe.fillStyle = color;
  probe.fillRect(0, 0, 1, 1);
  return [...probe.getImageData(0, 0, 1, 1).data];
}
function luminance(color) {
  const parts = color.slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}
function background(element) {
  for (let e = element; e; e = e.parentElement) {
    const color = rgba(getComputedStyle(e).backgroundColor);
    if (color[3] === 255) { return color; }
  }
  return [255, 255, 255, 255];
}
const poor = [];
for (const element of document.querySelectorAll('main *')) {
  const hasText = [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  if (!hasText || !element.checkVisibility() || element.closest('title, desc, .unseen')) { continue; }
  const style = getComputedStyle(element);
  const isDrawn = element.closest('svg') !== null;
  const front = luminance(rgba(isDrawn ? style.fill : style.color));
  const back = luminance(background(element));
  const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
  if (ratio < 4.5) {
    poor.push(`${element.tagName} "${element.textContent.trim().slice(0, 30)}" ${ratio.toFixed(2)}`);
  }
}
return poor;
"""

# Elements that reach beyond the right edge of the window without a box of their own that scrolls.
OVERFLOW = """
const wide = [];
for (const element of document.querySelectorAll('main *')) {
  if (element.closest('.scroll, .unseen, svg *') || !element.checkVisibility()) { continue; }
  const box = element.getBoundingClientRect();
  if (box.right > window.innerWidth + 1) {
    wide.push(`${element.tagName}.${element.getAttribute('class') || ''} ends at ${Math.round(box.right)}`);
  }
}
return wide;
"""
