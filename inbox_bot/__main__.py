"""`python -m inbox_bot` is `inbox-bot`."""

import sys

from inbox_bot.cli import main

sys.exit(main())
