#!/usr/bin/env python3
"""Writes the book of every ruleset and reads it again: valid structure, no address that is fetched.

    check_book.py ASSIZE ROOT
"""

import html.parser
import pathlib
import subprocess
import sys

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Reader(html.parser.HTMLParser):
    """Elements are closed in order; headings descend by one; links within the page lead somewhere."""

    def __init__(self):
        super().__init__()
        self.faults, self.open, self.ids, self.links, self.level, self.seen = [], [], set(), set(), 0, set()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.seen.add(tag)
        if "id" in attributes:
            if attributes["id"] in self.ids:
                self.faults.append(f"two of {attributes['id']}")
            self.ids.add(attributes["id"])
        for name in ("src", "href"):
            if name in attributes and not attributes[name].startswith("#"):
                self.faults.append(f"<{tag} {name}={attributes[name]}> leaves the page")
        if tag == "a":
            self.links.add(attributes.get("href", "")[1:])
        if tag == "table":
            self.caption = False
        if tag[0] == "h" and tag[1:].isdigit():
            if int(tag[1:]) > self.level + 1:
                self.faults.append(f"{tag} after h{self.level}")
            self.level = int(tag[1:])
        if tag == "th" and "scope" not in attributes:
            self.faults.append("th without scope")
        if tag == "script":
            self.faults.append("a script")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes another element")


def main():
    assize, root = sys.argv[1], pathlib.Path(sys.argv[2])
    faults = 0
    rulesets = sorted([*root.glob("rulesets/**/*.assize"), *root.glob("rulesets/**/*.assize.md"),
                       *root.glob("tests/cli/fixtures/waits.assize"), *root.glob("tests/cli/fixtures/totals.assize")])
    for ruleset in rulesets:
        run = subprocess.run([assize, "book", str(ruleset)], stdout=subprocess.PIPE, check=True)
        page = run.stdout.decode("utf-8")
        reader = Reader()
        reader.feed(page)
        reader.faults += [f"#{link} leads nowhere" for link in sorted(reader.links - reader.ids)]
        reader.faults += [f"<{tag}> stays open" for tag in reader.open]
        reader.faults += [f"no <{tag}>" for tag in ("header", "nav", "main", "footer", "h1") if tag not in reader.seen]
        if '<html lang="en-GB">' not in page:
            reader.faults.append("no language")
        again = subprocess.run([assize, "book", str(ruleset)], stdout=subprocess.PIPE, check=True)
        if again.stdout != run.stdout:
            reader.faults.append("another page the second time")
        for fault in reader.faults:
            print(f"{ruleset.relative_to(root)}: {fault}")
        faults += len(reader.faults)
    print(f"{len(rulesets)} books, {faults} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
