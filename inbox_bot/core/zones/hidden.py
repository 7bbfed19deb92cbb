"""Which HTML a reader does not see, as far as its styles say so by themselves."""

import re

# What a reader does not see, or sees struck out, is not said.
_HIDDEN = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?(?![\d.])"
    r"|max-height\s*:\s*0(?![\d.])|(?:left|top|right|text-indent)\s*:\s*-\d{3}|text-decoration[a-z-]*\s*:[^;]{0,40}"
    r"line-through",
    re.IGNORECASE,
)
_SIZE = re.compile(r"font-size\s*:\s*(?P<zero>0(?:\.0*)?(?![\d.]))?", re.IGNORECASE)
# Rules for some screens only («@media») hide nothing from everybody.
_SOME_SCREENS = re.compile(r"@[^{}@]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}?")
_RULE = re.compile(r"(?P<selectors>[^{}]{1,300})\{(?P<style>[^{}]*)\}")
_CLASS = re.compile(r"\w*\.([\w-]+)")
_MOST = 50_000


def is_hidden(style: str) -> bool:
    """Tell whether an element of this *style* is not shown, or struck out."""
    return _HIDDEN.search(style) is not None


def sizes_to_nothing(style: str) -> bool | None:
    """Tell whether the letters have no size; None where *style* says nothing: an element in it may be larger again."""
    size = _SIZE.search(style)
    return bool(size["zero"]) if size else None


def hiding_classes(sheet: str) -> set[str]:
    """Return the classes whose elements the rules of *sheet* hide."""
    sheet = _SOME_SCREENS.sub("", sheet[:_MOST])
    hiding = (rule for rule in _RULE.finditer(sheet) if is_hidden(rule["style"]))
    names = (_CLASS.fullmatch(selector.strip()) for rule in hiding for selector in rule["selectors"].split(","))
    return {name[1] for name in names if name}
