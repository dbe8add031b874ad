"""routine_tui: a calm daily routine for skin that is healing.

An import inside a function is there for one of three reasons, and a test holds that there are no others: the first
screen and the commands of every day (``status``, ``today``, ``tick``) do without what it imports; of many formats,
kinds or facts only the one that is asked for is loaded; or importing it does something (a terminal is asked, a name
of one system only is looked up). Everything else is imported at the top of its module.
"""

__version__ = "0.2.0"
