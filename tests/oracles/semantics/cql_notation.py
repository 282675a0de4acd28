"""Cases of the CQL conformance facts (tests/data/oracles/cql-semantics) as Assize expressions.

An interval is not a value of the language: relations between intervals are written out as the comparisons of their ends that
define them (CQL 1.5, "Interval Operators"). The successor of an open end is left to Assize (`10 + 1`).
"""
from assize_text import Inexpressible, moment, moment_span, number, quoted, yes_no

ELAPSED = {"hour": "hours", "minute": "minutes", "second": "seconds"}
CALENDAR = {"day": "days", "week": "weeks", "month": "months", "year": "years"}
ORDER = {"greater": "is more than", "greater_or_equal": "is at least", "less": "is less than", "less_or_equal": "is at most"}
TIMES = {"after": "is after", "before": "is before", "same_as": "is", "same_or_after": "is on or after",
         "same_or_before": "is on or before"}


def offset_text(value):
    if "offset_hours" not in value:
        return ""
    minutes = round(value["offset_hours"] * 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def is_moment(value):
    return isinstance(value, dict) and ("date" in value or "datetime" in value)


def written(value):
    return value["date"] if "date" in value else value["datetime"]


def has_clock(value):
    return is_moment(value) and "T" in written(value)


def is_interval(value):
    return isinstance(value, dict) and "interval" in value


def is_list(value):
    return isinstance(value, dict) and "list" in value


class Cql:
    def __init__(self, lets):
        self.lets = lets

    def expression(self, case):
        return self.operation(case["operation"], case["inputs"], case.get("precision"), case.get("extra") or {})

    # --- values ---

    def value(self, v, with_clock=False):
        if v is None:
            return "unknown"
        if isinstance(v, bool):
            return yes_no(v)
        if isinstance(v, int):
            return number(v)
        if isinstance(v, str):
            return quoted(v)
        if "op" in v:
            named = {k: w for k, w in v.items() if k not in ("op", "args", "precision")}
            return self.operation(v["op"], v["args"], v.get("precision"), named)
        if "decimal" in v:
            return number(v["decimal"])
        if is_moment(v):
            return moment(written(v), self.lets, offset_text(v), with_clock)
        if "quantity" in v:
            return self.quantity(v["quantity"])
        if "time" in v:
            raise Inexpressible("a time of day without a date")
        if "interval" in v:
            raise Inexpressible("an interval as a value")
        if "list" in v:
            raise Inexpressible("a list as an operand")
        raise Inexpressible("a tuple")

    @staticmethod
    def quantity(q):
        unit = (q.get("unit") or "1").rstrip("s")
        if unit == "1":
            return number(q["value"])
        if unit == "millisecond":
            return f"{int(q['value']) / 1000:.3f} seconds"
        if unit in ELAPSED or unit in CALENDAR:
            return f"{q['value']} {(ELAPSED | CALENDAR)[unit]}"
        raise Inexpressible("a unit other than one of time")

    def values(self, operands):
        clock = any(has_clock(v) for v in operands)
        return [self.value(v, with_clock=clock) for v in operands]

    def members(self, v):
        if v is None:
            raise Inexpressible("a list that is null")
        return "(" + ", ".join(self.value(m) for m in v["list"]) + ")"

    # --- operations ---

    def operation(self, op, args, precision, named):
        if any(is_interval(a) for a in args):
            return self.interval_operation(op, args)
        if any(is_list(a) for a in args):
            return self.list_operation(op, args)
        if op in ("all_true", "any_true", "length") and args == [None]:
            raise Inexpressible("a list that is null")
        if op in TIMES:
            return self.time_comparison(op, args, precision)
        if op in ("duration_between", "difference_between"):
            return self.count_between(op, args, precision)
        if op == "case":
            return self.case(named)
        if op == "date_time_component_from":
            return f"{precision} of ({self.value(args[0])})"
        x = self.values(args)
        simple = {
            "and": "({}) and ({})", "or": "({}) or ({})", "xor": "({}) xor ({})", "implies": "({}) implies ({})",
            "not": "not ({})", "equal": "({}) is ({})", "is_null": "({}) is unknown", "is_true": "surely ({})",
            "is_false": "surely (not ({}))",
            "equivalent": "(({0}) is unknown and ({1}) is unknown) or surely (({0}) is ({1}))",
            "add": "({}) + ({})", "subtract": "({}) - ({})", "multiply": "({}) * ({})", "divide": "({}) / ({})",
            "negate": "-({})", "abs": "absolute of ({})", "ceiling": "ceiling of ({})", "floor": "floor of ({})",
            "truncate": "truncated ({})", "round": "({}) rounded to 0 decimal places half up",
            "modulo": "remainder of ({}) divided by ({})", "truncated_divide": "whole part of ({}) divided by ({})",
            "if": "choose when {} then {}; otherwise {} end", "date_from": "date of ({})", "to_string": "({}) as text",
            "to_integer": "({}) as number", "to_decimal": "({}) as number", "to_date": "({}) as date",
        }
        if op == "coalesce":
            raise Inexpressible("a substitute for a value that is not a field")
        if op in ORDER:
            words = TIMES[{"greater": "after", "greater_or_equal": "same_or_after", "less": "before",
                           "less_or_equal": "same_or_before"}[op]] if any(is_moment(a) for a in args) else ORDER[op]
            return f"({x[0]}) {words} ({x[1]})"
        if op not in simple:
            raise Inexpressible(f"no such operation: {op}")
        return simple[op].format(*x)

    def case(self, named):
        comparand = named.get("comparand")
        parts = []
        for item in named["items"]:
            when = self.value(item["when"])
            if comparand is not None:
                when = f"({self.value(comparand)}) is ({when})"
            parts.append(f"when {when} then {self.value(item['then'])};")
        return f"choose {' '.join(parts)} otherwise {self.value(named['else'])} end"

    @staticmethod
    def cut(x, precision):
        """A time cut to the hour, minute or second, in the language's own arithmetic."""
        fraction = f"((second of ({x})) - (floor of (second of ({x})))) * 1 second"
        whole = {"second": fraction, "minute": f"(second of ({x})) * 1 second",
                 "hour": f"(minute of ({x})) * 1 minute - (second of ({x})) * 1 second"}
        return f"(({x}) - {whole[precision]})"

    def time_comparison(self, op, args, precision):
        if any(not is_moment(a) for a in args if a is not None and not (isinstance(a, dict) and "op" in a)):
            self.values(args)  # says what is inexpressible about them
        clock = any(has_clock(a) for a in args)
        x = self.values(args)
        words = TIMES[op]
        if all(is_moment(a) for a in args):
            whole_days = all(len(written(a)) >= 10 for a in args)
            if precision == "year" and whole_days:
                return f"(year of ({x[0]})) {ORDER_OF[op]} (year of ({x[1]}))"
            if precision == "month" and whole_days:
                months = [f"(year of ({v})) * 12 + (month of ({v}))" for v in x]
                return f"({months[0]}) {ORDER_OF[op]} ({months[1]})"
            if precision == "day" and clock and whole_days:
                return f"(date of ({x[0]})) {words} (date of ({x[1]}))"
            exact = all(not v.startswith("given_") for v in x)
            if precision in ("hour", "minute", "second") and exact and clock:
                return f"{self.cut(x[0], precision)} {words} {self.cut(x[1], precision)}"
        return f"({x[0]}) {words} ({x[1]})"

    def count_between(self, op, args, precision):
        x = self.values(args)
        clock = any(has_clock(a) for a in args)
        hours = {"week": "168 hours", "day": "24 hours", "hour": "1 hour", "minute": "1 minute", "second": "1 second"}
        if op == "duration_between":
            if precision in ("year", "month"):
                return f"whole {precision}s from ({x[0]}) to ({x[1]})"
            if not clock:
                return f"calendar days from ({x[0]}) to ({x[1]}) signed"
            return f"truncated ((({x[1]}) - ({x[0]})) / ({hours[precision]}))"
        if precision == "year":
            return f"(year of ({x[1]})) - (year of ({x[0]}))"
        if precision == "month":
            return f"((year of ({x[1]})) * 12 + (month of ({x[1]}))) - ((year of ({x[0]})) * 12 + (month of ({x[0]})))"
        if precision == "day":
            days = [f"date of ({v})" if clock else v for v in x]
            return f"calendar days from ({days[0]}) to ({days[1]}) signed"
        if precision in ("hour", "minute", "second") and clock:
            ends = [v if v.startswith("given_") else self.cut(v, precision) for v in x]
            return f"({ends[1]} - {ends[0]}) / ({hours[precision]})"
        raise Inexpressible("boundaries of weeks")

    def list_operation(self, op, args):
        functions = {"all_true": "all of", "any_true": "any of", "avg": "mean of", "max": "highest of", "min": "lowest of",
                     "sum": "sum of", "product": "product of", "median": "median of", "length": "number of", "count": "number of"}
        if op in functions and len(args) == 1:
            return f"{functions[op]} {self.members(args[0])}"
        if op == "exists" and None not in args[0]["list"]:
            return f"(number of {self.members(args[0])}) is more than 0"
        if op in ("in", "contains") and None not in args:
            item, inside = args if op == "in" else reversed(args)
            if not inside["list"]:
                raise Inexpressible("membership of an empty list")
            return f"({self.value(item)}) is in {self.members(inside)}"
        if op in ("includes", "included_in") and None not in args:
            outer, inner = args if op == "includes" else reversed(args)
            if outer["list"] and inner["list"]:
                return " and ".join(f"({self.value(m)}) is in {self.members(outer)}" for m in inner["list"])
        raise Inexpressible(f"lists as values: {op}")

    # --- intervals ---

    def next(self, v, text, sign):
        if isinstance(v, bool) or v is None:
            raise Inexpressible("an interval without an end")
        if isinstance(v, int):
            return f"({text} {sign} 1)"
        if "decimal" in v:
            return f"({text} {sign} 0.00000001)"
        if is_moment(v) and len(written(v)) == 10:
            return f"({text} {sign} 1 day)"
        if is_moment(v) and len(written(v)) == 23:
            return f"({text} {sign} 0.001 seconds)"
        raise Inexpressible("the successor of a value of this kind")

    def ends(self, v, clock):
        """The first and last value of an interval, or a point twice."""
        if not is_interval(v):
            return self.value(v, clock), self.value(v, clock)
        i = v["interval"]
        if any(i[end] is None and i[end + "_closed"] for end in ("low", "high")):
            raise Inexpressible("an interval without an end")
        low, high = self.value(i["low"], clock), self.value(i["high"], clock)
        if i["low"] is not None and not i["low_closed"]:
            low = self.next(i["low"], low, "+")
        if i["high"] is not None and not i["high_closed"]:
            high = self.next(i["high"], high, "-")
        return low, high

    def interval_operation(self, op, args):
        kinds = [e for a in args for e in ([a["interval"]["low"], a["interval"]["high"]] if is_interval(a) else [a])]
        clock = any(has_clock(e) for e in kinds)
        times = any(is_moment(e) for e in kinds)
        at_most, at_least = ("is on or before", "is on or after") if times else ("is at most", "is at least")
        less, more = ("is before", "is after") if times else ("is less than", "is more than")
        if op in ("in", "contains") and is_interval(args[1 if op == "in" else 0]):
            point, span = args if op == "in" else reversed(args)
            return self.membership(self.value(point, clock), span["interval"], clock, at_most, at_least, less, more)
        if len(args) != 2:
            raise Inexpressible(f"an interval as a value: {op}")
        (a, b), (c, d) = (self.ends(v, clock) for v in args)
        relations = {
            "before": f"({b}) {less} ({c})", "after": f"({a}) {more} ({d})",
            "same_or_before": f"({b}) {at_most} ({c})", "same_or_after": f"({a}) {at_least} ({d})",
            "equal": f"({a}) is ({c}) and ({b}) is ({d})", "equivalent": f"({a}) is ({c}) and ({b}) is ({d})",
            "includes": f"({a}) {at_most} ({c}) and ({b}) {at_least} ({d})",
            "included_in": f"({c}) {at_most} ({a}) and ({d}) {at_least} ({b})",
            "proper_includes": f"({a}) {at_most} ({c}) and ({b}) {at_least} ({d}) and not (({a}) is ({c}) and ({b}) is ({d}))",
            "proper_included_in": f"({c}) {at_most} ({a}) and ({d}) {at_least} ({b}) and not (({a}) is ({c}) and ({b}) is ({d}))",
            "overlaps": f"({a}) {at_most} ({d}) and ({b}) {at_least} ({c})",
            "overlaps_before": f"({a}) {less} ({c}) and ({b}) {at_least} ({c})",
            "overlaps_after": f"({b}) {more} ({d}) and ({a}) {at_most} ({d})",
            "starts": f"({a}) is ({c}) and ({b}) {at_most} ({d})",
            "ends": f"({b}) is ({d}) and ({a}) {at_least} ({c})",
        }
        if op in ("meets", "meets_before", "meets_after"):
            highs = [v["interval"]["high"] for v in args]
            if None in kinds:
                raise Inexpressible("an interval without an end")
            before = f"({self.next(highs[0], b, '+')}) is ({c})"
            after = f"({self.next(highs[1], d, '+')}) is ({a})"
            return {"meets": f"{before} or {after}", "meets_before": before, "meets_after": after}[op]
        if op not in relations:
            raise Inexpressible(f"an interval as a value: {op}")
        return relations[op]

    def membership(self, x, i, clock, at_most, at_least, less, more):
        low, high = i["low"], i["high"]
        if low is not None and high is not None and i["low_closed"]:
            below = "" if i["high_closed"] else "below "
            return f"({x}) is from ({self.value(low, clock)}) to {below}({self.value(high, clock)})"
        tests = []
        for end, closed, words in ((low, i["low_closed"], (more, at_least)), (high, i["high_closed"], (less, at_most))):
            if end is not None or not closed:
                tests.append(f"({x}) {words[bool(closed)]} ({self.value(end, clock)})")
        if not tests:
            raise Inexpressible("an interval without an end")
        return " and ".join(tests)

    # --- answers ---

    def expected(self, v):
        """("unknown",), ("text", v), ("value", v) or ("range", low, high)."""
        if v is None:
            return ("unknown",)
        if isinstance(v, dict) and "uncertain" in v:
            return ("range", *v["uncertain"])
        if is_moment(v):
            low, high, clock = moment_span(written(v), offset_text(v))
            if not clock and len(written(v)) == 10:
                return ("value", written(v))
            if not clock:
                return ("range", low[:10], high[:10])
            return ("value", low) if len(written(v)) >= 16 else ("range", low, high)
        if isinstance(v, dict) and "decimal" in v:
            return ("value", v["decimal"])
        if isinstance(v, dict) and "quantity" in v:
            return ("value", self.quantity(v["quantity"]))
        if isinstance(v, dict):
            raise Inexpressible("an interval, a list, a tuple or a time of day as the answer")
        return ("text" if isinstance(v, str) else "value", v)


ORDER_OF = {"after": "is more than", "before": "is less than", "same_as": "is", "same_or_after": "is at least",
            "same_or_before": "is at most"}
