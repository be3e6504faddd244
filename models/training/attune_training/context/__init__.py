"""Use of items in contexts, without times, as in Frappe: whole context cells are held out."""
