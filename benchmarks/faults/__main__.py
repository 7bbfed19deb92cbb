"""Try faults and print the table: `python -m benchmarks.faults [ROW ...] [--again] [--only WORDS] [--most NUMBER]`."""

import sys
from argparse import ArgumentParser, Namespace

from benchmarks.faults import saved, table


def main() -> int:
    """Print a row as soon as it is done; 1 if anything was not survived."""
    parser = ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    parser.add_argument("row", nargs="*", help=f"any of {', '.join(table.names())}; all without any")
    parser.add_argument("--again", action="store_true", help="also what was run whole since the code last changed")
    parser.add_argument("--only", default="", metavar="WORDS", help="the faults alone whose name holds them")
    parser.add_argument("--most", type=int, metavar="NUMBER", help="end a row after so many")
    options = parser.parse_args()
    if unknown := set(options.row) - set(table.names()):
        parser.error(f"no such row: {', '.join(sorted(unknown))}; there are {', '.join(table.names())}")
    print(table.heading(), flush=True)
    done = []
    for name in options.row or table.names():
        done.append(_row(name, options))
        print(table.line(done[-1]), flush=True)
    tried, survived = sum(one.tried for one in done), sum(one.survived for one in done)
    print(f"{tried} faults, {survived} survived")
    return 0 if tried == survived else 1


def _row(name: str, options: Namespace) -> table.Row:
    whole = not options.only and options.most is None
    if whole and not options.again and (found := saved.kept(name)):
        return found
    row = table.row(name, options.only, options.most)
    if whole:
        saved.keep(name, row)
    return row


if __name__ == "__main__":
    sys.exit(main())
