"""Checks report pages in a headless browser: python check_report.py [--shots FOLDER] FOLDER_OF_PAGES"""

import argparse
import base64
import json
import pathlib
import subprocess
import sys

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from page_scripts import CONTRAST, OVERFLOW

SECTIONS = [
    "summary", "network", "dimension", "map", "components", "learning-coefficients", "strata",
    "singular-values", "training", "landscape", "provenance",
]
WITH_WEIGHTS = {"weights", "bias", "hostile", "trained"}
WITHOUT_STRATA = {"bias", "trained"}
HOSTILE_NAME = '<script>alert(1)</script> & "quotes" <img src=x onerror=alert(2)>'


def start_browser():
    options = webdriver.ChromeOptions()
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--hide-scrollbars", "--window-size=1280,900", "--no-first-run",
                     "--disable-component-update", "--disable-background-networking"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for path in ["/usr/bin/chromium", "/usr/bin/chromium-browser"]:
        if pathlib.Path(path).exists():
            options.binary_location = path
            break
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


class PageCheck:
    """The checks of one page; what fails is collected."""

    def __init__(self, browser, path, shots):
        self.browser, self.path, self.shots = browser, path, shots
        self.name, self.failures, self.count = path.stem, [], 0

    def expect(self, condition, message):
        self.count += 1
        if not condition:
            self.failures.append(message)

    def script(self, text, *arguments):
        return self.browser.execute_script(text, *arguments)

    def command(self, name, **parameters):
        return self.browser.execute_cdp_cmd(name, parameters)

    def resize(self, width, height, is_mobile=False):
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height,
                     deviceScaleFactor=1, mobile=is_mobile)

    def prefer(self, scheme):
        self.command("Emulation.setEmulatedMedia", media="screen",
                     features=[{"name": "prefers-color-scheme", "value": scheme}])

    def screenshot(self, kind):
        if self.shots is None:
            return
        size = self.command("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        image = self.command("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        (self.shots / f"{self.name}-{kind}.png").write_bytes(base64.b64decode(image["data"]))

    def run(self):
        self.browser.get_log("performance")
        self.browser.get_log("browser")
        self.resize(1280, 900)
        self.prefer("light")
        self.browser.get(self.path.as_uri())
        self.check_content()
        self.check_names()
        self.check_contrast("light")
        self.screenshot("light")
        self.prefer("dark")
        self.check_contrast("dark")
        self.screenshot("dark")
        self.prefer("light")
        self.check_diagram()
        self.check_narrow()
        self.check_print()
        self.check_without_script()
        self.check_silence()
        return self.failures

    def check_content(self):
        present = self.script("return [...document.querySelectorAll('section')].map(s => s.id)")
        expected = list(SECTIONS)
        if self.name in WITH_WEIGHTS:
            expected.insert(2, "weights")
        self.expect(present == expected, f"sections are {present}, expected {expected}")
        linked = self.script(
            "return [...document.querySelectorAll('nav a')].map(a => a.hash.slice(1))")
        self.expect(linked == expected, f"the contents list {linked}")
        dangling = self.script(
            "return [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
            ".filter(h => !h.startsWith('#') || !document.getElementById(h.slice(1)))")
        self.expect(not dangling, f"links to nothing: {dangling}")
        repeated = self.script(
            "const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
            "return ids.filter((id, i) => ids.indexOf(id) !== i)")
        self.expect(not repeated, f"identifiers used twice: {repeated}")
        flat = self.script(
            "return [...document.querySelectorAll('math')].filter(m => m.checkVisibility() && "
            "(m.getBoundingClientRect().height < 5 || m.getBoundingClientRect().width < 2)).length")
        self.expect(flat == 0, f"{flat} formulas are not typeset")
        if self.name == "hostile":
            heading = self.script("return document.querySelector('h1').textContent")
            self.expect(heading == HOSTILE_NAME, f"the heading is {heading}")
            self.expect(not self.script("return document.querySelectorAll('h1 *, img').length"),
                        "the name became markup")

    def check_names(self):
        """Every figure and every picture has a name in the accessibility tree of the browser."""
        self.command("Accessibility.enable")
        nodes = self.command("Accessibility.getFullAXTree")["nodes"]
        roles = {}
        for node in nodes:
            if node.get("ignored"):
                continue
            role = node["role"]["value"]
            name = node.get("name", {}).get("value", "").strip()
            if role.lower() in {"image", "img", "figure", "graphics-document", "svgroot", "region",
                                "table", "navigation", "link"}:
                roles[role] = roles.get(role, 0) + 1
                self.expect(name, f"a {role} without a name")
        pictures = self.script(
            "return [...document.querySelectorAll('svg:not([aria-hidden])')]"
            ".filter(s => s.checkVisibility() && s.getAttribute('role') === 'img').length")
        images = sum(count for role, count in roles.items() if role.lower() in {"image", "img"})
        self.expect(pictures > 0 and images == pictures,
                    f"{pictures} pictures, but the accessibility tree has {roles}")
        unnamed = self.script(
            "return [...document.querySelectorAll('svg:not([aria-hidden])')].filter(s => "
            "!(s.getAttribute('aria-labelledby') || '').split(' ').some(i => "
            "(document.getElementById(i) || {textContent: ''}).textContent.trim())).length")
        self.expect(unnamed == 0, f"{unnamed} pictures without a title")

    def check_contrast(self, scheme):
        poor = self.script(CONTRAST)
        self.expect(not poor, f"{scheme}: contrast below 4.5: {poor[:5]} ({len(poor)} in all)")
        dark = self.script(
            "return matchMedia('(prefers-color-scheme: dark)').matches") == (scheme == "dark")
        self.expect(dark, f"the browser does not prefer {scheme}")

    def check_diagram(self):
        """Focus and pointer on a box of the Hasse diagram show its network, and no other."""
        links = self.browser.find_elements(By.CSS_SELECTOR, ".hasse a[data-panel]")
        if self.name in WITHOUT_STRATA:
            self.expect(not links, "a Hasse diagram of a network that has none")
            return
        self.expect(len(links) > 1, "no Hasse diagram")
        visible = ("return [...document.querySelectorAll('.panel')]"
                   ".filter(p => p.checkVisibility()).map(p => p.id)")
        for link in links:
            panel = link.get_attribute("data-panel")
            self.script("arguments[0].focus()", link)
            self.expect(self.script(visible) == [panel], f"focus does not show {panel}")
        for link in reversed(links):
            panel = link.get_attribute("data-panel")
            self.script("arguments[0].scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'})", link)
            ActionChains(self.browser).move_to_element(link).perform()
            self.expect(self.script(visible) == [panel], f"the pointer does not show {panel}")
        self.script("document.querySelector('.hasse .scroll').focus()")
        ActionChains(self.browser).send_keys(Keys.TAB).perform()
        focused = self.script("return document.activeElement.getAttribute('data-panel')")
        self.expect(focused is not None and self.script(visible) == [focused],
                    "the tab key does not reach the diagram")

    def check_narrow(self):
        self.resize(360, 780, is_mobile=True)
        self.script("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        widest = self.script(OVERFLOW)
        width = self.script("return document.documentElement.scrollWidth")
        self.expect(width <= 360, f"{width} pixels wide on a narrow screen: {widest[:5]}")
        self.expect(not widest, f"reaches beyond a narrow screen: {widest[:5]}")
        self.script("document.querySelectorAll('details').forEach(d => { d.open = false; })")
        self.screenshot("narrow")
        self.resize(1280, 900)

    def check_print(self):
        self.command("Emulation.setEmulatedMedia", media="", features=[])
        document = self.command("Page.printToPDF", printBackground=True)
        content = base64.b64decode(document["data"])
        self.expect(content.startswith(b"%PDF") and len(content) > 10_000, "printing failed")
        if self.shots is not None:
            target = self.shots / f"{self.name}.pdf"
            target.write_bytes(content)
            subprocess.run(["pdftoppm", "-r", "60", "-png", target, self.shots / self.name])

    def check_without_script(self):
        self.command("Emulation.setScriptExecutionDisabled", value=True)
        self.browser.refresh()
        answer = self.command(
            "Runtime.evaluate", returnByValue=True,
            expression="[...document.querySelectorAll('.panel')].map(p => p.checkVisibility())")
        self.expect(all(answer["result"]["value"]), "without a script panels are hidden")
        self.command("Emulation.setScriptExecutionDisabled", value=False)

    def check_silence(self):
        messages = [entry["message"] for entry in self.browser.get_log("browser")]
        self.expect(not messages, f"the console says {messages}")
        requests = []
        for entry in self.browser.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                requests.append(message["params"]["request"]["url"])
        foreign = [url for url in requests
                   if url.split("#")[0] != self.path.as_uri() and not url.startswith("data:")]
        self.expect(requests and not foreign, f"requests: {foreign}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shots", type=pathlib.Path)
    parser.add_argument("pages", type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.shots is not None:
        arguments.shots.mkdir(parents=True, exist_ok=True)
    browser = start_browser()
    status = 0
    try:
        for path in sorted(arguments.pages.glob("*.html")):
            check = PageCheck(browser, path.resolve(), arguments.shots)
            for failure in check.run():
                print(f"{path.name}: {failure}")
                status = 1
            print(f"{path.name}: {check.count} checks, {len(check.failures)} failed")
    finally:
        browser.quit()
    return status


if __name__ == "__main__":
    sys.exit(main())
