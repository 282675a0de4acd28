"""An operation tree of ehrQL as a ruleset of Assize, and its small tables as CSV.

A person is a record of its own (every patient id of any table), linked to `patients` (at most one row) and `events` (any number);
what the tree asks for is asked of that record. Nothing is computed here, and nothing looks at a case's answer.

ehrQL passes over what is missing in places where Assize keeps it: a filter, a case and an aggregate. There the words that say so are
written out: `surely (...)`, `x is known`. Elsewhere a missing value stays one.
"""
import csv

TYPES = {"b": "yes or no", "i": "number", "f": "number", "s": "text", "c": "text", "m": "text", "d": "date"}
COMPARISONS = {"lt": ("less than", "before"), "le": ("at most", "on or before"), "gt": ("more than", "after"),
               "ge": ("at least", "on or after"), "eq": ("", "on"), "ne": ("not", "not on")}
ARITHMETIC = {"add": "+", "subtract": "-", "multiply": "*", "true_divide": "/"}


class Inexpressible(Exception):
    pass


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def constant(value):
    """The text of a constant and the kind of value that it is."""
    if value is None:
        return "unknown", None
    if isinstance(value, bool):
        return ("yes" if value else "no"), "yes or no"
    if isinstance(value, dict) and "date" in value:
        return value["date"], "date"
    if isinstance(value, (int, float)):
        return f"({format(value, 'f') if isinstance(value, float) else value})", "number"
    if isinstance(value, str):
        return quoted(value), "text"
    raise Inexpressible(f"a constant such as {value!r}")


