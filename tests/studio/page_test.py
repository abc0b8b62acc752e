"""The studio's page in chromium, as a person uses it.

  page_test.py --packages FOLDER      what tools/dev/browser installed

Ends with 77 where there is no browser or nothing to drive it with: not run.
"""

import os
import pathlib
import re
import shutil
import signal
import sys
import unittest

if "--packages" in sys.argv:
    at = sys.argv.index("--packages")
    PACKAGES = pathlib.Path(sys.argv[at + 1])
    del sys.argv[at:at + 2]
    sys.path.insert(0, str(PACKAGES))
else:
    PACKAGES = pathlib.Path(".")

try:
    from playwright.sync_api import expect, sync_playwright
except ImportError:
    sync_playwright = None

from desk import ROOT, Studio, StudioTest  # noqa: E402
from trouw_command import OFFERS  # noqa: E402

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = PACKAGES / "axe.min.js"
EDITOR = pathlib.Path("/usr/share/javascript/codemirror/lib/codemirror.js").exists()
PATIENCE = 60_000  # milliseconds, for a machine that is busy


def setUpModule():
    global driver, browser
    driver = sync_playwright().start()
    browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
    expect.set_options(timeout=PATIENCE)


def tearDownModule():
    browser.close()
    driver.stop()


class PageTest(StudioTest):
    def open(self, studio, width=1280, height=860, context=None, **options):
        """A tab; what its scripts got wrong, or what the browser refused, fails the test at the end."""
        context = context or browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", **options)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.wrong = []
        page.on("pageerror", lambda error: page.wrong.append(error.stack))
        page.on("console", lambda message: page.wrong.append(message.text)
                if message.type == "error" and "ERR_CONNECTION_REFUSED" not in message.text
                and "Failed to load resource" not in message.text else None)
        page.on("dialog", lambda dialog: dialog.accept())
        self.addCleanup(lambda: self.assertEqual([], page.wrong))
        page.goto(studio.address)
        page.wait_for_selector("[data-ready=yes]")
        return page

    def energy(self, *words):
        example = ROOT / "rules-examples/01-energy"
        folder = self.folder / "energy"
        shutil.copytree(example, folder, ignore=shutil.ignore_patterns("expected"))
        self.programme_folder = folder
        return Studio(self, folder, *words, customers=folder / "customers.db")

    def type_at_end(self, page, text):
        field = page.locator(".CodeMirror, .over").first
        field.click()
        page.wait_for_timeout(150)  # CodeMirror takes the focus a moment after the click
        page.keyboard.press("Control+End")
        page.keyboard.insert_text(text.removesuffix("\n"))
        if text.endswith("\n"):
            page.wait_for_timeout(300)  # until the editor has read what was put in
            page.keyboard.press("Enter")  # as a person does: a line end that is put in last, the browser leaves out

    def cost(self, page):
        return int(re.sub(r"\D", "", page.locator("[data-figure=cost]").inner_text()))

    def saved(self, page):
        expect(page.locator(".head .status")).to_have_text("Saved")


