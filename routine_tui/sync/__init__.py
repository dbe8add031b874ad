"""Today's steps as tasks on a CalDAV server, so that a phone can tick them. Nothing here is imported unless asked for.

``account`` is what was set up, ``discovery`` finds the server's lists and makes ours, ``client`` speaks to one list,
``task`` is a step of a day as the server holds it, ``plan`` settles what differs, ``state`` is what is remembered
between two syncs, and ``run`` does one sync.
"""