class Ruleset:
    """`one` writes what has one value a person, `each` what has one a row of `events`."""

    def __init__(self, case):
        self.case = case
        self.tables = case["tables"]
        self.made = []  # derived fields
        self.texts = self.texts_seen()

    def columns(self, table):
        return sorted({name for row in self.tables.get(table, []) for name in row} - {"patient_id"})

    def texts_seen(self):
        texts = {v for rows in self.tables.values() for row in rows for k, v in row.items() if k[0] in "scm" and v is not None}

        def walk(tree):
            if isinstance(tree, dict):
                if isinstance(tree.get("value"), str):
                    texts.add(tree["value"])
                for part in tree.values():
                    walk(part)
            elif isinstance(tree, list):
                for part in tree:
                    walk(part)
        walk(self.case["compute"])
        return sorted(texts)

    def derived(self, record, kind, text):
        name = f"made_{len(self.made) + 1}"
        self.made.append(f"derived {name} of {record}: {kind} is {text};")
        return name

    # --- frames: rows of a table, filtered and sorted ---

    def frame(self, tree):
        """(table, conditions, keys): the last sort counts first."""
        if "rows_of" in tree:
            return tree["rows_of"], [], []
        table, conditions, keys = self.frame(tree["source"])
        if tree["op"] == "filter":
            return table, conditions + [f"surely ({self.expression(tree['condition'], table)[0]})"], keys
        if tree["op"] == "sort":
            return table, conditions, self.sort_key(tree["sort_by"], table) + keys
        raise Inexpressible(f"rows by {tree['op']}")

    def sort_key(self, tree, table):
        """What is missing comes first: whether it is there, then what it is."""
        text, kind = self.expression(tree, table)
        base = {"number": "0", "date": "1900-01-01", "text": '""'}.get(kind)
        if base is None:
            raise Inexpressible(f"rows in the order of {kind}")
        there = self.derived(table, "number", f"choose when {text} is known then 1; otherwise 0 end")
        what = self.derived(table, kind, f"choose when {text} is known then {text}; otherwise {base} end")
        return [there, what]

    @staticmethod
    def where(conditions, word="where"):
        return f" {word} ({' and '.join(conditions)})" if conditions else ""

    def source_table(self, tree):
        """The table whose rows a series has: events where any part is of events."""
        if isinstance(tree, dict):
            if tree.get("op") == "pick_one_row_per_patient" or tree.get("op") in AGGREGATES:
                return "one"
            if "rows_of" in tree:
                return tree["rows_of"]
            found = {self.source_table(part) for part in tree.values()}
        elif isinstance(tree, list):
            found = {self.source_table(part) for part in tree}
        else:
            return "one"
        return "events" if "events" in found else "patients" if "patients" in found else "one"

    def frames_of(self, tree):
        """The filters of the rows that a series is of."""
        if isinstance(tree, dict):
            if tree.get("op") in ("filter", "sort") and self.source_table(tree) == "events":
                return self.frame(tree)[1]
            for part in tree.values():
                found = self.frames_of(part)
                if found:
                    return found
        if isinstance(tree, list):
            for part in tree:
                found = self.frames_of(part)
                if found:
                    return found
        return []

    # --- expressions; `at` is the record that they stand in: person or events ---

    def expression(self, tree, at):
        if "value" in tree:
            return constant(tree["value"])
        method = getattr(self, "op_" + tree["op"], None)
        if method is None:
            raise Inexpressible(f"the operation {tree['op']}")
        return method(tree, at)

    def one(self, tree, at):
        text, _ = self.expression(tree, at)
        return text

    def op_select_column(self, tree, at):
        source, name = tree["source"], tree["name"]
        kind = TYPES[name[0]]
        if source.get("op") == "pick_one_row_per_patient":
            table, conditions, keys = self.frame(source["source"])
            by = " and then by ".join(keys)
            return f"({name} of {source['position']} {table} by {by}{self.where(conditions, 'among those where')})", kind
        table, _, _ = self.frame(source)
        if name not in self.columns(table):
            raise Inexpressible("a column that no row has")
        return (name if table == at else f"patient.{name}"), kind

    def op_not(self, tree, at):
        return f"(not {self.one(tree['source'], at)})", "yes or no"

    def op_and(self, tree, at):
        return f"({self.one(tree['left'], at)} and {self.one(tree['right'], at)})", "yes or no"

    def op_or(self, tree, at):
        return f"({self.one(tree['left'], at)} or {self.one(tree['right'], at)})", "yes or no"

    def op_is_null(self, tree, at):
        text, _ = self.expression(tree["source"], at)
        constants = {"yes": "no", "no": "no", "unknown": "yes"}
        return constants.get(text, f"(not ({text} is known))"), "yes or no"

    def compared(self, tree, at):
        left, kind = self.expression(tree["left"], at)
        right, other = self.expression(tree["right"], at)
        words = COMPARISONS[tree["op"]][1 if "date" in (kind, other) else 0]
        return f"({left} is {words} {right})".replace("  ", " "), "yes or no"

    op_lt = op_le = op_gt = op_ge = op_eq = op_ne = compared

    def op_in(self, tree, at):
        left, kind = self.expression(tree["left"], at)
        members = tree["right"]
        if members.get("op") == "combine_as_set":
            table = "events"
            text, _ = self.expression(members["source"], table)
            outside = left.replace("patient.", "person.patient.") if at == "person" else left
            asked = self.derived("person", kind, left) if at == "person" else outside
            return f"(any {table} where ({text} is known and {text} is person.{asked}))", "yes or no"
        listed = [constant({"date": v} if kind == "date" and isinstance(v, str) else v)[0] for v in members["value"]["set"]]
        return (f"({left} in ({', '.join(listed)}))" if listed else "no"), "yes or no"

    def calculated(self, tree, at):
        left, right = self.one(tree["left"], at), self.one(tree["right"], at)
        return f"({left} {ARITHMETIC[tree['op']]} {right})", "number"

    op_add = op_subtract = op_multiply = op_true_divide = calculated

    def op_floor_divide(self, tree, at):
        return f"(floor of ({self.one(tree['left'], at)} / {self.one(tree['right'], at)}))", "number"

    def op_negate(self, tree, at):
        return f"(-({self.one(tree['source'], at)}))", "number"

    def op_absolute(self, tree, at):
        return f"(absolute of ({self.one(tree['source'], at)}))", "number"

    def op_power(self, tree, at):
        exponent = tree["right"]
        values = [exponent["value"]] if "value" in exponent else [
            row.get(exponent["name"]) for row in self.tables[exponent["source"]["rows_of"]]]
        if any(v is not None and v != int(v) for v in values):
            raise Inexpressible("a power with a fraction in its exponent")
        return f"(({self.one(tree['left'], at)}) to the power ({self.one(exponent, at)}))", "number"

    def op_cast_to_int(self, tree, at):
        text, kind = self.expression(tree["source"], at)
        if kind == "yes or no":
            return f"(choose when {text} then 1; otherwise 0 end)", "number"
        return f"(truncated ({text}))", "number"

    def shifted(self, tree, at):
        unit = tree["op"].removeprefix("date_add_")
        amount = tree["right"].get("value")
        if amount is None:
            raise Inexpressible("a duration that a column holds")
        return f"({self.one(tree['left'], at)} {'-' if amount < 0 else '+'} {abs(amount)} {unit})", "date"

    op_date_add_days = op_date_add_months = op_date_add_years = shifted

    def apart(self, tree, at):
        unit = tree["op"].rsplit("_", 1)[1]
        ends = f"({self.one(tree['right'], at)}) to ({self.one(tree['left'], at)})"
        if unit == "days":
            return f"(calendar days from {ends} signed)", "number"
        months = f"whole months from {ends} by day of the month"
        return (f"({months})" if unit == "months" else f"(floor of ({months} / 12))"), "number"

    op_date_difference_in_days = op_date_difference_in_months = op_date_difference_in_years = apart

    def op_string_contains(self, tree, at):
        if "value" not in tree["right"]:
            raise Inexpressible("a text that contains what a column holds")
        part = quoted(tree["right"]["value"])
        return f"({self.one(tree['left'], at)} matches (at least 0 characters, {part}, at least 0 characters))", "yes or no"

    def op_case(self, tree, at):
        kind, text = None, "(choose"
        for branch in tree["branches"]:
            then, of = self.expression(branch["then"], at)
            kind = kind or of
            text += f" when surely ({self.one(branch['when'], at)}) then {then};"
        otherwise, of = self.expression(tree["otherwise"] or {"value": None}, at)
        return f"{text} otherwise {otherwise} end)", kind or of

    def extreme(self, tree, at):
        """The greatest or least of several that are known, two at a time."""
        record = "events" if self.source_table(tree) == "events" and at != "person" else at
        best, kind = None, None
        for source in tree["sources"]:
            text, of = self.expression(source, at)
            kind = kind or of
            if best is None:
                best = text
                continue
            words = {"date": ("on or after", "on or before")}.get(kind, ("at least", "at most"))
            word = words[tree["op"] == "minimum_of"]
            best = self.derived(record, kind, f"choose when not ({best} is known) then {text}; when not ({text} is known) then {best}; "
                                f"when {best} is {word} {text} then {best}; otherwise {text} end")
        return best, kind

    op_maximum_of = op_minimum_of = extreme

    # --- aggregates ---

    def series(self, tree):
        """The name of a field of events with the series' values, and the conditions of its rows; what is missing is passed over."""
        text, kind = self.expression(tree, "events")
        name = text if text in self.columns("events") else self.derived("events", kind, text)
        return name, kind, self.frames_of(tree) + [f"{name} is known"]

    def op_count(self, tree, at):
        table, conditions, _ = self.frame(tree["source"])
        return f"(number of {table}{self.where(conditions or ['yes'])})", "number"

    def op_exists(self, tree, at):
        table, conditions, _ = self.frame(tree["source"])
        return f"(any {table}{self.where(conditions)})", "yes or no"

    def op_count_distinct(self, tree, at):
        name, _, conditions = self.series(tree["source"])
        return f"(number of different {name} of events{self.where(conditions)})", "number"

    def op_sum(self, tree, at):
        name, _, conditions = self.series(tree["source"])
        rows = self.where(conditions)
        return f"(choose when any events{rows} then sum of {name} of events{rows}; otherwise unknown end)", "number"

    def op_mean(self, tree, at):
        name, _, conditions = self.series(tree["source"])
        rows = self.where(conditions)
        return f"((sum of {name} of events{rows}) / (number of events{rows}))", "number"

    def best(self, tree, at):
        name, kind, conditions = self.series(tree["source"])
        word = "highest" if tree["op"] == "max" else "lowest"
        return f"({word} {name} of events{self.where(conditions)})", kind

    op_max = op_min = best

    # --- the ruleset and its tables ---

    def text(self):
        population = self.case["population"]
        who = None if isinstance(population, str) else self.one(population, "person")
        if who is not None:
            self.made.append(f"derived wanted of person: yes or no is {who};")
        answer, kind = self.expression(self.case["compute"], "person")
        self.made.append(f"derived answer of person: {kind or 'number'} is {answer};")
        lines = ["module ehrql version 1.0.0;", "", 'source SUITE "The suite";', ""]
        person = ['record person "A person"', "  key patient_id;"]
        links = [t for t in ("patients", "events") if t in self.tables]
        if "patients" in links:
            person.append("  link patient to patients by patient_id;")
        lines += person + ["  patient_id: text, required;", "end"]
        for table in links:
            lines += [f'record {table} "Rows of {table}"', "  key patient_id;" if table == "patients" else "  keyed by position;"]
            lines += ["  link person to person by patient_id;"] if table == "events" else []
            if table == "events" and "patients" in links:
                lines.append("  link patient to patients by patient_id;")
            lines.append('  covers every row, because "a case gives all of its rows";')
            lines.append("  patient_id: text, required;")
            lines += [f"  {c}: {TYPES[c[0]]}, blank means unknown;" for c in self.columns(table)]
            lines.append("end")
        # What is asked for is read over a link: there the words that make a yes or no of what is missing may decide a figure.
        lines += ['record asked "Of whom"', "  key patient_id;", "  link person to person by patient_id;", "  patient_id: text, required;",
                  "  whose: organisation, required;", "  day: date, required;", "end", *self.made]
        answer = "person.answer"
        tests = [("ANSWER", answer)] if kind == "yes or no" else []
        if kind == "text":
            tests = [(f"ANSWER_{i + 1}", f"{answer} is {quoted(t)}") for i, t in enumerate(self.texts)]
        if not tests:
            value = f"calendar days from 1900-01-01 to {answer} signed" if kind == "date" else answer
            tests = [("ANSWER", None)]
        for name, test in tests:
            lines += [f'indicator {name} "What is asked"', '  cites SUITE in our words "see the case";', "  for each asked;", "  dated by day;"]
            if who is not None:
                lines.append(f'  only those where: surely (person.wanted), because "ehrQL leaves out what is missing";')
            lines.append(f'  met when: {test}, because "ehrQL passes over what is missing";' if test else f"  value: {value}, sum;")
            lines.append("end")
            lines += [f'standard S_{name} "What is asked"', f"  judges {name} per provider;",
                      "  target at least 0%;" if test else "  target at least 0;", "end"]
        self.kind = kind
        return "\n".join(lines) + "\n"

    def write(self, folder):
        ids = sorted({row["patient_id"] for rows in self.tables.values() for row in rows})
        for name in ("person", "asked"):
            with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
                out = csv.writer(file)
                out.writerow(["patient_id", "whose", "day"])
                out.writerows([i, f"P{i}", "2020-01-01"] for i in ids)
        for table in self.tables:
            with open(folder / f"{table}.csv", "w", newline="", encoding="utf-8") as file:
                out = csv.writer(file)
                columns = self.columns(table)
                out.writerow(["patient_id", *columns])
                for row in self.tables[table]:
                    out.writerow([row["patient_id"], *(cell(row.get(c)) for c in columns)])


AGGREGATES = {"count", "exists", "count_distinct", "sum", "mean", "max", "min", "combine_as_set"}


def cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return format(value, "f") if value == int(value) else repr(value)
    return str(value)