class Person(PageTest):
    def test_a_first_hour(self):
        studio = self.energy()
        page = self.open(studio)
        expect(page.locator("[data-figure=cost]")).to_have_text("€248,775")
        expect(page.locator("[data-figure=worse-before]")).to_have_text("1,113")
        expect(page.locator("[data-figure=worse-after]")).to_have_text("nobody")
        # An offer with a mistake, and its mending.
        self.type_at_end(page, '\nofer "Summer" to customers\n  when joined is before 2020-01-01\n  give 5% off for 3 months\n')
        expect(page.locator(".message.error")).to_contain_text("ofer")
        page.locator(".fix").first.click()
        expect(page.locator(".offers")).to_contain_text("Summer")
        self.assertGreater(self.cost(page), 248775)
        expect(page.locator("[data-figure=shift]")).to_contain_text("gain")
        # Who is worse off.
        someone = page.locator("[data-figure=worse-before] ~ ul button").first
        number = someone.inner_text()
        someone.click()
        person = page.locator(f"[data-person='{number}']")
        expect(person).to_contain_text("Not worse off than a newcomer")
        expect(person).to_contain_text("Same as new")
        # Make them an example, and save.
        page.get_by_label("Title of the example").fill("Worst before matches")
        page.get_by_role("button", name="Make this customer an example").click()
        expect(page.locator(".said.good")).to_contain_text("Worst before matches")
        page.click("#view-examples")
        expect(page.get_by_role("article", name="Worst before matches")).to_contain_text("Holds")
        page.click("[data-key=save]")
        # The energy example of before expects less; it is asked about.
        page.get_by_role("button", name="Save all the same").click()
        self.saved(page)
        text = self.on_disk().decode()
        self.assertIn('\noffer "Summer" to customers', text)
        self.assertIn('example "Worst before matches"', text)

    def test_cards_write_the_text(self):
        studio = self.studio()
        page = self.open(studio)
        page.click("#view-cards")
        card = page.get_by_role("article", name="City bonus")
        amount = card.locator("input.middle")
        expect(amount).to_have_value("EUR 75")
        amount.fill("EUR 80")
        amount.press("Tab")
        expect(page.locator(".head .status")).to_contain_text("not saved")
        card.get_by_label("Title").fill('Town "bonus"')
        card.get_by_label("Title").press("Enter")
        card = page.get_by_role("article", name='Town "bonus"')
        card.get_by_role("combobox").first.select_option("returners")
        card.get_by_role("button", name="+ Message").click()
        expect(card.locator("dt").last).to_have_text("Tells")
        card.get_by_role("button", name="Remove: tell").click()
        expect(card.locator("dt").last).to_have_text("Gives")
        page.get_by_role("button", name="New offer").click()
        expect(page.get_by_role("article", name="New offer")).to_be_visible()
        page.keyboard.press("Control+s")
        self.saved(page)
        text = self.on_disk().decode()
        self.assertIn('offer "Town \\"bonus\\"" to returners\n  when region is one of NH, UT\n  give EUR 80 once\n', text)
        self.assertTrue(text.endswith('offer "New offer" to customers\n  give 5% off for 12 months\n'), text[-200:])

    def test_an_example_in_a_form(self):
        studio = self.studio(folder=self.programme(
            offers=OFFERS + '\nexample "Hers"\n  on 2027-03-01\n  customer with joined is 2020-01-01\n  expect deal EUR 1\n'))
        page = self.open(studio)
        page.click("#view-examples")
        example = page.get_by_role("article", name="Hers")
        expect(example).to_contain_text("Fails")
        example.get_by_role("button", name="Expect what comes out").click()
        expect(example).to_contain_text("Holds")
        page.click("[data-key=save]")
        self.saved(page)
        self.assertNotIn("EUR 1\n", self.on_disk().decode())

    def test_fields_lead_to_their_lines(self):
        page = self.open(self.studio())
        page.click("#view-fields")
        expect(page.locator(".fields tbody tr")).to_have_count(8)
        page.get_by_role("button", name="complaints").click()
        expect(page.locator(".file.now")).to_contain_text("programme.yaml")

    def test_in_dutch(self):
        studio = self.studio()
        page = self.open(studio)
        page.select_option("[data-key=language]", "nl")
        page.wait_for_selector("[data-ready=yes]")
        expect(page.locator("html")).to_have_attribute("lang", "nl")
        expect(page.locator("[data-figure=cost]")).to_contain_text("€ ")
        expect(page.locator(".result")).to_contain_text("Wat het kost")
        expect(page.locator(".tally")).to_have_text("Geen fouten.")

    def test_without_the_editor(self):
        studio = self.studio()
        context = browser.new_context(locale="en-GB")
        context.add_init_script("localStorage.setItem('trouw-plain', 'yes')")
        page = self.open(studio, context=context)
        expect(page.locator("textarea.over")).to_be_visible()
        self.type_at_end(page, "\n# plain\n")
        page.keyboard.press("Control+s")
        self.saved(page)
        self.assertTrue(self.on_disk().endswith(b"# plain\n"))


