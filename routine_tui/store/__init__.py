"""Where recoveries are kept: TinyDB files, written whole and atomically. Nothing else knows TinyDB."""
