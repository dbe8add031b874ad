"""The one door to a recovery, for the full screen and the command line alike, with a room for each subject."""