class Everybody(PageTest):
    def test_on_a_phone(self):
        page = self.open(self.energy(), 360, 740, has_touch=True, is_mobile=True)
        for side in ("write", "result", "person"):
            page.click(f"[data-key=side-{side}]")
            for width in (320, 360, 412):
                page.set_viewport_size({"width": width, "height": 740})
                self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), width, side)
        expect(page.locator(".write")).to_be_hidden()
        page.get_by_label("Customer number").fill("100003")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.locator("[data-person='100003']")).to_be_visible()
        page.click("[data-key=side-write]")
        for view in ("cards", "examples", "fields"):
            page.click("#view-" + view)
            self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), 412, view)

    def test_with_a_keyboard_alone(self):
        studio = self.studio()
        page = self.open(studio)
        press = page.keyboard.press
        press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        press("Enter")
        press("Control+End")
        page.keyboard.insert_text('\nofer "Keys" to customers\n  give EUR 1 once\n')
        expect(page.locator(".fix").first).to_be_visible()
        press("Escape")
        for _ in range(30):
            press("Tab")
            if page.evaluate("document.activeElement.className") == "fix":
                break
        press("Enter")
        expect(page.locator(".offers")).to_contain_text("Keys")
        for _ in range(60):
            press("Tab")
            if page.evaluate("document.activeElement.id") == "view-text":
                break
        press("ArrowRight")
        expect(page.locator("#view-cards")).to_be_focused()
        expect(page.get_by_role("article", name="Keys")).to_be_visible()
        for _ in range(200):
            press("Tab")
            if page.evaluate("document.activeElement.dataset.key") == "number":
                break
        page.keyboard.insert_text("1")
        press("Enter")
        expect(page.locator("[data-person='1']")).to_be_visible()
        press("Control+s")
        self.saved(page)
        self.assertIn(b'offer "Keys"', self.on_disk())

    @unittest.skipUnless(AXE.exists(), "axe-core is not here: not run")
    def test_contrast_and_names(self):
        for scheme in ("light", "dark"):
            studio = self.studio(folder=self.programme(name=scheme, offers=OFFERS + "\nofer\n"))
            page = self.open(studio, color_scheme=scheme)
            page.get_by_label("Customer number").fill("2")
            page.keyboard.press("Enter")
            page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
            for view in ("text", "cards", "examples", "fields"):
                page.click("#view-" + view)
                found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa']})")
                told = [(one["id"], node["html"][:160], node["failureSummary"][:300]) for one in found["violations"] for node in one["nodes"]]
                self.assertEqual([], told, (scheme, view))


class Hostile(PageTest):
    def test_texts_are_texts(self):
        studio = self.studio()
        page = self.open(studio)
        title = "<img src=x onerror=window.evil=1><script>window.evil=1</script>\u202eabc"
        self.type_at_end(page, f'\noffer "{title}" to customers\n  give EUR 1 once\n  tell "<b>{{value}}</b>"\n')
        expect(page.locator(".offers")).to_contain_text("⟨U+202E⟩abc")
        page.get_by_label("Customer number").fill("1")
        page.keyboard.press("Enter")
        expect(page.locator("[data-person='1']")).to_contain_text("<script>")
        page.click("#view-cards")
        expect(page.locator(".cards .card").last).to_be_visible()
        self.assertEqual(0, page.locator(".result img, .write img, .result script, .write script, .result b b").count())
        self.assertFalse(page.evaluate("'evil' in window"))
        if EDITOR:
            page.click("#view-text")
            page.keyboard.press("Control+End")
            expect(page.locator(".CodeMirror .mark").first).to_have_text("U+202E")

    def test_five_megabytes(self):
        studio = self.studio()
        page = self.open(studio)
        self.type_at_end(page, "\n# " + "x" * 5_000_000 + "\n")
        expect(page.locator(".head .status")).to_contain_text("not saved")
        page.keyboard.press("Control+s")
        self.saved(page)
        self.assertGreater(len(self.on_disk()), 5_000_000)


