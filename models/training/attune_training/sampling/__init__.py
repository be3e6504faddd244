"""The graph ``sample``: writes made-up sessions, event by event, of a cohort that is known by a (noisy) summary only."""
