"""Cases of the FEEL facts (DMN Technology Compatibility Kit) as Assize expressions."""
import re

from assize_text import DATE, Inexpressible, moment, moment_span, number, quoted, yes_no

TESTS = {"=": "is", "!=": "is not", "<": "is less than", "<=": "is at most", ">": "is more than", ">=": "is at least"}
MOMENT_TESTS = TESTS | {"<": "is before", "<=": "is on or before", ">": "is after", ">=": "is on or after"}
DURATION = re.compile(r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$")
UNITS = ("years", "months", "days", "hours", "minutes", "seconds")


def parts_of(duration):
    found = DURATION.match(duration)
    if not found:
        raise Inexpressible("not a duration")
    parts = [f"{n} {unit}" for n, unit in zip(found.groups()[1:], UNITS) if n is not None]
    return found.group(1), parts


def is_moment(v):
    return isinstance(v, dict) and ("date" in v or "datetime" in v)


class Feel:
    def __init__(self, lets):
        self.lets = lets
        self.variables = {}

    def expression(self, case):
        self.variables = case.get("variables", {})
        return self.operation(case["operation"], [self.resolved(v) for v in case["inputs"]])

    def resolved(self, v):
        if isinstance(v, dict) and "var" in v:
            return self.variables[v["var"]]
        if isinstance(v, dict) and "op" in v and v["op"] in ("date", "date_and_time", "time") and len(v["args"]) == 1:
            inner = self.resolved(v["args"][0])
            if v["op"] == "time":
                raise Inexpressible("a time of day without a date")
            if isinstance(inner, str):
                return {"datetime" if "T" in inner else "date": inner}
        return v

    # --- values ---

    def value(self, v):
        v = self.resolved(v)
        if v is None:
            return "unknown"
        if isinstance(v, bool):
            return yes_no(v)
        if isinstance(v, str):
            return quoted(v)
        if "number" in v:
            return number(v["number"])
        if "op" in v:
            return self.operation(v["op"], [self.resolved(a) for a in v["args"]])
        if is_moment(v):
            return moment(v["date"] if "date" in v else v["datetime"], self.lets)
        if "duration" in v:
            sign, parts = parts_of(v["duration"])
            if len(parts) > 1 and {"years", "months", "days"} & {p.split()[1] for p in parts} and any(
                    p.split()[1] in ("hours", "minutes", "seconds") for p in parts):
                raise Inexpressible("one duration of days and of hours")
            return f"-({' + '.join(parts)})" if sign else " + ".join(parts)
        if "time" in v:
            raise Inexpressible("a time of day without a date")
        if "range" in v:
            raise Inexpressible("an interval as a value")
        if "list" in v:
            raise Inexpressible("a list as an operand")
        raise Inexpressible("a value of another kind")

    def members(self, args):
        if len(args) == 1 and isinstance(args[0], dict) and "list" in args[0]:
            args = args[0]["list"]
        elif args == [None]:
            raise Inexpressible("a list that is null")
        return "(" + ", ".join(self.value(a) for a in args) + ")"

    # --- operations ---

    def operation(self, op, args):
        if not args:
            raise Inexpressible("a call without operands")
        simple = {
            "and": "({}) and ({})", "or": "({}) or ({})", "not": "not ({})", "is": "({}) is ({})",
            "multiply": "({}) * ({})", "divide": "({}) / ({})", "negate": "-({})", "power": "({}) to the power ({})",
            "modulo": "remainder of ({}) divided by ({})", "floor": "floor of ({})", "ceiling": "ceiling of ({})",
            "decimal": "({}) rounded to ({}) decimal places half even", "round_up": "({}) rounded to ({}) decimal places up",
            "round_down": "({}) rounded to ({}) decimal places down",
            "round_half_up": "({}) rounded to ({}) decimal places half up",
            "round_half_down": "({}) rounded to ({}) decimal places half down",
            "between": "({}) is from ({}) to ({})", "if": "choose when {} then {}; otherwise {} end",
            "greater": "({}) is more than ({})", "less": "({}) is less than ({})", "string": "({}) as text",
            "day_of_year": "day of the year of ({})", "day_of_week": "weekday of ({})", "month_of_year": "month of ({})",
            "week_of_year": "ISO week of ({})", "years_and_months_duration": "(whole months from ({}) to ({})) * (1 month)",
        }
        lists = {"all": "all of", "any": "any of", "median": "median of", "product": "product of", "sum": "sum of",
                 "mean": "mean of", "min": "lowest of", "max": "highest of", "count": "number of"}
        if op in lists:
            return f"{lists[op]} {self.members(args)}"
        if op in ("equal", "not_equal"):
            return self.equality(op, args)
        if op == "in":
            return " or ".join(self.member(args[0], t) for t in args[1:])
        if op in ("add", "subtract"):
            return self.sum(op, args)
        if op == "abs":
            if len(args) == 1 and isinstance(args[0], dict) and "duration" in args[0]:
                raise Inexpressible("the absolute value of a calendar duration")
            simple["abs"] = "absolute of ({})"
        if op == "date":
            return self.date(args)
        if op == "date_and_time" and len(args) == 1 and is_moment(args[0]):
            return self.value(args[0])
        if op not in simple:
            raise Inexpressible(f"no such operation: {op}")
        if simple[op].count("{}") != len(args):
            raise Inexpressible("a call with another number of operands")
        return simple[op].format(*(self.value(a) for a in args))

    def sum(self, op, args):
        sign = "+" if op == "add" else "-"
        if op == "add" and isinstance(args[0], dict) and "duration" in args[0] and is_moment(args[1]):
            args = [args[1], args[0]]  # the language writes the day first
        if is_moment(args[0]) and isinstance(args[1], dict) and "duration" in args[1]:
            minus, parts = parts_of(args[1]["duration"])
            steps = "".join(f" {sign} ({minus}({p}))" for p in parts)
            return f"({self.value(args[0])}){steps}"
        return f"({self.value(args[0])}) {sign} ({self.value(args[1])})"

    def date(self, args):
        if len(args) != 1:
            raise Inexpressible("a date made from numbers")
        if isinstance(args[0], dict) and "datetime" in args[0]:
            return f"date of ({self.value(args[0])})"
        if isinstance(args[0], dict) and "list" in args[0]:
            return "() as date"
        return f"({self.value(args[0])}) as date"

    def equality(self, op, args):
        words = "is" if op == "equal" else "is not"
        if all(isinstance(a, dict) and "range" in a for a in args):
            a, b = (v["range"] for v in args)
            if (a["low_closed"], a["high_closed"]) != (b["low_closed"], b["high_closed"]):
                raise Inexpressible("an interval as a value")
            both = (f"({self.value(a['low'])}) is ({self.value(b['low'])}) and "
                    f"({self.value(a['high'])}) is ({self.value(b['high'])})")
            return both if op == "equal" else f"not ({both})"
        return f"({self.value(args[0])}) {words} ({self.value(args[1])})"

    def member(self, x, test):
        test = self.resolved(test)
        if isinstance(test, dict) and "list" in test:
            if any(isinstance(m, dict) and ("range" in m or "test" in m) for m in test["list"]):
                return " or ".join(self.member(x, m) for m in test["list"])
            return f"({self.value(x)}) is in ({', '.join(self.value(m) for m in test['list'])})"
        words = MOMENT_TESTS if is_moment(self.resolved(x)) else TESTS
        point = self.value(x)
        if isinstance(test, dict) and "test" in test:
            return f"({point}) {words[test['test']]} ({self.value(test['value'])})"
        if isinstance(test, dict) and "range" in test:
            r = test["range"]
            low, high = self.value(r["low"]), self.value(r["high"])
            if r["low_closed"]:
                return f"({point}) is from ({low}) to {'' if r['high_closed'] else 'below '}({high})"
            return (f"(({point}) {words['>']} ({low}) and "
                    f"({point}) {words['<=' if r['high_closed'] else '<']} ({high}))")
        return f"({point}) is ({self.value(test)})"

    # --- answers ---

    def expected(self, v):
        if v is None:
            return ("unknown",)
        if isinstance(v, str):
            return ("text", v)
        if isinstance(v, bool):
            return ("value", v)
        if "number" in v:
            return ("value", number(v["number"]))
        if is_moment(v):
            text = v["date"] if "date" in v else v["datetime"]
            low, _, clock = moment_span(text)
            if not DATE.match(text.partition("T")[0]):
                raise Inexpressible("a date outside the years 1 to 9999")
            return ("value", low if clock else text)
        if "duration" in v:
            sign, parts = parts_of(v["duration"])
            return ("value", " ".join(sign + part for part in parts))
        raise Inexpressible("an interval, a list or a time of day as the answer")


def types_of(v):
    """The kinds of the operands of a case, for the rule on type slips."""
    if v is None:
        return {"null"}
    if isinstance(v, bool):
        return {"yes or no"}
    if isinstance(v, str):
        return {"text"}
    return {next(iter(v))}