class NothingIsLost(PageTest):
    def test_two_tabs_see_each_other(self):
        studio = self.studio()
        context = browser.new_context(locale="en-GB")
        one, two = self.open(studio, context=context), self.open(studio, context=context)
        self.type_at_end(one, "\n# from the first\n")
        expect(two.locator(".CodeMirror, .under")).to_contain_text("from the first")
        self.type_at_end(two, "\n# from the second\n")
        expect(one.locator(".CodeMirror, .under")).to_contain_text("from the second")

    def test_a_quarrel_of_two_tabs(self):
        studio = self.studio()
        context = browser.new_context(locale="en-GB")
        one, two = self.open(studio, context=context), self.open(studio, context=context)
        two.route("**/api/**", lambda route: route.abort())
        self.type_at_end(two, "\n# mine\n")
        expect(two.locator(".head .status")).to_have_text("Not connected")
        self.type_at_end(one, "\n# theirs\n")
        expect(one.locator(".head .status")).to_contain_text("not saved")
        two.unroute("**/api/**")
        expect(two.locator(".said.bad")).to_contain_text("Another tab")
        two.get_by_role("button", name="Show both").click()
        expect(two.locator(".both")).to_contain_text("# theirs")
        two.get_by_role("button", name="Keep mine").click()
        expect(one.locator(".CodeMirror, .under")).to_contain_text("# mine")

    def test_a_killed_server_and_a_closed_tab(self):
        studio = self.studio()
        context = browser.new_context(locale="en-GB")
        page = self.open(studio, context=context)
        studio.end(signal.SIGKILL)
        self.type_at_end(page, "\n# typed while it was gone\n")
        expect(page.locator(".head .status")).to_have_text("Not connected")
        studio.start()
        expect(page.locator(".head .status")).to_contain_text("not saved")
        self.assertIn("typed while it was gone", studio.sheet()["text"])
        studio.end(signal.SIGKILL)
        self.type_at_end(page, "# and more\n")
        expect(page.locator(".head .status")).to_have_text("Not connected")
        page.close()
        studio.start()
        page = self.open(studio, context=context)
        expect(page.locator(".remarks")).to_contain_text("is back")
        expect(page.locator(".head .status")).to_contain_text("not saved")
        page.keyboard.press("Control+s")
        self.saved(page)
        self.assertIn(b"# and more\n", self.on_disk())

    def test_a_file_that_changed_outside(self):
        studio = self.studio()
        page = self.open(studio)
        path = self.programme_folder / "offers.trouw"
        path.write_text(OFFERS + "# outside\n", encoding="utf-8")
        expect(page.locator(".CodeMirror, .under")).to_contain_text("# outside")
        self.type_at_end(page, "# mine\n")
        expect(page.locator(".head .status")).to_contain_text("not saved")
        path.write_text(OFFERS + "# outside again\n", encoding="utf-8")
        expect(page.locator(".said.bad")).to_contain_text("outside the studio")
        self.assertIn("# mine", studio.sheet()["text"])
        page.get_by_role("button", name="Show both").click()
        expect(page.locator(".both")).to_contain_text("# outside again")
        page.get_by_role("button", name="Save mine over it").click()
        self.saved(page)
        self.assertEqual(OFFERS + "# outside\n# mine\n", path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    if not BROWSER or sync_playwright is None:
        print("no browser, or nothing to drive it with (tools/dev/browser): not run")
        sys.exit(77)
    os.environ.setdefault("LANG", "C.UTF-8")
    unittest.main()
