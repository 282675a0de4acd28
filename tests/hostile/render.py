"""Renders the rule templates of the corpus (expression tokens, names, imports) as rule texts of the language."""

import json
import os
import pathlib

SCHEMA = '''module hostile.case version 1.0.0;
{imports}
source CASE "A hostile rule text", evidence derived;

record requests "A request"
  keyed by position;
  provider: organisation, required;
  requested_at: date and time in "Europe/London", required;
  responded_at: date and time in "Europe/London", blank means unknown;
  cancelled: yes or no, required;
end
'''

FIXED = {
    "open": "(", "close": ")", "call_open": "surely (", "call_close": ")", "not": "not",
    "if_then_else_head": "choose when yes then yes; otherwise", "and_true": "and yes", "or_true": "or yes",
    "plus_one": "+ 1", "true": "yes", "false": "no",
}


def token(item):
    name, _, argument = item.partition(":")
    match name:
        case "num" | "date":
            return argument
        case "eq_num":
            return f"is {argument}"
        case "gt_num":
            return f"is more than {argument}"
        case "div_num":
            return f"/ {argument}"
        case "field" | "ref":
            return argument
        case "minus_field":
            return f"- {argument}"
        case "date_le_field":
            return f"is on or before {argument} exactly"
        case "le_duration":
            return f"is at most {argument}"
        case "matches":
            return "matches (at least 1 letters)"
        case "double_ref":
            return f"{argument} + {argument}"
        case _:
            return FIXED[name]


def expression(items):
    words = []
    for item in items:
        name, count = (item, 1) if isinstance(item, str) else item
        words += [token(name)] * count
        if name == "if_then_else_head":
            words_after = ["end"] * count
            return " ".join(words + [expression(items[items.index(item) + 1:])] + words_after)
    return " ".join(words)


def rule(name, must, message="", prefix=""):
    said = ['  message "' + message.replace('"', '""') + '";'] if message else []
    return "\n".join([f'rule {name} "A rule of the case"', '  cites CASE in our words "nothing";',
                      "  for each requests;", f"{prefix}  must: {must};", *said, "end", ""])


def declaration(name, item):
    """A rule where it is a test, a derived number where it is a value that others use."""
    if item.startswith(("num:", "double_ref:")):
        return f"derived {name} of requests: number is {token(item)};\n"
    return rule(name, token(item))


def render(template, folder):
    """Writes the rule file of a template into `folder` and returns its path; endless and piped imports are made beside it."""
    case = json.loads(pathlib.Path(template).read_text(encoding="utf-8"))
    imports = []
    for number, target in enumerate(case.get("include", [])):
        name = "case" if target == "self" else f"import_{number}"
        imports.append(f"import {name} as m{number};")
        if target == "fifo":
            os.mkfifo(folder / f"{name}.assize")
        elif target != "self":
            (folder / f"{name}.assize").symlink_to(target)
    text = SCHEMA.replace("{imports}", "\n".join(imports))
    for name, item in case.get("rules", []):
        text += declaration(name, item)
    if "expr" in case:
        text += rule("CASE_RULE", expression(case["expr"]), case.get("message", ""), case.get("prefix", ""))
    path = folder / "case.assize"
    path.write_text(text, encoding="utf-8")
    return path
