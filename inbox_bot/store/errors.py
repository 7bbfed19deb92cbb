"""What can go wrong with the database."""


class StoreError(Exception):
    """The database did not do what was asked. The message names it without its password, and the mend."""


class StoreUnavailableError(StoreError):
    """The database cannot be reached, is locked, read only or full: the same may succeed later."""


class StoreDamagedError(StoreError):
    """The database's files are damaged, or no database's: no attempt will succeed."""
